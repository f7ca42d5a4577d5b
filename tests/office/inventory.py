"""The people and records of the inventory test."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from deputies.choices import ProposalState as S
from deputies.models import (
    CustodyReport,
    DeputyGroup,
    DutyRecord,
    Proposal,
    RosterImport,
    UnitMember,
)
from tests.deputies.proposal_steps import ASSIGNED, brought_to, talk
from tests.factories import (
    make_deputy,
    make_handler,
    make_office,
    make_session,
    make_unit,
    make_user,
    moment,
)
from township_npc.office.choices import Role
from township_npc.office.models import Digest
from township_npc.office.services.files import store_document

#: Who asks: nobody is signed out, owner is the deputy the records are about, handler's unit has the
#: proposals, head is a station's.
CAST = (
    "nobody", "owner", "deputy", "handler", "other_handler", "head",
    "staff", "director", "chair", "sysadmin",
)  # fmt: skip

_PROPOSAL = {
    "write": "draft", "draft-save": "draft", "photo-add": "draft", "photo-drop": "draft",
    "draft-delete": "draft", "sent": "submitted", "withdraw": "submitted",
    "accept": "submitted", "return": "submitted", "suggest": "submitted", "assign": "accepted",
    "sign": "assigned", "contact": "signed", "reply": "signed", "reply-return": "replied",
    "close": "replied", "correct": "assigned", "detail": "signed", "print": "signed",
    "phone": "signed",
}  # fmt: skip


def _address(act: str) -> str:
    return f"deputies:{act}" if act.startswith(("draft", "photo")) else f"deputies:proposal-{act}"


#: Which record fills an address; an argument not named here is a key that nobody has.
OBJECTS = {
    **{_address(act): {"pk": thing} for act, thing in _PROPOSAL.items()},
    "office:entrance": {"pk": "owner_key"},
    "office:account-detail": {"pk": "owner_key"},
    "office:account-roles": {"pk": "owner_key"},
    "office:account-reset": {"pk": "owner_key"},
    "office:account-disable": {"pk": "owner_key"},
    "office:account-enable": {"pk": "owner_key"},
    "office:account-second-factor": {"pk": "owner_key"},
    **{
        f"deputies:{name}": {"pk": "seat"}
        for name in (
            "deputy-detail", "deputy-edit", "deputy-end", "deputy-suspend", "deputy-restore",
            "deputy-correct", "deputy-phone", "deputy-id-number", "seat-new",
            "public-deputy-detail",
        )
    },
    "deputies:term-edit": {"pk": "term"},
    "deputies:session-new": {"pk": "term"},
    "deputies:session-edit": {"pk": "meeting"},
    "deputies:district-edit": {"pk": "district"},
    "deputies:group-detail": {"pk": "group"},
    "deputies:group-edit": {"pk": "group"},
    "deputies:group-members": {"pk": "group"},
    "deputies:unit-detail": {"pk": "unit"},
    "deputies:unit-edit": {"pk": "unit"},
    "deputies:unit-member-new": {"pk": "unit"},
    "deputies:unit-member-remove": {"pk": "member"},
    "deputies:duty-confirm": {"pk": "duty"},
    "deputies:duty-object": {"pk": "duty"},
    "deputies:duty-answer": {"pk": "objected_duty"},
    "deputies:custody-detail": {"pk": "custody"},
    **{
        f"deputies:roster-{act}": {"pk": "batch"}
        for act in ("preview", "choose", "write", "drop", "undo")
    },
    "office:file-detail": {"pk": "file"},
    "office:digest-seen": {"pk": "digest"},
    **{f"office:rule-{act}": {"key": "rule"} for act in ("detail", "set", "return")},
    "deputies:proposal-contact-take-back": {"pk": "signed", "contact": "contact"},
}  # fmt: skip


def a_paper_of(proposal_key, by):
    upload = SimpleUploadedFile("说明.txt", "路口在莲南小学门口。".encode())
    subject = Proposal.objects.get(pk=proposal_key)
    return store_document(upload, subject=subject, by=by, at=ASSIGNED).pk


def world() -> dict:
    """Everybody of CAST, and the keys that OBJECTS names."""
    make_office()
    meeting, unit, station = make_session(), make_unit(), make_unit("莲南派出所", kind="station")
    people = {
        "nobody": None,
        "director": make_user(Role.DIRECTOR),
        "staff": make_user(Role.STAFF),
        "chair": make_user(Role.CHAIR),
        "sysadmin": make_user(Role.SYSADMIN),
        "handler": make_handler(unit),
        "other_handler": make_handler(make_unit("农业农村办"), name="别人"),
        "head": make_user(Role.STATION_HEAD),
        "owner": make_user(Role.DEPUTY),
        "deputy": make_user(Role.DEPUTY),
    }
    UnitMember.objects.create(unit=station, user=people["head"], post="head")
    seat = make_deputy(user=people["owner"])
    make_deputy(user=people["deputy"])
    crew = {"director": people["director"], "unit": unit, "handler": people["handler"]}
    proposals = {state: brought_to(state, lead=seat, **crew).pk for state in (
        S.DRAFT, S.SUBMITTED, S.ACCEPTED, S.ASSIGNED, S.SIGNED, S.REPLIED
    )}  # fmt: skip
    day = {"deputy": seat, "kind": "study", "title": "学习", "done_on": date(2026, 5, 6)}
    objected = {"state": "objected", "objection": "那天请了假"}
    return {
        **people,
        **proposals,
        "owner_key": people["owner"].pk,
        "rule": "reply_months",
        "seat": seat.pk,
        "term": meeting.term_id,
        "meeting": meeting.pk,
        "district": seat.district_id,
        "group": DeputyGroup.objects.create(term=meeting.term, name="小蓝小组").pk,
        "unit": unit.pk,
        "member": unit.members.get().pk,
        "duty": DutyRecord.objects.create(source="manual:1", **day).pk,
        "objected_duty": DutyRecord.objects.create(source="manual:2", **day, **objected).pk,
        "batch": RosterImport.objects.create(
            term=meeting.term, file_name="名册.xlsx", file_sha256="0" * 64, made_at=ASSIGNED
        ).pk,
        "contact": talk(Proposal.objects.get(pk=proposals[S.SIGNED]), people["handler"]).pk,
        "file": a_paper_of(proposals[S.SIGNED], people["owner"]),
        "digest": Digest.objects.create(
            recipient=people["owner"], on=date(2026, 6, 1), state="failed", claimed_at=ASSIGNED
        ).pk,
        "custody": CustodyReport.objects.create(
            deputy=seat,
            authority="某县公安局",
            measure="刑事拘留",
            received_at=moment(2026, 5, 6),
            registered_by=people["director"],
        ).pk,
    }
