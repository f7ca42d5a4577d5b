"""书面撤回 of an accepted 建议 (山东建议办理条例第九条, rules S-11)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from deputies.choices import WithdrawalState


class WithdrawalRequest(models.Model):
    """The deputy's wish, from the phone or on paper; the director confirms it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(
        "deputies.Proposal", models.PROTECT, related_name="withdrawals", verbose_name="建议"
    )
    reason = models.CharField("撤回理由", max_length=300)
    asked_on = models.DateField("提出日期")
    asked_at = models.DateTimeField("登记时间")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁提交的"
    )
    is_on_paper = models.BooleanField("纸面提出，办公室登记", default=False)
    state = models.CharField(
        "状态", max_length=12, choices=WithdrawalState, default=WithdrawalState.OPEN
    )
    settled_at = models.DateTimeField("了结时间", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="谁了结的",
    )  # fmt: skip

    class Meta:
        verbose_name = verbose_name_plural = "撤回申请"
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                name="withdrawal_state_known", condition=Q(state__in=WithdrawalState.values)
            ),
            models.CheckConstraint(name="withdrawal_has_a_reason", condition=~Q(reason="")),
            models.UniqueConstraint(
                name="one_open_withdrawal",
                fields=["proposal"],
                condition=Q(state="open"),
                violation_error_message="已经有一份撤回申请在等主任确认。",
            ),
            models.CheckConstraint(
                name="withdrawal_settled_by_someone",
                condition=Q(state="open", settled_at__isnull=True, settled_by__isnull=True)
                | (~Q(state="open") & Q(settled_at__isnull=False, settled_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_on} 要求撤回"
