"""Input about 发文登记簿 and the rows of numbers."""

from django import forms

from township_npc.office.choices import SeriesKind
from township_npc.office.forms.base import HouseForm
from township_npc.office.forms.fresh import FreshForm
from township_npc.office.forms.reasons import ReasonForm
from township_npc.office.models import PaperNumber, PaperSeries
from township_npc.office.selectors.paper_numbers import RegisterFilter

#: Numbers are kept for this year's papers, and around New Year for those of its neighbours.
_NEIGHBOURS = 1


class RegisterFilterForm(forms.Form):
    """What may stand in the register's address; anything else is as if it were not there."""

    series = forms.ChoiceField(choices=SeriesKind, required=False)
    year = forms.IntegerField(min_value=1990, max_value=2200, required=False)

    @classmethod
    def read(cls, query, *, this_year: int) -> RegisterFilter:
        form = cls(query)
        form.is_valid()
        return RegisterFilter(
            series=form.cleaned_data.get("series") or SeriesKind.CONGRESS.value,
            year=form.cleaned_data.get("year") or this_year,
        )


class ReserveForm(HouseForm, forms.Form):
    kind = forms.ChoiceField(label="哪一种", choices=SeriesKind)
    year = forms.TypedChoiceField(label="哪一年", coerce=int)
    purpose = forms.CharField(
        label="留给什么",
        max_length=PaperNumber._meta.get_field("purpose").max_length,
        help_text="比如 第七次会议的会议通知",
    )

    def __init__(self, *args, this_year: int, **kwargs):
        super().__init__(*args, **kwargs)
        near = range(this_year - _NEIGHBOURS, this_year + _NEIGHBOURS + 1)
        self.fields["year"].choices = [(year, f"{year} 年") for year in near]


class VoidForm(ReasonForm):
    """Ready sentence and own words together stay within what the number keeps."""

    READY = ("文件不发了。", "并到别的文件里一起发。", "取错了系列。")
    reason = forms.CharField(
        label="另写", max_length=150, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class RestoreForm(ReasonForm):
    READY = ("点错了。", "文件还要发。")


class SeriesForm(FreshForm, forms.Form):
    """One row of numbers. ``last`` is asked for until the year's first number is given here."""

    agency = forms.CharField(
        label="机关代字", max_length=PaperSeries._meta.get_field("agency").max_length
    )
    director_signs = forms.TypedChoiceField(
        label="谁签发",
        choices=[("no", "主席"), ("yes", "主任")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    last = forms.IntegerField(
        label="今年在纸上已经编到第几号",
        min_value=0,
        max_value=9999,
        help_text="没有编过就写 0；写 23，下一个就是 24 号。",
    )

    def __init__(self, *args, series: PaperSeries, last: int, has_begun: bool, **kwargs):
        begin = {
            "agency": series.agency,
            "director_signs": "yes" if series.director_signs else "no",
            "last": last,
        }
        super().__init__(*args, record=series, initial=begin, **kwargs)
        if has_begun:
            del self.fields["last"]
