"""The mail address for reminders."""

from django import forms

from township_npc.office.forms.base import HouseForm


class MailAddressForm(HouseForm, forms.Form):
    email = forms.EmailField(
        label="提醒邮件发到哪里",
        required=False,
        max_length=120,
        help_text="每天最多一封，没有事就不发，晚上八点到早上八点不发。空着就是不要邮件。",
        error_messages={"invalid": "这不像一个邮箱地址，请写成 name@example.cn 这样。"},
    )
