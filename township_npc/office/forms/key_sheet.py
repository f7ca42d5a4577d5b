"""What is asked before the keys are shown again, or keys or records leave as a file."""

from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError

from township_npc.office.forms.base import HouseForm
from township_npc.office.keysheet.wrapped import MIN_PASSPHRASE


class PasswordAgainForm(HouseForm, forms.Form):
    """The password is checked at the door, so that wrong ones count there."""

    retype = "密码"
    password = forms.CharField(
        label="您的登录密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, request, **kwargs):
        self.request = request
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        password, user = self.cleaned_data["password"], self.request.user
        if not authenticate(self.request, username=user.username, password=password):
            raise ValidationError("登录密码不对，请再试一次。", code="wrong_password")
        return password


class KeyFileForm(PasswordAgainForm):
    """A passphrase for the file; the password as well, so that no open screen gives it away."""

    retype = "口令"
    passphrase = forms.CharField(
        label="给文件定一个口令",
        strip=False,
        min_length=MIN_PASSPHRASE,
        help_text=f"至少 {MIN_PASSPHRASE} 个字，一句话也行。记在纸上，不要和文件放在一起。",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="口令再写一遍",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        if {"passphrase", "again"} <= cleaned.keys() and cleaned["passphrase"] != cleaned["again"]:
            self.add_error("again", ValidationError("两遍口令不一样。", code="differs"))
        return cleaned


class FullExportForm(PasswordAgainForm):
    reason = forms.CharField(label="用途", max_length=200, help_text="比如：交给县人大、换系统。")
    sealed = forms.BooleanField(label="连同身份证号、电话、住址", required=False)
    field_order = ["reason", "sealed", "password"]
