"""个人信息怎么用: what everybody may read before giving the office a name or a phone."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from deputies.rules.roster import UNDO_PERIOD
from township_npc.office.backup.rules import DAYS, MONTHS, WEEKS
from township_npc.office.context import Shell
from township_npc.office.policy import PUBLIC, policy
from township_npc.office.rules import RESULT_LIFE

_HOURS = 3600


@policy(PUBLIC)
def privacy(request: HttpRequest) -> HttpResponse:
    """《个人信息保护法》第十七条、第三十五条: who, what for, which data, how long, which rights."""
    shell = Shell(request)
    context = {
        "frame": _frame(shell),
        "shell": shell,
        "back_url": reverse("office:me") if shell.is_signed_in else reverse("office:login"),
        "phone_days": settings.PHONE_LIFE.days,
        "idle_hours": _hours(settings.DESK_IDLE),
        "desk_hours": _hours(settings.DESK_LIFE),
        "result_hours": _hours(RESULT_LIFE),
        "roster_days": UNDO_PERIOD.days,
        "backups": {"days": DAYS, "weeks": WEEKS, "months": MONTHS},
    }
    return render(request, "desk/privacy.html", context)


def _hours(time) -> int:
    return int(time.total_seconds()) // _HOURS


def _frame(shell: Shell) -> str:
    """The page stands in the frame its reader knows."""
    if shell.is_phone:
        return "phone.html"
    return "desk.html" if shell.is_signed_in else "plain.html"
