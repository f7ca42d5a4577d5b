"""Input of 重新办理通知."""

from django import forms

from deputies.models import Rework
from township_npc.office.forms.base import CnDateField, HouseForm

_READY = (
    "请与代表当面沟通，听取意见后重新答复。",
    "请逐条答复建议中提出的每一项。",
    "请把答复中写明要办的事办完，附上照片或者材料。",
    "请实地查看后，提出具体措施和完成时间。",
)


class ReworkForm(HouseForm, forms.Form):
    """What to mend, in the office's own words: ready sentences, own ones, or both. Cleans to
    ``text`` and ``on``."""

    ready = forms.MultipleChoiceField(
        label="要补办的",
        choices=[(words, words) for words in _READY],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    text = forms.CharField(
        label="另写", max_length=Rework._meta.get_field("text").max_length - 120, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="用办公室自己的话写，不写代表的姓名，不抄代表的原话。",
    )  # fmt: skip
    on = CnDateField(label="通知日期")

    def clean(self) -> dict:
        values = super().clean()
        text = "".join([*values.pop("ready", []), values.get("text", "")])
        if not text and "text" not in self.errors:
            self.add_error("ready", "请至少选一条，或者自己写。")
        return {**values, "text": text}
