"""Input of the office's and the unit's acts on a 建议."""

from django import forms

from deputies.choices import ContactPhase, ContactWay, ProposalCategory, ReplyClass
from deputies.models import ContactLog, Proposal, Reply, Unit
from deputies.rules.proposals import ESSENCE
from township_npc.office.forms.base import CnDateField, HouseForm
from township_npc.office.forms.files import SeveralFiles
from township_npc.office.forms.reasons import ReasonForm


def _size(model, name: str) -> int:
    return model._meta.get_field(name).max_length


class ReturnForm(ReasonForm):
    READY = (
        "内容不够具体，请写清楚在哪里、要怎么办。",
        "一件里写了几件事，请一事一件分开提。",
        "和已经提出的一件是同一件事。",
        "属于来信来访，请转给办公室另行登记。",
    )


class ReplyReturnForm(ReasonForm):
    READY = (
        "没有答复代表提的每一条，请补全。",
        "B 类没有写明计划和完成时间，请补写。",
        "没有与代表见面或者通话，请先联系。",
        "结果类别和内容对不上，请重新选。",
    )


class CorrectForm(ReasonForm):
    READY = ("点错了。", "选错了单位。", "日期写错了。", "内容写错了。")


class AcceptForm(HouseForm, forms.Form):
    category = forms.ChoiceField(label="类别", choices=ProposalCategory)


class SuggestForm(HouseForm, forms.Form):
    category = forms.ChoiceField(label="类别", choices=ProposalCategory)
    unit = forms.ModelChoiceField(
        label="拟交的单位", queryset=Unit.objects.filter(is_active=True), required=False,
        empty_label="还没想好",
    )  # fmt: skip


class AssignForm(HouseForm, forms.Form):
    to = forms.ModelChoiceField(
        label="主办单位", queryset=Unit.objects.filter(is_active=True), empty_label="请选"
    )
    on = CnDateField(label="交办日期")
    is_complex = forms.BooleanField(label="涉及面广、处理难度大，答复期限放长", required=False)
    assisting = forms.ModelMultipleChoiceField(
        label="协办单位", queryset=Unit.objects.filter(is_active=True), required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "in-columns folded"}),
    )  # fmt: skip
    note = forms.CharField(
        label="交办意见", max_length=_size(Proposal, "assignment_note"), required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class SignForm(HouseForm, forms.Form):
    """签收 asks nothing; it only says why it could not be done."""


class ContactForm(HouseForm, forms.Form):
    phase = forms.ChoiceField(label="阶段", choices=ContactPhase, widget=forms.RadioSelect)
    way = forms.ChoiceField(label="方式", choices=ContactWay, widget=forms.RadioSelect)
    on = CnDateField(label="哪一天")
    text = forms.CharField(
        label="谈了什么", max_length=_size(ContactLog, "text"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class ReplyForm(HouseForm, forms.Form):
    result = forms.ChoiceField(label="结果", choices=ReplyClass, widget=forms.RadioSelect)
    text = forms.CharField(
        label="答复内容", max_length=_size(Reply, "text"),
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text="代表提的每一条都要说到。",
    )  # fmt: skip
    essence = forms.CharField(
        label="B、C、D 类要写明的（A 类不用写）", required=False,
        max_length=_size(Reply, "essence"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text="；".join(f"{result} 类写{what}" for result, what in ESSENCE.items()) + "。",
    )  # fmt: skip
    promised_by = CnDateField(
        label="B 类哪天办完", required=False, help_text="A、C、D 类不用写。比如 2026-12-31"
    )
    number = forms.CharField(
        label="文号", max_length=_size(Reply, "number"), required=False,
        help_text="比如 莲建办〔2026〕22 号",
    )  # fmt: skip
    attachments = SeveralFiles(
        label="附件", required=False, help_text="pdf、docx、xlsx、ofd、照片，每个 20 MB 以内。"
    )
    no_contact_reason = forms.CharField(
        label="没有与代表联系的原因", max_length=_size(Reply, "no_contact_reason"), required=False,
        help_text="交办以后还没有联系的记录。能联系的先联系；联系不上的，写明为什么。",
    )  # fmt: skip

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    theirs = None  # the draft of a colleague who has saved meanwhile

    def __init__(self, *args, asks_why_no_contact: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if asks_why_no_contact:
            self.fields["no_contact_reason"].required = True
        else:
            del self.fields["no_contact_reason"]

    @property
    def their_words(self) -> list[tuple[str, str]]:
        """What the colleague has written, with the labels of this form."""
        kept = self.theirs.fields if self.theirs else {}
        return [(field.label, kept[name]) for name, field in self.fields.items() if kept.get(name)]

    def tell(self, theirs) -> None:
        """From now on the page is written on the colleague's version, which it shows."""
        self.theirs = theirs
        self.data = self.data.copy()
        self.data["seen"] = str(theirs.version)


class CloseForm(HouseForm, forms.Form):
    on = CnDateField(label="办结日期")
    note = forms.CharField(
        label="办结说明", max_length=_size(Proposal, "close_note"), required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
