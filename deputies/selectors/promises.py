"""承诺事项台账: the promises in force, over the years and after 办结."""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Case, Count, Q, QuerySet, Value, When

from deputies.choices import PromiseState, ReplyClass
from deputies.models import Promise, Proposal, Reply
from deputies.permissions import promises as permissions
from deputies.permissions.proposals import may_see_all, may_see_list
from deputies.rules.promises import (
    is_carried_over,
    promise_standing,
    replaced_by,
    suggested_outcome,
)
from deputies.selectors.proposal_list import SavedView
from deputies.selectors.proposals import proposals_visible_to
from township_npc.office.models import StoredFile
from township_npc.office.rules import Standing
from township_npc.office.services.files import files_of

_SOON = 30
_OPEN = Q(state=PromiseState.OPEN)
_REPLACED = Q(state=PromiseState.REPLACED)
_DUE = "reply__promised_by"
VIEW_LABELS = {
    "all": "全部",
    "due": f"{_SOON} 天内到期",
    "overdue": "超期",
    "reported": "待核定",
    "done": "已兑现",
    "kept": "按期兑现",
    "late": "逾期兑现",
    "broken": "没有兑现",
    "replaced": "由后来的答复取代",
}
_FIRST_VIEWS = ("all", "due", "overdue", "reported")


def promises_visible_to(user) -> QuerySet[Promise]:
    """A promise goes with its proposal and its reply; also one that a later one has replaced."""
    seen = Promise.objects.standing().filter(
        reply__proposal__in=proposals_visible_to(user).values("pk")
    )
    return seen.select_related(
        "reply__proposal__lead__person", "reply__unit", "by__person", "replaced_by__reply"
    )


def promise_ledger(user) -> QuerySet[Promise]:
    """The list over the term: the office and the chairman all, a unit its own."""
    seen = promises_visible_to(user)
    if may_see_all(user):
        return seen
    own = user.unit_posts.values("unit")
    return seen.filter(reply__unit__in=own) if may_see_list(user) else seen.none()


def view_conditions(today: date) -> dict[str, Q]:
    """What each chip holds."""
    soon = today + timedelta(days=_SOON)
    return {
        "all": ~_REPLACED,
        "due": _OPEN & Q(**{f"{_DUE}__range": (today, soon)}),
        "overdue": _OPEN & Q(**{f"{_DUE}__lt": today}),
        "reported": _OPEN & Q(reported_at__isnull=False),
        "done": Q(state__in=(PromiseState.KEPT, PromiseState.LATE)),
        "kept": Q(state=PromiseState.KEPT),
        "late": Q(state=PromiseState.LATE),
        "broken": Q(state=PromiseState.BROKEN),
        "replaced": _REPLACED,
    }


@dataclass(frozen=True)
class PromiseFilter:
    """What the list is narrowed to: one object for the page, its counts and the export."""

    view: str = "all"
    unit: str = ""
    year: str = ""

    def narrow(self, promises: QuerySet[Promise]) -> QuerySet[Promise]:
        """Everything but the chip, which the counts compare. A year holds what falls due in it and
        what was carried over from before: not settled when it began.
        """
        if self.unit:
            promises = promises.filter(reply__unit=self.unit)
        if self.year:
            begins = date(int(self.year), 1, 1)
            carried = Q(**{f"{_DUE}__lt": begins}) & (_OPEN | Q(settled_on__gte=begins))
            promises = promises.filter(Q(**{f"{_DUE}__year": int(self.year)}) | carried)
        return promises

    @property
    def chosen(self) -> dict[str, str]:
        """What is narrowed, for the export's log line."""
        return {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if getattr(self, field.name) != field.default
        }


def promise_rows(user, chosen: PromiseFilter, today: date) -> QuerySet[Promise]:
    """Open ones first, the oldest promise on top."""
    is_settled = Case(When(state=PromiseState.OPEN, then=Value(0)), default=Value(1))
    rows = chosen.narrow(promise_ledger(user)).filter(view_conditions(today)[chosen.view])
    return rows.order_by(is_settled, _DUE, "reply__proposal__number", "pk")


