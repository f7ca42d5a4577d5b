"""Several directors at the same moment: one acts, the others look again."""

from datetime import date

from django.core.exceptions import ValidationError

from tests.office.calendar_steps import off, put_in
from tests.office.rule_steps import set_own
from tests.office.test_once import at_once
from township_npc.office.models import AuditEntry, Holiday, RuleOverride
from township_npc.office.selectors.holidays import stored_calendar
from township_npc.office.services.audit import chain_faults

DAYS = [date(2026, 11, n) for n in range(2, 7)]


def said(act) -> str:
    try:
        act()
    except ValidationError as refused:
        return refused.messages[0]
    return "done"


def test_of_five_directors_who_saw_the_same_calendar_one_changes_it(committed_db, director):
    seen = stored_calendar().mark
    answers = at_once(5, lambda n: said(lambda: put_in(DAYS[n], off(), director, seen)))
    assert sorted(answers) == sorted(["done"] + ["节假日刚被他人改过，请再看一遍。"] * 4)
    assert Holiday.objects.filter(on__in=DAYS).count() == 1
    assert AuditEntry.objects.filter(verb="holiday.set").count() == 1
    assert list(chain_faults()) == []


def test_of_five_directors_who_saw_no_own_rule_one_sets_it(committed_db, director):
    def answer(n: int) -> str:
        return said(lambda: set_own("notice_days", director, seen="", value=str(n + 1)))

    told = "这一条刚被他人改过，请看一下现在的数字再改。"
    assert sorted(at_once(5, answer)) == sorted(["done"] + [told] * 4)
    assert RuleOverride.objects.count() == 1
    assert AuditEntry.objects.filter(verb="rule.set").count() == 1
