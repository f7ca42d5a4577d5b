"""代表: a seat taken, its facts changed; ended, suspended, restored, and such a record put right.

Nothing in the program ends a seat by itself (rules D-02): these services record what was decided.
"""

from copy import copy
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from deputies.choices import DeputyState as S
from deputies.choices import Level
from deputies.models import CongressTerm, Deputy, DeputyGroup
from deputies.permissions.deputies import may_keep_roster, may_rule_on_seat
from deputies.rules.deputies import NEXT_STATES, day_fault, state_before
from deputies.services.roster_facts import put_on_person
from deputies.services.seat_accounts import open_accounts, take_role_without_seat
from deputies.services.seat_todos import follow_seats
from township_npc.office import sealing
from township_npc.office.models import Person, User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record

#: What a seat holds besides person, term, level and state.
SEAT_FACTS = ("district", "group", "post", "party", "education", "since")


@transaction.atomic
def seat_deputy(
    *, by: User, person: dict, term: CongressTerm | None, level: str = Level.TOWN, **seat
) -> Deputy:
    """登记一名代表. ``person`` holds name, ID number, phone and the like; ``seat`` SEAT_FACTS."""
    require(may_keep_roster(by))
    return give_seat(person_for(**person), by=by, term=term, level=level, **seat)


@transaction.atomic
def give_seat(person: Person, *, by: User, term: CongressTerm | None, level: str, **seat) -> Deputy:
    """A seat for a person who is known; one person may hold several, levels kept apart (3.16)."""
    require(may_keep_roster(by))
    deputy = take_seat(person, by=by, term=term, level=level, **seat)
    record(by, "deputy.seated", deputy, level=level)
    return deputy


def person_for(*, name: str, id_number: str = "", **facts) -> Person:
    """The person with this ID number, or a new one. What is given replaces what was known."""
    known = _person_with(id_number)
    if known is None:
        person = Person(name=name)
        _put(person, id_number=id_number, **facts)
        person.save(force_insert=True)
        return person
    if known.name != name:
        raise ValidationError(
            f"这个身份证号登记在{known.name}名下，和填的姓名不一样，请核对。", code="other_name"
        )
    _put(known, **{key: value for key, value in facts.items() if value})
    known.save()
    return known


@transaction.atomic
def take_seat(
    person: Person,
    *,
    by: User | None,
    term: CongressTerm | None,
    level: str = Level.TOWN,
    **seat,
) -> Deputy:
    """Write the seat and the account that belongs to it, without an audit entry: the caller
    records, one entry for a whole import."""
    deputy = Deputy(person=person, term=None if level != Level.TOWN else term, level=level, **seat)
    deputy.validate_constraints()
    deputy.save(force_insert=True)
    open_accounts([person], by)
    return deputy


@transaction.atomic
def change_deputy(deputy: Deputy, *, by: User, person: dict, seat: dict) -> None:
    """更改资料: only what is given. The entry names the fields, never their old or new text."""
    require(may_keep_roster(by))
    if not (person or seat):
        return
    human = deputy.person
    columns = put_on_person(human, person)
    human.validate_constraints()
    _refuse_what_breaks(deputy, **seat)
    human.save(update_fields=columns)
    Deputy.objects.filter(pk=deputy.pk).update(**seat)
    record(by, "deputy.changed", deputy, fields=sorted([*person, *seat]))


@transaction.atomic
def end_seat(deputy: Deputy, *, by: User, reason: str, on: date, note: str, today: date) -> None:
    """终止代表资格, after the congress announced it (《代表法》第六十二条、第六十三条)."""
    require(may_rule_on_seat(by))
    _refuse_wrong_day(deputy, "终止", on, today)
    _move(deputy, S.ENDED, ended_on=on, end_reason=reason, end_note=note)
    take_role_without_seat(deputy.person)
    DeputyGroup.objects.filter(leader=deputy).update(leader=None)
    _told(by, "deputy.ended", deputy, note=note, reason=reason, on=on.isoformat())


