"""Sign-ins opened and ended, passwords changed. A new password ends every sign-in."""

from datetime import datetime

from axes.utils import reset as forget_wrong_passwords
from django.contrib.sessions.models import Session
from django.db import transaction

from township_npc.office import permissions
from township_npc.office.choices import TicketKind
from township_npc.office.models import SignIn, User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record
from township_npc.office.services.entrance import open_ticket, use_ticket


@transaction.atomic
def open_sign_in(
    user: User, session_key: str, *, is_phone: bool, device: str, at: datetime
) -> SignIn:
    """Note where the account is signed in; ones that ran out meanwhile are cleared away."""
    live = user.sign_ins.live(at).values("pk")
    _end(user.sign_ins.exclude(pk__in=live))
    sign_in = SignIn.objects.create(
        user=user, session_key=session_key, is_phone=is_phone, device=device, since=at, seen_at=at
    )
    record(user, "user.signed_in", user, is_phone=is_phone)
    return sign_in


@transaction.atomic
def end_sign_in(sign_in: SignIn, *, by: User) -> None:
    """That browser's next request finds itself signed out."""
    require(permissions.may_end_sign_in(by, sign_in))
    user = sign_in.user
    _end(user.sign_ins.filter(pk=sign_in.pk))
    record(by, "user.sign_in_ended", user)


def end_sign_ins(user: User) -> None:
    """Every browser and phone of the account; part of a larger act, which records itself."""
    _end(user.sign_ins.all())


@transaction.atomic
def change_password(user: User, password: str) -> None:
    """The owner's own change, the first one included. Ends every sign-in of the account."""
    _set_password(user, password)
    record(user, "user.password_changed", user)


@transaction.atomic
def set_password_by_link(token: str, password: str, *, at: datetime) -> User:
    """Use the reset link up and set the password; the lock for wrong passwords opens too."""
    user = use_ticket(open_ticket(TicketKind.RESET, token, at=at), at=at)
    _set_password(user, password)
    forget_wrong_passwords(username=user.username)
    record(user, "user.password_changed", user, by_link=True)
    return user


def _set_password(user: User, password: str) -> None:
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    end_sign_ins(user)


def _end(sign_ins) -> None:
    keys = list(sign_ins.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    SignIn.objects.filter(session_key__in=keys).delete()
