"""What Celery calls for the shared ground."""

from celery import shared_task

from township_npc.office import clock
from township_npc.office.models import Heartbeat


@shared_task
def heartbeat() -> None:
    """Show that beat sends and a worker works; the health page reads it."""
    Heartbeat.objects.update_or_create(name="jobs", defaults={"at": clock.now()})
