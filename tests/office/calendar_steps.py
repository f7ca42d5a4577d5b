"""Acts on the calendar as a director does them: with what was seen a moment before."""

from datetime import date

from tests.factories import moment
from township_npc.office.holidays.lines import read_text_of_days
from township_npc.office.holidays.plan import Day, import_plan
from township_npc.office.selectors.holidays import last_import, stored_calendar
from township_npc.office.services import holidays as services

NOW = moment(2026, 6, 20)
SOURCE = "国办发明电〔2026〕示例号"
LINES = "10月1日至7日\t放假\t国庆节\n9月26日\t上班\t国庆节"


def how(by, seen: str = "", at=NOW) -> dict:
    return {"by": by, "seen": seen or stored_calendar().mark, "at": at}


def off(name: str = "临时放假") -> Day:
    return Day("holiday", name, SOURCE)


def worked(name: str = "国庆节") -> Day:
    return Day("workday", name, SOURCE)


def put_in(on: date, day: Day, by, seen: str = "") -> int:
    return services.set_day(on, day, **how(by, seen))


def take_out(on: date, by, seen: str = "") -> int:
    return services.take_back_day(on, **how(by, seen))


def bring_in(
    by, lines: str = LINES, *, year: int = 2027, announces: bool = True, seen: str = "", at=NOW
) -> int:
    stored = stored_calendar()
    entries = read_text_of_days(lines, year).entries
    plan = import_plan(entries, SOURCE, stored.days, year if announces else None)
    named = {"source": SOURCE, "file_name": "2027.xlsx"}
    return services.import_days(year, plan, **named, **how(by, seen, at))


def undo(by, seen: str = "") -> int:
    return services.undo_import(last_import(), **how(by, seen))


def kept(on: date) -> Day | None:
    return stored_calendar().days.get(on)
