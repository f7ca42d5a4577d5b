"""Long work: what somebody asked for, how far it is, what came of it."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from township_npc.office.choices import JobState

_BEGUN = (JobState.RUNNING, JobState.DONE, JobState.FAILED)
_OVER = (JobState.DONE, JobState.FAILED)


class JobRun(models.Model):
    """后台任务, asked for once, done at most once. ``state`` is written by ``services.jobs`` alone.

    ``task`` is the dotted name of the Celery task; ``arguments`` are keys and plain values. A file
    that came of it is a StoredFile of this row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.CharField(max_length=120)
    title = models.CharField("要做的事", max_length=120)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="jobs", verbose_name="谁要的"
    )
    arguments = models.JSONField(default=dict)
    state = models.CharField("状态", max_length=10, choices=JobState, default=JobState.PENDING)
    done = models.PositiveIntegerField("已做", default=0)
    total = models.PositiveIntegerField("一共", null=True)
    result_url = models.CharField("结果在哪一页", max_length=300, blank=True)
    facts = models.JSONField("结果里有什么", default=dict)
    error = models.CharField("为什么没有做完", max_length=500, blank=True)
    created_at = models.DateTimeField("时间")
    sent_at = models.DateTimeField("交给队列的时间")
    started_at = models.DateTimeField("开始时间", null=True)
    beat_at = models.DateTimeField("最近一次动静", null=True)
    finished_at = models.DateTimeField("结束时间", null=True)
    expires_at = models.DateTimeField("结果留到", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "后台任务"
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["by", "-created_at"], name="job_of_a_person"),
            models.Index(fields=["state", "sent_at"], name="job_waiting"),
        ]
        constraints = [
            models.CheckConstraint(name="job_state_known", condition=Q(state__in=JobState.values)),
            models.CheckConstraint(name="job_is_named", condition=~Q(task="") & ~Q(title="")),
            models.CheckConstraint(
                name="job_begun_has_its_times",
                condition=Q(state__in=_BEGUN, started_at__isnull=False, beat_at__isnull=False)
                | Q(state=JobState.PENDING, started_at__isnull=True, beat_at__isnull=True),
            ),
            models.CheckConstraint(
                name="job_over_has_its_time",
                condition=Q(state__in=_OVER, finished_at__isnull=False)
                | (~Q(state__in=_OVER) & Q(finished_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="job_result_expires",
                condition=Q(
                    state=JobState.DONE,
                    expires_at__isnull=False,
                    expires_at__gt=F("finished_at"),
                )
                | (~Q(state=JobState.DONE) & Q(expires_at__isnull=True, result_url="")),
            ),
            models.CheckConstraint(
                name="job_failed_says_why",
                condition=(Q(state=JobState.FAILED) & ~Q(error=""))
                | (~Q(state=JobState.FAILED) & Q(error="")),
            ),
            models.CheckConstraint(
                name="job_not_more_than_all",
                condition=Q(total__isnull=True) | Q(done__lte=F("total")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        return self.state in _OVER

    @property
    def has_failed(self) -> bool:
        return self.state == JobState.FAILED

    def has_result(self, at: datetime) -> bool:
        """Done, and not yet at the moment from which the result is gone."""
        return self.state == JobState.DONE and at < self.expires_at

    def may_be_asked_again(self, at: datetime) -> bool:
        return self.has_failed or self.has_expired(at)

    def has_expired(self, at: datetime) -> bool:
        return self.state == JobState.DONE and at >= self.expires_at
