"""Input about 收文."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from township_npc.office.forms.base import CnDateField, HouseForm
from township_npc.office.forms.files import SeveralFiles
from township_npc.office.forms.fresh import FreshForm
from township_npc.office.forms.reasons import OWN_WORDS, ReasonForm
from township_npc.office.models import IncomingPaper
from township_npc.office.selectors.incoming import VIEWS, IncomingFilter

_FILES = "扫描件、照片、docx、pdf、ofd，可以选几个，每个 20 MB 以内。"
URGENCIES = ("特急", "加急", "平急")


def _size(name: str) -> int:
    return IncomingPaper._meta.get_field(name).max_length


def _line(name: str, label: str, **more) -> forms.CharField:
    return forms.CharField(label=label, max_length=_size(name), **more)


def _words(name: str, label: str, **more) -> forms.CharField:
    return _line(name, label, widget=forms.Textarea(attrs={"rows": 3}), **more)


class IncomingFilterForm(forms.Form):
    """What may stand in the list's address; anything else is as if it were not there."""

    view = forms.ChoiceField(choices=list(VIEWS.items()), required=False)
    year = forms.IntegerField(min_value=1990, max_value=2200, required=False)
    text = forms.CharField(max_length=60, required=False)

    @classmethod
    def read(cls, query) -> IncomingFilter:
        form = cls(query)
        form.is_valid()
        chosen = {key: str(value) for key, value in form.cleaned_data.items() if value}
        return IncomingFilter(**chosen)


class IncomingForm(FreshForm, forms.Form):
    """登记, and 更正 of what was registered (``record``)."""

    received_on = CnDateField(label="收到日期")
    sender = _line("sender", "来文单位", help_text="比如 某县人大常委会办公室")
    sender_number = _line(
        "sender_number", "来文字号", required=False, help_text="比如 某人常办〔2026〕12号"
    )
    title = _line("title", "标题")
    dated_on = CnDateField(label="来文日期", required=False)
    copies = forms.IntegerField(label="份数", min_value=1, max_value=999, initial=1)
    urgency = forms.ChoiceField(
        label="紧急程度", required=False, choices=[("", "没有标"), *((u, u) for u in URGENCIES)]
    )
    opinion = _words("opinion", "拟办意见", required=False)
    is_for_chair = forms.BooleanField(label="请主席批示", required=False)
    holder = _line("holder", "承办人", required=False)
    due_on = CnDateField(label="要在哪天办好", required=False)

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_received_on(self) -> date:
        on = self.cleaned_data["received_on"]
        if on > self.today:
            raise ValidationError("收到日期不能晚于今天。", code="future")
        return on

    def clean(self) -> dict:
        values = super().clean()
        received_on = values.get("received_on")
        if received_on is None:
            return values
        if values.get("dated_on") and values["dated_on"] > received_on:
            self.add_error("dated_on", "来文日期不能晚于收到日期。")
        if values.get("due_on") and values["due_on"] < received_on:
            self.add_error("due_on", "办好的期限不能早于收到日期。")
        return values


class ReceiveForm(IncomingForm):
    attachments = SeveralFiles(label="文件", required=False, help_text=_FILES)


class FilesForm(HouseForm, forms.Form):
    attachments = SeveralFiles(label="文件", help_text=_FILES)

    def clean_attachments(self) -> list:
        if not self.cleaned_data["attachments"]:
            raise ValidationError("请选一个文件。", code="required")
        return self.cleaned_data["attachments"]


class InstructForm(FreshForm, ReasonForm):
    """批示: a usual sentence with one tap, or one's own words. Cleans to ``instruction``."""

    READY = ("同意拟办意见。", "请办公室办理。", "请党委、政府有关领导阅。", "已阅。")
    ready = forms.ChoiceField(label="批示", widget=forms.RadioSelect)

    def __init__(self, *args, record: IncomingPaper, **kwargs):
        begin = {"ready": OWN_WORDS, "reason": record.instruction} if record.instruction else {}
        super().__init__(*args, record=record, initial=begin, **kwargs)

    def clean(self) -> dict:
        instruction = super().clean().get("reason", "")
        if len(instruction) > _size("instruction"):
            self.add_error("reason", f"批示最多 {_size('instruction')} 个字。")
        return {"instruction": instruction}


class FinishForm(HouseForm, forms.Form):
    on = CnDateField(label="办好的日期")
    result = _words(
        "result", "怎么办的", help_text="比如 已转交各代表小组，回执 3 月 5 日报县人大。"
    )

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, initial={"on": today}, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        if self.cleaned_data["on"] > self.today:
            raise ValidationError("办好的日期不能晚于今天。", code="future")
        return self.cleaned_data["on"]


class ReopenForm(ReasonForm):
    READY = ("点错了。", "还有没办完的。", "来文单位又有要求。")
