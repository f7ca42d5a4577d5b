from django.db import migrations


def give_promises(apps, schema_editor):
    """Each class B reply written before promises were kept gets its own, open."""
    Reply, Promise = apps.get_model('deputies', 'Reply'), apps.get_model('deputies', 'Promise')
    without = Reply.objects.filter(result='B', promise__isnull=True)
    Promise.objects.bulk_create(Promise(reply=reply) for reply in without.iterator())


class Migration(migrations.Migration):

    dependencies = [
        ('deputies', '0011_ratings'),
    ]

    operations = [
        migrations.RunPython(give_promises, migrations.RunPython.noop),
    ]
