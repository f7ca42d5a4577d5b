"""The numbers the office works by, and where they come from."""

import pytest

from tests.factories import make_user
from township_npc.office import rulebook


def test_a_number_has_an_article_or_is_called_a_suggestion():
    for preset in rulebook.presets().values():
        for rule in preset.rules.values():
            assert rule.value is None or rule.is_suggestion or (rule.source and rule.article)


def test_the_national_reply_period_is_three_and_six_months():
    rules = rulebook.effective("national")
    assert (rules["reply_months"].value, rules["reply_months_max"].value) == (3, 6)
    assert rules["reply_months"].citation == "《代表法》第五十一条第二款"


def test_a_province_overlays_the_national_number_and_keeps_the_rest():
    rules = rulebook.effective("chongqing")
    assert (rules["reply_months"].value, rules["reply_months"].layer) == (2, "重庆")
    assert rules["reply_months"].caution
    assert (rules["quota_base"].value, rules["quota_base"].layer) == (45, "国家")


def test_a_suggestion_says_that_no_law_gives_it():
    assert rulebook.effective("national")["handover_days"].citation == "建议值（无法定依据）"


@pytest.mark.parametrize(
    ("province", "key"), [("浙江", "zhejiang"), ("江西", "jiangxi"), ("湖北", "national")]
)
def test_a_province_finds_its_preset_or_the_national_minimum(province, key):
    assert rulebook.for_province(province) == key


def test_provinces_whose_text_was_not_found_hold_no_number():
    assert not rulebook.preset("jiangxi").rules
    assert not rulebook.preset("yunnan").rules


def test_every_role_but_the_administrator_reads_the_rules(client, office):
    for role, status in (("director", 200), ("deputy", 200), ("handler", 200), ("sysadmin", 404)):
        client.force_login(make_user(role))
        assert client.get("/rulebook/").status_code == status
