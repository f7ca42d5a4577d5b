"""What a form says, and how a day is read."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template

from township_npc.office.forms.base import CnDateField, HouseForm, read_day


@pytest.mark.parametrize(
    "text",
    ["2026-11-03", "2026.11.3", "2026/11/3", "2026年11月3日", " ２０２６－１１－０３ ", "20261103"],
)
def test_a_day_is_read_as_people_write_it(text):
    assert CnDateField().clean(text) == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2026-11-31", "2026-11-31 没有这一天，11 月只有 30 天。"),
        ("2026-2-29", "2026-02-29 没有这一天，2 月只有 28 天。"),
        ("2026-13-01", "2026-13-01 没有这一天，一年只有 12 个月。"),
        ("2026-00-10", "2026-00-10 没有这一天，一年只有 12 个月。"),
        ("2026-11-00", "2026-11-00 没有这一天，11 月只有 30 天。"),
        ("下周一", "看不出是哪一天，请写成 2026-11-23 这样。"),
        ("0026-11-03", "看不出是哪一天，请写成 2026-11-23 这样。"),
    ],
)
def test_a_day_that_does_not_exist_is_refused_in_one_sentence(text, sentence):
    with pytest.raises(ValidationError) as refused:
        read_day(text)
    assert refused.value.messages == [sentence]


def test_a_leap_day_exists_in_a_leap_year():
    assert read_day("2028-02-29") == date(2028, 2, 29)


class AnyForm(HouseForm, forms.Form):
    title = forms.CharField(label="标题", max_length=4)
    on = CnDateField(label="交办日期")
    unit = forms.ChoiceField(label="主办单位", choices=[("a", "村镇建设办")])
    why = forms.CharField(label="理由", error_messages={"required": "退回要写明理由。"})
    note = forms.CharField(label="交办意见", required=False)


def rendered(form) -> str:
    return Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": form}))


class AskingForm(HouseForm, forms.Form):
    deputy = forms.ChoiceField(label="哪位代表", choices=[("a", "万秋生")])
    why = forms.CharField(label="为什么晚了")


def test_a_question_left_open_is_not_read_back_as_if_it_were_a_thing():
    assert AskingForm({}).errors == {"deputy": ["还没有选。"], "why": ["还没有填。"]}


def test_a_form_says_what_is_missing_in_the_house_voice():
    form = AnyForm({"title": "太长的标题", "on": "2026-11-31"})
    assert form.errors == {
        "title": ["最多 4 个字，现在有 5 个。"],
        "on": ["2026-11-31 没有这一天，11 月只有 30 天。"],
        "unit": ["请选主办单位。"],
        "why": ["退回要写明理由。"],
    }


def test_a_refused_form_keeps_what_was_typed_and_leads_to_each_fault():
    page = rendered(AnyForm({"title": "标题", "on": "2026-11-31", "unit": "a", "why": "有"}))
    assert "有 1 处要改，填的内容都还在。" in page
    assert '<a href="#id_on">交办日期</a>' in page
    assert 'value="2026-11-31"' in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_on_helptext id_on_error"' in page
    assert 'id="id_on_helptext"' in page
    assert 'id="id_on_error"' in page


def test_what_no_field_is_to_blame_for_is_said_above_the_form():
    form = AnyForm({"title": "标题", "on": "2026-11-30", "unit": "a", "why": "有"})
    form.add_error(None, "该建议刚被他人处理，请刷新后重试。")
    assert "<strong>该建议刚被他人处理，请刷新后重试。</strong>" in rendered(form)


def test_only_what_may_be_left_out_is_marked():
    page = rendered(AnyForm())
    assert "交办意见（可以不写）" in page
    assert page.count("（可以") == 1
    assert "alert" not in page