def promise_counts(user, chosen: PromiseFilter, today: date) -> dict[str, int]:
    """How many each chip holds under the other filters; one query."""
    conditions = view_conditions(today) | {"open": _OPEN}
    counts = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    return chosen.narrow(promise_ledger(user)).aggregate(**counts)


def promise_views(chosen: PromiseFilter, counts: dict[str, int]) -> list[SavedView]:
    return [
        SavedView(key, label, counts[key], key == chosen.view, key in _FIRST_VIEWS)
        for key, label in VIEW_LABELS.items()
    ]


def years_of(user, today: date) -> list[str]:
    """The years to choose from, newest first; this year is always one."""
    days = promise_ledger(user).order_by().dates(_DUE, "year")
    return [str(year) for year in sorted({day.year for day in days} | {today.year}, reverse=True)]


def units_of(user) -> list[tuple[UUID, str]]:
    """The units that promised something, for who sees several."""
    rows = promise_ledger(user).order_by("reply__unit__name")
    return list(rows.values_list("reply__unit", "reply__unit__name").distinct())


@dataclass(frozen=True)
class PromiseRow:
    """One promise as a person reads it, on the list and on the page of its proposal."""

    promise: Promise
    standing: Standing
    is_carried_over: bool
    replaced: str = ""  # 由第二次答复取代
    may_report: bool = False
    may_settle: bool = False
    may_put_back: bool = False
    files: tuple[StoredFile, ...] = ()
    since: Reply | None = None  # after which the office settles it


def listed(promises, today: date) -> list[PromiseRow]:
    """The rows of the list; no query of their own."""
    return [_row(promise, today) for promise in promises]


def promises_on(proposal: Proposal, user, today: date) -> list[PromiseRow]:
    """承诺事项 on the page of the proposal, with what this person can do about each."""
    rows = promises_visible_to(user).filter(reply__proposal=proposal).order_by("-reply__round")
    return [_row_with_acts(promise, user, today) for promise in rows]


def open_promises(proposal: Proposal) -> list[Promise]:
    """What was promised in earlier replies and nobody has settled, for who replies again."""
    rows = Promise.objects.in_force().filter(reply__proposal=proposal, state=PromiseState.OPEN)
    return list(rows.select_related("reply__unit").order_by("reply__round"))


def suggestion_for(promise: Promise) -> str:
    """What the report comes to; nothing before there is one."""
    if not promise.is_reported:
        return ""
    return suggested_outcome(promise.reply.promised_by, promise.done_on)


def settlement_to_begin_with(promise: Promise) -> dict:
    """What the office's form begins with: the report; without one, what the unit has replied since
    (A 类: it says that it is done). It is asked how it knows."""
    if promise.is_reported:
        return {"outcome": suggestion_for(promise), "kept_on": promise.done_on}
    since = reply_since(promise)
    if since is None:
        return {}
    done_on = since.replied_on if since.result == ReplyClass.A else None
    return {"outcome": suggested_outcome(promise.reply.promised_by, done_on), "kept_on": done_on}


def reply_since(promise: Promise) -> Reply | None:
    """The last reply of a later round: the promise of an earlier one does not wait for its unit any
    more, it is settled."""
    later = Reply.objects.filter(
        proposal=promise.reply.proposal_id, round__gt=promise.reply.round, is_withdrawn=False
    )
    return later.order_by("-round").first()


def _row(promise: Promise, today: date, **more) -> PromiseRow:
    due = promise.reply.promised_by
    standing = promise_standing(promise.state, due, today=today, done_on=promise.kept_on)
    carried = promise.is_open and is_carried_over(due, today.year)
    later = promise.replaced_by
    replaced = replaced_by(later.reply.round) if later else ""
    return PromiseRow(promise, standing, carried, replaced, **more)


def _row_with_acts(promise: Promise, user, today: date) -> PromiseRow:
    has_act = promise.is_reported or promise.is_settled
    return _row(
        promise,
        today,
        may_report=promise.is_open
        and not promise.is_reported
        and permissions.may_report(user, promise),
        may_settle=promise.is_open and permissions.may_settle(user, promise),
        may_put_back=has_act and permissions.may_put_back(user, promise),
        files=tuple(files_of(promise)),
        since=reply_since(promise) if promise.is_open else None,
    )
