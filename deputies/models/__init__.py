from deputies.models.cosigner import Cosigner
from deputies.models.custody import CustodyReport
from deputies.models.deputy import Deputy, DeputyGroup, ElectoralDistrict
from deputies.models.duty import DutyRecord
from deputies.models.proposal import ContactLog, NumberSeries, Proposal, ProposalMove, Reply
from deputies.models.roster import RosterImport, RosterRow
from deputies.models.term import CongressSession, CongressTerm
from deputies.models.unit import Unit, UnitMember

__all__ = [
    "CongressSession",
    "CongressTerm",
    "ContactLog",
    "Cosigner",
    "CustodyReport",
    "Deputy",
    "DeputyGroup",
    "DutyRecord",
    "ElectoralDistrict",
    "NumberSeries",
    "Proposal",
    "ProposalMove",
    "Reply",
    "RosterImport",
    "RosterRow",
    "Unit",
    "UnitMember",
]
