"""Input about the office's papers."""

from django import forms
from django.db.models import QuerySet

from township_npc.office.choices import Verdict
from township_npc.office.forms.base import CnDateField, HouseForm
from township_npc.office.forms.reasons import ReasonForm
from township_npc.office.models import OfficialPaper, PaperNumber, PaperVersion
from township_npc.office.papers.library import PaperTemplate
from township_npc.office.papers.text import LABELS, PaperText
from township_npc.office.selectors.papers import LISTS, PaperFilter

_LONG = {"body": 22, "title": 2, "attachments": 3, "addressees": 2, "copies_to": 2}
#: Long enough for two lines of the form, and one line all the same.
_RUN_ON = ("addressees", "copies_to")
_HELP = {
    "title": "要在哪里断行，就在哪里按回车；不按就自动排。",
    "body": "一段一行。一、（一）开头的自动排成标题；| 姓名 | 职务 | 这样的行排成表格；"
    "单独一行“附件1”以后的排成附件。",
    "attachments": "一份一行，不用写序号。",
    "mark": "红头上的字，比如 莲塘镇人民代表大会主席团文件",
    "under_title": "标题下面括号里的话，写明哪天、哪次会议通过，括号也要写上。",
    "addressees": "发给谁，最后加冒号。",
    "issuer": "落款的机关，日期不用写。",
    "note": "比如 联系人和电话，括号不用写。",
    "copies_to": "还要给谁看，“抄送”两个字不用写。",
    "printed_by": "哪里印发的，印在最后一行。",
    "signer": "报给上级的文件才写。",
}


class PaperFilterForm(forms.Form):
    """What may stand in the list's address; anything else is as if it were not there."""

    view = forms.ChoiceField(choices=list(LISTS.items()), required=False)
    template = forms.SlugField(max_length=40, required=False)
    text = forms.CharField(max_length=60, required=False)

    @classmethod
    def read(cls, query) -> PaperFilter:
        form = cls(query)
        form.is_valid()
        chosen = {key: value for key, value in form.cleaned_data.items() if value}
        return PaperFilter(**chosen)


class PaperSetForm(forms.Form):
    """Papers ticked in the list, or the ``whole`` of what it shows; in the order of the list."""

    papers = forms.ModelMultipleChoiceField(OfficialPaper.objects.none(), required=False)
    whole = forms.BooleanField(required=False)

    def __init__(self, *args, rows: QuerySet[OfficialPaper], most: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows, self.most = rows, most
        self.fields["papers"].queryset = rows

    def chosen(self) -> list[OfficialPaper]:
        """One more than may be, so that the service can say so."""
        if self.cleaned_data["whole"]:
            return list(self.rows[: self.most + 1])
        ticked = self.cleaned_data["papers"].values_list("pk", flat=True)
        return list(self.rows.filter(pk__in=ticked)[: self.most + 1])


class WordingForm(HouseForm, forms.Form):
    """The parts of a paper, as ``PaperText`` holds them; ``seen`` is the version it was made of.

    What this kind of paper has, or this text, is asked for in the open, the rest under a fold. What
    the paper needs before it goes out may be left for later, and the form says so.
    """

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, kind: PaperTemplate, text: PaperText, seen: int, **kwargs):
        initial = {name: getattr(text, name) for name in LABELS} | {"seen": seen}
        super().__init__(*args, initial=initial, **kwargs)
        self.helper.render_hidden_fields = True
        usual, needed = kind.wording(), kind.needs & LABELS.keys()
        self._asked = {name for name in LABELS if getattr(text, name) or getattr(usual, name)}
        self._asked |= needed | ({"attachments"} if usual.mark else set())
        for name in needed:
            self.fields[name].can_wait = True

    def text(self) -> PaperText:
        values = {name: self.cleaned_data[name] for name in LABELS}
        values |= {name: "".join(values[name].splitlines()) for name in _RUN_ON}
        return PaperText(**{name: _tidy(value) for name, value in values.items()})

    @property
    def main_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in LABELS if name in self._asked]

    @property
    def seldom_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in LABELS if name not in self._asked]

    @property
    def opens_seldom(self) -> bool:
        return any(field.value() or field.errors for field in self.seldom_fields)


def _part(name: str, label: str) -> forms.CharField:
    model_field = PaperVersion._meta.get_field(name)
    rows = _LONG.get(name)
    return forms.CharField(
        label=label,
        max_length=model_field.max_length,
        required=name == "title",
        help_text=_HELP.get(name, ""),
        widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput,
    )


WordingForm.base_fields |= {name: _part(name, label) for name, label in LABELS.items()}


