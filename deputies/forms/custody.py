"""Input for the register of reports that a deputy's freedom was restricted."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError

from deputies.models import CustodyReport, Deputy
from township_npc.office.forms.base import CnDateField, HouseForm
from township_npc.office.forms.fresh import FreshForm
from township_npc.office.forms.reasons import ReasonForm

CHINA = ZoneInfo("Asia/Shanghai")


class CustodyForm(HouseForm, forms.ModelForm):
    """The report as it came in: from whom, about whom, when received."""

    deputy = forms.ModelChoiceField(
        label="哪位代表", queryset=Deputy.objects.none(), empty_label="请选"
    )
    received_on = CnDateField(label="收到报告的日期")
    received_time = forms.TimeField(
        label="几点收到", input_formats=["%H:%M", "%H：%M"], help_text="比如 9:30",
        error_messages={"invalid": "请写成 9:30 这样。"},
    )  # fmt: skip
    taken_on = CnDateField(label="采取措施的日期", required=False)

    class Meta:
        model = CustodyReport
        fields = ["deputy", "authority", "measure", "taken_on", "is_written", "handling"]
        widgets = {"handling": forms.Textarea(attrs={"rows": 3})}

    field_order = ["deputy", "authority", "measure", "taken_on", "received_on", "received_time"]

    def __init__(self, *args, deputies, now: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["deputy"].queryset = deputies

    def clean(self) -> dict:
        """One moment out of day and time; it cannot lie ahead."""
        values = super().clean()
        on, at = values.pop("received_on", None), values.pop("received_time", None)
        if on and at is not None:
            values["received_at"] = datetime.combine(on, at, CHINA)
            if values["received_at"] > self.now:
                self.add_error("received_on", ValidationError("时间还没有到。", code="future"))
        return values


class CustodyCorrectForm(FreshForm, ReasonForm, CustodyForm):
    """What came in, as it should have been written down."""

    READY = ("日期或时间写错了。", "选错了代表。", "措施写错了。", "机关写错了。")

    class Meta(CustodyForm.Meta):
        fields = ["deputy", "authority", "measure", "taken_on", "is_written"]

    field_order = [*CustodyForm.field_order, "is_written", "ready", "reason"]

    def __init__(self, *args, instance: CustodyReport, **kwargs):
        received = instance.received_at.astimezone(CHINA)
        moment = {"received_on": received.date(), "received_time": f"{received:%H:%M}"}
        super().__init__(*args, instance=instance, initial=moment, **kwargs)


class HandlingForm(FreshForm, forms.Form):
    handling = forms.CharField(
        label="处理情况",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="比如 某日报主席团；报告第七次会议",
    )
