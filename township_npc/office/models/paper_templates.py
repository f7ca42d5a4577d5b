"""The office's own wording of a template, kept version by version."""

import uuid

from django.conf import settings
from django.db import models

from township_npc.office.models.papers import Wording


class TemplateWording(Wording):
    """The newest row of a template is in force; ``is_withdrawn``: the program's own text is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    template = models.CharField("模板", max_length=40)
    number = models.PositiveSmallIntegerField("第几版")
    is_withdrawn = models.BooleanField("恢复程序自带的", default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁改的"
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "模板文字"
        ordering = ["template", "number"]
        constraints = [
            models.UniqueConstraint(
                name="template_wording_is_numbered", fields=["template", "number"]
            ),
        ]
