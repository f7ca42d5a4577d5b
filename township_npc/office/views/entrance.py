"""The deputies' door: issued by the office in two taps, opened once."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from township_npc.office import clock, permissions, sign_in
from township_npc.office.choices import Role, TicketKind
from township_npc.office.forms.sign_in import EntranceCodeForm
from township_npc.office.models import User
from township_npc.office.policy import PUBLIC, policy
from township_npc.office.qr import qr_image
from township_npc.office.services.entrance import (
    LIFE,
    enter_by_code,
    enter_by_link,
    issue_ticket,
    needs_pin,
    open_ticket,
)
from township_npc.office.services.once import show_once

_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


@policy(permissions.in_office, "GET", "POST")
@never_cache
def entrance(request, pk):
    """Two buttons; each makes a new way in and shows it this once."""
    owner = get_object_or_404(User.objects.select_related("person"), pk=pk)
    if not permissions.may_issue_entrance(request.user, owner):
        raise Http404
    if request.method == "GET":
        return render(request, "office/entrance.html", {"owner": owner})
    return show_once(
        request,
        lambda: _issued(request, owner),
        lambda: issued_before(request, owner, "office:entrance"),
    )


@policy(PUBLIC, "GET", "POST")
@never_cache
def enter(request, token):
    """GET asks 您是……吗 and uses nothing up, however often a chat program looks; POST comes in."""
    try:
        if request.method == "POST":
            return _come_in(request, enter_by_link(token, at=clock.now()))
        ticket = open_ticket(TicketKind.LINK, token, at=clock.now())
    except ValidationError as error:
        return render(request, "office/entrance_dead.html", {"reason": error.message}, status=410)
    post = Role.DEPUTY.label if ticket.user.has(Role.DEPUTY) else ""
    context = {"owner": ticket.user, "post": post}
    return render(request, "office/entrance_confirm.html", context)


@policy(PUBLIC, "GET", "POST")
@never_cache
def enter_code(request):
    """Name and six digits, for a phone that cannot take a link."""
    form = EntranceCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = enter_by_code(**form.cleaned_data, at=clock.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _come_in(request, user)
    return render(request, "office/entrance_code.html", {"form": form})


def opens_here_only(request) -> bool:
    """A link made at ``localhost`` leads nowhere from another phone; the page says so."""
    return urlsplit(request.build_absolute_uri()).hostname in _THIS_MACHINE


def issued_before(request, owner: User, back: str):
    """The secret is shown once and kept nowhere: after a second tap it stands in the other tab."""
    context = {"owner": owner, "is_code": "code" in request.POST, "back": back}
    return render(request, "office/entrance_issued_before.html", context)


def _issued(request, owner: User):
    kind = TicketKind.CODE if "code" in request.POST else TicketKind.LINK
    at = clock.now()
    secret = issue_ticket(owner, kind, by=request.user, at=at)
    signs = permissions.signs_with_pin(owner)
    context = {"owner": owner, "until": at + LIFE[kind], "signs_with_pin": signs}
    if kind == TicketKind.CODE:
        context |= {
            "code": secret,
            "link": request.build_absolute_uri(reverse("office:enter-code")),
        }
    else:
        context |= {"link": request.build_absolute_uri(reverse("office:enter", args=[secret]))}
    context |= {"qr": qr_image(context["link"]), "opens_here_only": opens_here_only(request)}
    return render(request, "office/entrance_issued.html", context)


def _come_in(request, user: User):
    sign_in.begin(request, user, is_phone=True)
    return redirect("office:pin-set" if needs_pin(user) else "office:home")
