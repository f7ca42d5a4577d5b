"""县代表建议 (S-14): collected, printed, handed up, answered; no number, no clock of the town."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from deputies.choices import CountyState as C
from deputies.models import CountyProposal, NumberSeries, Proposal
from deputies.rules.county import NEXT_STATES
from deputies.services.county import (
    change_county,
    collect_county,
    correct_county,
    hand_up,
    note_answer,
    note_printed,
    take_back_county,
)
from tests.factories import make_county, make_county_seat, make_user
from tests.office.test_once import at_once
from township_npc.office.choices import Role
from township_npc.office.models import AuditEntry, AuditNote
from township_npc.office.services.audit import chain_faults

pytestmark = pytest.mark.django_db
TODAY, ON = date(2026, 6, 20), date(2026, 6, 10)
FIELDS = {
    "title": "加快县道拓宽改造",
    "text": "县道只有六米宽。请列入明年计划。",
    "category": "traffic",
    "co_signers": "陈桂兰",
}


@pytest.fixture
def seat(deputy):
    return make_county_seat(deputy.person.user)


@pytest.fixture
def collected(seat, staff):
    return make_county(seat, by=staff)


def up(proposals, by, on=TODAY):
    hand_up(proposals, by=by, on=on, receiver="县人大李某", today=TODAY)


def last() -> AuditEntry:
    return AuditEntry.objects.latest("seq")


@pytest.mark.parametrize("level", ["county", "city", "province", "nation"])
def test_the_office_collects_for_deputies_of_the_county_and_above(staff, level):
    seat = make_county_seat(make_user(Role.DEPUTY, name="程远山"), level)
    proposal = collect_county(seat, by=staff, fields=FIELDS, on=ON, today=TODAY)
    assert (proposal.state, proposal.title, proposal.co_signers) == (
        C.COLLECTED, FIELDS["title"], "陈桂兰",
    )  # fmt: skip
    assert (proposal.entered_by, proposal.collected_on) == (staff, ON)
    assert (last().verb, last().subject_kind) == ("county.collected", "deputies.CountyProposal")


def test_a_township_deputys_paper_does_not_go_this_way(staff, deputy):
    with pytest.raises(ValidationError, match="在镇里提"):
        collect_county(deputy, by=staff, fields=FIELDS, on=ON, today=TODAY)
    assert not CountyProposal.objects.exists()


def test_it_takes_no_number_and_no_clock_of_the_town(collected, staff):
    up([collected], staff)
    assert not NumberSeries.objects.exists()
    assert not Proposal.objects.exists()
    fields = {field.name for field in CountyProposal._meta.get_fields()}
    assert fields.isdisjoint({"number", "reply_due_on", "due_sum", "assigned_on"})


@pytest.mark.parametrize(("on", "refused"), [(TODAY, False), (date(2026, 6, 21), True)])
def test_nothing_is_collected_tomorrow(seat, staff, on, refused):
    if refused:
        with pytest.raises(ValidationError, match="不能晚于今天"):
            collect_county(seat, by=staff, fields=FIELDS, on=on, today=TODAY)
        return
    assert collect_county(seat, by=staff, fields=FIELDS, on=on, today=TODAY).collected_on == on


def test_a_deputy_writes_in_the_own_seat_and_in_no_other(deputy, seat):
    other = make_county_seat(make_user(Role.DEPUTY, name="程远山"))
    by = deputy.person.user
    assert collect_county(seat, by=by, fields=FIELDS, on=ON, today=TODAY).entered_by == by
    for foreign in (other, deputy):
        with pytest.raises(PermissionDenied):
            collect_county(foreign, by=by, fields=FIELDS, on=ON, today=TODAY)


def test_a_suspended_seat_writes_nothing(deputy, seat):
    seat.state, seat.suspended_on = "suspended", date(2026, 5, 1)
    seat.save(update_fields=["state", "suspended_on"])
    with pytest.raises(PermissionDenied):
        collect_county(seat, by=deputy.person.user, fields=FIELDS, on=ON, today=TODAY)


def test_what_a_form_does_not_ask_for_is_not_taken(seat, staff):
    forged = {**FIELDS, "state": "handed_over", "answer": "好", "receiver": "x"}
    proposal = collect_county(seat, by=staff, fields=forged, on=ON, today=TODAY)
    assert (proposal.state, proposal.answer, proposal.receiver) == (C.COLLECTED, "", "")


def test_printed_twice_is_printed_once(collected, staff):
    note_printed([collected], by=staff)
    note_printed([collected], by=staff)
    assert collected.state == C.PRINTED
    assert AuditEntry.objects.filter(verb="county.printed").count() == 1


@pytest.mark.parametrize("is_printed", [True, False])
def test_handed_up_it_has_a_day_and_a_receiver(collected, staff, is_printed):
    if is_printed:
        note_printed([collected], by=staff)
    up([collected], staff)
    assert (collected.state, collected.handed_over_on, collected.receiver) == (
        C.HANDED_OVER, TODAY, "县人大李某",
    )  # fmt: skip
    assert AuditNote.objects.get(entry=last()).text == "县人大李某"


@pytest.mark.parametrize(
    ("on", "refused"),
    [
        (date(2026, 6, 9), "才收到"),
        (ON, ""),
        (TODAY, ""),
        (date(2026, 6, 21), "不能晚于今天"),
    ],
)
def test_it_goes_up_between_its_coming_and_today(collected, staff, on, refused):
    if not refused:
        up([collected], staff, on)
        assert collected.handed_over_on == on
        return
    with pytest.raises(ValidationError, match=refused):
        up([collected], staff, on)


def test_all_go_up_or_none(seat, staff, collected):
    later = make_county(seat, by=staff, collected_on=TODAY)
    with pytest.raises(ValidationError, match="才收到"):
        up([collected, later], staff, date(2026, 6, 15))
    assert set(CountyProposal.objects.values_list("state", flat=True)) == {C.COLLECTED}
    with pytest.raises(ValidationError, match="请选要上交"):
        up([], staff)


def test_of_two_clerks_one_hands_it_up(collected, staff, director):
    mine, theirs = (CountyProposal.objects.get() for _ in range(2))
    up([mine], staff)
    with pytest.raises(ValidationError, match="刚被别人办过"):
        up([theirs], director)
    assert AuditEntry.objects.filter(verb="county.handed_over").count() == 1


@pytest.mark.parametrize(
    ("on", "refused"),
    [(date(2026, 6, 14), "不能早于上交"), (date(2026, 6, 15), ""), (date(2026, 6, 21), "今天")],
)
def test_the_county_answers_after_it_was_handed_up(collected, staff, on, refused):
    with pytest.raises(ValidationError, match="还没有上交"):
        note_answer(collected, by=staff, on=on, answer="已列入计划。", today=TODAY)
    up([collected], staff, date(2026, 6, 15))
    if refused:
        with pytest.raises(ValidationError, match=refused):
            note_answer(collected, by=staff, on=on, answer="已列入计划。", today=TODAY)
        return
    note_answer(collected, by=staff, on=on, answer="已列入计划。", today=TODAY)
    note_answer(collected, by=staff, on=on, answer="已列入明年计划。", today=TODAY)
    assert (collected.answer, collected.answered_on) == ("已列入明年计划。", on)
    assert AuditNote.objects.get(entry=last()).text == "原来记的：已列入计划。"


def test_each_step_is_put_right_until_the_county_has_answered(collected, staff):
    with pytest.raises(ValidationError, match="没有可更正的"):
        correct_county(collected, by=staff, reason="点错了。")
    note_printed([collected], by=staff)
    up([collected], staff)
    correct_county(collected, by=staff, reason="日期写错了。")
    assert (collected.state, collected.handed_over_on, collected.receiver) == (C.PRINTED, None, "")
    correct_county(collected, by=staff, reason="县里退回来了。")
    assert collected.state == C.COLLECTED
    up([collected], staff)
    note_answer(collected, by=staff, on=TODAY, answer="已列入计划。", today=TODAY)
    with pytest.raises(ValidationError, match="已经答复"):
        correct_county(collected, by=staff, reason="点错了。")


def test_the_words_are_put_right_until_it_is_printed_by_who_wrote_them(
    collected, seat, staff, deputy
):
    author, changed = deputy.person.user, {**FIELDS, "title": "县道拓宽"}
    own = make_county(seat, by=author)

    def change(proposal, by):
        change_county(proposal, by=by, fields=changed, on=ON, today=TODAY, reason="抄错了。")

    for proposal, writer, other in ((collected, staff, author), (own, author, staff)):
        with pytest.raises(PermissionDenied):
            change(proposal, other)
        change(proposal, writer)
        assert (proposal.title, last().verb) == ("县道拓宽", "county.changed")
        note_printed([proposal], by=staff)
        with pytest.raises(PermissionDenied):
            change(proposal, writer)


def test_it_is_taken_back_until_it_is_printed(collected, seat, staff, deputy):
    own = make_county(seat, by=deputy.person.user)
    with pytest.raises(PermissionDenied):
        take_back_county(own, by=staff)
    take_back_county(own, by=deputy.person.user, reason="代表不提了。")
    assert AuditNote.objects.get(entry=last()).text == "加快县道拓宽改造　代表不提了。"
    note_printed([collected], by=staff)
    with pytest.raises(PermissionDenied):
        take_back_county(collected, by=staff)
    assert list(CountyProposal.objects.all()) == [collected]


@pytest.mark.parametrize("role", ["chair", "handler", "stranger", "sysadmin", "staff", "director"])
def test_only_the_office_keeps_them(request, seat, role):
    stranger = role == "stranger"
    user = make_user(Role.DEPUTY) if stranger else request.getfixturevalue(role)
    acts = {
        "collect": lambda p: collect_county(seat, by=user, fields=FIELDS, on=ON, today=TODAY),
        "print": lambda p: note_printed([p], by=user),
        "hand up": lambda p: up([p], user),
        "answer": lambda p: note_answer(p, by=user, on=TODAY, answer="好。", today=TODAY),
        "correct": lambda p: correct_county(p, by=user, reason="x"),
    }
    for act, do in acts.items():
        up_already = {"state": C.HANDED_OVER, "handed_over_on": ON, "receiver": "李某"}
        fields = up_already if act in ("answer", "correct") else {}
        proposal = make_county(seat, by=make_user(Role.STAFF), **fields)
        before = AuditEntry.objects.count()
        if role in ("staff", "director"):
            do(proposal)
            assert AuditEntry.objects.count() == before + 1
            continue
        with pytest.raises(PermissionDenied):
            do(proposal)
        assert AuditEntry.objects.count() == before, act


def test_the_table_of_moves_has_a_way_for_each_state():
    assert set(NEXT_STATES) == set(C)


def test_ten_who_hand_it_up_at_once_hand_it_up_once(committed_db, staff):
    seat = make_county_seat(make_user(Role.DEPUTY, name="程远山"))
    proposal = make_county(seat, by=staff)

    def act(n: int) -> bool:
        try:
            up([CountyProposal.objects.get(pk=proposal.pk)], staff)
        except ValidationError:
            return False
        return True

    assert sum(at_once(10, act)) == 1
    assert list(chain_faults()) == []
