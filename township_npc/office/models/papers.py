"""发文: a paper of the office from its draft to its file, with every version of its words."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from township_npc.office.choices import PaperState as S
from township_npc.office.choices import Verdict, WordingOrigin
from township_npc.office.models.files import StoredFile
from township_npc.office.models.paper_numbers import PaperNumber
from township_npc.office.papers.content import Layout
from township_npc.office.papers.text import PaperText

_AFTER_ISSUE = (S.ISSUED, S.FILED)


class OfficialPaper(models.Model):
    """One paper. ``state`` is written by ``services.papers.moves`` alone; what was issued is the
    two files, never rendered again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    template = models.CharField("模板", max_length=40)
    layout = models.CharField("版式", max_length=12, choices=Layout)
    title = models.CharField("标题", max_length=200)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.UUIDField(null=True)
    state = models.CharField("状态", max_length=10, choices=S, default=S.DRAFT)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="起草人"
    )
    due_on = models.DateField("要在哪天发出", null=True, blank=True)
    series = models.CharField("编号", max_length=12, blank=True)
    number = models.OneToOneField(
        PaperNumber, models.PROTECT, null=True, related_name="paper", verbose_name="文号"
    )
    dated_on = models.DateField("成文日期", null=True, blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="corrected_by", verbose_name="更正哪一份"
    )
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="followed_by",
        verbose_name="照着哪一份起草",
    )
    created_at = models.DateTimeField("起草时间")
    issued_at = models.DateTimeField("印发时间", null=True)
    printed_on = models.DateField("印发日期", null=True)  # as the paper itself says
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="谁印发"
    )
    issued_pdf = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="+")
    issued_docx = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="+")
    #: What was true of it when it was issued, for whoever takes its words over later.
    issued_facts = models.JSONField("印发时的事实", default=dict, blank=True)
    copies = models.PositiveSmallIntegerField("印数", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "发文"
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["state", "due_on"], name="paper_state"),
            models.Index(fields=["subject_kind", "subject_id"], name="paper_subject"),
        ]
        constraints = [
            models.CheckConstraint(name="paper_state_known", condition=Q(state__in=S.values)),
            models.CheckConstraint(
                name="paper_layout_known", condition=Q(layout__in=Layout.values)
            ),
            models.CheckConstraint(name="paper_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="paper_issued_keeps_its_files",
                condition=~Q(state__in=_AFTER_ISSUE)
                | Q(
                    issued_at__isnull=False,
                    issued_by__isnull=False,
                    dated_on__isnull=False,
                    issued_docx__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="paper_in_a_series_is_issued_with_its_number",
                condition=~Q(state__in=_AFTER_ISSUE) | Q(series="") | Q(number__isnull=False),
            ),
            models.CheckConstraint(
                name="paper_subject_is_whole",
                condition=Q(subject_kind="", subject_id__isnull=True)
                | (~Q(subject_kind="") & Q(subject_id__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        """The title in one line; ``title`` keeps the line ends that a person chose for print."""
        return "".join(self.title.split("\n"))

    @property
    def is_issued(self) -> bool:
        return self.state in _AFTER_ISSUE

    @property
    def went_out_on(self) -> date | None:
        """The 印发日期 on the paper; before it was kept apart, the day it was issued here."""
        return self.printed_on or (timezone.localdate(self.issued_at) if self.issued_at else None)

    @property
    def may_be_written(self) -> bool:
        return self.state in (S.DRAFT, S.PROOF)


class Wording(models.Model):
    """The parts of a paper as columns; the same of a paper's version and of an edited template."""

    title = models.CharField("标题", max_length=200)
    body = models.TextField("正文", blank=True, max_length=200_000)
    mark = models.CharField("发文机关标志", max_length=60, blank=True)
    under_title = models.CharField("题下", max_length=200, blank=True)
    addressees = models.CharField("主送", max_length=300, blank=True)
    attachments = models.TextField("附件", blank=True, max_length=2000)
    issuer = models.CharField("署名", max_length=60, blank=True)
    note = models.CharField("附注", max_length=200, blank=True)
    copies_to = models.CharField("抄送", max_length=300, blank=True)
    printed_by = models.CharField("印发机关", max_length=60, blank=True)
    signer = models.CharField("签发人", max_length=40, blank=True)
    secrecy = models.CharField("密级", max_length=20, blank=True)
    urgency = models.CharField("紧急程度", max_length=10, blank=True)
    copy_number = models.CharField("份号", max_length=6, blank=True)

    class Meta:
        abstract = True

    def text(self) -> PaperText:
        return PaperText(**{name: getattr(self, name) for name in PaperText.__dataclass_fields__})


class PaperVersion(Wording):
    """The words of a paper at one time; never changed, a new one is added."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paper = models.ForeignKey(OfficialPaper, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("第几稿")
    origin = models.CharField("来历", max_length=10, choices=WordingOrigin)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁写的"
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "稿"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="paper_version_is_numbered", fields=["paper", "number"]),
            models.CheckConstraint(
                name="paper_version_origin_known", condition=Q(origin__in=WordingOrigin.values)
            ),
        ]

    def __str__(self) -> str:
        return f"第 {self.number} 稿"


class PaperDecision(models.Model):
    """What a proof-reader or the signer said to a version: passed, or what to mend."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paper = models.ForeignKey(OfficialPaper, models.PROTECT, related_name="decisions")
    version = models.ForeignKey(PaperVersion, models.PROTECT, related_name="decisions")
    step = models.CharField("环节", max_length=10, choices=S)  # proof, review
    verdict = models.CharField("意见", max_length=10, choices=Verdict)
    comment = models.CharField("说明", max_length=1000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁"
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "审签意见"
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                name="paper_decision_step_known", condition=Q(step__in=(S.PROOF, S.REVIEW))
            ),
            models.CheckConstraint(
                name="paper_returned_says_why",
                condition=Q(verdict=Verdict.PASSED)
                | (Q(verdict=Verdict.RETURNED) & ~Q(comment="")),
            ),
        ]


class CountyReview(models.Model):
    """请县人大把关: what was asked of the county, and what came back (features 1.10, 1.38)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paper = models.ForeignKey(OfficialPaper, models.PROTECT, related_name="county_reviews")
    version = models.ForeignKey(PaperVersion, models.PROTECT, related_name="+")
    asked_of = models.CharField("问谁", max_length=60)
    question = models.TextField("问什么", max_length=1000)
    asked_on = models.DateField("送去的日期")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁送的"
    )
    answer = models.TextField("答复", max_length=2000, blank=True)
    article = models.CharField("依据哪一条", max_length=200, blank=True)
    answered_on = models.DateField("答复的日期", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "请县人大把关"
        ordering = ["asked_on"]
        constraints = [
            models.CheckConstraint(
                name="county_review_answer_has_its_day",
                condition=Q(answer="", answered_on__isnull=True)
                | (
                    ~Q(answer="")
                    & Q(answered_on__isnull=False, answered_on__gte=models.F("asked_on"))
                ),
            ),
        ]


class FindingAnswer(models.Model):
    """A finding of the gates that a person has looked at and let stand, with the reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paper = models.ForeignKey(OfficialPaper, models.PROTECT, related_name="finding_answers")
    code = models.CharField("哪一种", max_length=40)
    quoted = models.CharField("原文", max_length=200)
    what = models.CharField("提示", max_length=200)
    reason = models.CharField("为什么不改", max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁"
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "不改的提示"
        constraints = [
            models.UniqueConstraint(
                name="finding_is_answered_once", fields=["paper", "code", "quoted", "what"]
            ),
            models.CheckConstraint(name="finding_let_stand_says_why", condition=~Q(reason="")),
        ]


class GateTick(models.Model):
    """A line of the check sheet that a person has ticked; taken back by deleting the row."""

    paper = models.ForeignKey(OfficialPaper, models.CASCADE, related_name="ticks")
    item = models.CharField("项目", max_length=40)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁"
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "三关检查"
        constraints = [
            models.UniqueConstraint(name="gate_is_ticked_once", fields=["paper", "item"]),
        ]
