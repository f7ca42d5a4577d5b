"""评价: what a signer says of one written reply (rules S-08)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from deputies.choices import Verdict
from deputies.rules.ratings import is_unsatisfied


class RatingQuerySet(models.QuerySet):
    def in_force(self) -> "RatingQuerySet":
        """Not put right since, and of a reply that still counts."""
        return self.filter(is_withdrawn=False, reply__is_withdrawn=False)

    def now(self, proposal) -> "RatingQuerySet":
        """Those of the proposal's present round that are in force."""
        return self.in_force().filter(reply__proposal=proposal, reply__round=proposal.round)

    def unsatisfied(self) -> "RatingQuerySet":
        return self.filter(Q(process=Verdict.UNSATISFIED) | Q(result=Verdict.UNSATISFIED))


class Rating(models.Model):
    """One form for each signer and each round: the reply says which round. A form put right stays
    as a withdrawn row, so that nothing that was said is lost.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reply = models.ForeignKey(
        "deputies.Reply", models.PROTECT, related_name="ratings", verbose_name="答复"
    )
    deputy = models.ForeignKey(
        "deputies.Deputy", models.PROTECT, related_name="ratings", verbose_name="代表"
    )
    process = models.CharField("办理过程", max_length=12, choices=Verdict)
    result = models.CharField("办理结果", max_length=12, choices=Verdict)
    reason = models.CharField("原因", max_length=300, blank=True)
    rated_at = models.DateTimeField("时间")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁填的"
    )
    signed_on_paper_on = models.DateField("代表在纸上签名的日期", null=True, blank=True)
    is_withdrawn = models.BooleanField("已更正", default=False)
    withdrawn_reason = models.CharField("更正的理由", max_length=200, blank=True)

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "评价"
        ordering = ["-rated_at"]
        constraints = [
            models.UniqueConstraint(
                name="one_rating_for_a_signer_and_a_reply",
                fields=["reply", "deputy"],
                condition=Q(is_withdrawn=False),
            ),
            models.CheckConstraint(
                name="rating_verdicts_known",
                condition=Q(process__in=Verdict.values, result__in=Verdict.values),
            ),
            models.CheckConstraint(
                name="rating_unsatisfied_has_reason",
                condition=(~Q(process="unsatisfied") & ~Q(result="unsatisfied")) | ~Q(reason=""),
                violation_error_message="不满意要写明原因。",
            ),
            models.CheckConstraint(
                name="rating_withdrawn_has_reason",
                condition=Q(is_withdrawn=False) | ~Q(withdrawn_reason=""),
            ),
        ]

    @property
    def is_unsatisfied(self) -> bool:
        return is_unsatisfied(self.process, self.result)

    @property
    def is_from_paper(self) -> bool:
        return self.signed_on_paper_on is not None
