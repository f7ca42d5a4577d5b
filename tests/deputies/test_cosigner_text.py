"""A signature is for the words that were signed: when they change it is asked for again."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from deputies.choices import CosignerState as C
from deputies.choices import ProposalState as S
from deputies.models import Cosigner
from deputies.rules.cosigners import text_hash
from deputies.services.cosigners import cosign_proposal, mark_seen
from deputies.services.handling import return_proposal
from deputies.services.proposals import save_draft, submit_proposal, withdraw_proposal
from tests.deputies.cosigner_steps import SIGNED, cosigned, invite, sign
from tests.deputies.proposal_steps import ACCEPTED
from tests.factories import make_deputy, make_draft, moment
from township_npc.office.models import AuditEntry

pytestmark = pytest.mark.django_db
LATER = moment(2026, 6, 13)


@pytest.fixture
def lead(deputy):
    return deputy.person.user


@pytest.fixture
def draft(deputy):
    return make_draft(deputy)


@pytest.fixture
def other(congress_session):
    return make_deputy("陈桂兰")


@pytest.mark.parametrize("change", [{"title": "换一个题目"}, {"text": "换一段话。"}])
def test_a_signature_falls_back_when_title_or_text_change(draft, deputy, lead, change):
    signed, also = cosigned(draft, "陈桂兰", "罗水根")
    mark_seen(signed, at=SIGNED)
    save_draft(deputy, by=lead, id=draft.pk, fields=change, at=LATER)
    for row in (signed, also):
        row.refresh_from_db()
        assert (row.state, row.invited_at, row.seen_at) == (C.INVITED, LATER, None)
        assert (row.answered_at, row.signed_on, row.text_hash) == (None, None, "")
    entry = AuditEntry.objects.latest("seq")
    assert (entry.verb, entry.facts) == ("proposal.signatures_void", {"count": 2})
    assert sign(signed, at=LATER).signed_on == date(2026, 6, 13)


@pytest.mark.parametrize(
    "change", [{"place": "莲南路"}, {"category": "safety"}, {"step": 3}, {"is_plain": False}]
)
def test_a_signature_stays_when_something_else_changes(draft, deputy, lead, change):
    (row,) = cosigned(draft, "陈桂兰")
    save_draft(deputy, by=lead, id=draft.pk, fields=change, at=LATER)
    row.refresh_from_db()
    assert row.state == C.SIGNED
    assert not AuditEntry.objects.filter(verb="proposal.signatures_void").exists()


def test_a_draft_without_a_title_keeps_its_signatures_when_it_is_sent(deputy, lead):
    draft = make_draft(deputy, title="", text="路灯坏了。请修。")
    (row,) = cosigned(draft, "陈桂兰")
    titled = {"title": "路灯坏了"}
    save_draft(deputy, by=lead, id=draft.pk, fields=titled, at=LATER)
    draft.refresh_from_db()
    submit_proposal(draft, by=lead, at=LATER)
    row.refresh_from_db()
    assert row.state == C.SIGNED


def test_a_text_that_changed_under_the_reader_is_read_again(draft, deputy, lead, other):
    row, shown = invite(draft, other), text_hash(draft.title, draft.text)
    save_draft(deputy, by=lead, id=draft.pk, fields={"text": "换一段话。"}, at=LATER)
    with pytest.raises(ValidationError, match="刚改过，请再看一遍"):
        cosign_proposal(row, by=other.person.user, shown=shown, at=LATER)
    assert Cosigner.objects.get().state == C.INVITED


def test_a_returned_proposal_that_is_mended_is_signed_anew(bring, deputy, lead, director):
    proposal = bring(S.SUBMITTED)
    (row,) = cosigned(proposal, "陈桂兰")
    return_proposal(proposal, by=director, reason="写清楚。", at=ACCEPTED)
    save_draft(deputy, by=lead, id=proposal.pk, fields={"text": "写清楚了。"}, at=LATER)
    row.refresh_from_db()
    assert row.state == C.INVITED


def test_taking_it_back_and_sending_it_again_unchanged_keeps_the_signatures(bring, lead):
    proposal = bring(S.SUBMITTED)
    (row,) = cosigned(proposal, "陈桂兰")
    withdraw_proposal(proposal, by=lead, at=LATER)
    submit_proposal(proposal, by=lead, at=LATER)
    row.refresh_from_db()
    assert row.state == C.SIGNED
