"""承诺事项: the dated promise of a class B reply, until it is kept, late or broken (S-07, D7)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from deputies.choices import PromiseState
from deputies.models.proposal import Reply

_UNSETTLED = ("open", "replaced")


class PromiseQuerySet(models.QuerySet):
    def standing(self) -> "PromiseQuerySet":
        """A promise goes with its reply."""
        return self.filter(reply__is_withdrawn=False)

    def in_force(self) -> "PromiseQuerySet":
        """What counts, each matter once: one that a later promise has replaced does not."""
        return self.standing().exclude(state=PromiseState.REPLACED)


class Promise(models.Model):
    """What was promised and by when stands in the reply. The unit reports, the office settles."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reply = models.OneToOneField(Reply, models.PROTECT, related_name="promise", verbose_name="答复")
    state = models.CharField("结果", max_length=8, choices=PromiseState, default=PromiseState.OPEN)
    done_on = models.DateField("报告的办完日期", null=True, blank=True)
    proof = models.CharField("办得怎么样", max_length=500, blank=True)
    reported_at = models.DateTimeField("报告时间", null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="经办人",
    )  # fmt: skip
    settled_on = models.DateField("核定日期", null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="谁核定的",
    )  # fmt: skip
    kept_on = models.DateField("核定办完的日期", null=True, blank=True)
    note = models.CharField("核定说明", max_length=300, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces",
        verbose_name="由哪一项取代",
    )  # fmt: skip

    objects = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "承诺事项"
        constraints = [
            models.CheckConstraint(
                name="promise_state_known", condition=Q(state__in=PromiseState.values)
            ),
            models.CheckConstraint(
                name="promise_settled_by_somebody",
                condition=Q(state__in=_UNSETTLED, settled_on__isnull=True, checked_by__isnull=True)
                | (
                    ~Q(state__in=_UNSETTLED) & Q(settled_on__isnull=False, checked_by__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="promise_replaced_by_another",
                condition=(Q(state="replaced", replaced_by__isnull=False) & ~Q(replaced_by=F("id")))
                | (~Q(state="replaced") & Q(replaced_by__isnull=True)),
            ),
            models.CheckConstraint(
                name="promise_kept_has_its_day",
                condition=Q(state__in=("kept", "late"), kept_on__isnull=False)
                | (~Q(state__in=("kept", "late")) & Q(kept_on__isnull=True)),
                violation_error_message="兑现了的要写明哪天办完。",
            ),
            models.CheckConstraint(
                name="promise_report_is_whole",
                condition=Q(reported_at__isnull=True, by__isnull=True, proof="")
                | (Q(reported_at__isnull=False, by__isnull=False) & ~Q(proof="")),
            ),
        ]

    def __str__(self) -> str:
        return self.reply.essence

    @property
    def is_open(self) -> bool:
        return self.state == PromiseState.OPEN

    @property
    def is_settled(self) -> bool:
        """A person has said what became of it."""
        return self.state not in _UNSETTLED

    @property
    def is_reported(self) -> bool:
        return self.reported_at is not None
