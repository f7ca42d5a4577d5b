"""Input of 公开 and 撤下, and what may stand in the public list's address."""

import hashlib

from django import forms
from django.core.exceptions import ValidationError

from deputies.models import Publication
from deputies.selectors.publication import PublicFilter
from township_npc.office.forms.base import HouseForm
from township_npc.office.forms.reasons import ReasonForm

_WORDS = ("title", "text", "reply")


def _words(name: str, label: str, rows: int) -> forms.CharField:
    size = Publication._meta.get_field(name).max_length
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=size, widget=area)


class PublishForm(HouseForm, forms.Form):
    """The words, and the tick of who has read them as they will stand; words changed after the
    last look are shown once more first.
    """

    title = _words("title", "公开的标题", 2)
    text = _words("text", "公开的建议内容", 9)
    reply = _words("reply", "公开的答复内容", 9)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    is_checked = forms.BooleanField(
        label="公开的样子已看过，没有个人信息",
        error_messages={"required": "请先看“公开的样子”，没有个人信息再打勾。"},
    )

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean(self) -> dict:
        values = super().clean()
        if set(_WORDS) <= values.keys() and values.pop("seen", "") != hash_of(values):
            self._look_again(values)
        values.pop("is_checked", None)
        return values

    def _look_again(self, values: dict) -> None:
        """Take the tick away, and let the next sending count for these words."""
        self.data = self.data.copy()
        self.data["seen"] = hash_of(values)
        self.data.pop("is_checked", None)
        self._errors.pop("is_checked", None)
        sentence = "文字改过了。请看一遍“公开的样子”，再打勾。"
        self.add_error("is_checked", ValidationError(sentence, code="changed"))

    @property
    def words(self) -> dict[str, str]:
        """As they stand in the form now, for the preview."""
        return {name: self[name].value() or "" for name in _WORDS}


def hash_of(words: dict[str, str]) -> str:
    """Of the words alone: a browser sends other line ends and blanks than it was given."""
    told = "\0".join(" ".join(words[name].split()) for name in _WORDS)
    return hashlib.sha256(told.encode()).hexdigest()


class TakeDownForm(ReasonForm):
    READY = (
        "公开的文字里有个人信息。",
        "代表要求不再公开。",
        "答复改了，重新公开。",
        "公开的文字有错，改好再公开。",
    )
    reason = forms.CharField(
        label="另写", max_length=250, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class PublicFilterForm(forms.Form):
    """Anything else is as if it were not there."""

    year = forms.IntegerField(min_value=1979, max_value=2200, required=False)
    unit = forms.UUIDField(required=False)
    text = forms.CharField(max_length=60, required=False)

    @classmethod
    def read(cls, query) -> PublicFilter:
        form = cls(query)
        form.is_valid()
        chosen = {name: str(value) for name, value in form.cleaned_data.items() if value}
        return PublicFilter(**chosen)
