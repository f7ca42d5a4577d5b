"""Accounts and the first page of an empty office."""

import secrets

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from township_npc.office.choices import Role
from township_npc.office.forms.base import HouseForm
from township_npc.office.forms.sign_in import NewPasswordForm
from township_npc.office.models import Person, User
from township_npc.office.services.entrance import spoken_name
from township_npc.office.services.first_run import check_setup_code

#: Provinces with a preset of their own; the others start from the national minimum.
PRESETS = {
    "浙江": "zhejiang",
    "重庆": "chongqing",
    "山东": "shandong",
    "河南": "henan",
    "北京": "beijing",
    "江西": "jiangxi",
    "云南": "yunnan",
    "其他": "national",
}


class UsernameField(forms.CharField):
    def __init__(self, **kwargs):
        pattern = RegexValidator(
            r"^[a-z0-9_.-]{3,30}\Z", "账号用 3 到 30 个小写字母或数字，比如 ganshi2。"
        )
        kwargs.setdefault("help_text", "小写字母或数字，比如 ganshi2")
        super().__init__(label=kwargs.pop("label", "账号"), validators=[pattern], **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict:
        quiet = {"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}
        return {**super().widget_attrs(widget), **quiet}


class NameField(forms.CharField):
    """A person's name as it is stored."""

    def to_python(self, value) -> str:
        return spoken_name(super().to_python(value))


class RolesForm(HouseForm, forms.Form):
    roles = forms.MultipleChoiceField(
        label="角色", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, offered: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [(role, Role(role).label) for role in offered]
        if not offered:
            del self.fields["roles"]


class NewAccountForm(RolesForm):
    name = NameField(label="姓名", max_length=60)
    phone = forms.CharField(
        label="手机号",
        required=False,
        validators=[RegexValidator(r"^1[0-9]{10}\Z", "手机号是 1 开头的 11 位数字。")],
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    username = UsernameField()
    field_order = ["name", "phone", "username", "roles"]


class FirstRunForm(NewPasswordForm):
    """Town and director; the code from the console shows that this is the office's own machine."""

    setup_code = forms.CharField(
        label="开门口令",
        help_text="启动程序时窗口里印出来的那一串。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    town = forms.CharField(label="乡镇名称", max_length=40, help_text="比如 莲塘镇")
    province = forms.ChoiceField(
        label="省份", choices=[("", "请选"), *((name, name) for name in PRESETS)]
    )
    phone = forms.CharField(
        label="办公室电话", max_length=30, required=False, help_text="每一页都印着，代表一点就打。"
    )
    name = NameField(label="主任姓名", max_length=60)
    username = UsernameField(label="主任账号", help_text="小写字母或数字，比如 zhuren")
    field_order = [
        "setup_code", "town", "province", "phone", "name", "username", "password", "again",
    ]  # fmt: skip

    def clean_setup_code(self) -> str:
        check_setup_code(self.cleaned_data["setup_code"])
        return self.cleaned_data["setup_code"]

    def clean_password(self) -> str:
        """The account does not exist yet; what it will be called is known."""
        known = {name: self.cleaned_data.get(name, "") for name in ("username", "name")}
        person = Person(name=known["name"])
        validate_password(
            self.cleaned_data["password"], User(username=known["username"], person=person)
        )
        return self.cleaned_data["password"]


class DemoCodeForm(HouseForm, forms.Form):
    code = forms.CharField(label="口令", widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].strip()
        if not secrets.compare_digest(code.encode(), settings.DEMO_CODE.encode()):
            raise ValidationError("口令不对，请看启动程序的窗口。", code="demo_code")
        return code
