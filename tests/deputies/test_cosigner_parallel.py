"""Many at once: one signature, and none for words that were not read."""

from django.core.exceptions import ValidationError

from deputies.choices import CosignerState as C
from deputies.choices import ProposalState as S
from deputies.models import Cosigner, Deputy, Proposal
from deputies.rules.cosigners import text_hash
from deputies.services.cosigners import cosign_proposal
from deputies.services.handling import accept_proposal
from deputies.services.proposals import save_draft
from tests.deputies.cosigner_steps import SIGNED, invite, sign
from tests.deputies.proposal_steps import ACCEPTED
from tests.factories import make_deputy, make_draft
from tests.office.test_once import at_once
from township_npc.office.models import AuditEntry
from township_npc.office.services.audit import chain_faults


def tried(act) -> str:
    try:
        act()
    except ValidationError as refused:
        return refused.messages[0]
    return "done"


def test_of_ten_phones_one_signs(committed_db, bring):
    row = invite(bring(S.SUBMITTED), make_deputy("陈桂兰"))
    opened = [Cosigner.objects.get(pk=row.pk) for _ in range(10)]
    answers = at_once(10, lambda n: tried(lambda: sign(opened[n])))
    assert sorted(answers) == sorted(["done"] + ["您已经签过名了。"] * 9)
    assert AuditEntry.objects.filter(verb="proposal.cosigned").count() == 1
    assert list(chain_faults()) == []


def test_of_ten_taps_of_the_lead_one_asks(committed_db, bring):
    proposal, other = bring(S.SUBMITTED), make_deputy("陈桂兰")
    at_once(10, lambda n: tried(lambda: invite(proposal, Deputy.objects.get(pk=other.pk))))
    assert Cosigner.objects.get().state == C.INVITED
    assert AuditEntry.objects.filter(verb="proposal.cosigner_invited").count() == 1


def test_signed_while_the_text_changes_it_is_never_a_signature_for_other_words(
    committed_db, congress_session, deputy
):
    draft, lead = make_draft(deputy), deputy.person.user
    rows = [invite(draft, make_deputy(f"代表{n}")) for n in range(8)]
    shown = text_hash(draft.title, draft.text)

    def act(n: int) -> str:
        if n == 4:
            fields = {"text": "换一段话。"}
            return tried(lambda: save_draft(deputy, by=lead, id=draft.pk, fields=fields, at=SIGNED))
        row = rows[n]
        by = row.deputy.person.user
        return tried(lambda: cosign_proposal(row, by=by, shown=shown, at=SIGNED))

    at_once(8, act)
    now = Proposal.objects.get()
    assert now.text == "换一段话。"
    held = text_hash(now.title, now.text)
    assert [row for row in Cosigner.objects.signed() if row.text_hash != held] == []


def test_signed_while_it_is_accepted_each_signer_is_in_the_dossier(committed_db, bring, director):
    proposal = bring(S.SUBMITTED)
    rows = [invite(proposal, make_deputy(f"代表{n}")) for n in range(6)]

    def act(n: int) -> str:
        if n == 3:
            return tried(lambda: accept_proposal(proposal, by=director, at=ACCEPTED))
        return tried(lambda: sign(rows[n]))

    at_once(6, act)
    signed = set(Cosigner.objects.signed().values_list("deputy", flat=True))
    told = {row.deputy_id for row in rows if row.deputy.duties.exists()}
    assert told == signed
