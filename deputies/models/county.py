"""县代表建议: the town collects, prints and hands up; it answers none of them (rules S-14)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from deputies.choices import CountyState, ProposalCategory


class CountyProposal(models.Model):
    """A 建议 of a deputy of the county or above who lives in the town. It has no number of the
    town and no clock of the town's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lead = models.ForeignKey(
        "deputies.Deputy", models.PROTECT, related_name="county_proposals", verbose_name="领衔代表"
    )
    co_signers = models.CharField("联名代表", max_length=300, blank=True)
    title = models.CharField("标题", max_length=120)
    text = models.TextField("内容", max_length=5000)
    category = models.CharField("类别", max_length=12, choices=ProposalCategory)
    collected_on = models.DateField("收到日期")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁登记的"
    )
    state = models.CharField(
        "状态", max_length=12, choices=CountyState, default=CountyState.COLLECTED
    )
    handed_over_on = models.DateField("上交日期", null=True, blank=True)
    receiver = models.CharField("县里谁收的", max_length=60, blank=True)
    answer = models.TextField("县里的答复", max_length=5000, blank=True)
    answered_on = models.DateField("县里答复的日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "县代表建议"
        ordering = ["-collected_on", "title", "pk"]
        indexes = [models.Index(fields=["state", "-collected_on"], name="county_state_collected")]
        constraints = [
            models.CheckConstraint(
                name="county_state_known", condition=Q(state__in=CountyState.values)
            ),
            models.CheckConstraint(
                name="county_category_known", condition=Q(category__in=ProposalCategory.values)
            ),
            models.CheckConstraint(
                name="county_proposal_is_whole", condition=~Q(title="") & ~Q(text="")
            ),
            models.CheckConstraint(
                name="county_handed_over_is_whole",
                condition=(
                    Q(state="handed_over", handed_over_on__isnull=False)
                    & ~Q(receiver="")
                    & Q(handed_over_on__gte=F("collected_on"))
                )
                | (~Q(state="handed_over") & Q(handed_over_on__isnull=True, receiver="")),
                violation_error_message="上交要写明日期和县里谁收的，不能早于收到。",
            ),
            models.CheckConstraint(
                name="county_answer_has_its_day",
                condition=Q(answer="", answered_on__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False, handed_over_on__isnull=False)),
                violation_error_message="县里的答复要写明日期；上交以后才有答复。",
            ),
        ]

    def __str__(self) -> str:
        return self.title
