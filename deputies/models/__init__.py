from deputies.models.custody import CustodyReport
from deputies.models.deputy import Deputy, DeputyGroup, ElectoralDistrict
from deputies.models.duty import DutyRecord
from deputies.models.promise import Promise
from deputies.models.proposal import ContactLog, NumberSeries, Proposal, ProposalMove, Reply
from deputies.models.rating import Rating
from deputies.models.rework import Rework
from deputies.models.roster import RosterImport, RosterRow
from deputies.models.term import CongressSession, CongressTerm
from deputies.models.unit import Unit, UnitMember

__all__ = [
    "CongressSession",
    "CongressTerm",
    "ContactLog",
    "CustodyReport",
    "Deputy",
    "DeputyGroup",
    "DutyRecord",
    "ElectoralDistrict",
    "NumberSeries",
    "Promise",
    "Proposal",
    "ProposalMove",
    "Rating",
    "Reply",
    "Rework",
    "RosterImport",
    "RosterRow",
    "Unit",
    "UnitMember",
]
