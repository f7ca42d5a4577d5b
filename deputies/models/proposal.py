"""建议、批评和意见, and what happens to one."""

import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Case, F, Q, When

from deputies.choices import (
    ContactPhase,
    ContactWay,
    Occasion,
    ProposalCategory,
    ProposalState,
    ReplyClass,
)
from deputies.rules.proposals import STANDING, URGENCY
from deputies.rules.titles import HIDDEN, first_sentence

_NUMBERED = ("accepted", "assigned", "signed", "replied", "closed", "merged", "withdrawn")
_WITH_UNIT = ("assigned", "signed", "replied", "closed")


class NumberSeries(models.Model):
    """The last number given in a session; taking the next is one UPDATE in the accepting act."""

    congress_session = models.OneToOneField(
        "deputies.CongressSession", models.PROTECT, primary_key=True, related_name="+"
    )
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "编号"


class Proposal(models.Model):
    """建议。``state`` is written by ``services.moves`` alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lead = models.ForeignKey(
        "deputies.Deputy", models.PROTECT, related_name="proposals", verbose_name="领衔代表"
    )
    state = models.CharField(
        "状态", max_length=12, choices=ProposalState, default=ProposalState.DRAFT
    )
    category = models.CharField("类别", max_length=12, choices=ProposalCategory, blank=True)
    title = models.CharField("标题", max_length=120, blank=True)
    text = models.TextField("内容", max_length=5000, blank=True)
    place = models.CharField("地点", max_length=120, blank=True)
    is_plain = models.BooleanField("没有不得作为建议的情形", null=True, blank=True)
    unfit_reason = models.CharField("仍要提出的理由", max_length=200, blank=True)
    written_at = models.DateTimeField("动笔时间")
    saved_at = models.DateTimeField("保存时间")
    step = models.PositiveSmallIntegerField("写到第几步", default=1)

    congress_session = models.ForeignKey(
        "deputies.CongressSession", models.PROTECT, null=True, blank=True,
        related_name="proposals", verbose_name="届次",
    )  # fmt: skip
    occasion = models.CharField("提出时间", max_length=12, choices=Occasion, blank=True)
    number = models.PositiveIntegerField("编号", null=True, blank=True)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="代为录入",
    )  # fmt: skip
    signed_on_paper_on = models.DateField("代表在纸上签名的日期", null=True, blank=True)
    return_reason = models.CharField("退回理由", max_length=500, blank=True)
    suggested_unit = models.ForeignKey(
        "deputies.Unit", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="拟交的单位",
    )  # fmt: skip
    suggested_category = models.CharField(
        "拟定的类别", max_length=12, choices=ProposalCategory, blank=True
    )
    suggested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="谁拟的",
    )  # fmt: skip
    lead_unit = models.ForeignKey(
        "deputies.Unit", models.PROTECT, null=True, blank=True, related_name="proposals",
        verbose_name="主办单位",
    )  # fmt: skip
    assignment_note = models.CharField("交办意见", max_length=300, blank=True)
    is_complex = models.BooleanField("涉及面广、处理难度大", default=False)
    assigned_on = models.DateField("交办日期", null=True, blank=True)
    reply_due_on = models.DateField("答复期限", null=True, blank=True)
    due_sum = models.JSONField("期限的算法", null=True, blank=True)
    signed_on = models.DateField("签收日期", null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="签收人",
    )  # fmt: skip
    round = models.PositiveSmallIntegerField("第几次办理", default=1)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    close_note = models.CharField("办结说明", max_length=300, blank=True)
    is_published = models.BooleanField("已公开", default=False)
    is_confidential = models.BooleanField("代表要求保密", default=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="并入"
    )
    split_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="split_off",
        verbose_name="从哪一件拆出",
    )  # fmt: skip
    part_note = models.CharField("办其中哪一部分", max_length=120, blank=True)
    unsatisfied_close_reason = models.CharField(
        "代表不满意仍办结的理由", max_length=300, blank=True
    )

    #: The database's own, from ``state``: an index can then hold the order of the list.
    urgency = models.GeneratedField(
        expression=Case(*(When(state=state, then=rank) for state, rank in URGENCY.items())),
        output_field=models.PositiveSmallIntegerField("急缓"),
        db_persist=True,
    )

    class Meta:
        verbose_name = verbose_name_plural = "建议"
        indexes = [
            models.Index(fields=["state", "reply_due_on"], name="proposal_state_due"),
            models.Index(
                fields=["lead_unit", "state", "reply_due_on"], name="proposal_unit_state_due"
            ),
            models.Index(
                fields=["urgency", "reply_due_on", "number", "id"], name="proposal_urgency"
            ),
            models.Index(fields=["-submitted_at"], name="proposal_submitted"),
        ]
        constraints = [
            models.CheckConstraint(
                name="proposal_state_known", condition=Q(state__in=ProposalState.values)
            ),
            models.UniqueConstraint(
                name="proposal_number_once_in_a_session", fields=["congress_session", "number"]
            ),
            models.CheckConstraint(
                name="proposal_numbered_when_accepted",
                condition=~Q(state__in=_NUMBERED)
                | Q(number__isnull=False, congress_session__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_whole_when_submitted",
                condition=Q(state="draft")
                | (~Q(title="") & ~Q(text="") & ~Q(category="") & Q(submitted_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="proposal_unit_when_assigned",
                condition=~Q(state__in=_WITH_UNIT)
                | Q(lead_unit__isnull=False, assigned_on__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_due_after_assignment",
                condition=Q(assigned_on__isnull=True, reply_due_on__isnull=True)
                | Q(
                    assigned_on__isnull=False,
                    reply_due_on__isnull=False,
                    reply_due_on__gt=F("assigned_on"),
                ),
                violation_error_message="答复期限必须晚于交办日期。",
            ),
            models.CheckConstraint(
                name="proposal_return_has_reason",
                condition=~Q(state="returned") | ~Q(return_reason=""),
                violation_error_message="退回要写明理由。",
            ),
            models.CheckConstraint(
                name="proposal_closed_has_date",
                condition=Q(state="closed", closed_on__isnull=False)
                | (~Q(state="closed") & Q(closed_on__isnull=True)),
            ),
            models.CheckConstraint(name="proposal_round_from_one", condition=Q(round__gte=1)),
            models.CheckConstraint(
                name="proposal_merged_has_its_main",
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
            ),
            models.CheckConstraint(
                name="proposal_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
            ),
            models.CheckConstraint(
                name="proposal_split_says_which_part",
                condition=Q(split_from__isnull=True) | ~Q(part_note=""),
            ),
            models.CheckConstraint(
                name="proposal_confidential_is_not_published",
                condition=Q(is_confidential=False) | Q(is_published=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title or "没有标题的草稿"

    @property
    def heading(self) -> str:
        """Its title, or what becomes its title when it is sent without one."""
        return self.title or first_sentence(self.text)

    @property
    def open_heading(self) -> str:
        """Its heading for who may not read it itself: that it is confidential and no more."""
        return HIDDEN if self.is_confidential else self.heading

    @property
    def called(self) -> str:
        """第 18 号, or what it is called before it has a number."""
        return f"第 {self.number} 号" if self.number else "未编号"

    @property
    def standing(self) -> str:
        """Where it is, in the office's words: 待受理, 办理中, 办结."""
        return STANDING[self.state]

    @property
    def handled_in(self) -> "Proposal":
        """The one under which it is handled: its 主件, or itself."""
        return self.merged_into if self.merged_into_id else self


