"""The office and the unit: accept, assign, sign, reply, close; who may, and what is left behind."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from deputies.choices import ProposalState as S
from deputies.models import Proposal, ProposalMove, Reply
from deputies.rules.proposals import NEXT_STATES
from deputies.services.answering import log_contact, reply_proposal, sign_for
from deputies.services.handling import (
    accept_proposal,
    assign_proposal,
    close_proposal,
    return_proposal,
    return_reply,
    suggest_handling,
)
from deputies.services.moves import move
from tests.deputies.proposal_steps import (
    ACCEPTED,
    ANSWER,
    ASSIGNED,
    CLOSED,
    REPLIED,
    SIGNED,
    talk,
)
from tests.factories import make_handler, make_session, make_unit, moment
from township_npc.office.models import AuditEntry, AuditNote

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 16)


def last_entry() -> AuditEntry:
    return AuditEntry.objects.latest("seq")


def test_the_way_from_the_phone_to_the_end_leaves_one_line_for_each_act(bring):
    bring(S.CLOSED)
    assert list(AuditEntry.objects.order_by("seq").values_list("verb", flat=True)) == [
        "proposal.submitted",
        "proposal.accepted",
        "proposal.assigned",
        "proposal.signed",
        "proposal.contacted",
        "proposal.replied",
        "proposal.closed",
    ]


@pytest.mark.parametrize("state", S.values)
def test_the_table_of_moves_is_all_there_is(bring, director, state):
    proposal = bring(state)
    for target in set(S.values) - NEXT_STATES[state]:
        with pytest.raises(ValidationError):
            move(proposal, target, by=director, at=CLOSED)
    proposal.refresh_from_db()
    assert proposal.state == state


def test_a_proposal_is_returned_with_a_reason(bring, staff):
    proposal = bring(S.SUBMITTED)
    return_proposal(proposal, by=staff, reason="请写清楚在哪个路口。", at=ACCEPTED)
    assert (proposal.state, proposal.return_reason) == (S.RETURNED, "请写清楚在哪个路口。")
    assert AuditNote.objects.get(entry=last_entry()).text == "请写清楚在哪个路口。"


def test_accepting_gives_the_next_number_of_the_meeting(bring, deputy, congress_session):
    first, second = bring(S.ACCEPTED), bring(S.ACCEPTED)
    assert [first.number, second.number] == [1, 2]
    assert first.congress_session == congress_session


def test_each_meeting_counts_from_one(bring, deputy, director):
    bring(S.ACCEPTED)
    make_session(7, starts_on=date(2026, 12, 17), ends_on=date(2026, 12, 18))
    proposal = bring(S.DRAFT)
    move(proposal, S.SUBMITTED, by=deputy.person.user, at=moment(2026, 12, 20),
         submitted_at=moment(2026, 12, 20))  # fmt: skip
    accept_proposal(proposal, by=director, at=moment(2026, 12, 21))
    assert (proposal.congress_session.ordinal, proposal.number) == (7, 1)


def test_before_the_first_meeting_there_is_no_number(bring, director, congress_session):
    proposal = bring(S.SUBMITTED)
    Proposal.objects.update(congress_session=None)
    congress_session.delete()
    proposal.refresh_from_db()
    with pytest.raises(ValidationError, match="请先登记届次"):
        accept_proposal(proposal, by=director, at=ACCEPTED)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.number) == (S.SUBMITTED, None)


def test_the_director_may_change_the_category_on_accepting(bring, director):
    proposal = bring(S.SUBMITTED)
    accept_proposal(proposal, by=director, at=ACCEPTED, category="building")
    assert proposal.category == "building"


def test_assigning_starts_the_clock_and_keeps_its_arithmetic(bring, unit):
    proposal = bring(S.ASSIGNED)
    assert (proposal.lead_unit, proposal.assigned_on) == (unit, ON)
    assert proposal.reply_due_on == date(2026, 9, 16)
    assert proposal.due_sum == {
        "start": "2026-06-16",
        "amount": 3,
        "unit": "month",
        "source": "《代表法》第五十一条第二款",
        "nominal": "2026-09-16",
        "due": "2026-09-16",
        "moved_because": "",
        "provisional": False,
    }


def test_a_complex_proposal_is_due_six_months_after_assignment(bring, director, unit):
    proposal = bring(S.ACCEPTED)
    assign_proposal(proposal, to=unit, by=director, on=ON, at=ASSIGNED, is_complex=True)
    assert proposal.reply_due_on == date(2026, 12, 16)


@pytest.mark.parametrize(
    ("on", "refused"),
    [
        (date(2026, 6, 10), "不能早于提出"),
        (date(2026, 6, 11), ""),
        (date(2026, 6, 16), ""),
        (date(2026, 6, 17), "不能晚于今天"),
    ],
)
def test_the_day_of_assignment_lies_between_the_proposal_and_today(
    bring, director, unit, on, refused
):
    proposal = bring(S.ACCEPTED)
    if not refused:
        assign_proposal(proposal, to=unit, by=director, on=on, at=ASSIGNED)
        assert proposal.assigned_on == on
        return
    with pytest.raises(ValidationError, match=refused):
        assign_proposal(proposal, to=unit, by=director, on=on, at=ASSIGNED)
    assert Proposal.objects.get().state == S.ACCEPTED


def test_two_clerks_cannot_assign_the_same_proposal(bring, director, unit):
    submitted = bring(S.ACCEPTED)
    mine, theirs = Proposal.objects.get(pk=submitted.pk), Proposal.objects.get(pk=submitted.pk)
    assign_proposal(mine, to=make_unit("农业农村办"), by=director, on=ON, at=ASSIGNED)
    with pytest.raises(ValidationError, match="刚被徐明华交办给农业农村办"):
        assign_proposal(theirs, to=unit, by=director, on=ON, at=ASSIGNED)
    assert Proposal.objects.get().lead_unit.name == "农业农村办"
    assert ProposalMove.objects.filter(to_state=S.ASSIGNED).count() == 1


def test_the_staff_proposes_and_the_director_decides(bring, staff, director, unit):
    proposal = bring(S.SUBMITTED)
    suggest_handling(proposal, by=staff, category="building", unit=unit, at=ACCEPTED)
    assert (proposal.suggested_unit, proposal.suggested_category) == (unit, "building")
    assert (proposal.state, proposal.category) == (S.SUBMITTED, "traffic")
    with pytest.raises(PermissionDenied):
        suggest_handling(proposal, by=director, category="building", unit=unit, at=ACCEPTED)


def test_signing_says_who_and_when(bring, handler):
    proposal = bring(S.SIGNED)
    assert (proposal.signed_on, proposal.signed_by) == (date(2026, 6, 17), handler)


def test_a_contact_lies_between_the_assignment_and_today(bring, handler, staff):
    proposal = bring(S.SIGNED)
    talk(proposal, staff)
    with pytest.raises(ValidationError, match="不能晚于今天"):
        log_contact(
            proposal, by=handler, phase="before", way="phone", on=date(2026, 6, 25), text="x",
            at=moment(2026, 6, 24),
        )  # fmt: skip
    assert proposal.contacts.count() == 1


def test_a_reply_without_a_contact_takes_a_reason(bring, handler):
    proposal = bring(S.SIGNED)
    with pytest.raises(ValidationError, match="还没有和代表联系过"):
        reply_proposal(proposal, by=handler, at=REPLIED, **ANSWER)
    reason = "代表外出三个月，电话没有打通。"
    reply_proposal(proposal, by=handler, at=REPLIED, no_contact_reason=reason, **ANSWER)
    assert (proposal.state, Reply.objects.get().no_contact_reason) == (S.REPLIED, reason)


@pytest.mark.parametrize(
    ("answer", "missing"),
    [
        ({"result": "A"}, None),
        ({"result": "B", "promised_by": date(2026, 12, 31)}, "essence"),
        ({"result": "B", "essence": "先做桥头一段。"}, "promised_by"),
        ({"result": "B", "essence": "先做。", "promised_by": date(2026, 12, 31)}, None),
        ({"result": "C"}, "essence"),
        ({"result": "C", "essence": "占用基本农田。"}, None),
        ({"result": "D"}, "essence"),
        ({"result": "D", "essence": "7 月 2 日报县交通运输局。"}, None),
    ],
)
def test_each_class_of_reply_says_what_it_must(bring, handler, answer, missing):
    proposal = bring(S.SIGNED)
    talk(proposal, handler)
    if missing is None:
        reply_proposal(proposal, by=handler, at=REPLIED, text="已经办了。", **answer)
        assert Reply.objects.get().result == answer["result"]
        return
    with pytest.raises(ValidationError) as refused:
        reply_proposal(proposal, by=handler, at=REPLIED, text="已经办了。", **answer)
    assert list(refused.value.error_dict) == [missing]


def test_the_office_returns_a_reply_and_the_unit_writes_again(bring, staff, handler):
    proposal = bring(S.REPLIED)
    return_reply(proposal, by=staff, reason="请补全。", at=moment(2026, 9, 2))
    assert (proposal.state, Reply.objects.get().is_withdrawn) == (S.SIGNED, True)
    reply_proposal(proposal, by=handler, at=moment(2026, 9, 3), **ANSWER)
    assert Reply.objects.filter(is_withdrawn=False).count() == 1


@pytest.mark.parametrize(
    ("on", "refused"),
    [
        (date(2026, 8, 31), "不能早于答复"),
        (date(2026, 9, 1), ""),
        (date(2026, 9, 3), ""),
        (date(2026, 9, 4), "不能晚于今天"),
    ],
)
def test_closing_lies_between_the_reply_and_today(bring, director, on, refused):
    proposal = bring(S.REPLIED)
    if not refused:
        close_proposal(proposal, by=director, on=on, at=CLOSED)
        assert (proposal.state, proposal.closed_on) == (S.CLOSED, on)
        return
    with pytest.raises(ValidationError, match=refused):
        close_proposal(proposal, by=director, on=on, at=CLOSED)


def test_8_a_unit_does_not_reply_after_the_round_was_closed(bring, handler):
    proposal = bring(S.CLOSED)
    with pytest.raises(PermissionDenied):
        reply_proposal(proposal, by=handler, at=CLOSED, **ANSWER)
    assert Reply.objects.count() == 1


ACTS = {
    "return": (S.SUBMITTED, lambda p, by, unit: return_proposal(p, by=by, reason="x", at=ACCEPTED)),
    "accept": (S.SUBMITTED, lambda p, by, unit: accept_proposal(p, by=by, at=ACCEPTED)),
    "suggest": (
        S.SUBMITTED,
        lambda p, by, unit: suggest_handling(p, by=by, category="other", unit=unit, at=ACCEPTED),
    ),
    "assign": (
        S.ACCEPTED,
        lambda p, by, unit: assign_proposal(p, to=unit, by=by, on=ON, at=ASSIGNED),
    ),
    "sign": (S.ASSIGNED, lambda p, by, unit: sign_for(p, by=by, at=SIGNED)),
    "contact": (S.SIGNED, lambda p, by, unit: talk(p, by)),
    "reply": (
        S.SIGNED,
        lambda p, by, unit: reply_proposal(p, by=by, at=REPLIED, no_contact_reason="x", **ANSWER),
    ),
    "reply-return": (
        S.REPLIED,
        lambda p, by, unit: return_reply(p, by=by, reason="x", at=CLOSED),
    ),
    "close": (
        S.REPLIED,
        lambda p, by, unit: close_proposal(p, by=by, on=CLOSED.date(), at=CLOSED),
    ),
}
MAY = {
    "return": {"director", "staff"},
    "accept": {"director"},
    "suggest": {"staff"},
    "assign": {"director"},
    "sign": {"handler"},
    "contact": {"director", "staff", "handler"},
    "reply": {"handler"},
    "reply-return": {"director", "staff"},
    "close": {"director"},
}
ROLES = ("director", "staff", "chair", "handler", "stranger", "author", "sysadmin")


@pytest.fixture
def people(director, staff, chair, handler, deputy, sysadmin):
    stranger = make_handler(make_unit("农业农村办"), name="胡水生")
    found = (director, staff, chair, handler, stranger, deputy.person.user, sysadmin)
    return dict(zip(ROLES, found, strict=True))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", ACTS)
def test_who_may_do_what(bring, people, unit, act, role):
    state, do = ACTS[act]
    proposal = bring(state)
    before = AuditEntry.objects.count()
    if role in MAY[act]:
        do(proposal, people[role], unit)
        assert AuditEntry.objects.count() == before + 1
        return
    with pytest.raises(PermissionDenied):
        do(proposal, people[role], unit)
    proposal.refresh_from_db()
    assert (proposal.state, AuditEntry.objects.count()) == (state, before)


def test_a_proposal_assigned_meanwhile_takes_no_suggestion(bring, staff, director, unit):
    proposal = bring(S.ACCEPTED)
    as_staff_saw_it = Proposal.objects.get()
    assign_proposal(proposal, to=unit, by=director, on=ON, at=ASSIGNED)
    with pytest.raises(ValidationError, match="不用再拟办"):
        suggest_handling(as_staff_saw_it, by=staff, category="water", unit=None, at=ASSIGNED)
    assert Proposal.objects.get().suggested_by is None
