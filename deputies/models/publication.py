"""公开: what everybody may read of a 建议 that was answered, in the office's own frozen copy."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from deputies.rules.publication import PUBLISHABLE

_STANDING = {"taken_down_at__isnull": True, "taken_down_by__isnull": True, "reason": ""}


class PublicationQuerySet(models.QuerySet):
    def standing(self) -> "PublicationQuerySet":
        """Not taken down."""
        return self.filter(taken_down_on__isnull=True)

    def shown(self) -> "PublicationQuerySet":
        """What the public reads: not taken down, of a proposal that is still answered by the reply
        that was published.
        """
        return self.standing().filter(
            proposal__is_published=True,
            proposal__state__in=PUBLISHABLE,
            answer__is_withdrawn=False,
            answer__round=F("proposal__round"),
        )


class Publication(models.Model):
    """One publishing of a 建议; taken down, the row stays, and another may follow."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(
        "deputies.Proposal", models.PROTECT, related_name="publications", verbose_name="建议"
    )
    answer = models.ForeignKey(
        "deputies.Reply", models.PROTECT, related_name="+", verbose_name="公开的是哪次答复"
    )
    title = models.CharField("公开的标题", max_length=120)
    text = models.TextField("公开的建议内容", max_length=6000)
    reply = models.TextField("公开的答复内容", max_length=6000)
    published_on = models.DateField("公开日期")
    published_at = models.DateTimeField("公开时间")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁公开的"
    )
    taken_down_on = models.DateField("撤下日期", null=True, blank=True)
    taken_down_at = models.DateTimeField("撤下时间", null=True, blank=True)
    taken_down_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="谁撤下的",
    )  # fmt: skip
    reason = models.CharField("撤下的理由", max_length=300, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公开的建议"
        ordering = ["-published_at"]
        indexes = [models.Index(fields=["-published_on", "id"], name="publication_newest")]
        constraints = [
            models.UniqueConstraint(
                name="a_proposal_is_published_once",
                fields=["proposal"],
                condition=Q(taken_down_on__isnull=True),
                violation_error_message="这件建议已经公开了。",
            ),
            models.CheckConstraint(
                name="publication_has_words", condition=~Q(title="") & ~Q(text="") & ~Q(reply="")
            ),
            models.CheckConstraint(
                name="publication_taken_down_whole_or_not",
                condition=Q(taken_down_on__isnull=True, **_STANDING)
                | Q(
                    taken_down_on__isnull=False,
                    taken_down_at__isnull=False,
                    taken_down_by__isnull=False,
                )
                & ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="publication_taken_down_not_before_it_stood",
                condition=Q(taken_down_on__isnull=True) | Q(taken_down_on__gte=F("published_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title
