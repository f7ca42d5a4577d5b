"""Files that come in with a form."""

from django import forms

from township_npc.office.services.files import Prepared, prepare_document


class SeveralFiles(forms.FileField):
    """Any number of files, each checked as it comes in; cleans to a list of Prepared."""

    def __init__(self, **kwargs):
        widget = forms.ClearableFileInput()
        widget.allow_multiple_selected = True
        widget.attrs["multiple"] = True
        super().__init__(widget=widget, **kwargs)

    def clean(self, data, initial=None) -> list[Prepared]:
        files = data if isinstance(data, list | tuple) else [data]
        return [prepare_document(super(SeveralFiles, self).clean(file)) for file in files if file]
