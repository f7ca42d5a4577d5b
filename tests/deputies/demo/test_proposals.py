"""The demo's 建议: every state, and deadlines that mean the same on any day."""

import pytest
from django.db.models import Count

from deputies.choices import ProposalState as S
from deputies.models import (
    Assignment,
    Assisting,
    Contest,
    Extension,
    Proposal,
    Publication,
    ReplyDraft,
)
from deputies.selectors.proposal_list import view_conditions
from tests.deputies.demo.days import EVERY_DAY, ON_MONDAY
from township_npc.office.models import AuditEntry, StoredFile

pytestmark = pytest.mark.django_db


@EVERY_DAY
def test_the_demo_has_every_state_three_late_and_some_due_soon(demo_day):
    assert dict(Proposal.objects.values_list("state").annotate(Count("pk")).order_by()) == {
        S.DRAFT: 1,
        S.SUBMITTED: 2,
        S.RETURNED: 1,
        S.ACCEPTED: 4,
        S.ASSIGNED: 6,
        S.SIGNED: 12,
        S.REPLIED: 4,
        S.CLOSED: 26,
        S.MERGED: 1,
        S.WITHDRAWN: 1,
    }
    held = {
        view: Proposal.objects.filter(condition).count()
        for view, condition in view_conditions(demo_day).items()
    }
    assert held["late"] == 3
    assert 2 <= held["in7"] <= 4
    assert held["in7"] < held["in30"] <= 10


@ON_MONDAY
def test_the_demos_numbers_have_no_gap_and_its_long_text_is_long(demo_day):
    numbers = Proposal.objects.filter(number__isnull=False).values_list("number", flat=True)
    assert sorted(numbers) == list(range(1, 55))
    assert 1900 <= len(Proposal.objects.get(number=24).text) <= 2200
    assert StoredFile.objects.filter(subject_kind="deputies.Proposal").count() == 5


@ON_MONDAY
def test_the_demo_is_made_by_the_acts_of_its_people(demo_day):
    assigned = AuditEntry.objects.filter(verb="proposal.assigned")
    assert (assigned.count(), {entry.actor.username for entry in assigned}) == (48, {"zhuren"})


@EVERY_DAY
def test_the_demo_has_every_turn_of_the_units(demo_day):
    contests, extensions = Contest.objects.all(), Extension.objects.all()
    assert sorted(str(row.is_agreed) for row in contests) == ["False", "None"]
    assert sorted(str(row.is_agreed) for row in extensions) == ["False", "None", "True"]
    assert sorted(bool(row.given_at) for row in Assisting.objects.all()) == [False, False, True]
    left = Assignment.objects.filter(ended_at__isnull=False)
    assert left.count() == 7  # one went to another unit, six began another round
    assert ReplyDraft.objects.count() == 1


@EVERY_DAY
def test_the_demo_shows_what_is_published_and_one_taken_down(demo_day):
    assert Publication.objects.shown().count() == 11
    assert not Publication.objects.filter(published_on__gte=demo_day).exists()
    assert Publication.objects.get(taken_down_on__isnull=False).proposal.number == 11
