"""联名: who signs a 建议 beside its lead."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from deputies.choices import CosignerState
from deputies.models.proposal import Proposal

_SIGNING = ("signed", "asked")


class CosignerQuerySet(models.QuerySet):
    def signed(self) -> "CosignerQuerySet":
        return self.filter(state=CosignerState.SIGNED)

    def with_names(self) -> "CosignerQuerySet":
        return self.select_related("deputy__person", "deputy__district")


class Cosigner(models.Model):
    """One deputy beside the lead of one 建议. A signature is for the text of ``text_hash``.

    ``state`` is written by ``services.cosigner_moves`` alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="cosigners")
    deputy = models.ForeignKey(
        "deputies.Deputy", models.PROTECT, related_name="cosigned", verbose_name="联名代表"
    )
    state = models.CharField("联名", max_length=10, choices=CosignerState)
    is_second = models.BooleanField("附议", default=False)
    invited_at = models.DateTimeField("邀请时间", null=True, blank=True)
    seen_at = models.DateTimeField("看到的时间", null=True, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    signed_on = models.DateField("签名日期", null=True, blank=True)
    text_hash = models.CharField("所签标题和内容的摘要", max_length=64, blank=True)
    is_on_paper = models.BooleanField("在纸上签名", default=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="代为录入",
    )  # fmt: skip

    objects = CosignerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "联名"
        ordering = ["signed_on", "answered_at", "pk"]
        indexes = [models.Index(fields=["deputy", "state"], name="cosigner_deputy_state")]
        constraints = [
            models.UniqueConstraint(
                name="one_cosigner_for_a_deputy", fields=["proposal", "deputy"]
            ),
            models.CheckConstraint(
                name="cosigner_state_known", condition=Q(state__in=CosignerState.values)
            ),
            models.CheckConstraint(
                name="cosigner_signature_is_whole",
                condition=(
                    Q(state__in=_SIGNING, signed_on__isnull=False, answered_at__isnull=False)
                    & ~Q(text_hash="")
                )
                | (~Q(state__in=_SIGNING) & Q(signed_on__isnull=True, text_hash="")),
            ),
            models.CheckConstraint(
                name="cosigner_invitation_has_its_moment",
                condition=~Q(state="invited")
                | Q(invited_at__isnull=False, answered_at__isnull=True),
            ),
            models.CheckConstraint(
                name="cosigner_asks_as_a_second", condition=~Q(state="asked") | Q(is_second=True)
            ),
            models.CheckConstraint(
                name="cosigner_paper_was_entered",
                condition=Q(is_on_paper=True, entered_by__isnull=False, state="signed")
                | Q(is_on_paper=False, entered_by__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.deputy.person.name

    @property
    def is_correctable(self) -> bool:
        """Not a deputy's own signature: entered from paper, or a 附议 that somebody confirmed."""
        return self.state == CosignerState.SIGNED and (self.is_on_paper or self.is_second)

    @property
    def way(self) -> str:
        """How it was signed."""
        if self.is_second:
            return "附议"
        return "纸上签名" if self.is_on_paper else "手机签名"
