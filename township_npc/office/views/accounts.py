"""账号: opened, given roles, closed, helped back in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from township_npc.office import clock, permissions
from township_npc.office.choices import Role, TicketKind
from township_npc.office.forms.accounts import NewAccountForm, RolesForm
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.policy import policy
from township_npc.office.qr import qr_image
from township_npc.office.selectors import timeline
from township_npc.office.services.accounts import (
    change_roles,
    create_account,
    disable_account,
    enable_account,
    holders,
)
from township_npc.office.services.entrance import LIFE, issue_ticket
from township_npc.office.services.once import create_once, show_once
from township_npc.office.services.second_factor import remove_second_factor
from township_npc.office.views.entrance import issued_before, opens_here_only
from township_npc.office.views.second_factor import uses_second_factor

ROWS = 50


@policy(permissions.may_manage_accounts, "GET")
def account_list(request):
    role = request.GET.get("role", "")
    accounts = User.objects.select_related("person").prefetch_related("role_grants")
    if role in Role.values:
        accounts = accounts.filter(role_grants__role=role)
    page = Paginator(accounts.order_by("-is_active", "username"), ROWS).get_page(
        request.GET.get("page")
    )
    may_create = permissions.may_create_accounts(request.user)
    context = {"page": page, "roles": Role.choices, "role": role, "may_create": may_create}
    return render(request, "office/account_list.html", context)


@policy(permissions.may_create_accounts, "GET", "POST")
def account_new(request):
    form = NewAccountForm(request.POST or None, offered=_grantable(request.user, None))
    if request.method == "POST" and form.is_valid():
        try:
            return create_once(request, lambda: _create(request, form.cleaned_data))
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "office/account_new.html", {"form": form})


@policy(permissions.may_manage_accounts, "GET")
def account_detail(request, pk):
    owner = get_object_or_404(User.objects.select_related("person"), pk=pk)
    return render(request, "office/account_detail.html", _account(request, owner))


@policy(permissions.may_manage_accounts, "POST")
def account_roles(request, pk):
    owner = get_object_or_404(User, pk=pk)
    offered = _grantable(request.user, owner)
    require(bool(offered))
    form = RolesForm(request.POST, offered=offered)
    if form.is_valid():
        chosen = set(form.cleaned_data["roles"])
        change_roles(owner, chosen | (owner.roles - set(offered)), by=request.user)
        messages.success(request, "角色已经改好，下一次点开页面就按新的来。")
    return redirect("office:account-detail", pk=owner.pk)


@policy(permissions.may_create_accounts, "POST")
def account_disable(request, pk):
    return _act(request, pk, disable_account, "账号已经停用，别处的登录都退出了。")


@policy(permissions.may_create_accounts, "POST")
def account_enable(request, pk):
    return _act(request, pk, enable_account, "账号可以用了。")


@policy(permissions.is_director, "POST")
def account_second_factor(request, pk):
    return _act(request, pk, remove_second_factor, "两步登录已经取消，下次登录要重新绑手机。")


@policy(permissions.is_director, "POST")
@never_cache
def account_reset(request, pk):
    """A one-time link by which the owner sets a password; shown this once."""
    owner = get_object_or_404(User.objects.select_related("person"), pk=pk)
    require(permissions.may_reset(request.user, owner))
    return show_once(
        request,
        lambda: _reset_issued(request, owner),
        lambda: issued_before(request, owner, "office:account-detail"),
    )


def _reset_issued(request, owner: User):
    at = clock.now()
    secret = issue_ticket(owner, TicketKind.RESET, by=request.user, at=at)
    link = request.build_absolute_uri(reverse("office:password-set", args=[secret]))
    context = {
        "owner": owner,
        "link": link,
        "qr": qr_image(link),
        "until": at + LIFE[TicketKind.RESET],
        "opens_here_only": opens_here_only(request),
    }
    return render(request, "office/account_reset.html", context)


def _act(request, pk, act, done: str):
    owner = get_object_or_404(User, pk=pk)
    try:
        act(owner, by=request.user)
    except ValidationError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done)
    return redirect("office:account-detail", pk=owner.pk)


def _create(request, typed: dict) -> str:
    roles = set(typed.pop("roles", []))
    user = create_account(**typed, roles=roles, by=request.user)
    then = "，请发一个设密码的链接。" if permissions.may_reset(request.user, user) else "。"
    messages.success(request, f"{user.name}的账号建好了{then}")
    return reverse("office:account-detail", args=[user.pk])


def _account(request, owner: User) -> dict:
    viewer, offered = request.user, _grantable(request.user, owner)
    return {
        "owner": owner,
        "roles": [role.label for role in Role if role in owner.roles],
        "roles_form": RolesForm(offered=offered, initial={"roles": list(owner.roles)}),
        "offered": offered,
        "may_reset": permissions.may_reset(viewer, owner) and owner.is_active,
        "is_chair": Role.CHAIR in owner.roles,
        "may_disable": permissions.may_create_accounts(viewer) and viewer != owner,
        "may_end": permissions.is_director(viewer),
        "may_issue_entrance": permissions.may_issue_entrance(viewer, owner),
        "uses_second_factor": uses_second_factor(owner),
        "sign_ins": owner.sign_ins.live(clock.now()).order_by("-seen_at"),
        "lines": timeline(owner, viewer),
    }


def _grantable(by: User, user: User | None) -> list[str]:
    has_chair = holders(Role.CHAIR).exists()
    return [
        role for role in Role.values if permissions.may_grant(by, user, role, has_chair=has_chair)
    ]
