"""How every form of the house looks and speaks, and the field for a day."""

import calendar
import re
import unicodedata
from datetime import date, datetime

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError

_CLASSES = {
    forms.RadioSelect: "",
    forms.CheckboxSelectMultiple: "",
    forms.CheckboxInput: "form-check-input",
    forms.Select: "form-select",
}
_PICKED = (forms.ChoiceField, forms.ModelChoiceField)
_QUESTION = re.compile(r"[哪谁几吗]|怎么|什么")  # 哪位代表、怎么安排
_DAY = re.compile(r"((?:19|20)\d\d)\s*[-./年]?\s*(\d{1,2})\s*[-./月]?\s*(\d{1,2})\s*[日号]?")


class HouseForm:
    """Mixin in front of Form or ModelForm: the house's classes, words and crispy helper."""

    use_required_attribute = False  # the browser's bubble would speak before our sentence

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", _css_class(field.widget))
            _speak(field)

    @property
    def wrong_fields(self) -> list[forms.BoundField]:
        """The fields to mend, in the order of the form."""
        return [field for field in self if field.errors]


def _css_class(widget: forms.Widget) -> str:
    return next(
        (name for kind, name in _CLASSES.items() if isinstance(widget, kind)), "form-control"
    )


def _speak(field: forms.Field) -> None:
    """Say what is wrong as the office would, where the form's author gave no sentence."""
    inherited = {}
    for parent in reversed(type(field).__mro__):
        inherited |= getattr(parent, "default_error_messages", {})
    for code, sentence in _sentences(field).items():
        if field.error_messages.get(code) is inherited.get(code):
            field.error_messages[code] = sentence


def _sentences(field: forms.Field) -> dict[str, str]:
    label = field.label or "这一项"
    return {
        "required": _missing(field, label),
        "invalid_choice": f"请从列出的里面选{label}。",
        "max_length": "最多 %(limit_value)d 个字，现在有 %(show_value)d 个。",
        "min_length": "至少 %(limit_value)d 个字，现在只有 %(show_value)d 个。",
        "max_value": "不能大于 %(limit_value)s。",
        "min_value": "不能小于 %(limit_value)s。",
        **({"invalid": "请填数字。"} if isinstance(field, forms.IntegerField) else {}),
    }


def _missing(field: forms.Field, label: str) -> str:
    if isinstance(field, forms.BooleanField):
        return "请在前面的方框里打勾。"
    if isinstance(field, forms.FileField):
        return "请选一个文件。"
    verb = "选" if isinstance(field, _PICKED) else "填"
    return f"还没有{verb}。" if _QUESTION.search(label) else f"请{verb}{label}。"


class CnDateField(forms.DateField):
    """A day as people write it: 2026-11-23, 2026.11.23, 2026/11/23, 2026年11月23日, 20261123."""

    widget = forms.TextInput

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "比如 2026-11-23")
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict:
        return {**super().widget_attrs(widget), "inputmode": "numeric", "autocomplete": "off"}

    def prepare_value(self, value):
        return value.isoformat() if isinstance(value, date) else value

    def to_python(self, value) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        return value if isinstance(value, date) else read_day(value)


def read_day(text: str) -> date:
    """Read a day; raises ValidationError with the reason in one sentence."""
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found:
        raise ValidationError("看不出是哪一天，请写成 2026-11-23 这样。", code="invalid")
    year, month, day = (int(part) for part in found.groups())
    written = f"{year}-{month:02}-{day:02}"
    if not 1 <= month <= 12:
        raise ValidationError(f"{written} 没有这一天，一年只有 12 个月。", code="invalid")
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise ValidationError(f"{written} 没有这一天，{month} 月只有 {days} 天。", code="invalid")
    return date(year, month, day)
