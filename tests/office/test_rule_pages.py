"""依据的规则: each with its layers and its history, and the director's form."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deputies.models import Proposal
from tests.factories import (
    make_office,
    make_user,
)
from tests.office.rule_steps import TYPED, make_own, mark, set_own
from township_npc.office.choices import Role
from township_npc.office.models import RuleOverride
from township_npc.office.rulebook import every_rule
from township_npc.office.selectors.rulebook import rules_in_force

pytestmark = pytest.mark.django_db
LIST = reverse("office:rulebook")
SENT = {name: value or "" for name, value in TYPED.items() if name != "unit"}


def at(name: str, key: str = "reply_months") -> str:
    return reverse(f"office:rule-{name}", args=[key])


def confirmed(**more) -> dict:
    return {**SENT, "seen": mark("reply_months"), "confirmed": "1", **more}


def faults(answer) -> dict:
    return {name: errors[0] for name, errors in answer.context["form"].errors.items()}


def test_the_list_shows_every_rule_and_where_it_was_changed(desk, director):
    set_own("reply_months", director)
    page = desk.get(LIST)
    assert len(page.context["rules"]) == len(every_rule())
    for part in ("2 个月", "原为 3 个月", "李海燕", "本会另定，用之前请与县人大核对"):
        assert part in page.text


def test_a_rule_shows_its_layers_its_texts_and_its_history(desk, director):
    make_office(rules_preset="chongqing")
    set_own("reply_months", director)
    page = desk.get(at("detail")).text
    for part in (
        "现在用的",
        "重庆",
        "国家",
        "两个月内办结并书面答复代表",
        "定为 2 个月",
        "本省条例修正",
    ):
        assert part in page


@pytest.mark.parametrize("role", [Role.DEPUTY, Role.HANDLER, Role.STAFF, Role.CHAIR])
def test_others_read_a_rule_and_are_offered_nothing(client, office, role):
    client.force_login(make_user(role))
    page = client.get(at("detail"))
    assert page.status_code == 200
    assert at("set") not in page.text
    assert client.get(at("set")).status_code == 404


def test_a_rule_nobody_knows_is_not_found(desk):
    for name in ("detail", "set", "return"):
        assert desk.get(at(name, "no_such_rule")).status_code == 404


def test_what_the_law_fixes_has_no_form(desk):
    page = desk.get(at("detail", "quorum")).text
    assert "这是法律定死的，本会不能改" in page
    assert at("set", "quorum") not in page
    for answer in (
        desk.get(at("set", "quorum"), follow=True),
        desk.post(at("set", "quorum"), confirmed(value="半数"), follow=True),
    ):
        assert "“出席法定人数”是法律定死的，本会不能改。" in answer.text
    assert not RuleOverride.objects.exists()


def test_a_value_is_looked_at_and_then_kept(desk):
    look = desk.post(at("set"), SENT)
    assert "还没有存。" in look.text
    assert "国家的规定是 3 个月" in look.text
    assert not RuleOverride.objects.exists()
    done = desk.post(at("set"), confirmed(), follow=True)
    assert "办好了，已经交办的没有变。" in done.text
    assert rules_in_force()["reply_months"].value == 2


def test_nothing_is_asked_about_open_deadlines_where_there_are_none(desk):
    assert "已经交办的怎么办" not in desk.post(at("set"), SENT).text


def test_what_is_assigned_stays_unless_the_director_chooses(desk, proposal):
    look = desk.post(at("set"), SENT).text
    assert "已经交办的怎么办" in look
    assert "会改动 1 件建议的期限" in look
    assert "2026-09-16 星期三 → 2026-08-17 星期一" in look
    desk.post(at("set"), confirmed())
    assert Proposal.objects.get().due_sum["amount"] == 3


def test_what_is_assigned_follows_when_the_director_chooses(desk, proposal):
    done = desk.post(at("set"), confirmed(recount="recount"), follow=True)
    assert "办好了，重新算了 1 件的期限。" in done.text
    assert Proposal.objects.get().due_sum["amount"] == 2
    page = desk.get(at("return"))
    assert "2026-08-17 星期一 → 2026-09-16 星期三" in page.text
    fields = {"reason": "改错了", "seen": mark("reply_months"), "recount": "recount"}
    desk.post(at("return"), fields)
    assert Proposal.objects.get().due_sum["amount"] == 3


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"value": ""}, {"value": "请填数字。"}),
        ({"value": "99"}, {"value": "应在 1 到 24 个月之间。"}),
        ({"source": ""}, {"source": "请填出处。"}),
        ({"checked_by": ""}, {"checked_by": "请填核对人。"}),
        ({"reason": ""}, {"reason": "请填理由。"}),
        ({"version_on": "2026-02-30"}, {"version_on": "2026-02-30 没有这一天"}),
        ({"quote": "条" * 1001}, {"quote": "最多 1000 个字"}),
        ({"value": "99", "reason": ""}, {"value": "应在 1 到 24", "reason": "请填理由。"}),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(desk, change, said):
    answer = desk.post(at("set"), {**SENT, **change})
    found = faults(answer)
    assert found.keys() == said.keys()
    assert all(found[name].startswith(sentence) for name, sentence in said.items())
    assert "两个月内办结并书面答复代表" in answer.text or "quote" in change


def test_days_may_be_counted_as_working_days(desk):
    fields = {**SENT, "value": "10", "unit": "个工作日", "seen": "", "confirmed": "1"}
    desk.post(at("set", "handover_days"), fields)
    assert rules_in_force()["handover_days"].shown == "10 个工作日"


def test_the_slower_of_two_directors_sees_the_new_number_and_decides_again(desk, director):
    set_own("reply_months", director, value="1")
    stale = desk.post(at("set"), confirmed(seen=""))
    assert "这一条刚被他人改过" in stale.text
    assert "1 个月" in stale.text
    assert rules_in_force()["reply_months"].value == 1
    desk.post(at("set"), confirmed(seen=stale.context["seen"]))
    assert rules_in_force()["reply_months"].value == 2


def test_a_form_begins_with_what_stands_but_the_reason(desk, director):
    set_own("reply_months", director)
    initial = desk.get(at("set")).context["form"].initial
    assert (initial["value"], initial["checked_by"]) == ("2", "李海燕")
    assert "reason" not in initial


def test_giving_up_asks_for_a_reason(desk, director):
    set_own("reply_months", director)
    seen = mark("reply_months")
    assert faults(desk.post(at("return"), {"reason": "", "seen": seen})) == {
        "reason": "请填退回的理由。"
    }
    desk.post(at("return"), {"reason": "改错了", "seen": seen})
    assert rules_in_force()["reply_months"].layer == "国家"


def test_there_is_nothing_to_give_up_where_nothing_was_set(desk):
    page = desk.get(at("return"), follow=True)
    assert "本会没有另定，不用退回。" in page.text


def queries(browser, url: str) -> int:
    browser.get(url)
    with CaptureQueriesContext(connection) as done:
        assert browser.get(url).status_code == 200
    return len(done)


def test_the_list_costs_the_same_queries_for_any_number_of_own_rules(desk, director):
    make_own("notice_days", by=director, value="5")
    few = queries(desk, LIST)
    for key in list(every_rule())[-6:]:
        make_own(key, by=director, value="5")
    assert queries(desk, LIST) == few <= 12


def test_a_rules_page_costs_the_same_queries_for_any_history(desk, director):
    set_own("notice_days", director)
    few = queries(desk, at("detail", "notice_days"))
    for n in range(49):
        set_own("notice_days", director, value=str(n + 1))
    assert queries(desk, at("detail", "notice_days")) == few <= 12
