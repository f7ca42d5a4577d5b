"""重点督办 (《代表法》第五十二条, rules S-13): who leads, and what was found on the spot."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class KeyProposal(models.Model):
    """重点督办建议. The leader is a person the office knows, or a name with a post."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.OneToOneField(
        "deputies.Proposal", models.PROTECT, related_name="key", verbose_name="建议"
    )
    leader = models.ForeignKey(
        "office.Person", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="督办领导",
    )  # fmt: skip
    leader_name = models.CharField("督办领导的姓名", max_length=60, blank=True)
    leader_post = models.CharField("职务", max_length=60)
    set_on = models.DateField("确定日期")
    reason = models.CharField("为什么重点督办", max_length=300)
    ended_on = models.DateField("结束日期", null=True, blank=True)
    end_note = models.CharField("督办结果", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "重点督办"
        constraints = [
            models.CheckConstraint(
                name="key_has_one_leader",
                condition=Q(leader__isnull=True) & ~Q(leader_name="")
                | Q(leader__isnull=False, leader_name=""),
                violation_error_message="督办领导从名单里选，或者写姓名，二选一。",
            ),
            models.CheckConstraint(
                name="key_says_why", condition=~Q(reason="") & ~Q(leader_post="")
            ),
            models.CheckConstraint(
                name="key_ends_not_before_start",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("set_on")),
                violation_error_message="结束日期不能早于确定日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.led_by}督办"

    @property
    def led_by(self) -> str:
        """镇人大主席熊建平."""
        name = self.leader.name if self.leader_id else self.leader_name
        return f"{self.leader_post}{name}"


class KeyVisit(models.Model):
    """One look on the spot: who came, what was found, what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(
        KeyProposal, models.CASCADE, related_name="visits", verbose_name="重点督办"
    )
    on = models.DateField("日期")
    came = models.CharField("谁去了", max_length=200)
    found = models.TextField("看到什么", max_length=1000)
    result = models.CharField("当场定了什么", max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁记的"
    )
    logged_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = verbose_name_plural = "督办记录"
        ordering = ["-on", "-logged_at"]
        constraints = [
            models.CheckConstraint(name="key_visit_is_whole", condition=~Q(came="") & ~Q(found=""))
        ]

    def __str__(self) -> str:
        return f"{self.on} 督办"
