"""The demo's 建议, in every state, brought there by the services; days count from today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from django.utils import timezone

from deputies.demo import promises
from deputies.demo.cosigners import gather
from deputies.demo.pictures import road_under_water, road_with_a_hole
from deputies.demo.proposal_texts import (
    ANSWERS,
    DRAFT,
    MATTERS,
    PAPER,
    PROMISES,
    RETURNED,
    Matter,
)
from deputies.demo.town import Town
from deputies.models import Deputy, Proposal
from deputies.rules.proposals import reply_period
from deputies.services.answering import log_contact, reply_proposal, sign_for
from deputies.services.handling import (
    accept_proposal,
    assign_proposal,
    close_proposal,
    return_proposal,
    suggest_handling,
)
from deputies.services.photos import PURPOSE
from deputies.services.proposals import enter_proposal, save_draft, submit_proposal
from township_npc.office.rules import add_months, deadline
from township_npc.office.selectors import work_calendar
from township_npc.office.services.files import store_photo

#: Number → in how many days the reply is due; three are late (as on the sample page).
_DUE_IN = {22: -4, 18: -3, 7: -3, 31: 2, 24: 3, 26: 7, 29: 7, 33: 14, 40: 21, 38: 26, 35: 29}
_NOT_SIGNED = (33, 35)
_ANSWERED_NOT_CLOSED = (12, 14, 28, 39)
_NOT_ASSIGNED = {44: 8, 45: 2}  # number → days since somebody could have; one is late
_IN_SESSION = 20  # the first numbers were brought to the sixth meeting
_LEADS = {
    22: "刘小燕", 18: "万秋生", 7: "章文俊", 31: "闵长根", 24: "欧阳志强", 26: "黄建军",
    29: "胡金莲", 33: "熊国平", 35: "魏春花", 12: "涂志勇", 9: "罗水根", 1: "万秋生", 46: "万秋生",
}  # fmt: skip


@dataclass(frozen=True)
class Days:
    submitted: date
    accepted: date
    assigned: date


def make(town: Town) -> None:
    """Called last: deputies, units with handlers and meetings of ``town`` stand in the database."""
    for number, matter in enumerate(MATTERS[:-1], start=1):
        _numbered(town, number, matter)
    _waiting(town)
    _draft(town)


def _numbered(town: Town, number: int, matter: Matter) -> None:
    days = _days(town, number)
    proposal = _sent(town, number, matter, _at(days.submitted, number))
    accept_proposal(proposal, by=town.director, at=_at(days.accepted, number))
    if number in _NOT_ASSIGNED:
        _suggest(town, proposal, matter, days)
        return
    unit = town.units[matter.unit]
    assigned_at = _at(days.assigned, number)
    assign_proposal(proposal, to=unit, by=town.director, on=days.assigned, at=assigned_at)
    if number in _NOT_SIGNED:
        return
    handler = town.handlers[matter.unit]
    sign_for(proposal, by=handler, at=assigned_at + timedelta(days=1))
    _talk(proposal, handler, "before", "电话问清了地点和情况。", assigned_at + timedelta(days=5))
    if number not in _DUE_IN:
        _answer(town, number, proposal, handler, assigned_at)


def _answer(town: Town, number: int, proposal: Proposal, handler, assigned_at: datetime) -> None:
    """Most in time; none is later than today."""
    last = _at(town.today - timedelta(days=2), number)
    replied_at = min(assigned_at + timedelta(days=40 + number), last)
    _talk(proposal, handler, "during", "到现场和代表一起看了。", replied_at - timedelta(days=2))
    result = "ABCD"[(0, 0, 1, 0, 2, 0, 1, 0, 0, 3)[number % 10]]
    text, essence = ANSWERS[result]
    promised_by = promises.promised_by(town, number) if result == "B" else None
    reply_proposal(
        proposal,
        by=handler,
        at=replied_at,
        result=result,
        text=text,
        essence=PROMISES.get(number, essence),
        promised_by=promised_by,
    )
    if number not in _ANSWERED_NOT_CLOSED:
        closed_at = min(replied_at + timedelta(days=3), _at(town.today - timedelta(days=1), number))
        close_proposal(proposal, by=town.director, on=closed_at.date(), at=closed_at)


def _waiting(town: Town) -> None:
    """Two wait for the office, one of them entered from paper; one was returned to be mended."""
    yesterday = _at(town.today - timedelta(days=1), 0, time(18, 42))
    _sent(town, 46, MATTERS[-1], yesterday)
    fields = _fields(PAPER) | {"is_plain": True}
    signed_on = town.today - timedelta(days=3)
    at = _at(town.today - timedelta(days=2), 0, time(10, 5))
    lead = town.deputy("陈桂兰")
    enter_proposal(lead, by=town.staff, fields=fields, signed_on_paper_on=signed_on, at=at)
    returned = _sent(town, 47, RETURNED, _at(town.today - timedelta(days=6), 0))
    reason = "一件里写了几件事，请一事一件分开提。"
    return_proposal(
        returned, by=town.staff, reason=reason, at=_at(town.today - timedelta(days=4), 0)
    )


def _draft(town: Town) -> None:
    lead = town.deputy("万秋生")
    at = _at(town.today - timedelta(days=4), 0)
    fields = {**_fields(DRAFT), "step": 3}
    save_draft(lead, by=lead.person.user, id=uuid4(), fields=fields, at=at)


def _sent(town: Town, number: int, matter: Matter, at: datetime) -> Proposal:
    lead = _lead(town, number)
    fields = {**_fields(matter), "is_plain": True, "step": 4}
    proposal = save_draft(lead, by=lead.person.user, id=uuid4(), fields=fields, at=at)
    for picture in _pictures(number):
        store_photo(picture, subject=proposal, by=lead.person.user, at=at, purpose=PURPOSE)
    submit_proposal(proposal, by=lead.person.user, at=at)
    gather(town, number, proposal, at)
    return proposal


def _pictures(number: int) -> Iterator:
    if number in (18, 46):
        yield road_with_a_hole("路口.jpg")
    if number in (18, 31, 46):
        yield road_under_water("雨后.jpg")


def _suggest(town: Town, proposal: Proposal, matter: Matter, days: Days) -> None:
    unit = town.units[matter.unit]
    at = _at(days.assigned, 0)
    suggest_handling(proposal, by=town.staff, category=matter.category, unit=unit, at=at)


def _talk(proposal: Proposal, by, phase: str, text: str, at: datetime) -> None:
    way = "phone" if phase == "before" else "site"
    log_contact(proposal, by=by, phase=phase, way=way, on=at.date(), text=text, at=at)


def _days(town: Town, number: int) -> Days:
    """Brought to the meeting and assigned four days after it; or in recess, a few days each."""
    if number in _DUE_IN:
        left = _DUE_IN[number]
        assigned = _assigned_for(town.today + timedelta(days=left), step=-1 if left < 0 else 1)
    elif number in _NOT_ASSIGNED:
        assigned = town.today - timedelta(days=_NOT_ASSIGNED[number])
    elif number <= _IN_SESSION:
        assigned = town.day(2026, 6, 16)
    else:
        assigned = town.day(2026, 7, 1) + timedelta(days=number)
    if number <= _IN_SESSION:
        return Days(town.day(2026, 6, 11), town.day(2026, 6, 12), assigned)
    return Days(assigned - timedelta(days=6), assigned - timedelta(days=4), assigned)


def _assigned_for(due_on: date, step: int) -> date:
    """The latest day of assignment whose deadline falls on this day; from a day off, the next
    working day in the direction of ``step``.
    """
    days_off, period = work_calendar(), reply_period(False)
    while not days_off.is_workday(due_on):
        due_on += timedelta(days=step)
    latest = add_months(due_on, -period.amount) + timedelta(days=3)
    candidates = (latest - timedelta(days=back) for back in range(14))
    return next(on for on in candidates if deadline(on, period, days_off).due_on <= due_on)


def _lead(town: Town, number: int) -> Deputy:
    if number in _LEADS:
        return town.deputy(_LEADS[number])
    return town.deputies[number % len(town.deputies)]


def _fields(matter: Matter) -> dict:
    return {
        "category": matter.category,
        "title": matter.title,
        "text": matter.text,
        "place": matter.place,
    }


def _at(on: date, number: int, clock: time = time(9, 10)) -> datetime:
    """A moment of the day, a little later for each number."""
    moment = datetime.combine(on, clock) + timedelta(minutes=number)
    return timezone.make_aware(moment)
