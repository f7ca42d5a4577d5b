"""Reads of the dossier: what a deputy did, by kind, and what waits to be answered."""

from collections.abc import Iterable

from django.db.models import Count, QuerySet
from django.urls import reverse

from deputies.choices import DutyState
from deputies.models import Deputy, DutyRecord
from deputies.permissions.deputies import is_deputy, may_see_roster
from township_npc.office.addressees import OFFICE
from township_npc.office.registries import Wanted, dossier_kinds


def duties_visible_to(user) -> QuerySet[DutyRecord]:
    """The office and the chairman see all; a deputy the own."""
    duties = DutyRecord.objects.select_related("deputy__person", "deputy__group")
    if may_see_roster(user):
        return duties
    return duties.filter(deputy__person__user=user) if is_deputy(user) else duties.none()


def objections_waiting(user) -> QuerySet[DutyRecord]:
    """What deputies object to and the office has not answered yet, oldest first."""
    return duties_visible_to(user).filter(state=DutyState.OBJECTED).order_by("done_on")


def same_lines(duty: DutyRecord) -> QuerySet[DutyRecord]:
    """The other deputies' lines that were typed together with this one, still say the same, and
    wait to be checked."""
    alike = {name: getattr(duty, name) for name in ("source", "kind", "title", "done_on")}
    return DutyRecord.objects.filter(state=DutyState.OPEN, **alike).exclude(pk=duty.pk)


def kind_label(duty: DutyRecord) -> str:
    kind = dossier_kinds.get(duty.kind)
    return kind.label if kind else duty.kind


def in_words(duty: DutyRecord) -> str:
    """2026-09-24　视察调研　视察高标准农田建设."""
    return f"{duty.done_on.isoformat()}　{kind_label(duty)}　{duty.title}"


def dossier(deputy: Deputy, *, standing_only: bool = False) -> list[dict]:
    """The kinds in their order, each with its rows, newest first; kinds without rows too."""
    rows = deputy.duties.all() if not standing_only else deputy.duties.standing()
    by_kind: dict[str, list[DutyRecord]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row)
    return [{"kind": kind, "rows": by_kind.get(kind.key, [])} for kind in ordered_kinds()]


def ordered_kinds() -> list:
    return sorted(dossier_kinds.values(), key=lambda kind: kind.order)


def year_numbers(deputies: Iterable[Deputy], year: int) -> list[dict]:
    """How many lines of each kind in a year, only kinds that have one; one query."""
    counts = dict(
        DutyRecord.objects.standing()
        .in_year(year)
        .filter(deputy__in=deputies)
        .values_list("kind")
        .annotate(Count("pk"))
    )
    return [
        {"kind": kind, "count": counts[kind.key]} for kind in ordered_kinds() if kind.key in counts
    ]


def duties_to_check(user) -> QuerySet[DutyRecord]:
    """Lines of the own dossier that wait for 确认 or 提出异议, newest first."""
    return DutyRecord.objects.filter(deputy__person__user=user, state=DutyState.OPEN)


def wanted_todos(duty: DutyRecord) -> list[Wanted]:
    """An objection waits for the office until it has been looked into."""
    if duty.state != DutyState.OBJECTED:
        return []
    return [
        Wanted(
            kind="duty.answer",
            to=OFFICE,
            title=f"核实{duty.deputy}代表的异议",
            verb="核实",
            url=reverse("deputies:duty-answer", args=[duty.pk]),
            detail=f"{duty.title}：{duty.objection}",
            icon="dep",
        )
    ]
