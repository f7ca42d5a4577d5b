"""Input about a paper's versions: which two to compare, a Word file that comes back."""

from django import forms
from django.core.exceptions import ValidationError

from township_npc.office.forms.base import HouseForm
from township_npc.office.models import PaperVersion
from township_npc.office.reading import text_of

LONGEST_BODY = PaperVersion._meta.get_field("body").max_length


class CompareForm(forms.Form):
    """What may stand in the address; anything else is as if it were not there."""

    old = forms.IntegerField(min_value=1, required=False)
    new = forms.IntegerField(min_value=1, required=False)

    @classmethod
    def read(cls, query, *, last: int) -> tuple[int, int]:
        """Which two versions; without a word the last one and the one before."""
        form = cls(query)
        form.is_valid()
        new = min(form.cleaned_data.get("new") or last, last)
        old = form.cleaned_data.get("old") or new - 1
        return max(min(old, last), 1), new


class UploadForm(HouseForm, forms.Form):
    """A .docx; cleans to its words, a paragraph a line."""

    file = forms.FileField(
        label="改好的 Word 稿",
        help_text="只取正文和附件页；红头、标题、主送、署名、抄送照网页上的。先给您看改了哪里，再存。",
    )

    def clean_file(self) -> str:
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(".docx"):
            raise ValidationError(
                "请传 .docx 的 Word 稿；旧的 .doc 请先另存为 .docx。", code="kind"
            )
        text = text_of(file, file.name)
        if len(text) > LONGEST_BODY:
            raise ValidationError(
                f"文件里超过 {LONGEST_BODY:,} 个字，一份公文存不下，请拆成几份。", code="too_long"
            )
        return text


class KeepForm(HouseForm, forms.Form):
    """The body that was read out of the file; it may still be mended before it is kept."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    body = forms.CharField(
        label="正文",
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 16}),
    )

    def clean_body(self) -> str:
        return self.cleaned_data["body"].replace("\r\n", "\n").strip()
