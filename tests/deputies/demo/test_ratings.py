"""The demo's 评价, 重新办理 and 承诺: every state can be seen on any day."""

import pytest
from django.db.models import Count

from deputies.choices import ProposalState as S
from deputies.models import Promise, Proposal, Rating, Rework
from deputies.selectors.promises import view_conditions
from tests.deputies.demo.days import EVERY_DAY

pytestmark = pytest.mark.django_db


@EVERY_DAY
def test_the_demo_has_ratings_rounds_and_promises_of_every_kind(demo_day):
    rounds = Proposal.objects.filter(round__gt=1).order_by("number")
    assert list(rounds.values_list("number", "round", "state")) == [
        (4, 2, S.CLOSED),
        (9, 2, S.SIGNED),
        (19, 2, S.CLOSED),
        (34, 3, S.ASSIGNED),
        (36, 2, S.CLOSED),
    ]
    assert Rework.objects.filter(due_on__gte=demo_day).count() >= 2
    assert Rating.objects.filter(is_withdrawn=True).count() == 1
    assert Rating.objects.filter(signed_on_paper_on__isnull=False).count() == 1
    assert Proposal.objects.exclude(unsatisfied_close_reason="").get().number == 19
    assert Rating.objects.now(Proposal.objects.get(number=14)).unsatisfied().exists()
    assert not Rating.objects.now(Proposal.objects.get(number=28)).exists()
    states = dict(Promise.objects.values_list("state").annotate(Count("pk")).order_by())
    assert states == {"open": 4, "kept": 1, "late": 1, "broken": 1, "replaced": 1}
    held = {
        view: Promise.objects.in_force().filter(condition).count()
        for view, condition in view_conditions(demo_day).items()
    }
    assert (held["overdue"], held["reported"]) == (2, 1)
    assert held["due"] >= 1
