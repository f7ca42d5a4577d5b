from deputies.models.asked import Contest, Extension
from deputies.models.assignment import Assignment
from deputies.models.assisting import Assisting
from deputies.models.cosigner import Cosigner
from deputies.models.custody import CustodyReport
from deputies.models.deputy import Deputy, DeputyGroup, ElectoralDistrict
from deputies.models.duty import DutyRecord
from deputies.models.proposal import ContactLog, NumberSeries, Proposal, ProposalMove, Reply
from deputies.models.publication import Publication
from deputies.models.reply_draft import ReplyDraft
from deputies.models.roster import RosterImport, RosterRow
from deputies.models.term import CongressSession, CongressTerm
from deputies.models.unit import Unit, UnitMember

__all__ = [
    "Assignment",
    "Assisting",
    "CongressSession",
    "CongressTerm",
    "ContactLog",
    "Contest",
    "Cosigner",
    "CustodyReport",
    "Deputy",
    "DeputyGroup",
    "DutyRecord",
    "ElectoralDistrict",
    "Extension",
    "NumberSeries",
    "Proposal",
    "ProposalMove",
    "Publication",
    "Reply",
    "ReplyDraft",
    "RosterImport",
    "RosterRow",
    "Unit",
    "UnitMember",
]
