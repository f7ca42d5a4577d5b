"""Which backups stay, and when the size of one is worth a word (security D.13, D.14)."""

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from itertools import pairwise

from django.utils import timezone

from township_npc.office.backup.finished import BEFORE_MIGRATION, NIGHTLY, Backup

#: Of the nightly ones: the newest of each day, ISO week and month, so many of each.
DAYS, WEEKS, MONTHS = 7, 5, 12
MIGRATIONS = 3
ODD_PERCENT = 30
#: A tiny office doubles with its first photo; that is no news.
ODD_BYTES = 1024 * 1024


def staying(backups: Iterable[Backup]) -> set[Backup]:
    """What nobody asked for makes room; what somebody made by hand always stays."""
    oldest_first = sorted(backups, key=lambda backup: backup.made_at)
    nightly = [backup for backup in oldest_first if backup.reason == NIGHTLY]
    before = [backup for backup in oldest_first if backup.reason == BEFORE_MIGRATION]
    return {
        *(set(oldest_first) - {*nightly, *before}),
        *before[-MIGRATIONS:],
        *_newest_of_each(lambda day: day, nightly)[-DAYS:],
        *_newest_of_each(lambda day: day.isocalendar()[:2], nightly)[-WEEKS:],
        *_newest_of_each(lambda day: (day.year, day.month), nightly)[-MONTHS:],
    }


def size_remark(newest_first: Iterable[Backup]) -> str:
    """One sentence when last night's is far from the automatic one before it; else nothing."""
    automatic = [one for one in newest_first if one.reason in (NIGHTLY, BEFORE_MIGRATION)]
    for last, before in pairwise(automatic):
        if last.reason == NIGHTLY:
            return _remark(last.size, before.size) if is_odd(last.size, before.size) else ""
    return ""


def is_odd(size: int, before: int) -> bool:
    """More than 30 % away, and by more than one MB."""
    change = abs(size - before)
    return change * 100 > before * ODD_PERCENT and change > ODD_BYTES


def _newest_of_each(period: Callable[[date], Hashable], oldest_first: list[Backup]) -> list[Backup]:
    newest = {period(timezone.localdate(one.made_at)): one for one in oldest_first}
    return list(newest.values())


def _remark(size: int, before: int) -> str:
    change, cause = ("小", "少了") if size < before else ("大", "多了不该有的")
    percent = round(100 * abs(size - before) / before)
    sizes = f"{before / 2**20:.1f} MB → {size / 2**20:.1f} MB"
    return f"最近一份自动备份比前一份{change}了 {percent}%（{sizes}），请看看资料是不是{cause}。"
