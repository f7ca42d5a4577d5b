"""What can never be false of the calendar and of the office's own rules: the database refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from tests.office.calendar_steps import NOW, bring_in
from tests.office.rule_steps import make_own
from township_npc.office.models import Holiday, HolidayImport, RuleOverride

pytestmark = pytest.mark.django_db


def write(table: str, pk, change: str) -> None:
    key = pk if connection.features.has_native_uuid_field else pk.hex
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {change} WHERE id = %s", [key])


def test_a_day_is_off_or_worked_and_nothing_else(db):
    with pytest.raises(IntegrityError, match="holiday_kind_known"), transaction.atomic():
        Holiday.objects.create(on=date(2027, 10, 1), kind="halfday", source="x")


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("source = ''", "holiday_import_has_a_source"),
        ("undone_at = '2026-06-21'", "holiday_import_undone_by_somebody"),
    ],
)
def test_an_import_has_a_source_and_is_undone_by_somebody(director, change, name):
    bring_in(director)
    with pytest.raises(IntegrityError, match=name):
        write("office_holidayimport", HolidayImport.objects.get().pk, change)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("value = ''", "rule_override_has_a_value"),
        ("reason = ''", "rule_override_has_a_reason"),
        ("article = ''", "rule_override_cites_a_text_and_its_article"),
        ("source = ''", "rule_override_cites_a_text_and_its_article"),
        ("ended_at = '2026-06-21'", "rule_override_ended_by_somebody"),
        ("return_reason = 'x'", "rule_override_ended_by_somebody"),
    ],
)
def test_a_rule_of_the_congress_is_whole(director, change, name):
    row = make_own("notice_days", by=director)
    with pytest.raises(IntegrityError, match=name):
        write("office_ruleoverride", row.pk, change)


def test_one_value_of_a_rule_is_in_force(director):
    make_own("notice_days", by=director)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_own("notice_days", by=director)
    RuleOverride.objects.update(ended_at=NOW, ended_by=director)
    make_own("notice_days", by=director)
    assert RuleOverride.objects.count() == 2
