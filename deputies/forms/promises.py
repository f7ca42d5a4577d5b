"""Input about 承诺事项: the list's filter, the unit's report, the office's settlement."""

from django import forms
from django.core.exceptions import ValidationError

from deputies.choices import PromiseState
from deputies.models import Promise
from deputies.selectors.promises import VIEW_LABELS, PromiseFilter
from township_npc.office.forms.base import CnDateField, HouseForm
from township_npc.office.forms.files import SeveralFiles
from township_npc.office.forms.reasons import ReasonForm

_DONE, _GIVEN_UP = "done", "given_up"


def _size(name: str) -> int:
    return Promise._meta.get_field(name).max_length


class PromiseFilterForm(forms.Form):
    """What may stand in the list's address; anything else is as if it were not there."""

    view = forms.ChoiceField(choices=[*VIEW_LABELS.items()], required=False)
    unit = forms.UUIDField(required=False)
    year = forms.IntegerField(min_value=1990, max_value=2200, required=False)

    @classmethod
    def read(cls, query) -> PromiseFilter:
        form = cls(query)
        form.is_valid()
        chosen = {name: str(value) for name, value in form.cleaned_data.items() if value}
        return PromiseFilter(**chosen)


class PromiseReportForm(HouseForm, forms.Form):
    """Done on a day, or given up; either with words. Cleans to ``done_on``, None when given up."""

    came_of_it = forms.ChoiceField(
        label="办得怎么样",
        choices=[(_DONE, "办完了"), (_GIVEN_UP, "办不了，说明原因")],
        widget=forms.RadioSelect,
    )
    done_on = CnDateField(
        label="哪天办完", required=False, help_text="办不了的不用写。比如 2026-11-23"
    )
    proof = forms.CharField(
        label="办了什么，或者为什么办不了", max_length=_size("proof"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    attachments = SeveralFiles(
        label="照片、材料",
        required=False,
        help_text="pdf、docx、xlsx、ofd、照片，每个 20 MB 以内。",
    )

    def clean(self) -> dict:
        values = super().clean()
        is_done = values.pop("came_of_it", "") == _DONE
        if is_done and not values.get("done_on") and "done_on" not in self.errors:
            self.add_error("done_on", ValidationError("请写哪天办完。", code="required"))
        return {**values, "done_on": values.get("done_on") if is_done else None}


class PromiseSettleForm(HouseForm, forms.Form):
    outcome = forms.ChoiceField(
        label="核定为",
        choices=[(outcome.value, outcome.label) for outcome in PromiseState.outcomes()],
        widget=forms.RadioSelect,
    )
    kept_on = CnDateField(
        label="哪天办完", required=False, help_text="没有兑现的不用写。比如 2026-11-23"
    )
    note = forms.CharField(
        label="说明", max_length=_size("note"), required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="和单位报告的不一样，或者单位没有报告的，要写。",
    )  # fmt: skip


class PutBackForm(ReasonForm):
    """更正 of a settlement or of the own report."""

    READY = ("点错了。", "日期写错了。", "又到现场核实过。")


class SendBackForm(ReasonForm):
    """退回 of a unit's report."""

    READY = ("没有写清办了什么，请补写。", "请补照片或者材料。", "现场看还没有办完，请办完再报。")
