"""Input for taking a list away."""

from django import forms
from django.core.exceptions import ValidationError

from township_npc.office.forms.base import HouseForm


class ExportForm(HouseForm, forms.Form):
    """Personal data only where ticked, and only with a reason (security C.20)."""

    personal = forms.BooleanField(label="含电话、身份证号（要写做什么用）", required=False)
    reason = forms.CharField(
        label="做什么用", max_length=200, required=False, help_text="会记进操作记录"
    )

    def __init__(self, *args, may_take_personal: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_take_personal:
            del self.fields["personal"]

    def clean(self) -> dict:
        values = super().clean()
        values.setdefault("personal", False)
        if values["personal"] and not values.get("reason"):
            self.add_error("reason", ValidationError("请写做什么用。", code="required"))
        return values
