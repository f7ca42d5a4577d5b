"""Input about the dossier."""

from django import forms
from django.core.exceptions import ValidationError

from deputies.choices import DutyOutcome
from deputies.models import Deputy
from deputies.selectors.duties import ordered_kinds
from township_npc.office.forms.base import CnDateField, HouseForm


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
        self.fields["kind"].choices = [
            (kind.key, kind.label) for kind in ordered_kinds() if kind.key != "basic"
        ]
        self.fields["deputies"].queryset = deputies
        self.fields["deputies"].label_from_instance = _with_group

    def clean_on(self):
        if self.cleaned_data["on"] > self.today:
            raise ValidationError("还没有到这一天，做过的事才记进档案。", code="future")
        return self.cleaned_data["on"]


class ObjectionForm(HouseForm, forms.Form):
    text = forms.CharField(
        label="哪里不对",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="比如 那天我请假了，没有去",
    )


class AnswerForm(HouseForm, forms.Form):
    """What the office found; the line's words are used only where the deputy was right."""

    outcome = forms.ChoiceField(label="核实下来", choices=DutyOutcome, widget=forms.RadioSelect)
    title = forms.CharField(label="内容（改正时用）", max_length=200)
    on = CnDateField(label="日期（改正时用）")
    answer = forms.CharField(
        label="给代表的答复", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


def _with_group(deputy: Deputy) -> str:
    return f"{deputy.person.name}　{deputy.group.name if deputy.group else '没有小组'}"
