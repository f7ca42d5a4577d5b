"""Input about 重点督办."""

from django import forms

from deputies.models import KeyProposal, KeyVisit
from deputies.selectors.key_proposals import possible_leaders
from township_npc.office.forms.base import CnDateField, HouseForm
from township_npc.office.forms.files import SeveralFiles
from township_npc.office.forms.reasons import ReasonForm
from township_npc.office.models import Person


def _size(model, name: str) -> int:
    return model._meta.get_field(name).max_length


class KeyForm(HouseForm, forms.Form):
    leader = forms.ModelChoiceField(
        label="督办领导", queryset=Person.objects.none(), required=False,
        empty_label="名单上没有，在下面写姓名",
    )  # fmt: skip
    leader_name = forms.CharField(
        label="督办领导的姓名", max_length=_size(KeyProposal, "leader_name"), required=False,
        help_text="名单上有的不用写。",
    )  # fmt: skip
    leader_post = forms.CharField(
        label="职务", max_length=_size(KeyProposal, "leader_post"), help_text="比如 镇人大主席"
    )
    on = CnDateField(label="确定日期")
    reason = forms.CharField(
        label="为什么重点督办", max_length=_size(KeyProposal, "reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="比如 多名代表连年提出，涉及 400 多户出行。",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leader"].queryset = possible_leaders()


class KeyChangeForm(KeyForm):
    why = forms.CharField(label="为什么改", max_length=100, help_text="比如 督办领导调整了。")


class KeyEndForm(HouseForm, forms.Form):
    on = CnDateField(label="结束日期")
    note = forms.CharField(
        label="督办结果", max_length=_size(KeyProposal, "end_note"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class KeyTakeBackForm(ReasonForm):
    READY = ("点错了。", "选错了建议。", "还要继续督办。")


class VisitForm(HouseForm, forms.Form):
    on = CnDateField(label="哪一天")
    came = forms.CharField(
        label="谁去了", max_length=_size(KeyVisit, "came"),
        help_text="比如 熊建平、万秋生代表、村镇建设办万春林",
    )  # fmt: skip
    found = forms.CharField(
        label="看到什么", max_length=_size(KeyVisit, "found"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    result = forms.CharField(
        label="当场定了什么", max_length=_size(KeyVisit, "result"), required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    files = SeveralFiles(
        label="照片、材料", required=False, help_text="pdf、docx、xlsx、照片，每个 20 MB 以内。"
    )


class VisitTakeBackForm(ReasonForm):
    READY = ("记错了建议。", "日期或者内容写错了，重新记。")
