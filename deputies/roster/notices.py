"""What the preview tells above the table, one sentence each."""

from collections import Counter

from django.utils import timezone

from deputies.choices import RowKind
from deputies.roster.headings import LABELS, Table
from deputies.roster.matching import Seat, Verdict
from township_npc.office.sheets.reader import Sheet
from township_npc.office.sheets.text import plain

_MISSED = ("district", "id_number", "phone")
_NAMED = 5


def about_an_earlier_import(same) -> list[str]:
    """The very same file was imported before, and that import stands."""
    if same is None:
        return []
    day = timezone.localdate(same.made_at)
    who = f"（{same.made_by.name}）" if same.made_by else ""
    return [f"这个文件 {day} 已经导入过{who}。再导一次不会重复加人。"]


def about_the_table(table: Table, sheets: list[Sheet], skipped: Counter) -> list[str]:
    """Sheets left out, rows passed over, columns that are missing."""
    told = []
    others = [plain(sheet.name) for sheet in sheets if sheet is not table.sheet]
    if others:
        told.append(f"读的是工作表“{plain(table.sheet.name)}”，没有读{_quoted(others)}。")
    if skipped:
        parts = "、".join(f"{count} 行{reason}" for reason, count in skipped.items())
        told.append(f"不是人名的没有算：{parts}。")
    missing = [LABELS[key] for key in _MISSED if key not in table.columns]
    if missing:
        told.append(f"表里没有{_quoted(missing)}，导入后空着，可以在代表的页面补。")
    return told


def about_new_places(label: str, known: set[str], verdicts: list[Verdict], key: str) -> list[str]:
    """选区 and 代表小组 that the import will make, with the choices as they first stand."""
    written = [verdict for verdict in verdicts if verdict.kind in (RowKind.NEW, RowKind.CHANGED)]
    named = dict.fromkeys(verdict.line.cells[key] for verdict in written)
    new = [name for name in named if name and name not in known]
    return [f"会新建{label} {len(new)} 个：{_some(new)}。"] if new else []


def about_the_numbers(quota: int | None, seats: list[Seat], verdicts: list[Verdict]) -> list[str]:
    """More people than the quota; deputies whom the file does not name."""
    told = []
    people = sum(not verdict.is_blocked for verdict in verdicts)
    if quota and people > quota:
        told.append(f"名册上有 {people} 人，本届名额是 {quota} 名，请核对。")
    met = {verdict.seat.pk for verdict in verdicts if verdict.seat}
    absent = [seat.cells["name"] for seat in seats if not seat.ended and seat.pk not in met]
    if absent:
        told.append(
            f"系统里有 {len(absent)} 名代表不在这份名册里：{_some(absent)}。导入不会动他们。"
        )
    return told


def _some(names: list[str]) -> str:
    return "、".join(names[:_NAMED]) + ("等" if len(names) > _NAMED else "")


def _quoted(names: list[str]) -> str:
    return "、".join(f"“{name}”" for name in names[:_NAMED])
