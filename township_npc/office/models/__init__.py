from township_npc.office.models.audit import AuditEntry, AuditHead, AuditNote
from township_npc.office.models.calendar import Holiday, HolidayImport, HolidayYear
from township_npc.office.models.entrance import EntranceTicket, SignIn
from township_npc.office.models.files import StoredFile
from township_npc.office.models.forms import SentForm
from township_npc.office.models.incoming import IncomingCounter, IncomingPaper
from township_npc.office.models.jobs import JobRun
from township_npc.office.models.office import Heartbeat, Office, OfficeKey
from township_npc.office.models.paper_numbers import PaperCounter, PaperNumber, PaperSeries
from township_npc.office.models.paper_templates import TemplateWording
from township_npc.office.models.papers import (
    CountyReview,
    FindingAnswer,
    GateTick,
    OfficialPaper,
    PaperDecision,
    PaperVersion,
)
from township_npc.office.models.person import Person
from township_npc.office.models.phrases import PhraseRule
from township_npc.office.models.rulebook import RuleOverride
from township_npc.office.models.todo import Digest, Notice, Todo
from township_npc.office.models.user import RoleGrant, User

__all__ = [
    "AuditEntry",
    "AuditHead",
    "AuditNote",
    "CountyReview",
    "Digest",
    "EntranceTicket",
    "FindingAnswer",
    "GateTick",
    "Heartbeat",
    "Holiday",
    "HolidayImport",
    "HolidayYear",
    "IncomingCounter",
    "IncomingPaper",
    "JobRun",
    "Notice",
    "Office",
    "OfficeKey",
    "OfficialPaper",
    "PaperCounter",
    "PaperDecision",
    "PaperNumber",
    "PaperSeries",
    "PaperVersion",
    "Person",
    "PhraseRule",
    "RoleGrant",
    "RuleOverride",
    "SentForm",
    "SignIn",
    "StoredFile",
    "TemplateWording",
    "Todo",
    "User",
]
