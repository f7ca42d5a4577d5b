"""Roster files as offices keep them, and as they should not be; all people invented."""

from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from deputies.rules.roster import check_digit

SAMPLES = Path(__file__).parent.parent / "data" / "rosters"
HEADINGS = ("序号", "姓名", "身份证号", "联系电话", "选区")


def sample(name: str) -> BytesIO:
    return named(BytesIO((SAMPLES / name).read_bytes()), name)


def invented_id(born: str = "19680506", serial: int = 1) -> str:
    first_17 = f"360199{born}{serial:03}"
    return first_17 + check_digit(first_17)


def person(n: int, name: str = "", **cells: str) -> dict[str, str]:
    """One row under HEADINGS, sound in every cell."""
    return {
        "序号": str(n),
        "姓名": name
        or f"{'赵钱孙李周吴郑王冯陈'[n % 10]}{'一二三四五六七八九十'[n // 10 % 10]}{n}",
        "身份证号": invented_id(serial=n % 1000),
        "联系电话": f"138{n:08}",
        "选区": f"第{n // 2 + 1}选区",
        **cells,
    }


def people(count: int) -> list[dict[str, str]]:
    return [person(n) for n in range(1, count + 1)]


def roster(rows: list[dict], name: str = "名册.xlsx") -> BytesIO:
    """A workbook with a title, the heading on row 2, and the rows from row 3 on."""
    headings = list(dict.fromkeys([*HEADINGS, *(key for row in rows for key in row)]))
    return workbook(
        [["莲塘镇代表名册"], headings, *([row.get(key) for key in headings] for row in rows)], name
    )


def workbook(rows: list[list], name: str = "名册.xlsx", change=None) -> BytesIO:
    """The rows as the first sheet; ``change(sheet)`` does what rows cannot say."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book.active)
    file = BytesIO()
    book.save(file)
    return named(file, name)


def named(file: BytesIO, name: str) -> BytesIO:
    file.name = name
    file.seek(0)
    return file
