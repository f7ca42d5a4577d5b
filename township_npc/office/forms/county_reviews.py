"""Input about 请县人大把关."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from township_npc.office.forms.base import CnDateField, HouseForm
from township_npc.office.forms.fresh import FreshForm
from township_npc.office.models import CountyReview


def _size(name: str) -> int:
    return CountyReview._meta.get_field(name).max_length


class CountySearchForm(forms.Form):
    """The words that may stand in the list's address."""

    text = forms.CharField(max_length=60, required=False)

    @classmethod
    def read(cls, query) -> str:
        form = cls(query)
        form.is_valid()
        return form.cleaned_data.get("text", "")


class _NotAhead:
    """Mixin of a form with a day ``on`` that has come."""

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        if self.cleaned_data["on"] > self.today:
            raise ValidationError("日期不能晚于今天。", code="future")
        return self.cleaned_data["on"]


class AskCountyForm(_NotAhead, HouseForm, forms.Form):
    asked_of = forms.CharField(
        label="问谁", max_length=_size("asked_of"), initial="县人大常委会办公室"
    )
    question = forms.CharField(
        label="问什么",
        max_length=_size("question"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="比如 候选人的提法、引用的条文对不对。",
    )
    on = CnDateField(label="送去的日期")


class CountyAnswerForm(_NotAhead, FreshForm, forms.Form):
    """What came back; entering it again puts it right."""

    answer = forms.CharField(
        label="县里怎么答复", max_length=_size("answer"), widget=forms.Textarea(attrs={"rows": 4})
    )
    article = forms.CharField(
        label="依据哪一条",
        max_length=_size("article"),
        required=False,
        help_text="比如 《选举法》第三十条",
    )
    on = CnDateField(label="答复的日期")
