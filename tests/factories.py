"""Rows for tests: plain, invented, and nothing more than what is asked for."""

from datetime import date, datetime
from functools import cache
from io import BytesIO
from itertools import count
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from deputies.models import (
    CongressSession,
    CongressTerm,
    CountyProposal,
    Deputy,
    ElectoralDistrict,
    Proposal,
    Unit,
    UnitMember,
)
from township_npc.office.choices import Role
from township_npc.office.models import Office, Person, RoleGrant, User

_next = count(1)
CHINA = ZoneInfo("Asia/Shanghai")
PASSWORD = "correct-horse-battery"


def moment(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=CHINA)


@cache
def _password_hash() -> str:
    """Argon2 is slow on purpose; once for all accounts of a run is enough."""
    return make_password(PASSWORD)


def make_office(**fields) -> Office:
    values = {"town": "莲塘镇", "province": "江西", "rules_preset": "national", **fields}
    return Office.objects.update_or_create(pk=1, defaults=values)[0]


def make_user(*roles: str, name: str = "", username: str = "", **fields) -> User:
    """An account with a person and the roles, password PASSWORD, past its first password."""
    n = next(_next)
    person = Person.objects.create(name=name or f"某某{n}")
    values = {"username": username or f"user{n}", "password": _password_hash(), **fields}
    user = User.objects.create(person=person, **values)
    RoleGrant.objects.bulk_create([RoleGrant(user=user, role=role) for role in roles])
    return user


def make_term(ordinal: int = 19, **fields) -> CongressTerm:
    values = {"starts_on": date(2021, 11, 20), "quota": 71, **fields}
    return CongressTerm.objects.get_or_create(level="town", ordinal=ordinal, defaults=values)[0]


def make_session(ordinal: int = 6, **fields) -> CongressSession:
    values = {"starts_on": date(2026, 6, 11), "ends_on": date(2026, 6, 12), **fields}
    term = values.pop("term", None) or make_term()
    return CongressSession.objects.get_or_create(term=term, ordinal=ordinal, defaults=values)[0]


def make_deputy(name: str = "万秋生", *, user: User | None = None, **fields) -> Deputy:
    """A seat in the open term, with an account in the role 代表 (``deputy.person.user``)."""
    user = user or make_user(Role.DEPUTY, name=name)
    term = fields.pop("term", None) or make_term()
    district = (
        fields.pop("district", None)
        or ElectoralDistrict.objects.get_or_create(term=term, name="小蓝选区")[0]
    )
    return Deputy.objects.create(person=user.person, term=term, district=district, **fields)


def make_county_seat(user: User, level: str = "county", **fields) -> Deputy:
    """A seat of a congress above the township's, held by the user."""
    return Deputy.objects.create(person=user.person, level=level, **fields)


def make_county(lead: Deputy, *, by: User, **fields) -> CountyProposal:
    values = {
        "title": "加快县道拓宽改造",
        "text": "县道只有六米宽，早晚高峰堵车。请列入明年计划。",
        "category": "traffic",
        "collected_on": date(2026, 6, 10),
        **fields,
    }
    return CountyProposal.objects.create(lead=lead, entered_by=by, **values)


def make_unit(name: str = "村镇建设办", **fields) -> Unit:
    return Unit.objects.get_or_create(name=name, defaults=fields)[0]


def make_handler(unit: Unit, name: str = "万春林") -> User:
    user = make_user(Role.HANDLER, name=name)
    UnitMember.objects.create(unit=unit, user=user)
    return user


def make_draft(lead: Deputy, **fields) -> Proposal:
    values = {
        "title": "莲南小学门口增设人行横道和减速带",
        "text": "莲南小学门口没有人行横道，上学放学时大车多。建议画斑马线，两头各装一条减速带。",
        "category": "traffic",
        "is_plain": True,
        "written_at": moment(2026, 6, 10),
        "saved_at": moment(2026, 6, 10),
        **fields,
    }
    return Proposal.objects.create(lead=lead, **values)


def make_photo(
    name: str = "a.jpg", colour: str = "red", *, body: bytes = b""
) -> SimpleUploadedFile:
    """A small JPEG as a browser uploads it."""
    if not body:
        out = BytesIO()
        Image.new("RGB", (80, 60), colour).save(out, "JPEG")
        body = out.getvalue()
    return SimpleUploadedFile(name, body, "image/jpeg")
