"""我的: one's own name, roles, passwords and sign-ins."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from township_npc.office import clock, permissions, sign_in
from township_npc.office.choices import Role, TicketKind
from township_npc.office.forms.sign_in import (
    ChangePasswordForm,
    ChangePinForm,
    NewPasswordForm,
    NewPinForm,
)
from township_npc.office.models import SignIn
from township_npc.office.policy import PUBLIC, SIGNED_IN, before_sign_in_ends, policy
from township_npc.office.selectors import jobs_visible_to
from township_npc.office.services.entrance import bind_pin, check_pin, needs_pin, open_ticket
from township_npc.office.services.sign_in import (
    change_password,
    end_sign_in,
    set_password_by_link,
)
from township_npc.office.views.second_factor import owes_second_factor, uses_second_factor
from township_npc.office.views.sign_in import after_sign_in

_FRESH_SECONDS = 15 * 60


@policy(SIGNED_IN, "GET")
def me(request):
    sign_ins = request.user.sign_ins.live(clock.now()).order_by("-seen_at")
    context = {
        "sign_ins": sign_ins,
        "here": request.session.session_key,
        "roles": [role.label for role in Role if role in request.user.roles],
        "signs_with_pin": permissions.signs_with_pin(request.user),
        "needs_pin": needs_pin(request.user),
        "uses_second_factor": uses_second_factor(request.user),
        "has_jobs": jobs_visible_to(request.user).exists(),
    }
    return render(request, "office/me.html", context)


@policy(SIGNED_IN, "POST")
def sign_in_end(request, pk):
    """End one sign-in: one's own, or anybody's for the director."""
    visible = SignIn.objects.all()
    if not permissions.is_director(request.user):
        visible = visible.filter(user=request.user)
    chosen = get_object_or_404(visible, pk=pk)
    end_sign_in(chosen, by=request.user)
    messages.success(request, f"{chosen.device}已经退出。")
    if chosen.user_id == request.user.pk:
        return redirect("office:me")
    return redirect("office:account-detail", pk=chosen.user_id)


@policy(SIGNED_IN, "GET", "POST")
@before_sign_in_ends
@sensitive_post_parameters("old", "password", "again")
@never_cache
def password_change(request):
    """Also the page where a first password must be changed before anything else opens."""
    if owes_second_factor(request.user) and not request.user.must_change_password:
        return redirect("office:totp")
    form = ChangePasswordForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        user, is_phone = request.user, request.session[sign_in.IS_PHONE]
        change_password(user, form.cleaned_data["password"])
        sign_in.begin(request, user, is_phone=is_phone)
        messages.success(request, "密码已经改好，别处的登录都退出了。")
        return redirect(after_sign_in(request))
    return render(request, "office/password_change.html", {"form": form})


@policy(PUBLIC, "GET", "POST")
@sensitive_post_parameters("password", "again")
@never_cache
def password_set(request, token):
    """The page behind a reset link. Looking uses nothing up; sending does."""
    try:
        ticket = open_ticket(TicketKind.RESET, token, at=clock.now())
    except ValidationError as error:
        return render(request, "office/entrance_dead.html", {"reason": error.message}, status=410)
    form = NewPasswordForm(request.POST or None, user=ticket.user)
    if request.method == "POST" and form.is_valid():
        try:
            set_password_by_link(token, form.cleaned_data["password"], at=clock.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "密码已经设好，请登录。")
            return redirect("office:login")
    return render(request, "office/password_set.html", {"form": form, "owner": ticket.user})


@policy(permissions.signs_with_pin, "GET", "POST")
@sensitive_post_parameters("old", "pin", "again")
@never_cache
def pin_set(request):
    """Choose the PIN, or change it knowing the old one; who forgot it gets a new entrance first."""
    is_new = not request.user.pin or _has_just_come_in(request)
    form = (NewPinForm if is_new else ChangePinForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if not is_new:
                check_pin(request.user, form.cleaned_data["old"])
            bind_pin(request.user, form.cleaned_data["pin"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "签名密码设好了，请记住。")
            return redirect(after_sign_in(request))
    return render(request, "office/pin_set.html", {"form": form, "is_new": is_new})


def _has_just_come_in(request) -> bool:
    """For a quarter of an hour after an entrance the PIN may be chosen anew without the old one;
    after a password only by those who get no entrance."""
    proven = request.session[sign_in.IS_PHONE] or not permissions.may_use_entrance(request.user)
    age = clock.now().timestamp() - request.session[sign_in.SINCE]
    return proven and age < _FRESH_SECONDS
