"""What waits for whom, who was told of it, and what went out by mail."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from township_npc.office.choices import DigestState


class TodoQuerySet(models.QuerySet):
    def open(self) -> "TodoQuerySet":
        """Also what begins on a later day."""
        return self.filter(closed_at__isnull=True)

    def waiting(self, today: date) -> "TodoQuerySet":
        """Open, and begun: what people are shown and told of."""
        return self.open().filter(Q(begins_on__isnull=True) | Q(begins_on__lte=today))

    def worst_first(self) -> "TodoQuerySet":
        """By due day, those without one last; then by age."""
        return self.order_by(models.F("due_on").asc(nulls_last=True), "opened_at")


class Todo(models.Model):
    """One thing that waits for a person or a post. Written by ``services.todos`` alone, from what
    the record's room says should be waiting (``Subject.todos``)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("什么事", max_length=40)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    addressee = models.CharField("谁办", max_length=80)
    title = models.CharField("事情", max_length=200)
    detail = models.CharField("说明", max_length=200, blank=True)
    verb = models.CharField("动作", max_length=12)
    url = models.CharField("在哪里办", max_length=200)
    icon = models.CharField(max_length=10, default="prop")
    outside = models.CharField("在邮件、短信里怎么说", max_length=200, blank=True)
    begins_on = models.DateField("从哪天起提醒", null=True, blank=True)
    due_on = models.DateField("到期", null=True, blank=True)
    opened_at = models.DateTimeField("开始等的时间")
    closed_at = models.DateTimeField("办完的时间", null=True, blank=True)

    objects = TodoQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "待办"
        indexes = [
            models.Index(fields=["addressee", "closed_at", "due_on"], name="todo_addressee"),
            models.Index(fields=["closed_at", "due_on"], name="todo_open"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_open_todo_for_subject_kind_and_addressee",
                fields=["subject_kind", "subject_id", "kind", "addressee"],
                condition=Q(closed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def told(self) -> str:
        """What may stand in a mail or a text, which others may come to read."""
        return self.outside or self.title


class Digest(models.Model):
    """One mail of one day to one person. The row is the claim: whoever inserts it sends; one that
    nobody marked within a quarter of an hour is ``unknown`` and never sent again (D.16)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests", verbose_name="收信人"
    )
    on = models.DateField("哪一天")
    state = models.CharField("状态", max_length=10, choices=DigestState)
    claimed_at = models.DateTimeField("开始发的时间")
    seen_at = models.DateTimeField("有人看过的时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "提醒邮件"
        constraints = [
            models.UniqueConstraint(name="one_digest_a_day", fields=["recipient", "on"]),
            models.CheckConstraint(
                name="digest_state_known", condition=Q(state__in=DigestState.values)
            ),
        ]


class Notice(models.Model):
    """One person told once of one step of one to-do under one due day."""

    todo = models.ForeignKey(Todo, models.CASCADE, related_name="notices")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name="收件人"
    )
    due_on = models.DateField("到期", null=True, blank=True)
    step = models.SmallIntegerField("第几步")
    at = models.DateTimeField("时间")
    digest = models.ForeignKey(
        Digest, models.SET_NULL, null=True, blank=True, related_name="notices"
    )

    class Meta:
        verbose_name = verbose_name_plural = "提醒"
        constraints = [
            models.UniqueConstraint(
                name="told_once", fields=["todo", "recipient", "due_on", "step"]
            ),
            models.UniqueConstraint(  # NULLs differ from each other in a unique index
                name="told_once_without_a_due_day",
                fields=["todo", "recipient", "step"],
                condition=Q(due_on__isnull=True),
            ),
        ]
