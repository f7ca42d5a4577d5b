"""Rooms, subjects and dossier kinds of 届次、代表、单位."""

from django.urls import reverse

from deputies.permissions import deputies as permissions
from deputies.permissions.units import may_see_units
from deputies.register.papers import MEETING_PAPERS
from deputies.rules.deputies import DOSSIER_KINDS
from deputies.rules.terms import term_name
from deputies.selectors.custody import reports_visible_to
from deputies.selectors.deputies import (
    deputies_visible_to,
    districts_visible_to,
    groups_visible_to,
)
from deputies.selectors.duties import duties_visible_to, wanted_todos
from deputies.selectors.terms import open_ordinal, sessions_visible_to, terms_visible_to
from deputies.selectors.units import handlers_of, units_handled_by, units_visible_to
from township_npc.office.choices import Role
from township_npc.office.policy import PUBLIC
from township_npc.office.registries import DossierKind, Room, Slot, Subject, Verb, register

OFFICE = frozenset({Role.DIRECTOR, Role.STAFF, Role.CHAIR})
_DUTIES = frozenset({"deputies.DutyRecord"})
LEADERS = frozenset({Role.DIRECTOR, Role.CHAIR})


def entries() -> None:
    register(
        *_rooms(),
        *_subjects(),
        Slot("brand", 10, PUBLIC, _term, lambda: {"open_ordinal": open_ordinal()}),
        Slot("open", 10, PUBLIC, lambda user: ("代表", reverse("deputies:public-deputy-list"))),
        *(DossierKind(key, label, n) for n, (key, label) in enumerate(DOSSIER_KINDS)),
    )


def _rooms() -> list[Room]:
    sees = permissions.may_see_roster
    return [
        Room("sessions", "会议", "meet", "deputies:term-list", 20, sees),
        Room(
            "deputies",
            "代表",
            "dep",
            "deputies:deputy-list",
            40,
            sees,
            _DUTIES,
            beside=("/groups/", "/districts/", "/duties/", "/custody/"),
        ),
        Room("units", "单位", "unit", "deputies:unit-list", 42, may_see_units),
        Room("contacts", "通讯录", "tel", "deputies:contact-list", 44, sees),
        Room(
            "dossier",
            "履职",
            "eval",
            "deputies:deputy-me",
            60,
            permissions.is_deputy,
            on_phone=True,
        ),
    ]


def _term(office) -> str:
    """第十九届; nothing before a term is opened."""
    return term_name(office.open_ordinal) if office.open_ordinal else ""


def _subjects() -> list[Subject]:
    return [
        Subject(
            "deputies.Deputy",
            "代表",
            deputies_visible_to,
            lambda deputy: reverse("deputies:deputy-detail", args=[deputy.pk]),
            lambda deputy: deputy.person.name,
            {
                "deputy.seated": Verb("登记", OFFICE),
                "deputy.changed": Verb("改了资料", OFFICE),
                "deputy.ended": Verb("终止代表资格", OFFICE),
                "deputy.suspended": Verb("暂时停止执行代表职务", OFFICE),
                "deputy.restored": Verb("恢复执行代表职务", OFFICE),
                "deputy.corrected": Verb("更正", OFFICE),
                "phone.shown": Verb("看了电话", LEADERS),
                "id_number.shown": Verb("看了身份证号", LEADERS),
            },
        ),
        Subject(
            "deputies.Unit",
            "单位",
            units_visible_to,
            lambda unit: reverse("deputies:unit-detail", args=[unit.pk]),
            str,
            {
                "unit.added": Verb("登记", OFFICE),
                "unit.changed": Verb("改了资料", OFFICE),
                "unit.member_added": Verb("加了经办人", OFFICE),
                "unit.member_removed": Verb("移出了经办人", OFFICE),
                "phone.shown": Verb("看了电话", LEADERS),
            },
            posts_of=units_handled_by,
            holders_of=handlers_of,
        ),
        Subject(
            "deputies.DeputyGroup",
            "代表小组",
            groups_visible_to,
            lambda group: reverse("deputies:group-detail", args=[group.pk]),
            str,
            {
                "group.added": Verb("成立", OFFICE),
                "group.changed": Verb("改了资料", OFFICE),
                "group.members_set": Verb("调整了组员", OFFICE),
            },
        ),
        Subject(
            "deputies.ElectoralDistrict",
            "选区",
            districts_visible_to,
            lambda district: reverse("deputies:district-edit", args=[district.pk]),
            str,
            {
                "district.added": Verb("登记", OFFICE),
                "district.changed": Verb("改了资料", OFFICE),
            },
        ),
        Subject(
            "deputies.CongressTerm",
            "届",
            terms_visible_to,
            lambda term: reverse("deputies:term-edit", args=[term.pk]),
            str,
            {"term.opened": Verb("开届", OFFICE), "term.changed": Verb("改了资料", OFFICE)},
        ),
        Subject(
            "deputies.CongressSession",
            "次会议",
            sessions_visible_to,
            lambda session: reverse("deputies:session-edit", args=[session.pk]),
            str,
            {
                "session.added": Verb("加了次会议", OFFICE),
                "session.changed": Verb("改了资料", OFFICE),
            },
            papers=MEETING_PAPERS,
        ),
        Subject(
            "deputies.DutyRecord",
            "履职记录",
            duties_visible_to,
            lambda duty: reverse("deputies:duty-detail", args=[duty.pk]),
            lambda duty: duty.title,
            {
                "duty.confirmed": Verb("确认"),
                "duty.objected": Verb("提出异议"),
                "duty.answered": Verb("核实"),
                "duty.corrected": Verb("更正"),
                "duty.withdrawn": Verb("撤销"),
            },
            todos=wanted_todos,
        ),
        Subject(
            "deputies.CustodyReport",
            "人身自由受限报告",
            reports_visible_to,
            lambda report: reverse("deputies:custody-detail", args=[report.pk]),
            lambda report: report.authority,
            {
                "custody.registered": Verb("登记", LEADERS),
                "custody.corrected": Verb("更正", LEADERS),
                "custody.handled": Verb("记了处理情况", LEADERS),
            },
        ),
    ]
