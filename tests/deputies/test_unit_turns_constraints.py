"""What can never be false of the units' turns: the database itself refuses, whoever writes."""

import pytest
from django.db import IntegrityError, connection, transaction

from deputies.choices import ProposalState as S
from deputies.models import Assignment, Assisting, Contest, Extension, ReplyDraft
from deputies.services.assisting import choose_assisting
from deputies.services.extensions import grant_extension
from deputies.services.reply_drafts import save_reply_draft
from tests.deputies.unit_steps import ASKED, GRANTED, ask, contest
from tests.factories import make_unit

pytestmark = pytest.mark.django_db


def write(model, change: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET {change}")


def again(row) -> None:
    """The same row once more, under another key."""
    row.pk = None
    row._state.adding = True
    with transaction.atomic():
        type(row).objects.bulk_create([row])


@pytest.fixture
def signed(bring):
    return bring(S.SIGNED)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ('due_on = "on"', "assignment_due_after_its_day"),
        ("round = 0", "assignment_round_from_one"),
    ],
)
def test_an_assignment_stays_whole(signed, change, name):
    with pytest.raises(IntegrityError, match=name):
        write(Assignment, change)


def test_one_assignment_is_in_force(signed):
    row = Assignment.objects.get()
    with pytest.raises(IntegrityError):
        again(row)
    row.is_undone = True
    again(row)
    assert Assignment.objects.count() == 2


WHEN = "decided_at = '2026-06-22 09:00:00+00:00'"
DECIDED = f"{WHEN}, decided_by_id = (SELECT id FROM office_user LIMIT 1)"


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (WHEN, "contest_decided_whole_or_not"),
        ("is_agreed = TRUE", "contest_decided_whole_or_not"),
        (f"{DECIDED}, is_agreed = FALSE", "contest_refused_with_words"),
        ("reason = ''", "contest_has_a_reason"),
    ],
)
def test_a_contest_stays_whole(signed, handler, change, name):
    contest(signed, handler)
    with pytest.raises(IntegrityError, match=name):
        write(Contest, change)
    assert Contest.objects.get().is_waiting


def test_one_contest_and_one_request_wait(signed, handler):
    for row in (contest(signed, handler), ask(signed, handler)):
        with pytest.raises(IntegrityError):
            again(row)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("is_agreed = TRUE", "extension_decided_whole_or_not"),
        (f"{DECIDED}, is_agreed = FALSE", "extension_refused_with_words"),
        (f"{DECIDED}, is_agreed = TRUE", "extension_not_agreed_without_a_day"),
        ("new_due_on = '2026-12-16', due_sum = '{}'", "extension_agreed_has_a_later_day"),
        ("reason = ''", "extension_has_a_reason"),
    ],
)
def test_an_extension_stays_whole(signed, handler, change, name):
    ask(signed, handler)
    with pytest.raises(IntegrityError, match=name):
        write(Extension, change)
    assert Extension.objects.get().is_waiting


@pytest.mark.parametrize("change", ["new_due_on = old_due_on", "new_due_on = NULL"])
def test_a_granted_extension_has_a_later_day(signed, director, change):
    grant_extension(signed, by=director, at=GRANTED, reason="口头同意。")
    with pytest.raises(IntegrityError):
        write(Extension, change)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("text = '意见'", "assisting_opinion_whole_or_not"),
        ("given_at = '2026-06-22 09:00:00+00:00'", "assisting_opinion_whole_or_not"),
        ("due_on = asked_on", "assisting_due_after_it_was_asked"),
    ],
)
def test_an_opinion_stays_whole(signed, director, change, name):
    choose_assisting(signed, by=director, units=[make_unit("财政所")], at=ASKED)
    with pytest.raises(IntegrityError, match=name):
        write(Assisting, change)


def test_a_unit_assists_once_at_a_time(signed, director):
    choose_assisting(signed, by=director, units=[make_unit("财政所")], at=ASKED)
    with pytest.raises(IntegrityError):
        again(Assisting.objects.get())


def test_one_draft_for_an_assignment(signed, handler):
    draft = save_reply_draft(signed, by=handler, fields={}, seen=0, at=ASKED)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReplyDraft.objects.bulk_create([draft])


@pytest.mark.parametrize("change", ["round = 0"])
def test_a_proposal_counts_its_rounds_from_one(signed, change):
    with pytest.raises(IntegrityError, match="proposal_round_from_one"):
        write(type(signed), change)
