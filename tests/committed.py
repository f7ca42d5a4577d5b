"""What the migrations put into the database, for tests whose rows are really committed.

The flush at the end of such a test empties every table, and the audit triggers would refuse it.
"""

from importlib import import_module

from django.apps import apps
from django.db import connection

from township_npc.office.models import Holiday

_CHAIN = import_module("township_npc.office.migrations.0002_audit_chain")
_HOLIDAYS = import_module("township_npc.office.migrations.0003_holidays")


def lay_ground() -> None:
    """Triggers, the chain's head and the holidays, as on a database just migrated."""
    unlock_chain()
    with connection.schema_editor() as editor:
        _CHAIN.first_head(apps, editor)
        _CHAIN.install(apps, editor)
        if not Holiday.objects.exists():
            _HOLIDAYS.seed(apps, editor)


def unlock_chain() -> None:
    """Take the triggers away, so that the flush may empty the table."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS audit_no_update")
            cursor.execute("DROP TRIGGER IF EXISTS audit_no_delete")
        else:
            cursor.execute("DROP FUNCTION IF EXISTS audit_refuse CASCADE")
