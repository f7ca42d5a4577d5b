"""The workbook of deputies: what the list shows, with personal data only where asked for."""

from collections.abc import Iterable

from deputies.models import Deputy
from township_npc.office.workbook import Export, make_export

HEADINGS = ("姓名", "级别", "选区", "代表小组", "工作单位及职务", "状态", "任职日期")
PERSONAL_HEADINGS = ("联系电话", "身份证号")


def deputy_workbook(deputies: Iterable[Deputy], *, title: str, personal: bool, note: str) -> Export:
    headings = (*HEADINGS, *PERSONAL_HEADINGS) if personal else HEADINGS
    rows = [_row(deputy, personal) for deputy in deputies]
    return make_export(title, headings, rows, note=note)


def _row(deputy: Deputy, personal: bool) -> list:
    row = [
        deputy.person.name,
        deputy.get_level_display(),
        str(deputy.district or ""),
        str(deputy.group or ""),
        deputy.post,
        deputy.get_state_display(),
        deputy.since,
    ]
    return [*row, deputy.person.phone, deputy.person.id_number] if personal else row
