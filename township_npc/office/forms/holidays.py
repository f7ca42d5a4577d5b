"""Input about days off: one day, a whole year, its announcement."""

from django import forms
from django.core.exceptions import ValidationError

from township_npc.office.choices import DayKind
from township_npc.office.forms.base import CnDateField, HouseForm
from township_npc.office.holidays.lines import (
    NAME_LENGTH,
    Reading,
    read_sheets_of_days,
    read_text_of_days,
)
from township_npc.office.models import Holiday
from township_npc.office.sheets.bounds import Limits
from township_npc.office.sheets.reader import read_tables

#: The first year the calendar may speak of, and how far beyond this one.
FIRST_YEAR, YEARS_AHEAD = 2000, 10
LIMITS = Limits("放假安排", rows=400, columns=30, size=2 * 1024 * 1024)
TEXT_LENGTH = 20_000
_SOURCE_LENGTH = Holiday._meta.get_field("source").max_length


def _source_field() -> forms.CharField:
    return forms.CharField(
        label="依据",
        max_length=_SOURCE_LENGTH,
        help_text="比如：国务院办公厅关于 2027 年部分节假日安排的通知（国办发明电〔2026〕…号）",
    )


class _YearMixin:
    """``today`` bounds the years; a year far away is a slip of the pen."""

    def __init__(self, *args, today, **kwargs):
        self.last_year = today.year + YEARS_AHEAD
        super().__init__(*args, **kwargs)

    def refuse_far_year(self, year: int) -> None:
        if not FIRST_YEAR <= year <= self.last_year:
            raise ValidationError(
                f"只能录 {FIRST_YEAR} 年到 {self.last_year} 年。", code="far_year"
            )


class DayForm(_YearMixin, HouseForm, forms.Form):
    on = CnDateField(label="日期")
    kind = forms.ChoiceField(label="怎么安排", choices=DayKind, widget=forms.RadioSelect)
    name = forms.CharField(
        label="名称", max_length=NAME_LENGTH, required=False, help_text="比如：国庆节"
    )
    source = _source_field()

    def clean_on(self):
        on = self.cleaned_data["on"]
        self.refuse_far_year(on.year)
        return on


class YearForm(_YearMixin, HouseForm, forms.Form):
    """已公布: a year and the paper that says so."""

    year = forms.IntegerField(label="年份", widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    source = _source_field()

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        self.refuse_far_year(year)
        return year


class ImportForm(YearForm):
    """A file or pasted lines; cleans to ``reading``. What is wrong with it stands at its field."""

    file = forms.FileField(
        label="文件",
        required=False,
        allow_empty_file=True,
        help_text="Excel 的 .xlsx，或者 .csv；不超过 2 MB",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )
    text = forms.CharField(
        label="或者粘贴在这里",
        required=False,
        max_length=TEXT_LENGTH,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="一行一天或者一段：10月1日至7日　放假　国庆节。通知的原文也认得。",
    )
    announces = forms.BooleanField(
        label="这是国务院公布的全年安排，这一年不再按暂定算", required=False
    )
    field_order = ["year", "file", "text", "source", "announces"]

    def clean(self) -> dict:
        values = super().clean()
        if not self.errors:
            values["reading"] = self._read(values)
        return values

    def _read(self, values: dict) -> Reading | None:
        file, text, year = values["file"], values["text"].strip(), values["year"]
        if bool(file) == bool(text):
            sentence = "文件和粘贴的只要一样。" if file else "请选一个文件，或者把安排粘贴进来。"
            self.add_error("text" if file else "file", ValidationError(sentence, code="which"))
            return None
        try:
            if file:
                return read_sheets_of_days(read_tables(file, LIMITS), year)
            return read_text_of_days(text, year)
        except ValidationError as error:
            self.add_error("file" if file else "text", error)
            return None
