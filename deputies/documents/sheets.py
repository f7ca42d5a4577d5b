"""Sheets about deputies: 名单, 签到表, 席卡, 代表证."""

from collections.abc import Sequence

from deputies.models import CongressSession, CongressTerm, Deputy
from deputies.rules.terms import congress_name
from township_npc.office.papers.cards import Badge
from township_npc.office.papers.tables import Sheet
from township_npc.office.selectors import the_office


def deputies_to_call(term: CongressTerm) -> Sequence[Deputy]:
    """Who holds a seat, by the sound of the name."""
    seats = Deputy.objects.in_office().filter(term=term)
    return list(
        seats.select_related("person", "district", "group").order_by("person__name_key", "pk")
    )


def sign_in_sheet(meeting: CongressSession) -> Sheet:
    rows = [
        (str(number), seat.person.name, _group(seat), "")
        for number, seat in enumerate(deputies_to_call(meeting.term), start=1)
    ]
    head = ("序号", "姓名", "代表小组", "签名")
    return Sheet(f"{_meeting(meeting)}\n代表签到表", head, rows, (16, 32, 52, 70), is_roomy=True)


def name_list(term: CongressTerm) -> Sheet:
    """No more of a person than stands in a printed list: no phone, no number, no address."""
    rows = [
        (str(number), seat.person.name, str(seat.district or ""), _group(seat), seat.post)
        for number, seat in enumerate(deputies_to_call(term), start=1)
    ]
    head = ("序号", "姓名", "选区", "代表小组", "工作单位及职务")
    title = f"{congress_name(the_office().town_on_paper, term.ordinal)}代表名单"
    under = f"（共{len(rows)}人，按姓名读音排列）"
    return Sheet(title, head, rows, (14, 26, 34, 36, 60), under, left=frozenset({4}))


def badges(meeting: CongressSession) -> list[Badge]:
    """代表证 of everybody who holds a seat, numbered in the order of the list."""
    town, term = the_office().town_on_paper, meeting.term.ordinal
    name = congress_name(town, term, meeting.ordinal)
    head, congress = name.partition("人民代表大会")[0], name.partition("届")[2]
    return [
        Badge(seat.person.name, "代表证", f"{head}\n{congress}", _group(seat), str(number))
        for number, seat in enumerate(deputies_to_call(meeting.term), start=1)
    ]


def _meeting(meeting: CongressSession) -> str:
    return congress_name(the_office().town_on_paper, meeting.term.ordinal, meeting.ordinal)


def _group(seat: Deputy) -> str:
    return seat.group.name if seat.group else ""
