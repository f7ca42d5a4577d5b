"""The audit chain's first head, and triggers that refuse to change what was written.

Irreversible by design: a chain that could be unlocked by a migration would prove nothing.
"""

from django.db import migrations

SQLITE = [
    f"CREATE TRIGGER audit_no_{act} BEFORE {act} ON office_auditentry "
    f"BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END"
    for act in ("update", "delete")
]
POSTGRES = [
    "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'audit entries are never changed'; END $$",
    "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON office_auditentry "
    "FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON office_auditentry "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
]


def install(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


def first_head(apps, schema_editor):
    apps.get_model("office", "AuditHead").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("office", "0001_initial")]

    operations = [migrations.RunPython(first_head), migrations.RunPython(install)]
