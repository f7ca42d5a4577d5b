"""登记纸质评价: the office enters what a deputy without a phone signed on a sheet."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from deputies.choices import ProposalState as S
from deputies.choices import UnitPost
from deputies.models import Rating, UnitMember
from deputies.services.ratings import (
    correct_rating,
    enter_rating,
    take_back_rating,
)
from tests.deputies.rating_steps import (
    BAD,
    GOOD,
    RATED,
    correct,
    rate,
)
from tests.factories import make_deputy
from township_npc.office.choices import Role
from township_npc.office.models import AuditEntry, RoleGrant, User

pytestmark = pytest.mark.django_db


def enter(proposal, by, *, signed_on=date(2026, 9, 2), at=RATED, deputy=None, answer=GOOD):
    deputy = deputy or proposal.lead
    return enter_rating(proposal, deputy=deputy, by=by, signed_on=signed_on, at=at, **answer)


@pytest.mark.parametrize("role", ["director", "staff"])
def test_the_office_enters_a_sheet_for_a_deputy_without_a_phone(request, bring, deputy, role):
    by = request.getfixturevalue(role)
    rating = enter(bring(S.REPLIED), by)
    assert (rating.deputy, rating.by, rating.signed_on_paper_on) == (deputy, by, date(2026, 9, 2))
    entry = AuditEntry.objects.latest("seq")
    assert (entry.verb, entry.note.text) == (
        "proposal.rating_entered",
        "办理过程满意，办理结果满意。万秋生在纸上签名。",
    )


@pytest.mark.parametrize("role", ["chair", "handler", "sysadmin", "author"])
def test_10_nobody_else_enters_a_sheet(request, bring, deputy, role):
    user = deputy.person.user if role == "author" else request.getfixturevalue(role)
    with pytest.raises(PermissionDenied):
        enter(bring(S.REPLIED), user)


def test_10_staff_who_also_hold_the_units_post_enter_no_sheet_for_it(bring, staff, unit):
    proposal = bring(S.REPLIED)
    RoleGrant.objects.create(user=staff, role=Role.HANDLER)
    UnitMember.objects.create(unit=unit, user=staff, post=UnitPost.HANDLER)
    with pytest.raises(PermissionDenied):
        enter(proposal, User.objects.get(pk=staff.pk))  # as the next request reads the roles


def test_a_sheet_of_who_did_not_sign_the_proposal_is_refused(bring, staff):
    with pytest.raises(PermissionDenied):
        enter(bring(S.REPLIED), staff, deputy=make_deputy("陈桂兰"))


@pytest.mark.parametrize(
    ("signed_on", "refused"),
    [
        (date(2026, 8, 31), "不能早于答复"),
        (date(2026, 9, 1), ""),
        (date(2026, 9, 2), ""),
        (date(2026, 9, 3), "不能晚于今天"),
    ],
)
def test_a_sheet_was_signed_between_the_reply_and_today(bring, staff, signed_on, refused):
    proposal = bring(S.REPLIED)
    if not refused:
        assert enter(proposal, staff, signed_on=signed_on).signed_on_paper_on == signed_on
        return
    with pytest.raises(ValidationError, match=refused):
        enter(proposal, staff, signed_on=signed_on)


def test_paper_and_phone_make_one_rating_between_them(bring, staff):
    proposal = bring(S.REPLIED)
    rate(proposal)
    with pytest.raises(ValidationError, match="已经评价过了"):
        enter(proposal, staff)


def test_a_sheet_is_put_right_by_the_office_or_by_its_deputy(bring, deputy, staff, director):
    proposal = bring(S.REPLIED)
    second = correct(enter(proposal, staff), director, BAD)
    assert second.signed_on_paper_on == date(2026, 9, 2)
    third = correct(second, deputy.person.user)
    assert (third.signed_on_paper_on, third.result) == (None, "satisfied")
    assert Rating.objects.now(proposal).count() == 1


def test_the_day_on_a_sheet_is_put_right_within_its_bounds(bring, staff):
    rating = enter(bring(S.REPLIED), staff)
    again = {"by": staff, "why": "登记时点错了。", "at": RATED, **GOOD}
    with pytest.raises(ValidationError, match="不能早于答复"):
        correct_rating(rating, signed_on=date(2026, 8, 31), **again)
    mended = correct_rating(rating, signed_on=date(2026, 9, 1), **again)
    assert mended.signed_on_paper_on == date(2026, 9, 1)


def test_a_sheet_entered_for_the_wrong_proposal_is_taken_back(bring, staff):
    proposal = bring(S.REPLIED)
    take_back_rating(enter(proposal, staff), by=staff)
    assert not Rating.objects.now(proposal).exists()
    assert Rating.objects.get().withdrawn_reason == "登错了，办公室撤掉。"
    assert AuditEntry.objects.latest("seq").verb == "proposal.rating_taken_back"
    rate(proposal)


def test_a_deputys_own_tap_is_not_taken_back_by_the_office(bring, staff):
    with pytest.raises(PermissionDenied):
        take_back_rating(rate(bring(S.REPLIED)), by=staff)
