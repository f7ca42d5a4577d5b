"""Two people on one record: whoever sends second is told what the first one has changed."""

import json
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.html import format_html

from township_npc.office import clock
from township_npc.office.forms.base import HouseForm
from township_npc.office.selectors import last_change

SEEN = "seen"
_NOW = '<strong class="text-body">现在存着：{}</strong>'


class FreshForm(HouseForm):
    """HouseForm for a record that stands already: the ``instance`` of a ModelForm, or ``record``.

    A hidden field carries when the page was opened and a keyed fingerprint of the values as it
    showed them. When others are stored by now, the form is shown once more with what was typed,
    what is stored, and who stored it; sent again on purpose it goes through. A form with values
    that no field shows (sealed ones) names them in ``unshown``.
    """

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.record = record or getattr(self, "instance", None)
        if self.record is None or self.record._state.adding:
            return
        self.helper.render_hidden_fields = True
        opened_at = int(clock.now().timestamp())
        self._stamp = f"{opened_at}.{self._fingerprint()}"
        self.fields[SEEN] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=self._stamp
        )

    def unshown(self) -> list[str]:
        """Values that belong to the record and stand in no field."""
        return []

    def clean(self) -> dict:
        seen = self.cleaned_data.pop(SEEN, "")
        values = super().clean()
        if SEEN in self.fields:
            self._compare(seen)
        return values

    def _compare(self, seen: str) -> None:
        opened_at, _, fingerprint = seen.partition(".")
        _, _, stored = self._stamp.partition(".")
        others = [name for name in self.changed_data if name != SEEN]
        if not others or constant_time_compare(fingerprint, stored):
            return
        for name in others:
            if name in self.initial:
                self[name].help_text = format_html(_NOW, self._said(name))
        self.data = self.data.copy()
        self.data[self.add_prefix(SEEN)] = self._stamp
        self.add_error(None, _sentence(last_change(self.record, since=_moment(opened_at))))

    def _fingerprint(self) -> str:
        shown = [(name, _texts(field, self._stored(name))) for name, field in self.fields.items()]
        about = [self.record._meta.label, str(self.record.pk), shown, self.unshown()]
        return salted_hmac("office.fresh", json.dumps(about), algorithm="sha256").hexdigest()

    def _stored(self, name: str) -> Any:
        return self.get_initial_for_field(self.fields[name], name)

    def _said(self, name: str) -> str:
        """The stored value in words."""
        field = self.fields[name]
        if isinstance(field, forms.BooleanField):
            return "是" if self._stored(name) else "否"
        stored = _texts(field, self._stored(name))
        offered = [(str(key), str(label)) for key, label in getattr(field, "choices", [])]
        said = [label for key, label in offered if key in stored] if offered else stored
        return "、".join(said) or "空着"


def _texts(field: forms.Field, value: Any) -> list[str]:
    """The value as the page writes it, a choice of several in one order."""
    value = field.prepare_value(value)
    several = value if isinstance(value, list | tuple) else [value]
    return sorted(str(one) for one in several if one not in (None, ""))


def _moment(timestamp: str) -> datetime | None:
    """When the page was opened; None for what no page of ours wrote."""
    if not timestamp.isdecimal() or len(timestamp) > 11:
        return None
    return datetime.fromtimestamp(int(timestamp), UTC)


def _sentence(entry) -> str:
    who = "您打开以后有人"
    if entry is not None:
        name = entry.actor.name if entry.actor_id else "系统"
        who = f"{name} {timezone.localtime(entry.at):%m-%d %H:%M} "
    return f"{who}改过这份资料。请核对各项写着的“现在存着”；还要按您填的存，就再点一次。"
