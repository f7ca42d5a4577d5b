"""What is asked at the door: passwords, codes, the PIN."""

import unicodedata

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.functional import lazystr

from township_npc.office.forms.base import HouseForm
from township_npc.office.selectors import is_demo


class DigitsField(forms.CharField):
    """Six digits, typed on the number keys; full-width ones are read as they are meant."""

    widget = forms.TextInput

    def __init__(self, **kwargs):
        kwargs.setdefault("validators", [RegexValidator(r"^[0-9]{6}\Z", "要填六位数字。")])
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict:
        attrs = super().widget_attrs(widget)
        return {**attrs, "inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "12"}

    def to_python(self, value) -> str:
        return "".join(unicodedata.normalize("NFKC", super().to_python(value)).split())


class PinField(DigitsField):
    """签名密码. Check what it holds with ``services.entrance.check_pin``, before the act begins."""

    widget = forms.PasswordInput

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "签名密码")
        kwargs.setdefault("help_text", lazystr(_DemoPin()))
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict:
        return {**super().widget_attrs(widget), "autocomplete": "off"}


class _DemoPin:
    """Says the demo's PIN beside the field, and nothing anywhere else; asked when it is shown."""

    def __str__(self) -> str:
        return f"演示的签名密码是 {settings.DEMO_PIN}" if is_demo() else ""


class SignInForm(HouseForm, AuthenticationForm):
    retype = "密码"
    username = UsernameField(label="账号", widget=forms.TextInput(attrs={"autofocus": True}))
    password = forms.CharField(
        label="密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {"invalid_login": "账号或密码不对，请再试一次；忘了密码请找主任重设。"}

    def get_invalid_login_error(self) -> ValidationError:
        return ValidationError(self.error_messages["invalid_login"], code="invalid_login")


def _new_password(label: str, **kwargs) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, strip=False, widget=widget, **kwargs)


class NewPasswordForm(HouseForm, forms.Form):
    """A password typed twice, fit for ``user``."""

    retype = "密码"
    password = _new_password("新密码", help_text="至少 12 个字符，不要有账号、姓名、电话。")
    again = _new_password("新密码再输一遍")

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        validate_password(self.cleaned_data["password"], self.user)
        return self.cleaned_data["password"]

    def clean(self) -> dict:
        cleaned = super().clean()
        if {"password", "again"} <= cleaned.keys() and cleaned["password"] != cleaned["again"]:
            self.add_error("again", ValidationError("两遍不一样，请再输一遍。", code="mismatch"))
        return cleaned


class ChangePasswordForm(NewPasswordForm):
    """The old password is checked at the door, so that wrong ones count there."""

    old = forms.CharField(
        label="现在的密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["old", "password", "again"]

    def __init__(self, *args, request, **kwargs):
        self.request = request
        super().__init__(*args, user=request.user, **kwargs)

    def clean_old(self) -> str:
        old = self.cleaned_data["old"]
        if not authenticate(self.request, username=self.user.username, password=old):
            raise ValidationError("现在的密码不对，请再试一次。", code="wrong_password")
        return old


class EntranceCodeForm(HouseForm, forms.Form):
    name = forms.CharField(label="您的姓名", max_length=60)
    code = DigitsField(label="人大办给您的六位数")


class NewPinForm(HouseForm, forms.Form):
    retype = "签名密码"
    pin = PinField(help_text="六位数字，不要连号，不要用生日。", label="想一个签名密码")
    again = PinField(help_text="", label="再输一遍")

    def clean(self) -> dict:
        cleaned = super().clean()
        if {"pin", "again"} <= cleaned.keys() and cleaned["pin"] != cleaned["again"]:
            self.add_error("again", ValidationError("两遍不一样，请再输一遍。", code="mismatch"))
        return cleaned


class ChangePinForm(NewPinForm):
    old = PinField(label="现在的签名密码")
    field_order = ["old", "pin", "again"]


class SecondFactorForm(HouseForm, forms.Form):
    code = DigitsField(
        label="手机上的六位数",
        help_text="手机不在身边，就填一个恢复码，像 1a2b-3c4d。",
        validators=[
            RegexValidator(
                r"^([0-9]{6}|[0-9a-fA-F]{4}-[0-9a-fA-F]{4})\Z", "填六位数字，或者一个恢复码。"
            )
        ],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "text"


class FirstDigitsForm(HouseForm, forms.Form):
    code = DigitsField(label="手机上显示的六位数")
