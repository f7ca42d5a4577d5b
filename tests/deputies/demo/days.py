"""Days on which the demo town is laid: the day of the samples and two on which nobody works."""

from datetime import date

import pytest

from township_npc.office.rules import weekday_name

MONDAY, SUNDAY, NATIONAL_DAY = date(2026, 11, 23), date(2027, 2, 14), date(2028, 10, 1)


def laid_on(*days: date) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("demo_day", days, indirect=True, ids=map(weekday_name, days))


ON_MONDAY, EVERY_DAY = laid_on(MONDAY), laid_on(MONDAY, SUNDAY, NATIONAL_DAY)