class ProposalMove(models.Model):
    """One change of state, with what it overwrote, so that it can be put right (更正)."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="moves")
    from_state = models.CharField(max_length=12, choices=ProposalState)
    to_state = models.CharField(max_length=12, choices=ProposalState)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("时间")
    overwrote = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    is_undone = models.BooleanField("已更正", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "经过"
        ordering = ["pk"]


class ContactLog(models.Model):
    """与代表联系沟通 (rules S-03)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="contacts")
    phase = models.CharField("阶段", max_length=10, choices=ContactPhase)
    way = models.CharField("方式", max_length=10, choices=ContactWay)
    on = models.DateField("日期")
    text = models.CharField("谈了什么", max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁联系的"
    )
    logged_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = verbose_name_plural = "联系记录"
        ordering = ["-on", "-logged_at"]


class Reply(models.Model):
    """书面答复, one for each round of handling. ``essence`` is what its class asks for (S-07)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="replies")
    unit = models.ForeignKey("deputies.Unit", models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField("第几次办理", default=1)
    result = models.CharField("结果", max_length=1, choices=ReplyClass)
    number = models.CharField("文号", max_length=40, blank=True)
    text = models.TextField("答复内容", max_length=5000)
    essence = models.CharField("计划、原因或者反映情况", max_length=300, blank=True)
    promised_by = models.DateField("承诺办完的日期", null=True, blank=True)
    no_contact_reason = models.CharField("没有与代表联系的原因", max_length=200, blank=True)
    replied_on = models.DateField("答复日期")
    due_on = models.DateField("当时的答复期限")
    written_at = models.DateTimeField("时间")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办人"
    )
    is_withdrawn = models.BooleanField("已更正", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "答复"
        ordering = ["-written_at"]
        constraints = [
            models.UniqueConstraint(
                name="one_reply_for_a_round",
                fields=["proposal", "round"],
                condition=Q(is_withdrawn=False),
            ),
            models.CheckConstraint(
                name="reply_result_known", condition=Q(result__in=ReplyClass.values)
            ),
            models.CheckConstraint(
                name="reply_says_what_its_class_needs",
                condition=Q(result="A") | ~Q(essence=""),
                violation_error_message="B、C、D 类答复要写明计划、原因或者反映情况。",
            ),
            models.CheckConstraint(
                name="reply_promise_has_a_date",
                condition=~Q(result="B") | Q(promised_by__isnull=False),
                violation_error_message="B 类答复要写明哪天办完。",
            ),
        ]
