from township_npc.office.models.audit import AuditEntry, AuditHead, AuditNote
from township_npc.office.models.calendar import Holiday, HolidayImport, HolidayYear
from township_npc.office.models.entrance import EntranceTicket, SignIn
from township_npc.office.models.files import StoredFile
from township_npc.office.models.forms import SentForm
from township_npc.office.models.jobs import JobRun
from township_npc.office.models.office import Heartbeat, Office, OfficeKey
from township_npc.office.models.person import Person
from township_npc.office.models.rulebook import RuleOverride
from township_npc.office.models.todo import Digest, Notice, Todo
from township_npc.office.models.user import RoleGrant, User

__all__ = [
    "AuditEntry",
    "AuditHead",
    "AuditNote",
    "Digest",
    "EntranceTicket",
    "Heartbeat",
    "Holiday",
    "HolidayImport",
    "HolidayYear",
    "JobRun",
    "Notice",
    "Office",
    "OfficeKey",
    "Person",
    "RoleGrant",
    "RuleOverride",
    "SentForm",
    "SignIn",
    "StoredFile",
    "Todo",
    "User",
]
