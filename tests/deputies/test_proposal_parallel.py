"""Many at once: numbers without a gap, one act for two clerks."""

from datetime import date

from django.core.exceptions import ValidationError

from deputies.choices import ProposalState as S
from deputies.models import NumberSeries, Proposal, ProposalMove
from deputies.services.handling import accept_proposal, assign_proposal
from tests.deputies.proposal_steps import ACCEPTED, ASSIGNED
from tests.factories import make_unit
from tests.office.test_once import at_once
from township_npc.office.services.audit import chain_faults


def test_twenty_acceptances_at_once_number_from_1_to_20(committed_db, bring, director):
    waiting = [bring(S.SUBMITTED).pk for _ in range(20)]

    def accept(n: int) -> int:
        proposal = Proposal.objects.get(pk=waiting[n])
        accept_proposal(proposal, by=director, at=ACCEPTED)
        return proposal.number

    assert sorted(at_once(20, accept)) == list(range(1, 21))
    assert NumberSeries.objects.get().last == 20
    assert list(chain_faults()) == []


def test_ten_acceptances_of_one_proposal_use_one_number(committed_db, bring, director):
    waiting = bring(S.SUBMITTED).pk

    def accept(n: int) -> bool:
        try:
            accept_proposal(Proposal.objects.get(pk=waiting), by=director, at=ACCEPTED)
        except ValidationError:
            return False
        return True

    assert sum(at_once(10, accept)) == 1
    assert (Proposal.objects.get().number, NumberSeries.objects.get().last) == (1, 1)


def test_of_ten_clerks_with_ten_units_one_assigns(committed_db, bring, director):
    waiting = bring(S.ACCEPTED)
    units = [make_unit(f"第 {n} 办") for n in range(10)]
    opened = [Proposal.objects.get(pk=waiting.pk) for _ in units]

    def assign(n: int) -> str:
        on = date(2026, 6, 16)
        try:
            assign_proposal(opened[n], to=units[n], by=director, on=on, at=ASSIGNED)
        except ValidationError as refused:
            return refused.messages[0]
        return "assigned"

    answers = at_once(10, assign)
    winner = Proposal.objects.get().lead_unit
    told = f"这件建议刚被徐明华交办给{winner}。您填的没有改动它，请刷新后重试。"
    assert sorted(answers) == sorted(["assigned"] + [told] * 9)
    assert ProposalMove.objects.filter(to_state=S.ASSIGNED).count() == 1
