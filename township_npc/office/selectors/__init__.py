"""Reads of the shared ground."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from django.db.models import QuerySet
from django.utils import timezone

from township_npc.office.choices import BY_MACHINE
from township_npc.office.models import (
    AuditEntry,
    Holiday,
    HolidayYear,
    JobRun,
    Office,
    StoredFile,
)
from township_npc.office.registries import subject_kind, subjects
from township_npc.office.rules import WorkCalendar


def the_office(**columns) -> Office | None:
    """The one office of this data folder, or None before the first-run page was answered.

    ``columns``: what is read beside its own.
    """
    return Office.objects.annotate(**columns).filter(pk=1).first()


def is_demo() -> bool:
    """The data folder holds the invented town. Marked in the database, never by a switch."""
    return Office.objects.filter(pk=1, is_demo=True).exists()


def work_calendar() -> WorkCalendar:
    """All stored days; a few hundred rows, two queries."""
    days = {row.on: (row.kind, row.name) for row in Holiday.objects.all()}
    return WorkCalendar(days, frozenset(HolidayYear.objects.values_list("year", flat=True)))


def timeline(subject, viewer) -> list[dict]:
    """What happened to a record, newest first, as the viewer's roles may read it.

    Each line: ``verb``, ``label``, ``at``, ``who``, ``note``, ``facts``, ``times``. Verbs not
    declared for the subject, or not for a role of the viewer, do not show. What one person did
    again and again on a day, with nothing more to say of it, is one line.
    """
    verbs = subjects[subject_kind(subject)].verbs
    readable = [name for name, verb in verbs.items() if verb.roles & viewer.roles]
    entries = (
        AuditEntry.objects.filter(
            subject_kind=subject_kind(subject), subject_id=str(subject.pk), verb__in=readable
        )
        .select_related("actor__person", "note")
        .order_by("-seq")[:200]
    )
    return _folded(
        {
            "verb": entry.verb,
            "label": verbs[entry.verb].label,
            "at": entry.at,
            "who": _who(entry),
            "note": entry.note.text if hasattr(entry, "note") else "",
            "facts": entry.facts,
        }
        for entry in entries
    )


def _folded(lines: Iterable[dict]) -> list[dict]:
    alike = (list(same) for _, same in groupby(lines, key=_told))
    return [{**same[0], "times": len(same)} for same in alike]


def _told(line: dict) -> tuple:
    """All that a reader could tell lines of one day apart by, but the clock."""
    day = timezone.localdate(line["at"])
    return line["verb"], line["who"], line["note"], line["facts"], day


def _who(entry: AuditEntry) -> str:
    """The program, unless somebody sat at the machine itself (``services.way_back``)."""
    if entry.actor_id:
        return entry.actor.name
    return "管机器的人" if entry.facts.get("by") == BY_MACHINE else "系统"


def last_change(subject, *, since: datetime | None) -> AuditEntry | None:
    """The last act on a record since a moment; that somebody looked at a number is none."""
    if since is None:
        return None
    acts = AuditEntry.objects.filter(
        subject_kind=subject_kind(subject), subject_id=str(subject.pk), at__gte=since
    )
    return acts.exclude(verb__endswith=".shown").select_related("actor__person").last()


def file_visible_to(user, pk) -> StoredFile | None:
    """The file when the user may see the record it belongs to (security R5), else None."""
    file = StoredFile.objects.filter(pk=pk).first()
    subject = subjects.get(file.subject_kind) if file else None
    if subject and subject.visible_to(user).filter(pk=file.subject_id).exists():
        return file
    return None


def jobs_visible_to(user) -> QuerySet[JobRun]:
    """A job and what came of it are for the one who asked, nobody else."""
    return JobRun.objects.filter(by=user)


def results_of(runs: QuerySet[JobRun]) -> QuerySet[StoredFile]:
    return StoredFile.objects.filter(
        subject_kind=JobRun._meta.label, subject_id__in=runs.values("pk")
    )
