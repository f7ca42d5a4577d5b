"""Input of 协办 and 改交."""

from django import forms

from deputies.forms.handling import AssignForm
from deputies.models import Assisting, Unit
from township_npc.office.forms.base import HouseForm
from township_npc.office.forms.files import SeveralFiles
from township_npc.office.forms.reasons import ReasonForm
from township_npc.office.models import StoredFile


class AssistingForm(HouseForm, forms.Form):
    assisting = forms.ModelMultipleChoiceField(
        label="协办单位", queryset=Unit.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "in-columns"}),
    )  # fmt: skip

    def __init__(self, *args, lead_unit: Unit, **kwargs):
        super().__init__(*args, **kwargs)
        others = Unit.objects.filter(is_active=True).exclude(pk=lead_unit.pk)
        self.fields["assisting"].queryset = others


class ReassignForm(ReasonForm, AssignForm):
    """改交: as 交办, with a reason and the assignment it was opened on."""

    CONTESTED = "承办单位提出退件，另交。"
    READY = ("选错了单位。", CONTESTED, "职责分工变了。")
    seen = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ["to", "on", "ready", "reason", "is_complex", "assisting", "note", "seen"]

    def __init__(self, *args, left: Unit | None, **kwargs):
        super().__init__(*args, **kwargs)
        units = self.fields["to"].queryset
        self.fields["to"].queryset = units.exclude(pk=left.pk) if left else units
        self.fields["to"].label = "改交给"
        self.fields["on"].label = "改交日期"

    def clean(self) -> dict:
        typed = dict(self.cleaned_data)
        reason = super().clean()
        return {key: value for key, value in typed.items() if key != "ready"} | reason


class OpinionForm(HouseForm, forms.Form):
    text = forms.CharField(
        label="协办意见", max_length=Assisting._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="主办单位答复代表时要用：这件事归您单位的部分，打算怎么办。",
    )  # fmt: skip
    attachments = SeveralFiles(
        label="附件", required=False, help_text="pdf、docx、xlsx、ofd、照片，每个 20 MB 以内。"
    )
    drop = forms.ModelMultipleChoiceField(
        label="去掉的附件", queryset=StoredFile.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args, files, **kwargs):
        super().__init__(*args, **kwargs)
        if files:
            self.fields["drop"].queryset = files
        else:
            del self.fields["drop"]
