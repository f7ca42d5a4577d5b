from deputies.models.asked import Contest, Extension
from deputies.models.assignment import Assignment
from deputies.models.assisting import Assisting
from deputies.models.cosigner import Cosigner
from deputies.models.county import CountyProposal
from deputies.models.custody import CustodyReport
from deputies.models.deputy import Deputy, DeputyGroup, ElectoralDistrict
from deputies.models.duty import DutyRecord
from deputies.models.handover import HandoverBatch, HandoverLine
from deputies.models.key_proposal import KeyProposal, KeyVisit
from deputies.models.merge_suggestion import MergeSuggestion
from deputies.models.promise import Promise
from deputies.models.proposal import ContactLog, NumberSeries, Proposal, ProposalMove, Reply
from deputies.models.publication import Publication
from deputies.models.rating import Rating
from deputies.models.reply_draft import ReplyDraft
from deputies.models.rework import Rework
from deputies.models.roster import RosterImport, RosterRow
from deputies.models.term import CongressSession, CongressTerm
from deputies.models.unit import Unit, UnitMember
from deputies.models.withdrawal import WithdrawalRequest

__all__ = [
    "Assignment",
    "Assisting",
    "CongressSession",
    "CongressTerm",
    "ContactLog",
    "Contest",
    "Cosigner",
    "CountyProposal",
    "CustodyReport",
    "Deputy",
    "DeputyGroup",
    "DutyRecord",
    "ElectoralDistrict",
    "Extension",
    "HandoverBatch",
    "HandoverLine",
    "KeyProposal",
    "KeyVisit",
    "MergeSuggestion",
    "NumberSeries",
    "Promise",
    "Proposal",
    "ProposalMove",
    "Publication",
    "Rating",
    "Reply",
    "ReplyDraft",
    "Rework",
    "RosterImport",
    "RosterRow",
    "Unit",
    "UnitMember",
    "WithdrawalRequest",
]
