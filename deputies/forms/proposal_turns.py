"""Input of 并案、分开、拆分、保密、书面撤回."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from deputies.choices import ProposalCategory
from deputies.models import Proposal, WithdrawalRequest
from deputies.rules.merging import own_words
from township_npc.office.forms.base import CnDateField, HouseForm
from township_npc.office.forms.reasons import ReasonForm
from township_npc.office.forms.sign_in import PinField

_OTHER = "other"


class MergeForm(HouseForm, forms.Form):
    """Which come under the main one; cleans to the proposals themselves. ``offered`` stand on the
    page; whatever else of ``seen`` is sent, the service judges."""

    others = forms.ModelMultipleChoiceField(
        label="并进来的", queryset=Proposal.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选要并进来的建议。"},
    )  # fmt: skip
    reason = forms.CharField(
        label="并案说明", max_length=200, required=False,
        help_text="比如 都是要求修同一段路。代表会看到。",
    )  # fmt: skip

    def __init__(self, *args, offered: Iterable[Proposal], seen: QuerySet[Proposal], **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = list(offered)
        self.fields["others"].queryset = seen
        self.fields["others"].choices = [(row.pk, _described(row)) for row in self.offered]

    def clean_others(self) -> list[Proposal]:
        return list(self.cleaned_data["others"])


def _described(row: Proposal) -> str:
    where = row.lead_unit.name if row.lead_unit_id else row.standing
    return f"{row.called}　{row.title}（{row.lead.person.name}，{where}）"


class DeclineMergeForm(ReasonForm):
    READY = ("看着像，其实是两件事。", "已经交给不同的单位在办。", "代表要求单独答复。")


class SeparateForm(ReasonForm):
    READY = ("细看不是同一件事。", "代表要求单独办理。", "交给不同的单位办更合适。")


class SplitForm(HouseForm, forms.Form):
    """The title is chosen from the deputy's own words; cleans to title, part, category."""

    picked = forms.ChoiceField(
        label="新的一件叫什么，从代表的原话里选", widget=forms.RadioSelect,
        error_messages={"required": "请选一句做标题。"},
    )  # fmt: skip
    title = forms.CharField(
        label="另摘一句", max_length=Proposal._meta.get_field("title").max_length, required=False,
        help_text="上面没有合适的，从原文里照抄一句。",
    )  # fmt: skip
    part = forms.CharField(
        label="这一件办原文的哪一部分",
        max_length=Proposal._meta.get_field("part_note").max_length,
        help_text="写一句，比如 只办路灯一事，水沟由原件办。原文一个字不改。",
    )
    category = forms.ChoiceField(label="类别", choices=ProposalCategory)

    def __init__(self, *args, proposal: Proposal, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(words, words) for words in own_words(proposal.text)]
        self.fields["picked"].choices = [*choices, (_OTHER, "另摘一句")]

    def clean(self) -> dict:
        values = super().clean()
        picked = values.pop("picked", None)
        if picked == _OTHER and not values.get("title"):
            raise ValidationError({"title": ValidationError("请摘一句。", code="required")})
        if picked and picked != _OTHER:
            values["title"] = picked
        return values


class ConfidentialForm(ReasonForm):
    READY = ("代表要求保密。", "公开可能使代表或者当事人受到打击报复。")


class LiftConfidenceForm(ReasonForm):
    READY = ("代表同意不再保密。", "标错了。")


class WithdrawalForm(ReasonForm):
    """On the phone, signed with the PIN."""

    READY = ("事情已经解决了。", "情况变了，不用办了。", "想改一改，重新提。")
    pin = PinField()

    def clean(self) -> dict:
        pin = self.cleaned_data.get("pin", "")
        return {**super().clean(), "pin": pin}


class PaperWithdrawalForm(HouseForm, forms.Form):
    reason = forms.CharField(
        label="代表写的理由",
        max_length=WithdrawalRequest._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    on = CnDateField(label="代表在纸上签名的日期")


class StrikeWithdrawalForm(ReasonForm):
    READY = ("登记错了。", "代表打电话来说不撤了。", "承办单位已经答复，不再撤回。")