def _tidy(value: str) -> str:
    return value.replace("\r\n", "\n").strip()


class SeenForm(HouseForm, forms.Form):
    """Nothing to fill in but the version that was seen."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.render_hidden_fields = True


class DueForm(HouseForm, forms.Form):
    due_on = CnDateField(label="要在哪天发出", required=False)


class BeginForm(DueForm):
    """起草: by when it has to be out, and whether an older paper's words are taken over.

    ``older``: the issued papers of the kind, newest first.
    """

    #: As many are offered; who wants a still older one begins on its own page.
    MOST = 100

    follows = forms.ModelChoiceField(
        label="照着旧的起草",
        queryset=OfficialPaper.objects.none(),
        required=False,
        empty_label="不照旧的，用模板里的话",
        help_text="先照抄旧文；旧文留下的年份、届次、日期、人名、文号、数字，校对时会逐处提示。",
    )
    field_order = ("follows", "due_on")

    def __init__(self, *args, older: QuerySet[OfficialPaper], **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["follows"]
        field.queryset = older
        field.label_from_instance = _as_older
        offered = list(older[: self.MOST])
        if chosen := self.initial.get("follows"):
            offered += [chosen] if chosen not in offered else []
        if not offered:
            del self.fields["follows"]
        else:
            field.choices = [
                ("", field.empty_label),
                *((one.pk, _as_older(one)) for one in offered),
            ]


class DatesForm(HouseForm, forms.Form):
    due_on = CnDateField(label="要在哪天发出", required=False)
    dated_on = CnDateField(
        label="成文日期", required=False, help_text="签发或者会议通过的日期；不填就用印发那天。"
    )


class VerdictForm(HouseForm, forms.Form):
    """校对 or 签发: passed, or returned with what to mend."""

    verdict = forms.ChoiceField(label="意见", choices=Verdict, widget=forms.RadioSelect)
    comment = forms.CharField(
        label="说明",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="退回时写明要改什么。",
    )

    def clean(self) -> dict:
        values = super().clean()
        if values.get("verdict") == Verdict.RETURNED and not values.get("comment", "").strip():
            self.add_error("comment", "退回时请写明要改什么。")
        return values


class SignForm(VerdictForm):
    """The signer's: two buttons send the verdict, ``seen`` is the version he read."""

    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["comment"].label = "意见"
        self.fields["verdict"].error_messages["required"] = "请按“签发”或者“退回修改”。"


class TakeBackForm(ReasonForm):
    READY = ("内容要改。", "日期、名单有变。", "送错了。")


class DropForm(ReasonForm):
    READY = ("会议、活动取消了。", "并到别的文件里一起发。", "重复起草了。")


class UnfileForm(ReasonForm):
    READY = ("点错了。", "材料还没有收齐。")


class IssueForm(HouseForm, forms.Form):
    """``free``: numbers that were kept in the paper's series; without them the next one is taken.
    Cleans to the words of ``issue_paper``."""

    reserved = forms.ModelChoiceField(
        label="文号",
        queryset=PaperNumber.objects.none(),
        required=False,
        empty_label="接着取下一个号",
    )
    on = CnDateField(label="印发日期")
    copies = forms.IntegerField(label="印数", min_value=1, max_value=9999, required=False)

    def __init__(self, *args, free: QuerySet[PaperNumber], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reserved"].queryset = free
        self.fields["reserved"].label_from_instance = _kept_for
        if not free:
            del self.fields["reserved"]


def _kept_for(number: PaperNumber) -> str:
    return f"{number}（留给：{number.purpose}）" if number.purpose else str(number)


def _as_older(paper: OfficialPaper) -> str:
    day = f"{paper.dated_on.year}年{paper.dated_on.month}月{paper.dated_on.day}日"
    return f"{day}　{paper.number or ''} {paper}"[:90]


class FindingForm(forms.Form):
    """Which finding of which version is meant."""

    code = forms.SlugField(max_length=40)
    start = forms.IntegerField(min_value=0)
    seen = forms.IntegerField(min_value=0)
    everywhere = forms.BooleanField(required=False)


class AllSureForm(forms.Form):
    seen = forms.IntegerField(min_value=0)


class StandForm(forms.Form):
    code = forms.SlugField(max_length=40)
    start = forms.IntegerField(min_value=0)
    reason = forms.CharField(
        max_length=200, error_messages={"required": "请写明为什么不改，比如 原文引用。"}
    )


class TickForm(forms.Form):
    item = forms.CharField(max_length=40)
    off = forms.BooleanField(required=False)
