"""提建议 on a phone: a draft takes whatever is there, sending wants it whole."""

from django import forms

from deputies.choices import ProposalCategory
from deputies.models import Proposal
from deputies.rules.titles import first_sentence
from township_npc.office.forms.base import HouseForm
from township_npc.office.forms.sign_in import PinField

STEPS = 4


class PlainText(forms.CharField):
    """A text of several lines: a line end counts once, and a pasted text is never cut silently."""

    widget = forms.Textarea(attrs={"rows": 7})

    def to_python(self, value) -> str:
        return super().to_python(value).replace("\r\n", "\n")

    def widget_attrs(self, widget) -> dict:
        attrs = super().widget_attrs(widget)
        attrs["data-max"] = attrs.pop("maxlength")
        return attrs


def _size(name: str) -> int:
    return Proposal._meta.get_field(name).max_length


class Photos(forms.FileInput):
    allow_multiple_selected = True


class ProposalForm(HouseForm, forms.Form):
    """As a draft nothing is required, only what cannot be stored is refused. ``whole``: as it is
    sent, every question answered and signed with the PIN."""

    category = forms.ChoiceField(
        label="哪一类", choices=ProposalCategory.choices, widget=forms.RadioSelect, required=False
    )
    text = PlainText(
        label="什么事",
        max_length=_size("text"),
        required=False,
        error_messages={"required": "请写是什么事。"},
    )
    title = forms.CharField(label="标题", max_length=_size("title"), required=False)
    place = forms.CharField(label="在哪里", max_length=_size("place"), required=False)
    photos = forms.Field(
        label="照片",
        widget=Photos(attrs={"accept": "image/*", "multiple": True}),
        required=False,
    )
    is_plain = forms.TypedChoiceField(
        label="有没有这些情况",
        choices=[("yes", "没有这些情况"), ("no", "有其中一种")],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"required": "请在这两个里选一个。"},
    )
    unfit_reason = forms.CharField(
        label="为什么还是想作为建议提", max_length=_size("unfit_reason"), required=False
    )
    is_confidential = forms.BooleanField(
        label="我要求保密（不公开，经手的人不对外说）", required=False
    )
    step = forms.IntegerField(
        min_value=1, max_value=STEPS, required=False, widget=forms.HiddenInput
    )
    pin = PinField(required=False)

    def __init__(self, *args, whole: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_whole = whole
        for name in ("category", "text", "is_plain", "pin"):
            self.fields[name].required = whole

    def clean_step(self) -> int:
        return self.cleaned_data["step"] or 1

    def clean(self) -> dict:
        values = super().clean()
        if self.is_whole:
            values["title"] = values.get("title") or first_sentence(values.get("text", ""))
            if values.get("is_plain") is False and not values.get("unfit_reason"):
                self.add_error("unfit_reason", "请写一句理由。")
        return values


def as_typed(proposal: Proposal | None) -> dict:
    """A stored draft as the form shows it."""
    if proposal is None:
        return {}
    names = ("category", "text", "title", "place", "unfit_reason", "step")
    answers = {True: "yes", False: "no", None: ""}
    return {
        **{name: getattr(proposal, name) for name in names},
        "is_plain": answers[proposal.is_plain],
        "is_confidential": "on" if proposal.is_confidential else "",
    }
