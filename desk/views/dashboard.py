"""The chairman's 看板."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from desk.permissions import is_chair, may_see_dashboard
from desk.selectors import dashboard
from township_npc.office import clock
from township_npc.office.policy import policy


@policy(may_see_dashboard, "GET")
def dashboard_page(request: HttpRequest) -> HttpResponse:
    context = {
        "board": dashboard(request.user, clock.today()),
        "now": timezone.localtime(clock.now()),
        "is_guest": not is_chair(request.user),
    }
    return render(request, "desk/dashboard.html", context)
