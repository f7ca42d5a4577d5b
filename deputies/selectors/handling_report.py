"""What the handling report counts: the 建议 of one 次会议 with the recess before, or of a year."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from deputies.choices import Level, PromiseState
from deputies.models import CongressSession, Promise, Proposal, Rating, Reply
from deputies.rules.handling_report import (
    RECEIVED,
    Figures,
    Handled,
    Period,
    count_up,
    session_period,
    year_period,
)
from deputies.selectors.rating_totals import Totals, totals_of


class Beside(NamedTuple):
    """What came and is not counted: handled in another one, or withdrawn by its deputy."""

    merged: int
    withdrawn: int


class Promised(NamedTuple):
    """承诺事项 of these 建议, by what has become of them; one with a new day counts once."""

    count: int
    kept: int
    late: int
    broken: int
    moved: int


@dataclass(frozen=True, kw_only=True)
class About:
    """One of the two."""

    meeting: CongressSession | None = None
    year: int | None = None

    @property
    def chosen(self) -> dict[str, str]:
        """As the address says it."""
        return {"session": str(self.meeting.pk)} if self.meeting else {"year": str(self.year)}


@dataclass(frozen=True, kw_only=True)
class Report(About):
    """``today``: the day it counts on."""

    period: Period
    rows: list[Handled]
    figures: Figures
    today: date
    beside: Beside
    said: Totals
    promises: Promised


def report_about(*, session: str, year: int | None, today: date) -> About:
    """The meeting or the year asked for; else the meeting held last, or this year."""
    meetings = town_sessions()
    meeting = meetings.filter(pk=session).first() if session else None
    if meeting is None and not year:
        meeting = meetings.filter(starts_on__lte=today).first()
    if meeting is None:
        return About(year=year or today.year)
    return About(meeting=meeting)


def handling_report(*, session: str, year: int | None, today: date) -> Report:
    about = report_about(session=session, year=year, today=today)
    return _report(about, _period(about), today)


def town_sessions() -> QuerySet[CongressSession]:
    """Newest first."""
    return CongressSession.objects.filter(term__level=Level.TOWN).select_related("term")


def years_with_proposals() -> list[int]:
    received = Proposal.objects.filter(state__in=RECEIVED, submitted_at__isnull=False)
    zone = timezone.get_current_timezone()
    return [at.year for at in received.datetimes("submitted_at", "year", "DESC", zone)]


def _period(about: About) -> Period:
    if about.meeting is None:
        return year_period(about.year)
    meeting = about.meeting
    return session_period(meeting.starts_on, meeting.ends_on, _last_ended_on(meeting))


def _report(about: About, period: Period, today: date) -> Report:
    rows = [_handled(proposal) for proposal in _proposals(period)]
    keys = [row.pk for row in rows]
    return Report(
        meeting=about.meeting,
        year=about.year,
        period=period,
        rows=rows,
        figures=count_up(rows, today),
        today=today,
        beside=_beside(period),
        said=totals_of(Rating.objects.in_force().filter(reply__proposal__in=keys)),
        promises=_promised(keys),
    )


def _beside(period: Period) -> Beside:
    counts = {state: Count("pk", filter=Q(state=state)) for state in Beside._fields}
    return Beside(**_came_in(period).aggregate(**counts))


def _promised(keys: list[UUID]) -> Promised:
    promises = Promise.objects.in_force().filter(reply__proposal__in=keys)
    counts = {state.value: Count("pk", filter=Q(state=state)) for state in PromiseState.outcomes()}
    moved = Count("pk", filter=Q(Exists(Promise.objects.filter(replaced_by=OuterRef("pk")))))
    return Promised(**promises.aggregate(count=Count("pk"), moved=moved, **counts))


def _last_ended_on(meeting: CongressSession) -> date | None:
    """Of the same 届: its first meeting has no recess before it."""
    before = CongressSession.objects.filter(term=meeting.term_id, starts_on__lt=meeting.starts_on)
    return before.order_by("-starts_on").values_list("ends_on", flat=True).first()


def _came_in(period: Period) -> QuerySet[Proposal]:
    begin, end = _midnight(period.from_on), _midnight(period.to_on + timedelta(days=1))
    return Proposal.objects.filter(submitted_at__gte=begin, submitted_at__lt=end)


def _proposals(period: Period) -> QuerySet[Proposal]:
    rows = _came_in(period).filter(state__in=RECEIVED)
    in_force = Reply.objects.filter(is_withdrawn=False, round=F("proposal__round"))
    answers = in_force.only("proposal", "result", "replied_on", "due_on")
    return (
        rows.select_related("lead__person", "lead__group", "lead_unit")
        .only(
            "number", "title", "category", "occasion", "submitted_at", "state", "assigned_on",
            "reply_due_on", "is_confidential", "lead__person__name", "lead__group__name",
            "lead_unit__name",
        )
        .prefetch_related(Prefetch("replies", answers, to_attr="answers"))
        .order_by(F("number").asc(nulls_last=True), "submitted_at", "pk")
    )  # fmt: skip


def _handled(proposal: Proposal) -> Handled:
    lead, answer = proposal.lead, next(iter(proposal.answers), None)
    answered = (
        {"replied_on": answer.replied_on, "answer_due_on": answer.due_on, "result": answer.result}
        if answer
        else {}
    )
    return Handled(
        pk=proposal.pk,
        number=proposal.number,
        title=proposal.open_heading,
        lead=lead.person.name,
        group=lead.group.name if lead.group else "",
        category=proposal.category,
        occasion=proposal.occasion,
        submitted_on=timezone.localdate(proposal.submitted_at),
        state=proposal.state,
        unit=proposal.lead_unit.name if proposal.lead_unit else "",
        assigned_on=proposal.assigned_on,
        due_on=proposal.reply_due_on,
        is_confidential=proposal.is_confidential,
        **answered,
    )


def _midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time()))
