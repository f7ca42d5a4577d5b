"""The second factor of an office post: digits from a phone, ten recovery codes (security C.7)."""

import secrets
from base64 import b32encode

import django_otp
from django.core.exceptions import ValidationError
from django.db import transaction
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from township_npc.office import permissions, sealing
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record

CODES = 10


def has_second_factor(user: User) -> bool:
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def device_to_confirm(user: User) -> TOTPDevice:
    """The phone that is being added; it counts for nothing until its first code was right."""
    begun = TOTPDevice.objects.filter(user=user, confirmed=False).order_by("pk").first()
    return begun or TOTPDevice.objects.create(user=user, confirmed=False)


def secret_text(device: TOTPDevice) -> str:
    """The key as the phone's program takes it by hand, in groups of four."""
    text = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def confirm_device(device: TOTPDevice, code: str, *, by: User) -> list[str]:
    """Take the phone into use in place of an earlier one; return ten recovery codes, this once."""
    _verify(device, code)
    with transaction.atomic():
        TOTPDevice.objects.filter(user=by).exclude(pk=device.pk).delete()
        TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
        device.confirmed = True
        record(by, "user.second_factor_set", by)
        return new_recovery_codes(by)


@transaction.atomic
def new_recovery_codes(user: User) -> list[str]:
    """Ten codes, each good once; the earlier ones are dead. Only keyed hashes are stored."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = [f"{secrets.token_hex(2)}-{secrets.token_hex(2)}" for _ in range(CODES)]
    StaticToken.objects.bulk_create(
        StaticToken(device=device, token=_stored(code)) for code in codes
    )
    record(user, "user.recovery_codes", user)
    return codes


def verify_second_factor(user: User, code: str):
    """The device that accepts the code: the phone's six digits, or a recovery code used up now."""
    is_phone = len(code) == 6 and code.isdigit()
    model = TOTPDevice if is_phone else StaticDevice
    device = model.objects.filter(user=user, confirmed=True).first()
    if device is None:
        raise ValidationError("没有这样的恢复码，请核对。", code="second_factor")
    _verify(device, code if is_phone else _stored(code))
    return device


@transaction.atomic
def remove_second_factor(user: User, *, by: User) -> None:
    """Phone and codes are lost: the director takes it away, the owner adds a new phone."""
    require(permissions.may_reset(by, user))
    drop_devices(user)
    record(by, "user.second_factor_removed", user)


def drop_devices(user: User) -> None:
    """Phone and codes; part of a larger act, which asks who may and records itself."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def _verify(device, code: str) -> None:
    allowed, lock = device.verify_is_allowed()
    if not allowed:
        wrong = lock["failure_count"]
        raise ValidationError(
            f"已经输错 {wrong} 次，请等 {2 ** (wrong - 1)} 秒再输。", code="throttled"
        )
    if not django_otp.verify_token(device.user, device.persistent_id, code):
        raise ValidationError(
            "六位数不对或已经用过，请等手机上换了新的再输。", code="second_factor"
        )


def _stored(code: str) -> str:
    """What the plugin's sixteen characters hold: the front of the keyed hash, 64 bits of it."""
    return sealing.index(f"recovery/{code.strip().lower()}")[:16]
