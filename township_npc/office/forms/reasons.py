"""Why something is done: a ready sentence, or one's own words."""

from django import forms
from django.core.exceptions import ValidationError

from township_npc.office.forms.base import HouseForm

OWN_WORDS = "other"
_LONGEST = 500


class ReasonForm(HouseForm, forms.Form):
    """One of the ready reasons, or one's own words; the two clean to one ``reason``."""

    READY: tuple[str, ...] = ()
    ready = forms.ChoiceField(label="理由", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="另写",
        max_length=_LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(sentence, sentence) for sentence in self.READY]
        self.fields["ready"].choices = [*choices, (OWN_WORDS, "另写")]

    def clean(self) -> dict:
        values = super().clean()
        reason, ready = values.get("reason", ""), values.pop("ready", None)
        if ready == OWN_WORDS and not reason:
            asked = f"请写{self.fields['ready'].label}。"
            raise ValidationError({"reason": ValidationError(asked, code="required")})
        words = [ready, reason] if ready != OWN_WORDS else [reason]
        return {**values, "reason": "".join(word for word in words if word)}
