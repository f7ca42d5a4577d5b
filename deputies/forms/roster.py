"""Input of the roster import."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from deputies.choices import RowChoice, RowKind
from township_npc.office.forms.base import HouseForm

_ROW = "row-"


class RosterForm(HouseForm, forms.Form):
    """The file; what is wrong with it the reader says."""

    file = forms.FileField(
        label="名册文件",
        help_text="Excel 的 .xlsx，或者 .csv；不超过 20 MB",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": "请先选名册文件。", "missing": "请先选名册文件。"},
    )


def read_choices(data: QueryDict) -> dict[int, str]:
    """``row-14=take`` → ``{14: "take"}``, for the rows that the page showed."""
    chosen = {key.removeprefix(_ROW): data[key] for key in data if key.startswith(_ROW)}
    if not all(
        line.isdecimal() and len(line) < 8 and choice in RowChoice.values
        for line, choice in chosen.items()
    ):
        raise ValidationError("选的内容看不懂，请刷新后重选。", code="invalid")
    return {int(line): choice for line, choice in chosen.items()}


def read_kind(data: QueryDict) -> str:
    """The kind of rows asked for; empty for all."""
    kind = data.get("kind", "")
    return kind if kind in RowKind.values else ""
