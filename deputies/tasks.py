"""What Celery calls for this room."""

from celery import shared_task

from township_npc.office import clock


@shared_task
def forget_old_rosters() -> None:
    """The read rows of an import go when the time to undo it is over."""
    from deputies.services.roster_undo import forget_old_rows

    forget_old_rows(at=clock.now())
