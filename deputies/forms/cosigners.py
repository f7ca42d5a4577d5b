"""Input about 联名 and 附议."""

from django import forms

from deputies.forms.phone import PlainText
from deputies.models import Deputy, Proposal
from deputies.rules.titles import first_sentence
from deputies.selectors.cosigners import able_to_sign
from township_npc.office.forms.base import CnDateField, HouseForm
from township_npc.office.forms.reasons import ReasonForm
from township_npc.office.forms.sign_in import PinField
from township_npc.office.services.entrance import check_pin

SIGN, DECLINE = "sign", "decline"


class SecondForm(HouseForm, forms.Form):
    """Signed with the PIN of ``user``. It is checked while the form is, before the act begins."""

    retype = "签名密码"
    pin = PinField(label="签名密码（六位数）")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_pin(self) -> str:
        check_pin(self.user, self.cleaned_data["pin"])
        return self.cleaned_data["pin"]


class CosignForm(SecondForm):
    """``shown`` is the hash of the text that stood beside the question."""

    answer = forms.ChoiceField(choices=[(SIGN, "签名联名"), (DECLINE, "不联名")])
    shown = forms.CharField(max_length=64)


class NameForm(forms.Form):
    name = forms.CharField(max_length=60, required=False)


class InviteForm(forms.Form):
    deputy = forms.ModelChoiceField(queryset=Deputy.objects.none())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = able_to_sign()


class PaperSignatureForm(HouseForm, forms.Form):
    deputy = forms.ModelChoiceField(
        label="代表", queryset=Deputy.objects.none(), empty_label="请选"
    )
    on = CnDateField(label="代表在纸上签名的日期")

    def __init__(self, *args, proposal: Proposal, **kwargs):
        super().__init__(*args, **kwargs)
        others = able_to_sign().exclude(person=proposal.lead.person_id)
        self.fields["deputy"].queryset = others.order_by("person__name", "pk")
        self.fields["deputy"].label_from_instance = _with_district


class SignatureCorrectForm(ReasonForm):
    READY = ("看错了名字。", "日期写错了。", "代表本人说没有签。")


class LikenessForm(forms.Form):
    """What is written so far; too long or empty is as if nothing were written."""

    title = forms.CharField(max_length=Proposal._meta.get_field("title").max_length, required=False)
    text = PlainText(max_length=Proposal._meta.get_field("text").max_length, required=False)

    @property
    def words(self) -> str:
        if not self.is_valid():
            return ""
        return self.cleaned_data["title"] or first_sentence(self.cleaned_data["text"])


def _with_district(deputy: Deputy) -> str:
    """Two deputies of one name are told apart."""
    return f"{deputy.person.name}（{deputy.district or '未分选区'}）"
