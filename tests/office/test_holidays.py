"""The calendar kept by the director: days, imports, announcements, and what is left behind."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.office.calendar_steps import (
    LINES,
    NOW,
    SOURCE,
    bring_in,
    how,
    kept,
    off,
    put_in,
    take_out,
    undo,
    worked,
)
from township_npc.office.models import AuditEntry, Holiday, HolidayImport, HolidayYear
from township_npc.office.selectors import timeline
from township_npc.office.selectors.holidays import (
    last_import,
    next_unannounced,
    stored_calendar,
    undo_plan,
)
from township_npc.office.services import holidays as services

pytestmark = pytest.mark.django_db
MONDAY, NATIONAL_DAY = date(2026, 11, 30), date(2026, 10, 1)
DAYS_2027 = [date(2027, 9, 26), *(date(2027, 10, n) for n in range(1, 8))]


def entries() -> list[tuple]:
    found = AuditEntry.objects.order_by("seq").values_list("verb", "subject_kind", "subject_id")
    return [(verb, kind, subject) for verb, kind, subject in found]


def test_a_day_is_put_in_with_its_source_and_told_of_its_year(director):
    put_in(MONDAY, off(), director)
    assert kept(MONDAY) == off()
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.subject_id) == ("holiday.set", "2026")
    assert entry.facts == {"on": "2026-11-30", "was": "", "is": "holiday"}
    assert entry.note.text == f"2026-11-30 临时放假，放假，依据：{SOURCE}"


def test_a_day_is_put_right_and_taken_back(director):
    put_in(NATIONAL_DAY, worked("国庆节"), director)
    assert AuditEntry.objects.get().facts == {"on": "2026-10-01", "was": "holiday", "is": "workday"}
    take_out(NATIONAL_DAY, director)
    assert kept(NATIONAL_DAY) is None
    assert entries()[1] == ("holiday.taken_back", "office.HolidayYear", "2026")
    assert AuditEntry.objects.last().facts == {"on": "2026-10-01", "was": "workday"}


def test_only_another_source_is_a_change_too(director):
    put_in(MONDAY, off(), director)
    put_in(MONDAY, replace(off(), source="另一份通知"), director)
    assert Holiday.objects.get(on=MONDAY).source == "另一份通知"


def test_a_second_tap_and_a_day_that_is_not_kept_leave_nothing_behind(director):
    seen = stored_calendar().mark
    put_in(MONDAY, off(), director, seen)
    put_in(MONDAY, off(), director, seen)
    take_out(date(2026, 11, 24), director, "whatever was seen")
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize("role", ["staff", "chair", "sysadmin", "handler"])
def test_nobody_but_the_director_changes_the_calendar(request, role):
    user = request.getfixturevalue(role)
    before = stored_calendar().mark
    for act in (
        lambda: put_in(MONDAY, off(), user),
        lambda: take_out(NATIONAL_DAY, user),
        lambda: bring_in(user),
        lambda: services.announce_year(2027, SOURCE, **how(user)),
        lambda: services.take_back_announcement(2026, **how(user)),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert stored_calendar().mark == before
    assert not AuditEntry.objects.exists()


def test_the_slower_of_two_directors_looks_again(director):
    seen = stored_calendar().mark
    put_in(MONDAY, off(), director, seen)
    with pytest.raises(ValidationError, match="节假日刚被他人改过，请再看一遍。"):
        put_in(MONDAY, worked(), director, seen)
    with pytest.raises(ValidationError, match="节假日刚被他人改过"):
        bring_in(director, seen=seen)
    assert kept(MONDAY) == off()
    assert not HolidayImport.objects.exists()


def test_a_year_is_imported_in_one_step_with_one_entry(director):
    bring_in(director)
    stored = stored_calendar()
    assert sorted(on for on in stored.days if on.year == 2027) == DAYS_2027
    assert stored.years[2027] == SOURCE
    entry, batch = AuditEntry.objects.get(), HolidayImport.objects.get()
    assert entries() == [("holidays.imported", "office.HolidayYear", "2027")]
    assert entry.facts == {"import": str(batch.pk), "new": 8, "announced": [2027]}
    assert entry.note.text == f"{SOURCE}，2027.xlsx"
    assert (batch.year, batch.made_by, batch.made_at) == (2027, director, NOW)


def test_a_second_import_of_the_same_changes_nothing(director):
    bring_in(director)
    bring_in(director)
    assert AuditEntry.objects.count() == HolidayImport.objects.count() == 1


def test_an_import_changes_what_it_names_and_leaves_the_rest(director):
    put_in(date(2027, 1, 1), off("元旦"), director)
    put_in(DAYS_2027[0], off("中秋节"), director)
    bring_in(director)
    assert kept(date(2027, 1, 1)) == off("元旦")
    assert kept(DAYS_2027[0]) == worked()
    assert AuditEntry.objects.last().facts["changed"] == 1


def test_a_day_that_is_kept_already_keeps_its_own_source(director):
    bring_in(director, "10月1日至7日\t放假\t国庆节", year=2026, announces=False)
    assert not HolidayImport.objects.exists()
    assert kept(NATIONAL_DAY).source == "国务院办公厅关于2026年部分节假日安排的通知"


def test_an_import_is_undone_to_what_stood_before(director):
    put_in(DAYS_2027[0], off("中秋节"), director)
    before = stored_calendar().mark
    bring_in(director)
    undo(director)
    assert stored_calendar().mark == before
    assert 2027 not in stored_calendar().years
    batch = HolidayImport.objects.get()
    assert (batch.undone_by, batch.undone_at) == (director, NOW)
    assert AuditEntry.objects.last().facts == {
        "import": str(batch.pk),
        "changed": 1,
        "gone": 7,
        "kept": 0,
    }
    assert last_import() is None


def test_what_was_changed_since_an_import_is_not_undone(director):
    bring_in(director)
    put_in(DAYS_2027[0], off("中秋节"), director)
    assert len(undo_plan(last_import(), stored_calendar()).days) == 7
    undo(director)
    assert kept(DAYS_2027[0]) == off("中秋节")
    assert kept(DAYS_2027[1]) is None
    assert AuditEntry.objects.last().facts["kept"] == 1


def test_the_newest_import_is_undone_first(director):
    bring_in(director)
    later = NOW + timedelta(hours=1)
    bring_in(director, "1月1日\t放假\t元旦", announces=False, at=later)
    undo(director)
    assert kept(date(2027, 1, 1)) is None
    assert kept(DAYS_2027[1]) is not None
    assert last_import().after.keys() == {on.isoformat() for on in DAYS_2027}


def test_a_year_is_called_announced_and_that_is_taken_back(director):
    bring_in(director, announces=False)
    services.announce_year(2027, SOURCE, **how(director))
    assert not stored_calendar().calendar.is_provisional(date(2027, 6, 1))
    services.take_back_announcement(2027, **how(director))
    assert stored_calendar().calendar.is_provisional(date(2027, 6, 1))
    assert [verb for verb, _, subject in entries() if subject == "2027"] == [
        "holidays.imported",
        "holiday_year.announced",
        "holiday_year.announcement_taken_back",
    ]


@pytest.mark.parametrize("days", ["", "9月26日\t上班\t国庆节"])
def test_a_year_without_any_day_off_is_not_called_announced(director, days):
    if days:
        bring_in(director, days, announces=False)
    with pytest.raises(ValidationError, match="2027 年还没有录入放假的日子"):
        services.announce_year(2027, SOURCE, **how(director))
    assert not HolidayYear.objects.filter(year=2027).exists()


def test_the_year_wanted_next_is_the_first_that_is_not_announced(director):
    assert next_unannounced(stored_calendar(), date(2026, 11, 23)) == 2027
    bring_in(director)
    assert next_unannounced(stored_calendar(), date(2026, 11, 23)) == 2028


@pytest.mark.parametrize(("role", "lines"), [("director", 1), ("staff", 1), ("chair", 1)])
def test_what_happened_to_a_year_is_told_to_the_desks(request, director, role, lines):
    bring_in(director, LINES)
    told = timeline(HolidayYear(year=2027), request.getfixturevalue(role))
    assert [line["label"] for line in told] == ["导入放假安排"] * lines
