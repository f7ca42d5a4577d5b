"""The demo's to-dos carry the days of their history: some late, some near, some new."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from deputies.models import Proposal
from tests.deputies.demo.days import EVERY_DAY, ON_MONDAY
from township_npc.office.models import Todo
from township_npc.office.services.audit import chain_faults

pytestmark = pytest.mark.django_db


@EVERY_DAY
def test_they_began_on_many_days_and_each_desk_has_some_late_and_some_near(demo_day):
    days = [day for day in days_waited(demo_day) if day >= 0]  # drafts ask as of the real day
    assert len(set(days)) >= 12
    assert sum(day <= 3 for day in days) >= 5
    assert max(days) > 60
    for to in ("role:director", "office", "deputies.Unit"):
        assert len(set(lateness(to, demo_day))) == 2, to


@ON_MONDAY
def test_each_begins_with_the_act_that_opened_it_and_ends_after_it(demo_day):
    proposal = Proposal.objects.get(number=22)  # with its unit, late
    assert opened_on(proposal, "sign") == proposal.assigned_on
    assert opened_on(proposal, "reply") == proposal.signed_on
    sent = Proposal.objects.get(state="submitted", title__startswith="莲南小学")
    assert opened_on(sent, "accept") == demo_day - timedelta(days=1)
    done = Todo.objects.filter(closed_at__isnull=False)
    assert done.count() > 200
    assert not [todo for todo in done if todo.closed_at < todo.opened_at]
    assert list(chain_faults()) == []  # as it was written


def days_waited(today) -> list[int]:
    waiting = Todo.objects.waiting(today).values_list("opened_at", flat=True)
    return [(today - timezone.localdate(at)).days for at in waiting]


def lateness(to: str, today) -> list[bool]:
    dated = Todo.objects.waiting(today).filter(addressee__startswith=to, due_on__isnull=False)
    return [due < today for due in dated.values_list("due_on", flat=True)]


def opened_on(proposal, kind: str) -> date:
    todo = Todo.objects.get(subject_id=proposal.pk, kind=f"proposal.{kind}")
    return timezone.localdate(todo.opened_at)
