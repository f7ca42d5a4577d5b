"""Input of 评价: on the deputy's phone, and from paper."""

from django import forms
from django.core.exceptions import ValidationError

from deputies.choices import Verdict
from deputies.forms.handling import CloseForm
from deputies.models import Deputy, Proposal, Rating
from deputies.rules.ratings import is_unsatisfied
from deputies.selectors.ratings import unrated_by
from township_npc.office.forms.base import CnDateField, HouseForm
from township_npc.office.forms.reasons import ReasonForm
from township_npc.office.forms.sign_in import PinField

_REASONS = (
    "没有和我联系，也没有来看。",
    "答复没有说到我提的事。",
    "说了要办，还没有动。",
    "办了一部分，没有办完。",
)


def _size(name: str) -> int:
    return Rating._meta.get_field(name).max_length


class VerdictForm(HouseForm, forms.Form):
    """办理过程 and 办理结果, each by itself; whoever is not satisfied says why (S-08). Cleans the
    ready reason and the own words into ``reason``."""

    process = forms.ChoiceField(
        label="办理过程，您满意吗", choices=Verdict, widget=forms.RadioSelect,
        help_text="有没有和您联系，态度好不好。",
        error_messages={"required": "请在三个里选一个。"},
    )  # fmt: skip
    result = forms.ChoiceField(
        label="办理结果，您满意吗", choices=Verdict, widget=forms.RadioSelect,
        help_text="事情办得怎么样。",
        error_messages={"required": "请在三个里选一个。"},
    )  # fmt: skip
    ready = forms.ChoiceField(
        label="哪里不满意", choices=[(words, words) for words in _REASONS],
        widget=forms.RadioSelect, required=False,
    )  # fmt: skip
    reason = forms.CharField(
        label="也可以自己写", max_length=_size("reason") - 40, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def clean(self) -> dict:
        values = super().clean()
        process, result = values.get("process"), values.get("result")
        words = f"{values.pop('ready', '')}{values.get('reason', '')}"
        if process == result == Verdict.SATISFIED:
            words = ""
        if process and result and is_unsatisfied(process, result) and not words:
            self.add_error("ready", ValidationError("请选一条原因，或者写一句。", code="required"))
        return {**values, "reason": words}


class RateForm(VerdictForm):
    """Signed with the PIN. ``round``: which reply the deputy has read."""

    round = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    pin = PinField()


class RateCorrectForm(RateForm):
    why = forms.ChoiceField(
        label="为什么改",
        choices=[(words, words) for words in ("点错了。", "后来又看了、又问了，想法变了。")],
        widget=forms.RadioSelect,
    )
    field_order = ["why"]


class PaperRatingForm(VerdictForm):
    """登记纸质评价: who signed, and on which day."""

    deputy = forms.ModelChoiceField(label="哪位代表签的", queryset=Deputy.objects.none())
    signed_on = CnDateField(label="代表在纸上签名的日期")
    field_order = ["deputy", "process", "result", "ready", "reason", "signed_on"]

    def __init__(self, *args, proposal: Proposal, **kwargs):
        super().__init__(*args, **kwargs)
        waiting = unrated_by(proposal)
        self.fields["deputy"].queryset = waiting
        self.fields["deputy"].empty_label = "请选"
        if len(waiting) == 1:
            self.fields["deputy"].initial = waiting[0].pk


class PaperCorrectForm(VerdictForm):
    why = forms.ChoiceField(
        label="为什么更正",
        choices=[(words, words) for words in ("登记时点错了。", "代表重新签了一张。")],
        widget=forms.RadioSelect,
    )
    signed_on = CnDateField(label="代表在纸上签名的日期")
    field_order = ["why"]


class CloseUnsatisfiedForm(ReasonForm, CloseForm):
    """办结 although somebody is 不满意: with a reason that the unit does not read."""

    READY = (
        "受政策和条件限制，目前办不到，已当面向代表说明。",
        "已经重新办理过，单位尽了力，主席团研究同意办结。",
        "不满意的事不属于这件建议，已请代表另提。",
    )
    field_order = ["on", "note", "ready", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ready"].label = "有代表不满意，为什么仍要办结"

    def clean(self) -> dict:
        kept = {
            name: self.cleaned_data[name] for name in ("on", "note") if name in self.cleaned_data
        }
        return {**kept, "unsatisfied_reason": super().clean()["reason"]}
