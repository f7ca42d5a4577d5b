"""Is the machine in order: two words for other machines, a page for the people who tend it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from township_npc.office import clock, health
from township_npc.office.permissions import may_tend_machine
from township_npc.office.policy import PUBLIC, policy


@policy(PUBLIC)
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; no database."""
    return HttpResponse("ok", content_type="text/plain")


@policy(PUBLIC)
def readyz(request: HttpRequest) -> HttpResponse:
    """What is sent now can be kept."""
    ready = health.can_write()
    return HttpResponse(
        "ok" if ready else "no", content_type="text/plain", status=200 if ready else 503
    )


@policy(may_tend_machine)
def health_page(request: HttpRequest) -> HttpResponse:
    lamps = health.lamps(clock.now())
    troubles = sum(lamp.tone == "is-late" for lamp in lamps)
    return render(request, "office/health.html", {"lamps": lamps, "troubles": troubles})
