"""两步登录: the page between the password and all else, for office posts of a served office."""

import django_otp
from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from township_npc.office.forms.sign_in import FirstDigitsForm, SecondFactorForm
from township_npc.office.policy import before_sign_in_ends, policy
from township_npc.office.qr import qr_image
from township_npc.office.services.second_factor import (
    confirm_device,
    device_to_confirm,
    has_second_factor,
    new_recovery_codes,
    secret_text,
    verify_second_factor,
)
from township_npc.office.views.sign_in import after_sign_in


def uses_second_factor(user) -> bool:
    return settings.TOTP_FORCED and user.holds_office_post


def owes_second_factor(user) -> bool:
    return uses_second_factor(user) and not user.is_verified()


@policy(uses_second_factor, "GET", "POST")
@before_sign_in_ends
@never_cache
def totp(request):
    """Ask for the code; show the state once it was right; send a newcomer to add a phone."""
    if request.user.is_verified():
        return render(request, "office/totp.html")
    if not has_second_factor(request.user):
        return redirect("office:totp-add")
    form = SecondFactorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            device = verify_second_factor(request.user, form.cleaned_data["code"])
        except ValidationError as error:
            form.add_error("code", error)
        else:
            django_otp.login(request, device)
            return redirect(after_sign_in(request))
    return render(request, "office/totp_ask.html", {"form": form})


@policy(uses_second_factor, "GET", "POST")
@before_sign_in_ends
@never_cache
def totp_add(request):
    """Add the first phone, or with the second factor shown, another in its place."""
    if has_second_factor(request.user) and not request.user.is_verified():
        return redirect("office:totp")
    device = device_to_confirm(request.user)
    form = FirstDigitsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = confirm_device(device, form.cleaned_data["code"], by=request.user)
        except ValidationError as error:
            form.add_error("code", error)
        else:
            django_otp.login(request, device)
            return render(request, "office/totp_codes.html", {"codes": codes})
    context = {"form": form, "qr": qr_image(device.config_url), "secret": secret_text(device)}
    return render(request, "office/totp_add.html", context)


@policy(uses_second_factor, "POST")
@never_cache
def recovery_codes(request):
    return render(request, "office/totp_codes.html", {"codes": new_recovery_codes(request.user)})
