"""An import of the roster: what was read, what was chosen, what was written, and its undoing."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from deputies.choices import ImportState, RowChoice, RowKind
from township_npc.office.sealing import Sealed


class RosterImport(models.Model):
    """One file, read once. Rows stay sealed and go 30 days after the import."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    term = models.ForeignKey("deputies.CongressTerm", models.PROTECT, related_name="+")
    file_name = models.CharField("文件", max_length=200)
    file_sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.PREVIEW)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField("时间")
    notices = models.JSONField("要说明的", default=list)
    made = models.JSONField("新建的选区和小组", default=dict)
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = "名册导入"
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                name="import_state_known", condition=Q(state__in=ImportState.values)
            )
        ]


class RosterRow(models.Model):
    """One row of the file: its kind, the reasons in words, the choice, and what it became.

    ``cells`` (sealed) is the JSON of the cleaned row; ``before`` (sealed) says what undoing needs:
    the values it replaced, or the account it made. ``deputy`` is the seat the row is about: found
    at the preview, or made by the import. ``outcome`` says why a chosen row was not done or undone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(RosterImport, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField("行")
    kind = models.CharField(max_length=12, choices=RowKind)
    reasons = models.JSONField("说明", default=list)
    choice = models.CharField(max_length=10, choices=RowChoice)
    cells_sealed = models.TextField(blank=True)
    before_sealed = models.TextField(blank=True)
    deputy = models.ForeignKey("deputies.Deputy", models.SET_NULL, null=True, related_name="+")
    is_blocked = models.BooleanField("不能加入", default=False)
    is_written = models.BooleanField(default=False)
    made_person = models.BooleanField(default=False)
    outcome = models.CharField("结果", max_length=200, blank=True)

    cells = Sealed("cells")
    before = Sealed("before")

    class Meta:
        verbose_name = verbose_name_plural = "名册行"
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(name="roster_line_once", fields=["batch", "line"]),
            models.CheckConstraint(name="roster_kind_known", condition=Q(kind__in=RowKind.values)),
            models.CheckConstraint(
                name="roster_choice_known", condition=Q(choice__in=RowChoice.values)
            ),
        ]
