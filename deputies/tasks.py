"""What Celery calls for this room."""

from celery import shared_task

from deputies.permissions.proposals import may_see_all
from township_npc.office import clock
from township_npc.office.jobs import Work, job
from township_npc.office.services.jobs import Made


@shared_task
def forget_old_rosters() -> None:
    """The read rows of an import go when the time to undo it is over."""
    from deputies.services.roster_undo import forget_old_rows

    forget_old_rows(at=clock.now())


@job(may=may_see_all)
def report_workbook(work: Work, *, about: dict[str, str]) -> Made:
    """办理情况的表格."""
    from deputies.services.handling_report import make_report_workbook

    return make_report_workbook(work, about=about, at=clock.now())
