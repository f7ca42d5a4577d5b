"""Input of 退件 and 延期: what the unit asks, what the director decides."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from deputies.models import Contest, Extension, Unit
from township_npc.office.forms.base import CnDateField, HouseForm
from township_npc.office.forms.reasons import ReasonForm


def _size(model, name: str) -> int:
    return model._meta.get_field(name).max_length


def _words(model, name: str, label: str, **more) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=_size(model, name), widget=widget, **more)


class ContestForm(HouseForm, forms.Form):
    reason = _words(
        Contest, "reason", "为什么不属于您单位办", help_text="写清楚按什么职责分工、归谁管。"
    )
    suggested_unit = forms.ModelChoiceField(
        label="该归哪个单位管", queryset=Unit.objects.none(), required=False,
        empty_label="不清楚",
    )  # fmt: skip
    late_reason = forms.CharField(
        label="为什么晚了", max_length=_size(Contest, "late_reason"),
        help_text="提出退件的期限已经过了，写一句原因，仍然可以提。",
    )  # fmt: skip

    def __init__(self, *args, unit, is_late: bool, **kwargs):
        super().__init__(*args, **kwargs)
        others = Unit.objects.filter(is_active=True).exclude(pk=unit.pk)
        self.fields["suggested_unit"].queryset = others
        if not is_late:
            del self.fields["late_reason"]


class _YesOrNoForm(HouseForm, forms.Form):
    """One choice, and words that a no must have."""

    YES, NO, ASK_WHY = "同意", "不同意", "不同意要写明理由。"
    decision = forms.TypedChoiceField(
        label="决定", choices=[("yes", "同意"), ("no", "不同意")], widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )  # fmt: skip
    note = _words(
        Contest,
        "decision_note",
        "说明",
        required=False,
        help_text="不同意的，写明为什么。同意的，这句话代表在经过里看得到。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = [("yes", self.YES), ("no", self.NO)]

    def clean(self) -> dict:
        values = super().clean()
        if values.get("decision") is False and not values.get("note"):
            raise ValidationError({"note": ValidationError(self.ASK_WHY, code="required")})
        return values


class ContestDecideForm(_YesOrNoForm):
    YES = "同意退件：收回来，再交给别的单位"
    NO = "不同意：还由它办，期限照算"


class ContestSuggestForm(_YesOrNoForm):
    YES, NO = "拟同意退件", "拟不同意"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].label = "拟办"


class ExtensionForm(HouseForm, forms.Form):
    reason = _words(Extension, "reason", "为什么办不完")
    wanted_until = CnDateField(label="想延到哪天", required=False)

    def __init__(self, *args, due_on: date | None, latest: date | None, **kwargs):
        super().__init__(*args, **kwargs)
        if latest is not None:
            self.fields["wanted_until"].help_text = _how_far(due_on, latest)


def _how_far(due_on: date, latest: date) -> str:
    if latest > due_on:
        return f"最晚到 {latest}。不写，就按这一天。"
    return f"规则最长只到 {latest}，这里不用写；还要再延，由主任写明理由决定。"


class _UntilForm(HouseForm, forms.Form):
    """To which day, and why beyond the longest the rules allow."""

    until = CnDateField(label="延长到")
    beyond_reason = forms.CharField(
        label="超过最长期限的理由", max_length=_size(Extension, "beyond_reason"), required=False,
        help_text="只有超过最长期限的才写。",
    )  # fmt: skip


class ExtensionGrantForm(ReasonForm, _UntilForm):
    """The director grants it at once; cleans to ``reason``, ``until``, ``beyond_reason``."""

    READY = ("单位口头提出，同意。", "涉及面广、处理难度大。")
    field_order = ["until", "ready", "reason", "beyond_reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "比如：口头同意，分管副镇长在现场答应的。"

    def clean(self) -> dict:
        until = {name: self.cleaned_data.get(name) for name in ("until", "beyond_reason")}
        return super().clean() | until


class ExtensionDecideForm(_YesOrNoForm, _UntilForm):
    YES, NO = "同意延期", "不同意：期限不变"
    field_order = ["decision", "until", "note", "beyond_reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].required = False
        self.fields["until"].help_text = "同意的填。比如 2026-12-31"


class ReopenForm(ReasonForm):
    READY = ("点错了。", "情况有变，重新考虑。")


class ExtensionCorrectForm(ReasonForm):
    READY = ("点错了。", "日期写错了。", "不用延了。")
