"""书面撤回 (山东建议办理条例第九条): asked, taken back, confirmed; the number stays."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from deputies.choices import DeputyState
from deputies.choices import ProposalState as S
from deputies.choices import WithdrawalState as W
from deputies.models import Proposal, WithdrawalRequest
from deputies.services.answering import reply_proposal
from deputies.services.corrections import correct_last_act
from deputies.services.handling import accept_proposal
from deputies.services.merging import merge_proposals
from deputies.services.withdrawals import (
    ask_withdrawal,
    confirm_withdrawal,
    enter_withdrawal,
    strike_withdrawal,
    take_back_withdrawal,
)
from tests.deputies.proposal_pages import LIST, page, paper, send, signed_in
from tests.deputies.proposal_steps import ACCEPTED, ANSWER, CLOSED, MERGED, REPLIED
from tests.factories import make_deputy, moment
from tests.office.test_once import at_once
from township_npc.office.models import AuditEntry, AuditNote
from township_npc.office.services.audit import chain_faults
from township_npc.office.services.entrance import bind_pin
from township_npc.office.services.files import files_of

pytestmark = pytest.mark.django_db
WHY, PIN = "已经自己修好了。", "204861"
AT = moment(2026, 6, 20)


@pytest.fixture
def author(deputy):
    return deputy.person.user


def ask(proposal, at=AT) -> WithdrawalRequest:
    return ask_withdrawal(proposal, by=proposal.lead.person.user, reason=WHY, at=at)


def confirm(request, by, at=CLOSED):
    confirm_withdrawal(request, by=by, at=at)


def last() -> AuditEntry:
    return AuditEntry.objects.latest("seq")


@pytest.mark.parametrize("state", [S.ACCEPTED, S.ASSIGNED, S.SIGNED])
def test_an_accepted_proposal_is_withdrawn_once_the_director_confirms(bring, director, state):
    proposal = bring(state)
    request = ask(proposal)
    proposal.refresh_from_db()
    assert (proposal.state, request.state, request.asked_on) == (state, W.OPEN, date(2026, 6, 20))
    confirm(request, director)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.number, request.state) == (S.WITHDRAWN, 1, W.CONFIRMED)
    assert (request.settled_by, request.settled_at) == (director, CLOSED)
    assert last().verb == "proposal.withdrawal_confirmed"
    assert AuditNote.objects.get(entry=last()).text == WHY


def test_its_number_is_given_to_no_other(bring, director):
    confirm(ask(bring(S.ACCEPTED)), director)
    assert bring(S.ACCEPTED).number == 2


@pytest.mark.parametrize("state", [S.DRAFT, S.SUBMITTED, S.RETURNED, S.REPLIED, S.CLOSED])
def test_before_acceptance_and_after_the_reply_there_is_nothing_to_ask(bring, state):
    proposal = bring(state)
    with pytest.raises(ValidationError, match="不能要求撤回"):
        ask(proposal)
    assert not WithdrawalRequest.objects.exists()


def test_one_request_is_open_at_a_time(bring, director):
    proposal = bring(S.SIGNED)
    request = ask(proposal)
    with pytest.raises(ValidationError, match="已经有一份撤回申请"):
        ask(proposal)
    take_back_withdrawal(request, by=proposal.lead.person.user, at=AT)
    ask(proposal)
    assert WithdrawalRequest.objects.count() == 2


def test_the_deputy_changes_the_mind_until_it_is_confirmed(bring, director, author):
    proposal = bring(S.SIGNED)
    request = ask(proposal)
    take_back_withdrawal(request, by=author, at=AT)
    assert (request.state, last().verb) == (W.TAKEN_BACK, "proposal.withdrawal_taken_back")
    with pytest.raises(ValidationError, match="不撤了"):
        confirm(request, director)
    again = ask(proposal)
    confirm(again, director)
    with pytest.raises(ValidationError, match="已确认"):
        take_back_withdrawal(again, by=author, at=CLOSED)


@pytest.mark.parametrize(
    ("on", "refused"),
    [
        (date(2026, 6, 10), "不能早于提出"),
        (date(2026, 6, 11), ""),
        (date(2026, 6, 20), ""),
        (date(2026, 6, 21), "不能晚于今天"),
    ],
)
def test_a_request_on_paper_has_its_day(bring, staff, on, refused):
    proposal = bring(S.SIGNED)
    if refused:
        with pytest.raises(ValidationError, match=refused):
            enter_withdrawal(proposal, by=staff, reason=WHY, on=on, at=AT)
        return
    request = enter_withdrawal(proposal, by=staff, reason=WHY, on=on, at=AT)
    assert (request.asked_on, request.is_on_paper, request.asked_by) == (on, True, staff)


def test_the_office_strikes_its_own_entry_and_not_the_deputys(bring, staff, author):
    proposal = bring(S.SIGNED)
    with pytest.raises(PermissionDenied):
        strike_withdrawal(ask(proposal), by=staff, reason="登记错了。", at=AT)
    take_back_withdrawal(WithdrawalRequest.objects.get(), by=author, at=AT)
    entered = enter_withdrawal(proposal, by=staff, reason=WHY, on=AT.date(), at=AT)
    strike_withdrawal(entered, by=staff, reason="登记错了。", at=AT)
    assert (entered.state, AuditNote.objects.get(entry=last()).text) == (W.TAKEN_BACK, "登记错了。")


def test_a_reply_overtakes_the_request_and_the_office_strikes_it(bring, staff, director, handler):
    proposal = bring(S.SIGNED)
    request = ask(proposal)
    reply_proposal(proposal, by=handler, at=REPLIED, no_contact_reason="x", **ANSWER)
    request = WithdrawalRequest.objects.get()
    with pytest.raises(ValidationError, match="刚被万春林答复"):
        confirm(request, director)
    request = WithdrawalRequest.objects.get()
    assert request.state == W.OPEN
    strike_withdrawal(request, by=staff, reason="承办单位已经答复，不再撤回。", at=CLOSED)
    assert request.state == W.TAKEN_BACK


@pytest.mark.parametrize("role", ["staff", "chair", "handler", "author", "sysadmin", "director"])
def test_who_may_ask_enter_confirm_and_take_back(request, bring, deputy, role):
    user = deputy.person.user if role == "author" else request.getfixturevalue(role)
    acts = {
        "ask": (lambda p: ask_withdrawal(p, by=user, reason=WHY, at=AT), {"author"}),
        "enter": (
            lambda p: enter_withdrawal(p, by=user, reason=WHY, on=AT.date(), at=AT),
            {"staff", "director"},
        ),
        "confirm": (lambda p: confirm(ask(p), user), {"director"}),
        "take back": (lambda p: take_back_withdrawal(ask(p), by=user, at=AT), {"author"}),
    }
    for act, (do, allowed) in acts.items():
        proposal = bring(S.SIGNED)
        if role in allowed:
            do(proposal)
            continue
        with pytest.raises(PermissionDenied):
            do(proposal)
        proposal.refresh_from_db()
        assert proposal.state == S.SIGNED, act


def test_nobody_asks_for_another_and_no_suspended_deputy_asks(bring, deputy):
    proposal = bring(S.SIGNED)
    other = make_deputy("陈桂兰").person.user
    with pytest.raises(PermissionDenied):
        ask_withdrawal(proposal, by=other, reason=WHY, at=AT)
    deputy.state, deputy.suspended_on = DeputyState.SUSPENDED, date(2026, 5, 1)
    deputy.save(update_fields=["state", "suspended_on"])
    with pytest.raises(PermissionDenied):
        ask(Proposal.objects.get())


def test_7_the_unit_loses_it_at_once_with_its_papers(bring, director, handler):
    proposal = bring(S.SIGNED)
    send(handler, proposal, "reply", attachments=paper(), no_contact_reason="x", **ANSWER)
    correct_last_act(Proposal.objects.get(), by=handler, reason="内容写错了。")
    file = files_of(Proposal.objects.get().replies.get()).get()
    assert signed_in(handler).get(f"/files/{file.pk}/").getvalue()
    confirm(ask(Proposal.objects.get()), director, at=moment(2027, 1, 4))
    assert page(handler, proposal).status_code == 404
    assert signed_in(handler).get(f"/files/{file.pk}/").status_code == 404
    assert signed_in(handler).get(LIST).context["counts"]["all"] == 0
    for act in ("sign", "reply", "contact"):
        assert send(handler, proposal, act).status_code == 404


def test_the_deputy_and_the_office_still_see_it_and_why(bring, director, author):
    proposal = bring(S.SIGNED)
    confirm(ask(proposal), director)
    for user in (author, director):
        text = page(user, proposal).content.decode()
        assert "代表 6 月 20 日要求撤回，9 月 3 日确认，不再办理。" in text
        assert WHY in text
    assert "已撤回" in signed_in(director).get(f"{LIST}?view=withdrawn").content.decode()


def test_a_confirmation_put_right_gives_the_unit_its_work_and_the_request_waits_again(
    bring, director, handler
):
    proposal = bring(S.SIGNED)
    request = ask(proposal)
    confirm(request, director)
    proposal.refresh_from_db()
    correct_last_act(proposal, by=director, reason="点错了。")
    request.refresh_from_db()
    assert (proposal.state, request.state, request.settled_by) == (S.SIGNED, W.OPEN, None)
    assert page(handler, proposal).status_code == 200


def test_who_asked_has_acted_so_the_acceptance_stands(bring, director):
    proposal = bring(S.ACCEPTED)
    ask(proposal)
    with pytest.raises(ValidationError, match="万秋生已经接着办了"):
        correct_last_act(proposal, by=director, reason="点错了。")


def test_a_main_one_waits_until_the_others_are_apart(bring, director):
    main, one = bring(S.ACCEPTED), bring(S.ACCEPTED)
    merge_proposals(main, [one], by=director, at=MERGED)
    request = ask(main)
    with pytest.raises(ValidationError, match="第 2 号还并在这一件里"):
        confirm(request, director)
    assert WithdrawalRequest.objects.get().state == W.OPEN


def test_a_merged_one_is_taken_apart_and_withdrawn(bring, director, handler):
    main, one = bring(S.SIGNED), bring(S.ACCEPTED)
    merge_proposals(main, [one], by=director, at=MERGED)
    confirm(ask(one), director)
    one.refresh_from_db()
    assert (one.state, one.merged_into) == (S.WITHDRAWN, None)
    assert page(handler, one).status_code == 404
    assert page(handler, main).status_code == 200


def test_a_merged_one_is_not_withdrawn_after_the_common_reply(bring, director, handler):
    main, one = bring(S.SIGNED), bring(S.ACCEPTED)
    merge_proposals(main, [one], by=director, at=MERGED)
    reply_proposal(main, by=handler, at=REPLIED, no_contact_reason="x", **ANSWER)
    with pytest.raises(ValidationError, match="不能要求撤回"):
        ask(Proposal.objects.get(pk=one.pk))


def test_the_phone_asks_for_a_reason_and_the_pin(bring, author):
    bind_pin(author, PIN)
    proposal = bring(S.SIGNED)
    assert "要求撤回" in page(author, proposal).content.decode()
    url = "withdrawal/ask"
    refused = send(author, proposal, url, ready="情况变了，不用办了。", pin="999999")
    assert "还可以试 4 次" in refused.content.decode()
    assert "checked" in str(refused.context["form"]["ready"])
    refused = send(author, proposal, url, pin=PIN)
    assert not WithdrawalRequest.objects.exists()
    forged = {"state": "confirmed", "is_on_paper": "on"}
    answer = send(author, proposal, url, ready="情况变了，不用办了。", pin=PIN, **forged)
    request = WithdrawalRequest.objects.get()
    assert (answer.status_code, request.state, request.is_on_paper) == (302, W.OPEN, False)
    assert request.reason == "情况变了，不用办了。"
    text = page(author, proposal).content.decode()
    assert "等主任确认" in text
    assert "不撤了" in text


def test_a_second_tap_asks_once(bring, author):
    bind_pin(author, PIN)
    proposal = bring(S.SIGNED)
    key = "1e7e7a9e-0000-4000-8000-000000000002"
    fields = {"once": key, "ready": "情况变了，不用办了。", "pin": PIN}
    answers = [send(author, proposal, "withdrawal/ask", **fields) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert WithdrawalRequest.objects.count() == 1


def test_the_director_confirms_from_the_page_and_the_deputy_takes_back_there(
    bring, director, author, chair
):
    proposal = bring(S.SIGNED)
    ask(proposal)
    request = WithdrawalRequest.objects.get()
    assert "确认撤回" in page(director, proposal).content.decode()
    assert "确认撤回" not in page(chair, proposal).content.decode()
    confirm_url = f"{LIST}withdrawals/{request.pk}/confirm/"
    assert signed_in(chair).post(confirm_url).status_code == 403
    signed_in(author).post(f"{LIST}withdrawals/{request.pk}/take-back/")
    answer = signed_in(director).post(confirm_url, follow=True)
    assert "不撤了" in answer.content.decode()
    proposal.refresh_from_db()
    assert proposal.state == S.SIGNED


def test_a_confirmation_and_a_change_of_mind_at_once_have_one_outcome(
    committed_db, bring, director, author
):
    proposal = bring(S.SIGNED)
    request = ask(proposal)

    def act(n: int) -> bool:
        here = WithdrawalRequest.objects.get(pk=request.pk)
        try:
            if n % 2:
                confirm(here, director)
            else:
                take_back_withdrawal(here, by=author, at=AT)
        except ValidationError:
            return False
        return True

    assert sum(at_once(10, act)) == 1
    request.refresh_from_db()
    proposal.refresh_from_db()
    assert (request.state == W.CONFIRMED) == (proposal.state == S.WITHDRAWN)
    assert list(chain_faults()) == []


def test_ten_requests_at_once_are_one(committed_db, bring):
    proposal = bring(S.SIGNED)

    def act(n: int) -> bool:
        try:
            ask(Proposal.objects.get(pk=proposal.pk))
        except ValidationError:
            return False
        return True

    assert sum(at_once(10, act)) == 1


def test_accepting_again_keeps_the_number_after_a_correction(bring, director):
    proposal = bring(S.ACCEPTED)
    correct_last_act(proposal, by=director, reason="点错了。")
    accept_proposal(proposal, by=director, at=ACCEPTED)
    confirm(ask(proposal), director)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.number) == (S.WITHDRAWN, 1)


def test_what_waits_to_be_withdrawn_does_not_go_back_to_its_deputy(bring, director):
    proposal = bring(S.ACCEPTED)
    entered = enter_withdrawal(proposal, by=director, reason=WHY, on=AT.date(), at=AT)
    with pytest.raises(ValidationError, match="撤回"):
        correct_last_act(proposal, by=director, reason="不该受理。")
    strike_withdrawal(entered, by=director, reason="登错了。", at=AT)
    correct_last_act(proposal, by=director, reason="不该受理。")
    assert proposal.state == S.SUBMITTED
