"""Input about 建议: the list's filter, and the entry of one that came on paper."""

from django import forms

from deputies.choices import Level, ProposalCategory, ReplyClass
from deputies.models import Deputy, Proposal
from deputies.rules.proposals import UNFIT
from deputies.selectors.proposal_answers import TIME_LABELS
from deputies.selectors.proposal_list import (
    KEY_LABELS,
    ORDER_LABELS,
    VIEW_LABELS,
    ProposalFilter,
)
from township_npc.office.forms.base import CnDateField, HouseForm


class ProposalFilterForm(forms.Form):
    """What may stand in the list's address; anything else is as if it were not there."""

    view = forms.ChoiceField(choices=[*VIEW_LABELS.items()], required=False)
    unit = forms.UUIDField(required=False)
    category = forms.ChoiceField(choices=ProposalCategory, required=False)
    session = forms.UUIDField(required=False)
    group = forms.UUIDField(required=False)
    key = forms.ChoiceField(choices=[*KEY_LABELS.items()], required=False)
    year = forms.IntegerField(min_value=2000, max_value=2999, required=False)
    replied = forms.IntegerField(min_value=2000, max_value=2999, required=False)
    result = forms.ChoiceField(choices=ReplyClass, required=False)
    time = forms.ChoiceField(choices=[*TIME_LABELS.items()], required=False)
    text = forms.CharField(max_length=60, required=False)
    order = forms.ChoiceField(choices=[*ORDER_LABELS.items()], required=False)

    @classmethod
    def read(cls, query) -> ProposalFilter:
        form = cls(query)
        form.is_valid()
        chosen = {name: str(value) for name, value in form.cleaned_data.items() if value}
        return ProposalFilter(**chosen)


class EntryForm(HouseForm, forms.ModelForm):
    """代为登记: what stands on the deputy's sheet, and when it was signed."""

    lead = forms.ModelChoiceField(label="代表", queryset=Deputy.objects.none(), empty_label="请选")
    signed_on_paper_on = CnDateField(label="代表在纸上签名的日期")
    is_plain = forms.TypedChoiceField(
        label="有没有不能作为建议提的情况",
        choices=[("yes", "没有"), ("no", "有其中一种，代表仍要提")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        help_text="；".join(UNFIT) + "。",
        error_messages={"required": "请对照看一遍，选一个。"},
    )

    class Meta:
        model = Proposal
        fields = [
            "lead", "category", "title", "text", "place", "is_plain", "unfit_reason",
            "is_confidential",
        ]  # fmt: skip
        widgets = {"text": forms.Textarea(attrs={"rows": 9})}
        labels = {"unfit_reason": "代表为什么仍要提", "is_confidential": "代表要求保密，不公开"}

    field_order = [*Meta.fields, "signed_on_paper_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        seats = Deputy.objects.in_office().at(Level.TOWN).filter(term__ends_on__isnull=True)
        names = seats.select_related("person", "district").order_by("person__name_key")
        self.fields["lead"].queryset = names
        self.fields["lead"].label_from_instance = _with_district
        self.fields["category"].choices = [("", "请选"), *ProposalCategory.choices]
        for name in ("category", "title", "text"):
            self.fields[name].required = True


def _with_district(deputy: Deputy) -> str:
    """Two deputies of one name are told apart."""
    return f"{deputy.person.name}（{deputy.district or '未分选区'}）"
