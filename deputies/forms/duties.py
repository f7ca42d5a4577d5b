"""Input about the dossier."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from deputies.choices import DutyOutcome
from deputies.models import Deputy
from deputies.selectors.duties import ordered_kinds
from township_npc.office.forms.base import CnDateField, HouseForm
from township_npc.office.forms.fresh import FreshForm
from township_npc.office.forms.reasons import ReasonForm


class DutyForm(HouseForm, forms.Form):
    """One line for several deputies at once."""

    kind = forms.ChoiceField(label="种类")
    title = forms.CharField(label="内容", max_length=200, help_text="比如 视察高标准农田建设")
    on = CnDateField(label="日期")
    deputies = forms.ModelMultipleChoiceField(
        label="哪些代表", queryset=Deputy.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, deputies, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["kind"].choices = _kinds()
        self.fields["deputies"].queryset = deputies
        self.fields["deputies"].label_from_instance = _with_group

    def clean_on(self) -> date:
        return _done(self.cleaned_data["on"], self.today)


class TogetherForm(ReasonForm):
    """A correction of one line, and of those of the other deputies that were typed with it."""

    together = forms.BooleanField(required=False)

    def __init__(self, *args, others: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["together"].label = f"一起记的其他 {others} 名代表也这样改"
        if not others:
            del self.fields["together"]


class DutyCorrectForm(FreshForm, TogetherForm):
    READY = ("日期写错了。", "内容写错了。", "种类选错了。")
    kind = forms.ChoiceField(label="种类")
    title = forms.CharField(label="内容", max_length=200)
    on = CnDateField(label="日期")

    field_order = ["kind", "title", "on", "together", "ready", "reason"]

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["kind"].choices = _kinds()

    def clean_on(self) -> date:
        return _done(self.cleaned_data["on"], self.today)


class DutyWithdrawForm(TogetherForm):
    READY = ("记重了。", "记错了人。", "没有这件事。")


class ObjectionForm(HouseForm, forms.Form):
    text = forms.CharField(
        label="哪里不对",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="比如 那天我请假了，没有去",
    )


class AnswerForm(HouseForm, forms.Form):
    """What the office found; the line's words are used only where the deputy was right."""

    outcome = forms.ChoiceField(label="核实的结果", choices=DutyOutcome, widget=forms.RadioSelect)
    title = forms.CharField(label="内容（改正时用）", max_length=200)
    on = CnDateField(label="日期（改正时用）")
    answer = forms.CharField(
        label="给代表的答复", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


def _kinds() -> list[tuple[str, str]]:
    """What can be typed: 基本情况 is no deed."""
    return [(kind.key, kind.label) for kind in ordered_kinds() if kind.key != "basic"]


def _done(on: date, today: date) -> date:
    if on > today:
        raise ValidationError("还没有到这一天，做过的事才记进档案。", code="future")
    return on


def _with_group(deputy: Deputy) -> str:
    return f"{deputy.person.name}　{deputy.group.name if deputy.group else '没有小组'}"
