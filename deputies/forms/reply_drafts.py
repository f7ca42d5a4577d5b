"""What a reply's form holds while it is only kept: every word as it was typed."""

from django import forms

from deputies.models import Reply


def _typed(name: str) -> forms.CharField:
    return forms.CharField(max_length=Reply._meta.get_field(name).max_length, required=False)


class ReplyDraftForm(forms.Form):
    seen = forms.IntegerField(min_value=0)
    result, text, essence = _typed("result"), _typed("text"), _typed("essence")
    number, no_contact_reason = _typed("number"), _typed("no_contact_reason")
    promised_by = forms.CharField(max_length=40, required=False)
