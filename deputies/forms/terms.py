"""Input about 届 and 次会议, 选区 and 代表小组."""

from django import forms
from django.core.exceptions import ValidationError

from deputies.models import CongressSession, CongressTerm, Deputy, DeputyGroup, ElectoralDistrict
from deputies.rules.terms import QUOTA_LIMIT, QUOTA_LIMIT_RAISED, count_needs_note
from deputies.selectors.terms import seats_in_office_on
from township_npc.office.forms.base import CnDateField
from township_npc.office.forms.fresh import FreshForm


class TermForm(FreshForm, forms.ModelForm):
    starts_on = CnDateField(label="开始日期", help_text="本届第一次会议开会的日子")
    ends_on = CnDateField(
        label="结束日期", required=False, help_text="下届第一次会议开会的日子；本届没有结束就空着"
    )

    class Meta:
        model = CongressTerm
        fields = ["ordinal", "starts_on", "ends_on", "quota", "population"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ordinal"].help_text = "比如 19"
        self.fields["ordinal"].max_value = 99
        self.fields["ordinal"].widget.attrs["inputmode"] = "numeric"
        self.fields["quota"].help_text = "县级人大常委会确定的名额"
        self.fields["population"].help_text = "填了才能按公式核对名额"

    def clean_ordinal(self) -> int:
        ordinal = self.cleaned_data["ordinal"]
        if not 1 <= ordinal <= 99:
            raise ValidationError("届次应在 1 到 99 之间。", code="range")
        return ordinal

    def clean_quota(self) -> int | None:
        quota = self.cleaned_data["quota"]
        if quota is not None and not 1 <= quota <= QUOTA_LIMIT_RAISED:
            raise ValidationError(
                f"乡镇代表总名额不超过 {QUOTA_LIMIT} 名（《选举法》第十二条）。", code="range"
            )
        return quota


class SessionForm(FreshForm, forms.ModelForm):
    starts_on = CnDateField(label="开始日期")
    ends_on = CnDateField(label="结束日期")

    class Meta:
        model = CongressSession
        fields = ["ordinal", "kind", "starts_on", "ends_on", "deputy_count", "deputy_count_note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deputy_count"].help_text = "法定人数和过半数都按它算；还没有定就空着"
        self.fields["deputy_count_note"].help_text = "和名册上的在任人数不一样时写明原因"

    def clean_starts_on(self):
        starts_on, term = self.cleaned_data["starts_on"], self.instance.term
        if starts_on < term.starts_on:
            raise ValidationError(
                f"不能早于本届开始的日子 {term.starts_on.isoformat()}。", code="before_term"
            )
        if term.ends_on and starts_on > term.ends_on:
            raise ValidationError(
                f"不能晚于本届结束的日子 {term.ends_on.isoformat()}。", code="after_term"
            )
        return starts_on

    def clean_ordinal(self) -> int:
        ordinal = self.cleaned_data["ordinal"]
        if not 1 <= ordinal <= 99:
            raise ValidationError("第几次应在 1 到 99 之间。", code="range")
        return ordinal

    def clean(self) -> dict:
        values = super().clean()
        count, on = values.get("deputy_count"), values.get("starts_on")
        if count and on and not values.get("deputy_count_note"):
            seats = seats_in_office_on(self.instance.term, on)
            if count_needs_note(count, seats):
                message = f"名册上那天在任的是 {seats} 人，这里填了 {count} 人，请写明原因。"
                self.add_error("deputy_count_note", ValidationError(message, code="note"))
        return values


class DistrictForm(FreshForm, forms.ModelForm):
    class Meta:
        model = ElectoralDistrict
        fields = ["name", "seats", "area"]


class GroupForm(FreshForm, forms.ModelForm):
    class Meta:
        model = DeputyGroup
        fields = ["name", "area"]


class MembersForm(FreshForm, forms.Form):
    """Who belongs to the group, and who of them leads it."""

    members = forms.ModelMultipleChoiceField(
        label="组员", queryset=Deputy.objects.none(), widget=forms.CheckboxSelectMultiple,
        required=False,
    )  # fmt: skip
    leader = forms.ModelChoiceField(
        label="组长", queryset=Deputy.objects.none(), required=False, empty_label="还没有推选"
    )

    def __init__(self, *args, deputies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = deputies
        self.fields["members"].label_from_instance = _with_group
        self.fields["leader"].queryset = deputies

    def clean(self) -> dict:
        values = super().clean()
        leader = values.get("leader")
        if leader and leader not in values.get("members", []):
            self.add_error("leader", ValidationError("组长要先是组员。", code="not_member"))
        return values


def _with_group(deputy: Deputy) -> str:
    """Two people of one name are told apart; a person who would change groups is seen."""
    place = deputy.group.name if deputy.group else "还没有小组"
    return f"{deputy.person.name}　{place}"
