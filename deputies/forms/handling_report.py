"""What the handling report is asked for: a meeting or a year."""

from django import forms


class ReportForm(forms.Form):
    """Anything else is as if it were not there."""

    session = forms.UUIDField(required=False)
    year = forms.IntegerField(min_value=1979, max_value=2200, required=False)

    @classmethod
    def read(cls, query) -> dict:
        form = cls(query)
        form.is_valid()
        asked = form.cleaned_data
        return {"session": str(asked.get("session") or ""), "year": asked.get("year")}
