"""重点督办 among the to-dos of the office: a look on the spot, and an end (S-13)."""

from datetime import date, timedelta

import pytest

from deputies.choices import ProposalState as S
from deputies.models import KeyProposal
from deputies.services.handling import close_proposal
from deputies.services.key_proposals import end_key, set_key
from deputies.services.key_visits import log_visit, take_back_visit
from tests.deputies.proposal_steps import CLOSED, REPLIED
from tests.factories import moment
from township_npc.office.models import RuleOverride, Todo
from township_npc.office.services.recount import recount_open

pytestmark = pytest.mark.django_db
PRESSED, SEEN = moment(2026, 7, 1), date(2026, 7, 20)


@pytest.fixture
def key(bring, director):
    return press(bring(S.SIGNED), director)


def press(proposal, by, at=PRESSED) -> KeyProposal:
    post = {"leader": None, "leader_name": "熊建平", "leader_post": "镇人大主席"}
    return set_key(proposal, by=by, on=at.date(), reason="多名代表提出。", at=at, **post)


def visit(key, by, on=SEEN):
    at = moment(on.year, on.month, on.day)
    return log_visit(key, by=by, on=on, came="熊建平主席", found="还没动工。", at=at)


def waiting(key) -> list[tuple]:
    todos = Todo.objects.open().filter(subject_id=key.proposal_id, kind__startswith="proposal.key")
    return [(todo.kind.partition("-")[2], todo.addressee, todo.due_on) for todo in todos]


def test_the_first_look_waits_at_once_for_the_whole_office(key):
    assert waiting(key) == [("visit", "office", date(2026, 7, 31))]
    todo = Todo.objects.open().get(kind="proposal.key-visit")
    assert (todo.begins_on, todo.url) == (None, f"/proposals/key/{key.pk}/visits/new/")
    assert todo.detail == "还没有去过现场；镇人大主席熊建平督办"


def test_after_a_look_the_next_one_is_asked_for_a_week_before_the_time_is_over(key, staff):
    visit(key, staff)
    todo = Todo.objects.open().get(kind="proposal.key-visit")
    assert (todo.due_on, todo.begins_on) == (date(2026, 8, 19), date(2026, 8, 12))
    shown = Todo.objects.filter(pk=todo.pk)
    assert not shown.waiting(todo.begins_on - timedelta(days=1)).exists()
    assert shown.waiting(todo.begins_on).exists()
    assert todo.detail.startswith("上次 2026-07-20 去过")


def test_a_look_written_down_wrongly_counts_no_more(key, staff):
    take_back_visit(visit(key, staff), by=staff, reason="记错了。")
    assert waiting(key) == [("visit", "office", date(2026, 7, 31))]


def test_another_interval_of_the_offices_own_moves_the_day(key, director):
    RuleOverride.objects.create(
        key="key_visit_days", value="10", unit="日", set_by=director, set_at=REPLIED, reason="x"
    )
    recount_open(by=director, at=REPLIED)
    assert waiting(key) == [("visit", "office", date(2026, 7, 13))]  # the 11th is a Saturday


def test_an_answered_one_is_still_looked_at_and_a_closed_one_is_ended(bring, director):
    key = press(bring(S.REPLIED), director, at=REPLIED)
    assert [kind for kind, *_ in waiting(key)] == ["visit"]
    close_proposal(key.proposal, by=director, on=CLOSED.date(), at=CLOSED)
    assert waiting(key) == [("end", "role:director", None)]
    end_key(key, by=director, on=CLOSED.date(), note="办好了。", at=CLOSED)
    assert waiting(key) == []


def test_what_nobody_presses_for_asks_for_no_look(bring):
    proposal = bring(S.SIGNED)
    assert not Todo.objects.open().filter(subject_id=proposal.pk, kind="proposal.key-visit")
