"""Input about a rule of 本会."""

from django import forms

from township_npc.office.forms.base import CnDateField, HouseForm
from township_npc.office.models import RuleOverride
from township_npc.office.rulebook import Rule
from township_npc.office.rulebook.loader import is_text
from township_npc.office.rulebook.own import range_of, read_value, units_of
from township_npc.office.services.rulebook import TYPED, prospect

KEEP, RECOUNT = "keep", "recount"


def _text(name: str, **more) -> forms.CharField:
    field = RuleOverride._meta.get_field(name)
    return forms.CharField(label=field.verbose_name, max_length=field.max_length, **more)


class RuleForm(HouseForm, forms.Form):
    """What 本会 wants to set; ``row`` is what would be written."""

    value = _text("value")
    unit = forms.ChoiceField(label="单位")
    source = _text("source", required=False, help_text="文件名，比如：《某省乡镇人民代表大会条例》")
    article = _text("article", required=False, help_text="比如：第十五条第二款")
    version_on = CnDateField(label="文本日期", required=False, help_text="哪天通过或者修正的文本")
    quote = _text("quote", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    checked_by = _text("checked_by", required=False, help_text="谁拿着文件对过这个数字")
    reason = _text("reason", help_text="比如：本省条例修正；主席团会议通过的本会办法")

    def __init__(self, *args, rule: Rule, standing: RuleOverride | None, **kwargs):
        self.rule, self.row = rule, None
        super().__init__(*args, initial=_kept(standing) if standing else {}, **kwargs)
        self.fields["value"].label = "内容" if is_text(rule.key) else "数字"
        self._offer_units(units_of(rule))
        for name in ("source", "article", "checked_by") if rule.law else ():
            self.fields[name].required = True

    def _offer_units(self, units: tuple[str, ...]) -> None:
        if len(units) > 1:
            self.fields["unit"].choices = [(unit, unit) for unit in units]
            self.initial.setdefault("unit", self.rule.unit)
            return
        del self.fields["unit"]
        if not is_text(self.rule.key):
            least, most = range_of(self.rule, units[0])
            self.fields["value"].help_text = f"{least} 到 {most} {units[0]}"

    def clean(self) -> dict:
        values = super().clean()
        values.setdefault("unit", self.rule.unit)
        if not self.errors:
            self.row = prospect(self.rule.key, {name: values[name] for name in TYPED})
        elif "value" in values:  # every fault at once
            read_value(self.rule, values["value"], values["unit"])
        return values


def _kept(standing: RuleOverride) -> dict:
    """Each change has a reason of its own."""
    return {name: getattr(standing, name) for name in TYPED if name != "reason"}


class EffectForm(HouseForm, forms.Form):
    """What becomes of open deadlines that were counted by the old number."""

    recount = forms.ChoiceField(
        label="已经交办的怎么办",
        choices=[(KEEP, "已经交办的不变"), (RECOUNT, "一起重新算")],
        initial=KEEP,
        widget=forms.RadioSelect,
    )


class ReturnForm(HouseForm, forms.Form):
    reason = _text("return_reason", required=True)
