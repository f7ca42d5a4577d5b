"""本会 sets a rule of its own over the nation's and the province's, and gives it up."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.factories import make_office
from tests.office.rule_steps import give_up, make_own, set_own
from township_npc.office.models import AuditEntry, RuleOverride
from township_npc.office.rulebook import effective, every_rule
from township_npc.office.selectors.rulebook import history_of, office_rules, rules_in_force

pytestmark = pytest.mark.django_db


def faults(key: str, by, **fields) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as raised:
        set_own(key, by, **fields)
    return raised.value.message_dict


def test_a_rule_of_the_congress_stands_over_the_nations_with_all_its_words(director):
    set_own("reply_months", director, version_on=date(2026, 3, 1))
    rule = rules_in_force()["reply_months"]
    assert (rule.value, rule.unit, rule.layer) == (2, "个月", "本会")
    assert rule.citation == "《某省乡镇人民代表大会条例》第十六条第一款"
    assert (rule.version, rule.checked_by) == ("2026-03-01", "李海燕")
    assert (rule.replaces.value, rule.replaces.layer) == (3, "国家")
    assert rules_in_force()["reply_months_max"].layer == "国家"


def test_three_layers_stand_over_each_other_and_remember(director):
    make_office(rules_preset="chongqing")
    set_own("reply_months", director, value="1")
    rule = rules_in_force()["reply_months"]
    assert [one.layer for one in (rule, *rule.replaced)] == ["本会", "重庆", "国家"]
    assert [one.value for one in (rule, *rule.replaced)] == [1, 2, 3]


def test_another_number_than_the_laws_warns_and_the_laws_own_does_not(director):
    set_own("reply_months", director)
    assert rules_in_force()["reply_months"].caution == (
        "国家的规定是 3 个月（《代表法》第五十一条第二款），本会另定，用之前请与县人大核对。"
    )
    set_own("reply_months", director, value="3")
    assert rules_in_force()["reply_months"].caution == ""


@pytest.mark.parametrize("preset", ["jiangxi", "yunnan"])
def test_a_province_left_blank_is_filled_by_the_office(director, preset):
    make_office(rules_preset=preset)
    assert office_rules()["presidium_min"].value is None
    set_own("presidium_min", director, value="7", unit="人")
    assert (office_rules()["presidium_min"].value, rules_in_force()["presidium_min"].unit) == (
        7,
        "人",
    )


def test_every_rule_of_every_preset_can_be_filled_in_and_none_brings_its_number(office):
    assert set(office_rules()) == set(every_rule())
    assert {rule.value for rule in every_rule().values()} == {None}


def test_without_a_text_it_is_called_the_congresss_own(director):
    set_own("redo_months", director, value="2", unit="个月", source="", article="", checked_by="")
    rule = rules_in_force()["redo_months"]
    assert (rule.citation, rule.is_suggestion) == ("本会自定（无法定依据）", True)


def test_who_replaces_a_text_names_another_and_who_compared_it(director):
    assert faults("reply_months", director, source="", article="") == {
        "source": ["原来的 3 个月有出处（《代表法》第五十一条第二款），要改就要写明新的出处。"]
    }
    assert faults("reply_months", director, checked_by="") == {
        "checked_by": [
            "原来的 3 个月有出处（《代表法》第五十一条第二款），要写明谁核对过新的条文。"
        ]
    }
    assert not RuleOverride.objects.exists()


def test_also_the_congresss_own_text_is_replaced_only_by_a_text(director):
    set_own("notice_days", director)
    assert faults("notice_days", director, value="9", checked_by="").keys() == {"checked_by"}


@pytest.mark.parametrize(("source", "article"), [("", "第一条"), ("《办法》", "")])
def test_a_text_and_its_article_go_together(director, source, article):
    wrong = faults("notice_days", director, source=source, article=article)
    assert list(wrong.values()) == [["出处和条款要一起写。"]]


@pytest.mark.parametrize(
    ("key", "value", "unit", "refused"),
    [
        ("reply_months", "0", "个月", "应在 1 到 24 个月之间。"),
        ("reply_months", "1", "个月", ""),
        ("reply_months_max", "24", "个月", ""),
        ("reply_months_max", "25", "个月", "应在 1 到 24 个月之间。"),
        ("reply_months", "两", "个月", "请填整数，比如 3。"),
        ("reply_months", "-2", "个月", "请填整数，比如 3。"),
        ("reply_months", "2.5", "个月", "请填整数，比如 3。"),
        ("reply_months", "９", "个月", "“建议答复期限”（9 个月）不能大于"),
        ("reply_months", "２", "个月", ""),
        ("reply_months", "6", "个月", ""),
        ("reply_months", "60", "日", "单位只能是个月。"),
        ("notice_days", "366", "日", ""),
        ("notice_days", "367", "日", "应在 1 到 366 日之间。"),
        ("notice_days", "10", "个工作日", ""),
        ("notice_days", "1", "个月", "单位只能是日、个工作日。"),
        ("quota_per_people", "2000", "人", ""),
        ("quota_per_people", "99", "人", "应在 100 到 100000 人之间。"),
        ("presidium_max", "168", "人", ""),
        ("presidium_max", "169", "人", "应在 1 到 168 人之间。"),
        ("reply_months", "9" * 40, "个月", "应在 1 到 24 个月之间。"),
    ],
)
def test_a_value_fits_its_type_its_unit_and_its_range(director, key, value, unit, refused):
    if not refused:
        set_own(key, director, value=value, unit=unit)
        assert rules_in_force()[key].layer == "本会"
        return
    (sentences,) = faults(key, director, value=value, unit=unit).values()
    assert sentences[0].startswith(refused)
    assert not RuleOverride.objects.exists()


@pytest.mark.parametrize(
    ("value", "refused"), [("四月底", ""), ("", "请填内容。"), ("底" * 41, "最多 40 个字。")]
)
def test_a_rule_that_says_a_word_takes_a_short_one(director, value, refused):
    if refused:
        assert faults("first_session_by", director, value=value, unit="") == {"value": [refused]}
        return
    set_own("first_session_by", director, value=value, unit="")
    assert rules_in_force()["first_session_by"].value == value


def test_at_least_is_never_more_than_at_most(director):
    set_own("presidium_max", director, value="9", unit="人")
    set_own("presidium_min", director, value="9", unit="人")
    assert faults("presidium_min", director, value="10", unit="人") == {
        "value": ["“主席团成员最少”（10 人）不能大于“主席团成员最多”（9 人）。"]
    }


@pytest.mark.parametrize("key", ["quorum", "majority", "bill_signers", "inquiry_signers"])
def test_what_the_law_fixes_is_never_changed(director, key):
    with pytest.raises(ValidationError, match=r"是法律定死的.*本会不能改"):
        set_own(key, director)
    assert not RuleOverride.objects.exists()


@pytest.mark.parametrize("role", ["staff", "chair", "sysadmin", "handler"])
def test_nobody_but_the_director_sets_or_gives_up_a_rule(request, director, role):
    make_own("notice_days", by=director)
    user = request.getfixturevalue(role)
    for act in (lambda: set_own("return_days", user), lambda: give_up("notice_days", user)):
        with pytest.raises(PermissionDenied):
            act()
    assert RuleOverride.objects.filter(ended_at__isnull=True).count() == 1


def test_the_record_tells_what_was_and_what_is(director):
    set_own("reply_months", director)
    set_own("reply_months", director, value="1")
    give_up("reply_months", director)
    told = AuditEntry.objects.order_by("seq")
    assert [(one.verb, one.facts["old"], one.facts["new"]) for one in told] == [
        ("rule.set", "3 个月", "2 个月"),
        ("rule.set", "2 个月", "1 个月"),
        ("rule.returned", "1 个月", "3 个月"),
    ]
    assert [one.note.text for one in told] == ["本省条例修正", "本省条例修正", "改错了"]


def test_what_was_given_up_is_the_presets_again_and_its_history_stays(director):
    set_own("reply_months", director)
    give_up("reply_months", director)
    assert (rules_in_force()["reply_months"].value, rules_in_force()["reply_months"].layer) == (
        3,
        "国家",
    )
    assert {(line.label, line.who) for line in history_of("reply_months")} == {
        ("定为 2 个月", "徐明华"),
        ("退回原来的数字", "徐明华"),
    }
    cited = "依据《某省乡镇人民代表大会条例》第十六条第一款"
    assert f"本省条例修正；{cited}；李海燕核对" in {
        line.note for line in history_of("reply_months")
    }


def test_the_slower_of_two_directors_looks_again(director):
    set_own("notice_days", director, seen="")
    with pytest.raises(ValidationError, match="这一条刚被他人改过"):
        set_own("notice_days", director, seen="", value="20")
    with pytest.raises(ValidationError, match="这一条刚被他人改过"):
        give_up("notice_days", director, seen="")
    assert RuleOverride.objects.get().value == "15"


def test_a_second_tap_changes_nothing(director):
    set_own("notice_days", director, seen="")
    set_own("notice_days", director, seen="")
    give_up("notice_days", director)
    give_up("notice_days", director, seen="long gone")
    assert [one.verb for one in AuditEntry.objects.order_by("seq")] == ["rule.set", "rule.returned"]


def test_giving_up_a_rule_may_not_turn_a_pair_upside_down(director):
    make_office(rules_preset="zhejiang")  # 7 to 13
    set_own("presidium_min", director, value="3", unit="人")
    set_own("presidium_max", director, value="5", unit="人")
    with pytest.raises(ValidationError, match="不能大于“主席团成员最多”（5 人）"):
        give_up("presidium_min", director)
    assert rules_in_force()["presidium_min"].value == 3


def test_the_rules_in_force_cost_two_queries(director, django_assert_num_queries):
    for n, key in enumerate(("notice_days", "return_days", "materials_days")):
        make_own(key, by=director, value=str(n + 1))
    with django_assert_num_queries(2):
        assert [rules_in_force()[key].value for key in ("return_days",)] == [2]


def test_a_row_of_a_rule_that_no_preset_knows_is_passed_over(director):
    make_own("no_such_rule", by=director)
    assert "no_such_rule" not in rules_in_force()


def test_effective_without_rows_is_the_preset_alone():
    assert effective("chongqing")["reply_months"].value == 2
