"""People are listed by the sound of their names."""

from django.db import migrations, models

from township_npc.office.names import name_key

BATCH = 500


def write_keys(apps, schema_editor):
    Person = apps.get_model("office", "Person")
    people = list(Person.objects.only("pk", "name"))
    for person in people:
        person.name_key = name_key(person.name)
    Person.objects.bulk_update(people, ["name_key"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("office", "0005_todos")]

    operations = [
        migrations.AddField(
            "person",
            "name_key",
            models.CharField(blank=True, default="", editable=False, max_length=800),
        ),
        migrations.RunPython(write_keys, migrations.RunPython.noop),
        migrations.AddIndex("person", models.Index(fields=["name_key"], name="person_name_key")),
    ]
