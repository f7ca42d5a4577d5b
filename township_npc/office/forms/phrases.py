"""Input about the words the gates of proof-reading take for wrong."""

from django import forms

from township_npc.office.choices import PhraseKind
from township_npc.office.forms.base import HouseForm
from township_npc.office.models import PhraseRule

_LABELS = {
    "wrong": ("不该写的", "原样写，比如 村支书。"),
    "right": ("应该写成", "比如 村党组织书记；选了“不能写”的空着。"),
    "reason": ("为什么", "校对时说给人听，比如 规范的职务名称。"),
    "unless": ("这些词里除外", "比如 执法检察监督；几个词用空格隔开。"),
}


class PhraseForm(HouseForm, forms.Form):
    """One line; ``seen`` is the version it was made of, 0 for a new one."""

    kind = forms.ChoiceField(label="是什么问题", choices=PhraseKind, widget=forms.RadioSelect)
    is_sure = forms.BooleanField(
        label="一定是错的", required=False, help_text="不勾的，校对时只请人看一眼。"
    )
    is_on = forms.BooleanField(label="在用", required=False, initial=True)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    field_order = ("kind", *_LABELS, "is_sure", "is_on", "seen")

    def __init__(self, *args, row: PhraseRule | None = None, **kwargs):
        initial = {"kind": PhraseKind.TERM, "is_on": True, "seen": 0}
        if row is not None:
            names = ("kind", *_LABELS, "is_sure", "is_on")
            initial = {name: getattr(row, name) for name in names} | {"seen": row.number}
        super().__init__(*args, initial=initial, **kwargs)
        self.helper.render_hidden_fields = True

    def values(self) -> dict[str, object]:
        """In the words of ``change_phrase``."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


def _field(name: str) -> forms.CharField:
    label, help_text = _LABELS[name]
    model_field = PhraseRule._meta.get_field(name)
    return forms.CharField(
        label=label,
        max_length=model_field.max_length,
        required=name == "wrong",
        help_text=help_text,
    )


PhraseForm.base_fields = {
    name: PhraseForm.base_fields.get(name) or _field(name) for name in PhraseForm.field_order
}


class PhraseUseForm(forms.Form):
    """撤销: which version, on top of which."""

    number = forms.IntegerField(min_value=1)
    seen = forms.IntegerField(min_value=0)


class BuiltinForm(forms.Form):
    """停用 or 启用 one entry of the program's own lists."""

    key = forms.CharField(max_length=60)
    is_on = forms.BooleanField(required=False)
    q = forms.CharField(max_length=40, required=False)


class BuiltinFilterForm(forms.Form):
    q = forms.CharField(max_length=40, required=False)

    @classmethod
    def read(cls, query) -> str:
        form = cls(query)
        return form.cleaned_data["q"] if form.is_valid() else ""
