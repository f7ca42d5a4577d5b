"""承诺事项: reported by the unit, settled by the office, kept in sight over the years."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from deputies.choices import PromiseState as P
from deputies.choices import ProposalState as S
from deputies.choices import UnitPost
from deputies.forms.promises import PromiseSettleForm
from deputies.models import Promise, UnitMember
from deputies.selectors.promises import (
    promises_on,
    suggestion_for,
)
from deputies.services.handling import close_proposal
from deputies.services.promises import put_back_promise
from tests.deputies.proposal_steps import CLOSED
from tests.deputies.rating_steps import (
    IN_TIME,
    REPORTED,
    TOO_LATE,
    promised,
    report,
    settle,
)
from tests.factories import make_handler, make_unit
from township_npc.office.choices import Role
from township_npc.office.models import AuditEntry, RoleGrant, StoredFile, User
from township_npc.office.selectors import timeline
from township_npc.office.services.files import prepare_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def promise(bring, handler):
    return promised(bring, handler)


def test_a_class_b_reply_makes_one_promise(promise):
    assert (promise.state, promise.reply.promised_by) == (P.OPEN, IN_TIME)
    assert str(promise) == "年底前装好减速带。"


@pytest.mark.parametrize("result", ["A", "C", "D"])
def test_other_classes_promise_nothing(bring, handler, result):
    with pytest.raises(Promise.DoesNotExist):
        promised(bring, handler, result=result)


def test_the_unit_reports_with_a_proof_and_leaves_one_line(promise, handler):
    proof = prepare_document(SimpleUploadedFile("验收单.txt", "合格。".encode()))
    report(promise, handler, attachments=[proof])
    assert (promise.done_on, promise.by, promise.reported_at) == (IN_TIME, handler, REPORTED)
    assert promise.state == P.OPEN
    assert StoredFile.objects.get().subject_kind == "deputies.Promise"
    entry = AuditEntry.objects.latest("seq")
    assert (entry.verb, entry.facts) == ("proposal.promise_reported", {"on": "2026-11-20"})
    assert entry.note.text == "2026-11-15 办完。减速带装好了。"
    assert entry.subject_id == str(promise.reply.proposal_id)


@pytest.mark.parametrize(
    ("done_on", "refused"),
    [
        (date(2026, 8, 31), "不能早于答复"),
        (date(2026, 9, 1), ""),
        (date(2026, 11, 20), ""),
        (date(2026, 11, 21), "不能晚于今天"),
    ],
)
def test_it_was_done_between_the_reply_and_today(promise, handler, done_on, refused):
    if not refused:
        report(promise, handler, done_on)
        assert promise.done_on == done_on
        return
    with pytest.raises(ValidationError, match=refused):
        report(promise, handler, done_on)
    assert not Promise.objects.get().is_reported


@pytest.mark.parametrize("role", ["director", "staff", "chair", "author", "stranger", "sysadmin"])
def test_nobody_else_reports(request, promise, deputy, role):
    people = {
        "author": lambda: deputy.person.user,
        "stranger": lambda: make_handler(make_unit("农业农村办"), name="胡水生"),
    }
    by = people.get(role, lambda: request.getfixturevalue(role))()
    with pytest.raises(PermissionDenied):
        report(promise, by)


@pytest.mark.parametrize("role", ["director", "staff"])
def test_the_office_settles_what_was_reported(request, promise, handler, role):
    by = request.getfixturevalue(role)
    report(promise, handler)
    settle(promise, by)
    assert (promise.state, promise.kept_on) == (P.KEPT, IN_TIME)
    assert (promise.settled_on, promise.checked_by) == (date(2026, 11, 20), by)
    entry = AuditEntry.objects.latest("seq")
    assert (entry.verb, entry.facts) == (
        "proposal.promise_settled",
        {"outcome": "kept", "on": "2026-11-20"},
    )


@pytest.mark.parametrize("role", ["chair", "handler", "author", "sysadmin"])
def test_nobody_else_settles(request, promise, deputy, handler, role):
    report(promise, handler)
    by = deputy.person.user if role == "author" else request.getfixturevalue(role)
    with pytest.raises(PermissionDenied):
        settle(promise, by)


def test_staff_who_hold_the_units_post_do_not_settle_its_promise(promise, handler, staff, unit):
    report(promise, handler)
    RoleGrant.objects.create(user=staff, role=Role.HANDLER)
    UnitMember.objects.create(unit=unit, user=staff, post=UnitPost.HANDLER)
    with pytest.raises(PermissionDenied):
        settle(promise, User.objects.get(pk=staff.pk))


@pytest.mark.parametrize(
    ("done_on", "outcome"), [(IN_TIME, P.KEPT), (TOO_LATE, P.LATE), (None, P.BROKEN)]
)
def test_the_report_suggests_what_it_comes_to(promise, handler, staff, done_on, outcome):
    assert suggestion_for(promise) == ""
    report(promise, handler, done_on)
    assert suggestion_for(promise) == outcome
    settle(promise, staff, outcome, done_on)
    assert promise.state == outcome


@pytest.mark.parametrize("state", [P.OPEN, P.REPLACED])
def test_a_person_finds_it_kept_late_or_broken_and_nothing_else(promise, handler, staff, state):
    report(promise, handler)
    with pytest.raises(PermissionDenied):
        settle(promise, staff, state)
    offered = [value for value, _ in PromiseSettleForm().fields["outcome"].choices]
    assert offered == ["kept", "late", "broken"]


def test_another_outcome_than_the_reports_takes_a_reason(promise, handler, staff):
    report(promise, handler)
    with pytest.raises(ValidationError, match="和单位报告的不一样"):
        settle(promise, staff, P.BROKEN, None)
    settle(promise, staff, P.BROKEN, None, note="现场看没有装。")
    assert (promise.state, promise.kept_on, promise.done_on) == (P.BROKEN, None, IN_TIME)


def test_without_a_report_the_office_says_how_it_knows(promise, staff):
    with pytest.raises(ValidationError, match="单位还没有报告"):
        settle(promise, staff, P.BROKEN, None)
    settle(promise, staff, P.LATE, TOO_LATE, note="11 月 18 日到现场看过。")
    assert (promise.state, promise.is_reported) == (P.LATE, False)


@pytest.mark.parametrize("outcome", [P.KEPT, P.LATE])
def test_a_kept_promise_has_the_day_it_was_done(promise, staff, outcome):
    with pytest.raises(ValidationError, match="哪天办完"):
        settle(promise, staff, outcome, None, note="x")


def test_what_was_settled_is_not_settled_or_reported_again(promise, handler, staff):
    seen = Promise.objects.select_related("reply__proposal").get()
    report(promise, handler)
    settle(promise, staff)
    for act in (lambda: report(seen, handler), lambda: settle(seen, staff, note="x")):
        with pytest.raises(ValidationError, match="刚被他人办过"):
            act()
    assert Promise.objects.get().checked_by == staff


def test_the_office_sees_the_report_it_settles(promise, handler, staff):
    """A form that was opened before the report came in does not settle over it."""
    seen = Promise.objects.select_related("reply__proposal").get()
    report(promise, handler)
    with pytest.raises(ValidationError, match="刚被他人办过"):
        settle(seen, staff, P.BROKEN, None, note="没有办。")


def test_a_report_is_taken_back_with_its_papers_until_it_is_settled(promise, handler, staff):
    proof = prepare_document(SimpleUploadedFile("验收单.txt", "合格。".encode()))
    report(promise, handler, attachments=[proof])
    put_back_promise(promise, by=handler, reason="日期写错了。")
    assert (promise.is_reported, promise.done_on, promise.proof) == (False, None, "")
    assert not StoredFile.objects.exists()
    assert AuditEntry.objects.latest("seq").verb == "proposal.promise_report_taken_back"
    report(promise, handler)
    settle(promise, staff)
    with pytest.raises(PermissionDenied):
        put_back_promise(promise, by=handler, reason="日期写错了。")


def test_the_office_sends_a_report_back_and_keeps_its_papers(promise, handler, staff):
    proof = prepare_document(SimpleUploadedFile("验收单.txt", "合格。".encode()))
    report(promise, handler, attachments=[proof])
    put_back_promise(promise, by=staff, reason="请补照片。")
    assert (promise.is_reported, StoredFile.objects.count()) == (False, 1)
    entry = AuditEntry.objects.latest("seq")
    assert (entry.verb, entry.note.text) == ("proposal.promise_report_returned", "请补照片。")


def test_a_settlement_is_put_right_by_who_made_it_or_by_the_director(
    promise, handler, staff, director
):
    report(promise, handler)
    settle(promise, director)
    with pytest.raises(PermissionDenied):
        put_back_promise(promise, by=staff, reason="点错了。")
    put_back_promise(promise, by=director, reason="点错了。")
    assert (promise.state, promise.kept_on, promise.settled_on) == (P.OPEN, None, None)
    assert (promise.done_on, promise.is_reported) == (IN_TIME, True)
    settle(promise, staff)
    put_back_promise(promise, by=staff, reason="点错了。")
    assert promise.state == P.OPEN


def test_nothing_to_put_back_is_said(promise, staff):
    with pytest.raises(ValidationError, match="刚被他人办过"):
        put_back_promise(promise, by=staff, reason="点错了。")


def test_a_promise_lives_on_after_the_end(promise, handler, director, staff):
    proposal = promise.reply.proposal
    close_proposal(proposal, by=director, on=CLOSED.date(), at=CLOSED)
    report(promise, handler)
    settle(promise, staff)
    assert promise.state == P.KEPT


def test_the_deputy_reads_what_became_of_it_and_the_unit_what_it_can_do(
    promise, deputy, handler, staff
):
    def row(user):
        return promises_on(promise.reply.proposal, user, date(2026, 11, 20))[0]

    assert (row(handler).may_report, row(handler).may_settle) == (True, False)
    assert (row(staff).may_report, row(staff).may_settle) == (False, True)
    report(promise, handler)
    settle(promise, staff)
    assert row(deputy.person.user).standing.text == "按期兑现"
    labels = {line["label"] for line in timeline(promise.reply.proposal, deputy.person.user)}
    assert {"单位报告承诺的兑现情况", "核定承诺"} <= labels


def test_the_state_of_the_proposal_is_not_touched(promise, handler, staff):
    report(promise, handler)
    settle(promise, staff)
    promise.reply.proposal.refresh_from_db()
    assert promise.reply.proposal.state == S.REPLIED
