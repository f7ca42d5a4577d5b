"""How a deputy comes in without a password, and the PIN that signs (security C.1)."""

import secrets
import unicodedata
from datetime import datetime, timedelta
from itertools import pairwise

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from township_npc.office import permissions, sealing
from township_npc.office.choices import TicketKind
from township_npc.office.models import EntranceTicket, User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record

LIFE = {
    TicketKind.LINK: timedelta(hours=72),
    TicketKind.CODE: timedelta(minutes=15),
    TicketKind.RESET: timedelta(hours=24),
}
TRIES = 5
LOCKED = "签名密码已锁，请打电话给人大办重新发入口。"


@transaction.atomic
def issue_ticket(user: User, kind: str, *, by: User, at: datetime) -> str:
    """Return the secret, this once; only its keyed hash stays. Earlier ones of the kind die."""
    may = permissions.may_reset if kind == TicketKind.RESET else permissions.may_issue_entrance
    require(may(by, user))
    secret = lay_ticket(user, kind, by=by, at=at)
    record(by, "user.ticket_issued", user, kind=kind)
    return secret


def lay_ticket(user: User, kind: str, *, by: User | None, at: datetime) -> str:
    """The ticket itself; part of a larger act, which asks who may and records itself."""
    secret = f"{secrets.randbelow(10**6):06}" if kind == TicketKind.CODE else secrets.token_hex(16)
    user.tickets.filter(kind=kind, used_at=None).delete()
    EntranceTicket.objects.create(
        user=user,
        kind=kind,
        secret_hash=_hash(kind, secret, user),
        issued_by=by,
        issued_at=at,
        expires_at=at + LIFE[kind],
        tries_left=TRIES,
    )
    return secret


def open_ticket(kind: str, secret: str, *, at: datetime) -> EntranceTicket:
    """The ticket behind a link, looked at and not used: chat programs look before people do.

    Raises ValidationError when it is unknown, used, replaced, expired, or its account is closed.
    """
    ticket = (
        _open(at)
        .filter(kind=kind, secret_hash=_hash(kind, secret))
        .select_related("user__person")
        .first()
    )
    if ticket is None:
        raise ValidationError(
            "这个链接已经用过或者过期了，请打电话给人大办重新发一个。", code="dead_ticket"
        )
    return ticket


@transaction.atomic
def enter_by_link(token: str, *, at: datetime) -> User:
    """Use the link up and return whose it is."""
    return use_ticket(open_ticket(TicketKind.LINK, token, at=at), at=at)


def enter_by_code(name: str, code: str, *, at: datetime) -> User:
    """Use the six digits up. A wrong guess costs one of the ticket's five tries, and stays spent:
    call it outside any transaction. An unknown name gets the same answer."""
    tickets = _open(at).filter(kind=TicketKind.CODE, user__person__name=spoken_name(name))
    for ticket in tickets.select_related("user__person"):
        with transaction.atomic(durable=True):
            claimed = _open(at).filter(pk=ticket.pk).update(tries_left=F("tries_left") - 1)
        right = secrets.compare_digest(
            ticket.secret_hash, _hash(TicketKind.CODE, code, ticket.user)
        )
        if claimed and right:
            return use_ticket(ticket, at=at)
    raise ValidationError(
        "姓名或六位数不对，也可能过了 15 分钟；请核对，或打电话给人大办重新发。", code="code"
    )


@transaction.atomic
def use_ticket(ticket: EntranceTicket, *, at: datetime) -> User:
    """The only line that uses a ticket up; the second of two browsers comes too late."""
    if not EntranceTicket.objects.filter(pk=ticket.pk, used_at=None).update(used_at=at):
        raise ValidationError(
            "这个入口刚刚用过了，请打电话给人大办重新发一个。", code="dead_ticket"
        )
    record(ticket.user, "user.entered", ticket.user, kind=ticket.kind)
    return ticket.user


def check_pin(user: User, pin: str) -> None:
    """Raise ValidationError unless ``pin`` is the user's; five wrong ones lock it.

    Call it **before** the transaction of the act opens (before ``create_once``): the spent try is
    committed at once and must stay spent when the act is rolled back. Called inside a transaction
    it raises RuntimeError. The try is taken before comparing, so guesses sent side by side count.
    """
    if not user.pin:
        raise ValidationError("您还没有设签名密码，请先在“我的”里设一个。", code="pin_unset")
    mine = User.objects.filter(pk=user.pk)
    with transaction.atomic(durable=True):
        claimed = mine.filter(pin_tries_left__gt=0).update(pin_tries_left=F("pin_tries_left") - 1)
    if not claimed:
        raise ValidationError(LOCKED, code="pin_locked")
    if check_password(pin, user.pin):
        mine.update(pin_tries_left=TRIES)
        return
    left = mine.values_list("pin_tries_left", flat=True).get()
    if not left:
        raise ValidationError(LOCKED, code="pin_locked")
    raise ValidationError(f"签名密码不对，还可以试 {left} 次。", code="pin")


@transaction.atomic
def bind_pin(user: User, pin: str) -> None:
    """Give the user this PIN, all tries fresh."""
    if is_weak_pin(pin):
        raise ValidationError("这六位数太好猜，请换一个不连续、不重复的。", code="weak_pin")
    user.pin, user.pin_tries_left = make_password(pin), TRIES
    user.save(update_fields=["pin", "pin_tries_left"])
    record(user, "user.pin_bound", user)


def needs_pin(user: User) -> bool:
    """Signs with a PIN, and has none or has locked it."""
    return permissions.signs_with_pin(user) and not (user.pin and user.pin_tries_left)


def is_weak_pin(pin: str) -> bool:
    """Not six digits, few digits over and over (000000, 121212, 123123), or a run (123456)."""
    if not (len(pin) == 6 and pin.isascii() and pin.isdigit()):
        return True
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    return len(set(pin)) <= 2 or pin[:3] == pin[3:] or steps in ({1}, {9})


def spoken_name(text: str) -> str:
    """A name as it is stored: no blanks, one kind of dot."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return plain.translate(dict.fromkeys(map(ord, "•・‧∙"), "·"))


def _open(at: datetime):
    return EntranceTicket.objects.filter(
        used_at=None, expires_at__gt=at, tries_left__gt=0, user__is_active=True
    )


def _hash(kind: str, secret: str, user: User | None = None) -> str:
    """Six digits repeat among people, so a code is hashed with its owner; a link is unique."""
    owner = user.pk if kind == TicketKind.CODE else ""
    return sealing.index(f"{kind}/{owner}/{secret}")
