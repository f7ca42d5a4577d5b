"""Input about 单位 and the people who hold its posts."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from deputies.choices import UnitPost
from deputies.models import Unit
from deputies.rules.roster import phone_fault
from township_npc.office.forms.base import HouseForm
from township_npc.office.forms.fresh import FreshForm


class UnitForm(FreshForm, forms.ModelForm):
    class Meta:
        model = Unit
        fields = ["name", "kind", "is_vertical", "superior", "phone", "is_active"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["is_vertical"].label = "条管单位（人和钱归上级主管部门管）"
        self.fields["is_active"].label = "在用（不再交办的去掉勾）"


class MemberForm(HouseForm, forms.Form):
    """A new account for a person at a unit."""

    name = forms.CharField(label="姓名", max_length=60)
    post = forms.ChoiceField(label="岗位", choices=UnitPost, widget=forms.RadioSelect)
    username = forms.CharField(
        label="账号",
        max_length=30,
        help_text="登录用，字母和数字，比如 danwei13",
        validators=[RegexValidator(r"^[a-z][a-z0-9._-]{2,}$", "账号用小写字母开头，至少 3 位。")],
    )
    phone = forms.CharField(label="手机", max_length=20, required=False)

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"].replace("-", "").replace(" ", "")
        if phone and (fault := phone_fault(phone)):
            raise ValidationError(f"{fault}。", code="phone")
        return phone
