"""What Celery calls for the shared ground."""

from celery import shared_task
from django.urls import reverse

from township_npc.office import clock
from township_npc.office.jobs import Work, job
from township_npc.office.models import Heartbeat
from township_npc.office.permissions import is_director, may_see_papers
from township_npc.office.services.jobs import Made


@shared_task
def heartbeat() -> None:
    """Show that beat sends and a worker works; the health page reads it."""
    Heartbeat.objects.update_or_create(name="jobs", defaults={"at": clock.now()})


@shared_task
def sweep_files() -> None:
    """Remove bytes that no row has known for a day (security D.2, C.21)."""
    from township_npc.office.services.files import sweep_orphans

    sweep_orphans(clock.now())


@shared_task
def nightly_backup() -> None:
    """One sealed copy a day of an office's data; the demo has nothing to lose."""
    from township_npc.office.services.backup import make_nightly_backup

    make_nightly_backup(clock.now())


@shared_task
def recount_deadlines() -> None:
    """Open deadlines follow the calendar: makes good a recount that was cut short, and those that
    were opened again since."""
    from township_npc.office.services.recount import recount_open

    recount_open(by=None, at=clock.now())


@shared_task
def run_reminders() -> None:
    """Tell everybody what is due, once; a night that was missed is made good."""
    from township_npc.office.services.reminders import run_reminders as run

    run(clock.now())


@shared_task
def sweep_jobs() -> None:
    """Send what waits unsent, close what was interrupted, take away what has run out."""
    from township_npc.office.services.jobs import sweep_jobs as sweep

    sweep(now=clock.now())


@job(may=is_director, form_at=lambda: f"{reverse('office:backup')}#export")
def full_export(work: Work, *, reason: str, sealed: bool) -> Made:
    """全部资料 (feature 6.20)."""
    from township_npc.office.services.export import make_full_export

    return make_full_export(work, reason=reason, sealed=sealed, at=clock.now())


@job(may=may_see_papers)
def paper_set(work: Work, *, papers: list[str]) -> Made:
    """整套公文."""
    from township_npc.office.services.papers.sets import make_paper_set

    return make_paper_set(work, papers=papers, at=clock.now())
