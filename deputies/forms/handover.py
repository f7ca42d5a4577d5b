"""Input of 集中交办: a unit for each row, one day for all."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from deputies.models import Proposal, Unit
from deputies.rules.handover import MOST
from deputies.services.handover import Choice
from township_npc.office.forms.base import CnDateField, HouseForm

_UNIT, _COMPLEX = "unit-", "complex-"


def read_numbers(data: Mapping) -> list[int]:
    """The numbers that a sent table has rows for."""
    names = (name.removeprefix(_UNIT) for name in data if name.startswith(_UNIT))
    return [int(name) for name in names if name.isascii() and name.isdigit()][:MOST]


class HandoverForm(HouseForm, forms.Form):
    """``unit-18`` and ``complex-18`` for each row; cleans to ``on`` and ``choices``."""

    on = CnDateField(label="交办日期")

    def __init__(self, *args, waiting: list[Proposal], today: date, **kwargs):
        self.today, self.waiting = today, waiting
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in Unit.objects.filter(is_active=True)}
        names = [("", "这次不交"), *((key, unit.name) for key, unit in self.units.items())]
        for row in waiting:
            self._add_row(row, names)

    def _add_row(self, row: Proposal, names: list[tuple[str, str]]) -> None:
        """Who wants to withdraw it is not handed over by the way."""
        begin = "" if row.asks_back else str(row.suggested_unit_id or "")
        style = {"class": "form-select", "aria-label": f"{row.called}交给"}
        self.fields[f"{_UNIT}{row.number}"] = forms.ChoiceField(
            choices=names, required=False, initial=begin, widget=forms.Select(attrs=style),
            error_messages={"invalid_choice": "这个单位现在不在用，请重新选。"},
        )  # fmt: skip
        self.fields[f"{_COMPLEX}{row.number}"] = forms.BooleanField(
            required=False, widget=forms.CheckboxInput(attrs={"class": "form-check-input"})
        )

    def rows(self) -> list[dict]:
        """Each row with its two fields, for the table."""
        return [
            {
                "proposal": row,
                "unit": self[f"{_UNIT}{row.number}"],
                "is_complex": self[f"{_COMPLEX}{row.number}"],
            }
            for row in self.waiting
        ]

    def looks(self) -> list[dict]:
        """Each chosen row with what was chosen, for the look before the act."""
        chosen = {choice.pk: choice for choice in self.cleaned_data["choices"]}
        return [
            {"proposal": row, "choice": chosen[row.pk]} for row in self.waiting if row.pk in chosen
        ]

    def clean_on(self) -> date:
        if self.cleaned_data["on"] > self.today:
            raise ValidationError("交办日期不能晚于今天。", code="future")
        return self.cleaned_data["on"]

    def clean(self) -> dict:
        values = super().clean()
        chosen = [row for row in self.waiting if values.get(f"{_UNIT}{row.number}")]
        if not chosen:
            raise ValidationError("还没有给哪一件选单位。", code="required")
        self._refuse_early(chosen, values.get("on"))
        return {"on": values.get("on"), "choices": [self._choice(row, values) for row in chosen]}

    def _choice(self, row: Proposal, values: dict) -> Choice:
        unit = self.units[values[f"{_UNIT}{row.number}"]]
        return Choice(row.pk, unit, values[f"{_COMPLEX}{row.number}"])

    def _refuse_early(self, chosen: list[Proposal], on: date | None) -> None:
        for row in chosen:
            submitted_on = timezone.localdate(row.submitted_at)
            if on and on < submitted_on:
                sentence = f"{row.called} {submitted_on} 才提出，交办不能早于提出。"
                self.add_error("on", ValidationError(sentence, code="early"))