@transaction.atomic
def suspend_seat(deputy: Deputy, *, by: User, on: date, note: str, today: date) -> None:
    """暂时停止执行代表职务 (《代表法》第六十一条); the seat stays held and counts in N (A-04)."""
    require(may_rule_on_seat(by))
    _refuse_wrong_day(deputy, "暂停", on, today)
    _move(deputy, S.SUSPENDED, suspended_on=on, suspend_note=note)
    _told(by, "deputy.suspended", deputy, note=note, on=on.isoformat())


@transaction.atomic
def restore_seat(deputy: Deputy, *, by: User, on: date, note: str, today: date) -> None:
    """恢复执行代表职务: the circumstance has passed (《代表法》第六十一条第二款)."""
    require(may_rule_on_seat(by))
    _refuse_wrong_day(deputy, "恢复", on, today)
    if deputy.state == S.SUSPENDED and on < deputy.suspended_on:
        _refuse_day(f"恢复日期不能早于暂停日期 {deputy.suspended_on.isoformat()}。")
    _move(deputy, S.ACTIVE, suspended_on=None, suspend_note="")
    _told(by, "deputy.restored", deputy, note=note, on=on.isoformat())


@transaction.atomic
def correct_seat(deputy: Deputy, *, by: User, reason: str) -> None:
    """更正: the end or suspension was recorded in error; the old entry stays in the timeline."""
    require(may_rule_on_seat(by))
    if deputy.state == S.ACTIVE:
        raise ValidationError("这名代表在任，没有要更正的。", code="nothing_to_correct")
    before = state_before(deputy.state, was_suspended=bool(deputy.suspended_on))
    wrong = deputy.state
    _write(deputy, before, **_unmarked(wrong))
    open_accounts([deputy.person], by)
    _told(by, "deputy.corrected", deputy, note=reason, was=wrong, now=before)


def _told(by: User, verb: str, deputy: Deputy, *, note: str, **facts) -> None:
    """The entry, and what it ends or opens for the deputy."""
    entry = record(by, verb, deputy, note=note, **facts)
    follow_seats(Deputy.objects.filter(pk=deputy.pk), at=entry.at)


def _refuse_wrong_day(deputy: Deputy, act: str, on: date, today: date) -> None:
    term_began_on = deputy.term.starts_on if deputy.term else None
    fault = day_fault(act, on, since=deputy.since, term_began_on=term_began_on, today=today)
    if fault:
        _refuse_day(fault)


def _refuse_day(sentence: str) -> None:
    raise ValidationError({"on": ValidationError(sentence, code="day")})


def _unmarked(state: str) -> dict:
    if state == S.ENDED:
        return {"ended_on": None, "end_reason": "", "end_note": ""}
    return {"suspended_on": None, "suspend_note": ""}


def _move(deputy: Deputy, state: str, **changes) -> None:
    if state not in NEXT_STATES[deputy.state]:
        raise ValidationError(
            f"这名代表现在是“{deputy.get_state_display()}”，不能这样办。", code="wrong_state"
        )
    _write(deputy, state, **changes)


def _write(deputy: Deputy, state: str, **changes) -> None:
    """The only line that writes a seat's state."""
    _refuse_what_breaks(deputy, state=state, **changes)
    as_we_saw_it = Deputy.objects.filter(pk=deputy.pk, state=deputy.state)
    if not as_we_saw_it.update(state=state, **changes):
        raise ValidationError("这名代表刚被他人处理，请刷新后再看。", code="stale")
    deputy.refresh_from_db()


def _refuse_what_breaks(deputy: Deputy, **changes) -> None:
    """Say in words what the database would refuse; the deputy in hand stays as it was."""
    proposed = copy(deputy)
    _put(proposed, **changes)
    proposed.validate_constraints()


def _person_with(id_number: str) -> Person | None:
    index = sealing.index(id_number)
    return Person.objects.filter(id_number_index=index).first() if index else None


def _put(row: Person | Deputy, **facts) -> None:
    for name, value in facts.items():
        setattr(row, name, value)
