"""Input about 县代表建议."""

from django import forms
from django.db.models import QuerySet

from deputies.choices import CountyState, ProposalCategory
from deputies.models import CountyProposal, Deputy
from deputies.selectors.county import HIGHER, CountyFilter, higher_seats
from township_npc.office.forms.base import CnDateField, HouseForm
from township_npc.office.forms.fresh import FreshForm
from township_npc.office.forms.reasons import ReasonForm
from township_npc.office.forms.sign_in import PinField


def _size(name: str) -> int:
    return CountyProposal._meta.get_field(name).max_length


class CountyFilterForm(forms.Form):
    """What may stand in the list's address; anything else is as if it were not there."""

    state = forms.ChoiceField(choices=CountyState, required=False)
    category = forms.ChoiceField(choices=ProposalCategory, required=False)
    level = forms.ChoiceField(
        choices=[(level.value, level.label) for level in HIGHER], required=False
    )
    year = forms.IntegerField(min_value=2000, max_value=2100, required=False)
    text = forms.CharField(max_length=60, required=False)

    @classmethod
    def read(cls, query) -> CountyFilter:
        form = cls(query)
        form.is_valid()
        return CountyFilter(
            **{key: str(value) for key, value in form.cleaned_data.items() if value}
        )


class _Written(HouseForm, forms.Form):
    """What stands on the deputy's paper."""

    category = forms.ChoiceField(label="类别", choices=[("", "请选"), *ProposalCategory.choices])
    title = forms.CharField(label="标题", max_length=_size("title"))
    text = forms.CharField(
        label="内容", max_length=_size("text"), widget=forms.Textarea(attrs={"rows": 9})
    )
    co_signers = forms.CharField(
        label="联名代表", max_length=_size("co_signers"), required=False,
        help_text="有几位写几位，用顿号隔开。",
    )  # fmt: skip


class CountyEntryForm(_Written):
    """The office enters a paper."""

    lead = forms.ModelChoiceField(
        label="哪位代表", queryset=Deputy.objects.none(), empty_label="请选"
    )
    on = CnDateField(label="收到日期")
    field_order = ["lead", "category", "title", "text", "co_signers", "on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = higher_seats()
        self.fields["lead"].label_from_instance = _with_level


class CountyChangeForm(FreshForm, _Written):
    """The day of receipt is the office's: a deputy changes the words alone."""

    on = CnDateField(label="收到日期")
    reason = forms.CharField(label="为什么改", max_length=100, help_text="比如 抄错了一个字。")

    def __init__(self, *args, may_date: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_date:
            del self.fields["on"]


class CountyWriteForm(_Written):
    """A deputy writes on the phone and signs with the PIN."""

    seat = forms.ModelChoiceField(
        label="用哪一级的代表身份提", queryset=Deputy.objects.none(), widget=forms.RadioSelect,
        empty_label=None,
    )  # fmt: skip
    pin = PinField()
    field_order = ["seat", "category", "title", "text", "co_signers", "pin"]

    def __init__(self, *args, seats: QuerySet[Deputy], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = seats
        self.fields["seat"].label_from_instance = _level_only
        if len(seats) == 1:
            self.fields["seat"].widget = forms.HiddenInput()
            self.fields["seat"].initial = seats[0]


class HandUpForm(HouseForm, forms.Form):
    """Which go up, when, and who took them; cleans to the proposals themselves. ``waiting`` stand
    on the page; whatever else of ``seen`` is sent, the service judges."""

    picked = forms.ModelMultipleChoiceField(
        label="上交哪几件", queryset=CountyProposal.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选要上交的建议。"},
    )  # fmt: skip
    on = CnDateField(label="上交日期")
    receiver = forms.CharField(
        label="县里谁收的", max_length=_size("receiver"), help_text="比如 县人大选任联工委 李某"
    )

    def __init__(
        self, *args, waiting: list[CountyProposal], seen: QuerySet[CountyProposal], **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.fields["picked"].queryset = seen
        self.fields["picked"].choices = [(row.pk, _described(row)) for row in waiting]

    def clean_picked(self) -> list[CountyProposal]:
        return list(self.cleaned_data["picked"])


class CountyAnswerForm(HouseForm, forms.Form):
    on = CnDateField(label="县里答复的日期")
    answer = forms.CharField(
        label="答复内容", max_length=5000, widget=forms.Textarea(attrs={"rows": 7})
    )


class CountyCorrectForm(ReasonForm):
    READY = ("点错了。", "日期写错了。", "收的人写错了。", "县里退回来了，要重新打印。")


class CountyDropForm(ReasonForm):
    READY = ("代表不提了。", "重复登记了。")


def _with_level(deputy: Deputy) -> str:
    return f"{deputy.person.name}（{deputy.get_level_display()}代表）"


def _level_only(deputy: Deputy) -> str:
    return f"{deputy.get_level_display()}代表"


def _described(row: CountyProposal) -> str:
    return f"{row.title}（{row.lead.person.name}，{row.get_state_display()}）"
