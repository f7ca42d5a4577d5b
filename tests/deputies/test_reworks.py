"""重新办理: another round with a clock of its own; the first stays readable beside it (S-09)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from deputies.choices import ProposalState as S
from deputies.models import Proposal, Rating, Reply, Rework
from deputies.selectors.proposal_list import ProposalFilter, proposal_counts, proposal_rows
from deputies.selectors.proposal_standing import steps_of, whereabouts
from deputies.selectors.reworks import earlier_clocks, reworks_of, round_began_on
from deputies.services.answering import reply_proposal, sign_for
from deputies.services.corrections import correct_last_act
from deputies.services.handling import close_proposal, return_reply
from deputies.services.reworks import issue_rework
from tests.deputies.proposal_steps import ANSWER, CLOSED, talk
from tests.deputies.rating_steps import (
    BAD,
    GOOD,
    LATER,
    NOTICE,
    REISSUED,
    REPLIED_AGAIN,
    WORDS,
    rate,
    reply_again,
    rework,
)
from tests.factories import make_deputy, moment
from township_npc.office.models import AuditEntry
from township_npc.office.selectors import timeline

pytestmark = pytest.mark.django_db


@pytest.fixture
def reopened(bring, director):
    """Replied, rated 不满意, and sent back on 7 September."""
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    rework(proposal, director)
    return proposal


def test_a_notice_opens_the_second_round_with_its_own_clock(reopened, director):
    notice = Rework.objects.get()
    assert (notice.round, notice.text, notice.by) == (2, NOTICE, director)
    assert (notice.issued_on, notice.due_on) == (date(2026, 9, 7), date(2026, 10, 8))
    assert notice.due_sum["moved_because"] == "国庆节"
    assert (reopened.state, reopened.round) == (S.ASSIGNED, 2)
    assert (reopened.reply_due_on, reopened.due_sum) == (notice.due_on, notice.due_sum)
    assert (reopened.assigned_on, reopened.signed_on) == (date(2026, 6, 16), None)
    entry = AuditEntry.objects.latest("seq")
    assert (entry.verb, entry.note.text) == ("proposal.rework_issued", NOTICE)
    assert entry.facts == {"round": 2, "due": "2026-10-08", "on": "2026-09-07"}


def test_a_closed_proposal_is_opened_again_where_the_deputy_is_unsatisfied(bring, director):
    proposal = bring(S.CLOSED)
    rate(proposal, BAD, at=LATER)
    rework(proposal, director, at=LATER)
    assert (proposal.state, proposal.round, proposal.closed_on) == (S.ASSIGNED, 2, None)


@pytest.mark.parametrize("answer", [None, GOOD, {"process": "mostly", "result": "mostly"}])
def test_nobody_is_unsatisfied_so_there_is_no_second_round(bring, director, answer):
    proposal = bring(S.REPLIED)
    if answer:
        rate(proposal, answer)
    with pytest.raises(ValidationError, match="没有代表对这次答复不满意"):
        rework(proposal, director)
    assert (proposal.state, Rework.objects.count()) == (S.REPLIED, 0)


@pytest.mark.parametrize("role", ["staff", "chair", "handler", "author", "sysadmin"])
def test_only_the_director_issues_it(request, bring, deputy, role):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    by = deputy.person.user if role == "author" else request.getfixturevalue(role)
    with pytest.raises(PermissionDenied):
        rework(proposal, by)
    assert proposal.state == S.REPLIED


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("请再与万秋生代表联系。", "通知里不要写“万秋生”"),
        (f"代表说：{WORDS}", "是代表写的原话"),
        (NOTICE, ""),
    ],
)
def test_the_notice_holds_neither_the_deputys_name_nor_the_deputys_words(
    bring, director, text, refused
):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    if not refused:
        rework(proposal, director, text=text)
        assert proposal.round == 2
        return
    with pytest.raises(ValidationError, match=refused):
        rework(proposal, director, text=text)
    assert (proposal.round, Rework.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("on", "refused"),
    [
        (date(2026, 8, 31), "不能早于答复"),
        (date(2026, 9, 1), ""),
        (date(2026, 9, 7), ""),
        (date(2026, 9, 8), "不能晚于今天"),
    ],
)
def test_a_notice_goes_out_between_the_reply_and_today(bring, director, on, refused):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    if not refused:
        assert issue_rework(proposal, by=director, text=NOTICE, on=on, at=REISSUED).issued_on == on
        return
    with pytest.raises(ValidationError, match=refused):
        issue_rework(proposal, by=director, text=NOTICE, on=on, at=REISSUED)


def test_the_unit_signs_and_replies_again_and_both_replies_stay(reopened, handler):
    reply_again(reopened, handler)
    replies = Reply.objects.order_by("round").values_list("round", "is_withdrawn")
    assert list(replies) == [(1, False), (2, False)]
    assert (reopened.state, reopened.round) == (S.REPLIED, 2)
    assert Rating.objects.in_force().get().reply.round == 1


def test_a_talk_before_the_notice_does_not_count_for_the_second_reply(reopened, handler):
    sign_for(reopened, by=handler, at=REPLIED_AGAIN)
    with pytest.raises(ValidationError, match="还没有和代表联系过"):
        reply_proposal(reopened, by=handler, at=REPLIED_AGAIN, **ANSWER)
    talk(reopened, handler, at=REISSUED)  # on the day of the notice
    reply_proposal(reopened, by=handler, at=REPLIED_AGAIN, **ANSWER)


def test_a_second_reply_is_returned_and_put_right_without_touching_the_first(
    reopened, handler, staff
):
    reply_again(reopened, handler)
    return_reply(reopened, by=staff, reason="请补全。", at=LATER)
    assert list(Reply.objects.filter(is_withdrawn=False).values_list("round", flat=True)) == [1]
    reply_proposal(reopened, by=handler, at=moment(2026, 10, 10), **ANSWER)
    correct_last_act(reopened, by=handler, reason="内容写错了。")
    assert list(Reply.objects.filter(is_withdrawn=False).values_list("round", flat=True)) == [1]
    assert reopened.state == S.SIGNED


def test_the_notice_is_put_right_until_the_unit_has_signed(reopened, director, handler):
    correct_last_act(reopened, by=director, reason="点错了。")
    assert (reopened.state, reopened.round) == (S.REPLIED, 1)
    assert reopened.reply_due_on == date(2026, 9, 16)
    assert Rework.objects.get().is_withdrawn
    assert reworks_of(reopened, director) == []
    rework(reopened, director, at=LATER)
    sign_for(reopened, by=handler, at=LATER)
    with pytest.raises(PermissionDenied):
        correct_last_act(reopened, by=director, reason="点错了。")


def test_the_notice_is_put_right_back_to_the_end(bring, director):
    proposal = bring(S.CLOSED)
    rate(proposal, BAD, at=LATER)
    rework(proposal, director, at=LATER)
    correct_last_act(proposal, by=director, reason="点错了。")
    assert (proposal.state, proposal.round, proposal.closed_on) == (S.CLOSED, 1, CLOSED.date())


def test_unsatisfied_again_there_is_a_third_round(reopened, handler, director):
    reply_again(reopened, handler)
    rate(reopened, BAD, at=LATER)
    rework(reopened, director, at=LATER)
    assert reopened.round == 3
    assert [notice.round for notice in reworks_of(reopened, director)] == [3, 2]


def test_the_earlier_clock_and_its_reply_stay_beside_the_new_one(reopened, director, handler):
    reply_again(reopened, handler)
    (clock,) = earlier_clocks(reopened)
    assert (clock.round, clock.due_sum["due"], clock.replied_on) == (
        1,
        "2026-09-16",
        date(2026, 9, 1),
    )


def test_the_state_line_and_the_steps_say_which_round_it_is(reopened, handler):
    today = date(2026, 9, 8)
    line = whereabouts(reopened, None, today)
    assert line.now == "村镇建设办还没有签收（第 2 次办理），还剩 30 天。"
    steps = {step["label"]: (step["on"], step["state"]) for step in steps_of(reopened, None)}
    assert steps["重新办理"] == ("09-07", "done")
    assert steps["签收"] == ("", "current")
    sign_for(reopened, by=handler, at=REPLIED_AGAIN)
    assert "正在重新办理（第 2 次办理）" in whereabouts(reopened, None, today).now


def test_the_list_counts_the_second_round_by_its_own_clock(reopened, director):
    today = date(2026, 10, 9)
    assert proposal_counts(director, ProposalFilter(), today)["late"] == 1
    (row,) = proposal_rows(director, ProposalFilter(view="again"), today)
    assert (row, row.answers) == (reopened, [])


def test_a_first_round_begins_with_the_assignment(bring, reopened):
    assert round_began_on(bring(S.SIGNED)) == date(2026, 6, 16)
    assert round_began_on(reopened) == date(2026, 9, 7)


def test_the_unit_and_the_deputy_read_the_notice_others_do_not(reopened, handler, deputy):
    for user in (handler, deputy.person.user):
        assert [notice.text for notice in reworks_of(reopened, user)] == [NOTICE]
        assert "发重新办理通知" in {line["label"] for line in timeline(reopened, user)}
    Proposal.objects.update(is_published=True)
    assert reworks_of(reopened, make_deputy("陈桂兰").person.user) == []


def close(proposal, director, **more):
    close_proposal(proposal, by=director, on=CLOSED.date(), at=CLOSED, **more)


def test_the_office_closes_all_the_same_with_a_reason_the_unit_does_not_read(
    bring, director, chair, handler
):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    with pytest.raises(ValidationError, match="仍要办结，请写明理由"):
        close(proposal, director)
    reason = "属县级事权，已当面说明。"
    close(proposal, director, unsatisfied_reason=reason)
    assert (proposal.state, proposal.unsatisfied_close_reason) == (S.CLOSED, reason)
    for user in (director, chair):
        assert reason in {line["note"] for line in timeline(proposal, user)}
    assert reason not in {line["note"] for line in timeline(proposal, handler)}
    assert "代表不满意，仍办结" not in {line["label"] for line in timeline(proposal, handler)}


def test_where_everybody_is_satisfied_no_reason_is_kept(bring, director):
    proposal = bring(S.REPLIED)
    rate(proposal)
    close(proposal, director, unsatisfied_reason="x")
    assert proposal.unsatisfied_close_reason == ""


def test_the_reason_goes_when_the_closing_is_put_right(bring, director):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    close(proposal, director, unsatisfied_reason="x")
    correct_last_act(proposal, by=director, reason="点错了。")
    assert proposal.unsatisfied_close_reason == ""
