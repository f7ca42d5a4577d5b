"""Input about 代表: the list's filter, the facts of a person and a seat, and the acts on a seat."""

import unicodedata
from datetime import date

from crispy_forms.layout import Div, Layout
from django import forms
from django.core.exceptions import ValidationError

from deputies.choices import DeputyState, EndReason, Level
from deputies.models import Deputy
from deputies.rules.deputies import CORRECTION_REASONS, END_SOURCES
from deputies.rules.roster import id_fault, phone_fault
from deputies.selectors.deputies import (
    ORDER_LABELS,
    DeputyFilter,
    districts_visible_to,
    groups_in_order,
    groups_visible_to,
)
from township_npc.office.forms.base import CnDateField, HouseForm
from township_npc.office.forms.fresh import FreshForm

PERSON_FIELDS = ("name", "gender", "nation", "born_text", "phone", "id_number", "address")
SEAT_FIELDS = ("district", "group", "post", "party", "education", "since")


def _row(*names: str) -> Div:
    """Fields that stand beside each other on a desk, as on the paper form."""
    return Div(*(Div(name, css_class="col-md") for name in names), css_class="row")


class DeputyFilterForm(forms.Form):
    """What may stand in the list's address; anything else is as if it were not there."""

    level = forms.ChoiceField(choices=Level, required=False)
    state = forms.ChoiceField(choices=DeputyState, required=False)
    group = forms.UUIDField(required=False)
    district = forms.UUIDField(required=False)
    name = forms.CharField(max_length=60, required=False)
    order = forms.ChoiceField(choices=list(ORDER_LABELS.items()), required=False)

    @classmethod
    def read(cls, query) -> DeputyFilter:
        form = cls(query)
        form.is_valid()
        return DeputyFilter(
            **{key: str(value) for key, value in form.cleaned_data.items() if value}
        )


class SeatForm(HouseForm, forms.ModelForm):
    """The seat: where elected, which group, which post."""

    since = CnDateField(label="任职日期", required=False, help_text="当选的日期，比如 2021-11-20")

    rows = (
        _row("level", "district", "group"),
        "post",
        _row("party", "education", "since"),
    )

    class Meta:
        model = Deputy
        fields = ["level", "district", "group", "post", "party", "education", "since"]

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["district"].queryset = districts_visible_to(by)
        self.fields["group"].queryset = groups_visible_to(by)
        self.fields["district"].empty_label = "没有"
        in_order = [(group.pk, str(group)) for group in groups_in_order(by)]
        self.fields["group"].choices = [("", "没有"), *in_order]
        self.helper.layout = Layout(*self.rows)

    def seat(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("level", *SEAT_FIELDS)}


class NewDeputyForm(SeatForm):
    """A person and the seat. Phone, ID number and address are sealed as soon as they are stored."""

    name = forms.CharField(label="姓名", max_length=60)
    gender = forms.ChoiceField(
        label="性别", choices=[("", "不填"), ("男", "男"), ("女", "女")], required=False
    )
    nation = forms.CharField(label="民族", max_length=20, required=False)
    born_text = forms.CharField(
        label="出生年月", max_length=20, required=False, help_text="比如 1975.03"
    )
    phone = forms.CharField(label="联系电话", max_length=20, required=False)
    id_number = forms.CharField(label="身份证号", max_length=20, required=False)
    address = forms.CharField(label="住址", max_length=120, required=False)

    field_order = [*PERSON_FIELDS[:4], "level", *SEAT_FIELDS, *PERSON_FIELDS[4:]]
    rows = (
        _row("name", "gender"),
        _row("nation", "born_text"),
        *SeatForm.rows,
        _row("phone", "id_number"),
        "address",
    )

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_name(self) -> str:
        """王 强 and 王强 are one name; a · inside belongs to the name."""
        name = "".join(self.cleaned_data["name"].split())
        if not name:
            raise ValidationError("请填姓名。", code="required")
        return name

    def clean_phone(self) -> str:
        phone = _plain(self.cleaned_data["phone"]).replace("-", "")
        if phone and (fault := phone_fault(phone)):
            raise ValidationError(f"{fault}。", code="phone")
        return phone

    def clean_id_number(self) -> str:
        number = _plain(self.cleaned_data["id_number"]).upper()
        if number and (fault := id_fault(number, today=self.today)):
            raise ValidationError(f"{fault}。", code="id_number")
        return number

    def person(self) -> dict:
        return {name: self.cleaned_data[name] for name in PERSON_FIELDS}


class EditDeputyForm(FreshForm, NewDeputyForm):
    """Change what is known. Sealed facts are not shown: an empty field leaves them as they are."""

    rows = (
        *NewDeputyForm.rows[:2],
        _row("district", "group"),
        *NewDeputyForm.rows[3:],
    )

    class Meta(NewDeputyForm.Meta):
        fields = ["district", "group", "post", "party", "education", "since"]

    def __init__(self, *args, instance: Deputy, **kwargs):
        person = instance.person
        initial = {name: getattr(person, name) for name in PERSON_FIELDS[:4]}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        known = {
            "phone": person.masked_phone,
            "id_number": person.masked_id_number,
            "address": "已登记" if person.address_sealed else "",
        }
        for name, shown in known.items():
            if shown:
                self.fields[name].help_text = f"现在是 {shown}，不改就空着"

    def unshown(self) -> list[str]:
        person = self.instance.person
        return [person.phone, person.id_number, person.address]

    def changed_person(self) -> dict:
        return self._changed(PERSON_FIELDS)

    def changed_seat(self) -> dict:
        return self._changed(SEAT_FIELDS)

    def _changed(self, names) -> dict:
        return {name: self.cleaned_data[name] for name in names if name in self.changed_data}


class EndForm(HouseForm, forms.Form):
    """终止: why, since when, on which paper."""

    reason = forms.ChoiceField(
        label="终止原因",
        choices=[(reason, f"{reason.label}（{END_SOURCES[reason]}）") for reason in EndReason],
        widget=forms.RadioSelect,
    )
    on = CnDateField(label="终止日期")
    note = forms.CharField(
        label="依据", max_length=200, help_text="比如 镇人大公告〔2026〕3 号；去世的写登记日期"
    )


class SuspendForm(HouseForm, forms.Form):
    on = CnDateField(label="暂停日期")
    note = forms.CharField(
        label="什么情形", max_length=200, help_text="《代表法》第六十一条列明的两种情形，写明文书"
    )


class RestoreForm(HouseForm, forms.Form):
    on = CnDateField(label="恢复日期")
    note = forms.CharField(label="依据", max_length=200)


class ReasonForm(HouseForm, forms.Form):
    """Why personal data is looked at."""

    reason = forms.CharField(label="为什么要看", max_length=200, help_text="会记进操作记录")


class CorrectionForm(HouseForm, forms.Form):
    """更正: a ready reason, or one of one's own."""

    ready = forms.ChoiceField(
        label="为什么更正",
        choices=[*((text, text) for text in CORRECTION_REASONS), ("other", "别的原因")],
        widget=forms.RadioSelect,
    )
    other = forms.CharField(label="别的原因，写一句", max_length=200, required=False)

    def clean(self) -> dict:
        values = super().clean()
        ready, other = values.get("ready"), values.get("other")
        if ready == "other" and not other:
            self.add_error("other", ValidationError("请写一句原因。", code="required"))
        return {"reason": other if ready == "other" else ready}


def _plain(text: str) -> str:
    """Full-width digits and blanks inside are how people type, not what they mean."""
    return "".join(unicodedata.normalize("NFKC", text).split())
