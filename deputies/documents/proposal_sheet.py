"""The sheet of paper of one 建议: 登记单 before it is assigned, 交办单 afterwards."""

from dataclasses import dataclass

from deputies.models import Proposal
from deputies.rules.proposals import reply_period
from deputies.selectors.proposals import rules_in_force
from township_npc.office.qr import qr_image
from township_npc.office.rules import Period


@dataclass(frozen=True)
class Sheet:
    title: str
    qr: str
    is_handover: bool
    assisting: list[str]
    plain: Period
    complex: Period


def proposal_sheet(proposal: Proposal, address: str) -> Sheet:
    """The QR code in the corner leads from the paper back to the record."""
    is_handover = proposal.assigned_on is not None
    title = "代表建议交办单" if is_handover else "代表建议登记单"
    rules = rules_in_force()
    periods = reply_period(False, rules), reply_period(True, rules)
    assisting = [row.unit.name for row in proposal.assistings.in_force().select_related("unit")]
    return Sheet(title, qr_image(address), is_handover, assisting, *periods)
