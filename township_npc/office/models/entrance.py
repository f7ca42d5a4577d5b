"""How a person comes in without a password, and where each account is signed in."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from township_npc.office.choices import TicketKind


class EntranceTicket(models.Model):
    """A one-time link (72 h), a six-digit code (15 min, 5 tries) or a reset link (24 h).

    Only the keyed hash of the secret is kept. Security C.1, C.6.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tickets")
    kind = models.CharField(max_length=10, choices=TicketKind)
    secret_hash = models.CharField(max_length=64)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    tries_left = models.PositiveSmallIntegerField(default=5)

    class Meta:
        verbose_name = verbose_name_plural = "入口"
        indexes = [models.Index(fields=["secret_hash"], name="ticket_secret")]
        constraints = [
            models.CheckConstraint(
                name="ticket_kind_known", condition=Q(kind__in=TicketKind.values)
            ),
            models.CheckConstraint(
                name="ticket_expires_after_issue", condition=Q(expires_at__gt=models.F("issued_at"))
            ),
        ]


class SignInQuerySet(models.QuerySet):
    def live(self, at: datetime) -> "SignInQuerySet":
        """Those that have run out of neither idle time nor life (security C.1)."""
        desk = Q(
            is_phone=False,
            seen_at__gt=at - settings.DESK_IDLE,
            since__gt=at - settings.DESK_LIFE,
        )
        return self.filter(desk | Q(is_phone=True, seen_at__gt=at - settings.PHONE_LIFE))


class SignIn(models.Model):
    """One signed-in browser: shown to its owner, ended by its owner or the director."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    is_phone = models.BooleanField("绑定的手机", default=False)
    device = models.CharField("设备", max_length=60, blank=True)
    since = models.DateTimeField("登录时间")
    seen_at = models.DateTimeField("最近使用")

    objects = SignInQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "登录"
