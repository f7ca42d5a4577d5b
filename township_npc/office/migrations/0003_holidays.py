"""The State Council's announced days off and days worked instead, as far as the package knows."""

from datetime import date

from django.db import migrations

SOURCE = "国务院办公厅关于{year}年部分节假日安排的通知"
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


def seed(apps, schema_editor):
    from chinese_calendar.constants import holidays, workdays

    Holiday = apps.get_model("office", "Holiday")
    HolidayYear = apps.get_model("office", "HolidayYear")
    years = range(2021, max(holidays).year + 1)

    def rows(days, kind):
        return [
            Holiday(
                on=on, kind=kind, name=NAMES.get(name, name), source=SOURCE.format(year=on.year)
            )
            for on, name in days.items()
            if on >= date(years[0], 1, 1)
        ]

    # Weekends inside a holiday are listed too, so that their name shows in the arithmetic.
    Holiday.objects.bulk_create(rows(holidays, "holiday") + rows(workdays, "workday"))
    HolidayYear.objects.bulk_create(
        [HolidayYear(year=year, source=SOURCE.format(year=year)) for year in years]
    )


def empty(apps, schema_editor):
    apps.get_model("office", "Holiday").objects.all().delete()
    apps.get_model("office", "HolidayYear").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("office", "0002_audit_chain")]

    operations = [migrations.RunPython(seed, empty)]
