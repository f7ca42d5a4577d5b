"""更正 of a dossier line typed by the office: until its deputy has confirmed it (D-13)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from deputies.models import DutyRecord
from deputies.rules.deputies import duty_correction_fault
from deputies.selectors.duties import same_lines
from deputies.services.duties import (
    add_duties,
    confirm_duty,
    correct_duty,
    note_duty,
    object_to_duty,
    withdraw_duty,
)
from tests.deputies.edit_pages import change, opened
from tests.factories import make_deputy, make_user
from township_npc.office.choices import Role
from township_npc.office.models import AuditEntry
from township_npc.office.selectors import timeline

DAY, RIGHT_DAY = date(2026, 9, 24), date(2026, 9, 23)
REASON = "日期写错了。"


@pytest.fixture
def duty(deputy, staff):
    return typed([deputy], staff)[0]


def typed(deputies, by, title="视察农田") -> list[DutyRecord]:
    return add_duties(deputies, by=by, kind="inspection", title=title, on=DAY)


def corrected(duty, by, **facts) -> int:
    values = {"kind": "inspection", "title": "视察农田", "on": RIGHT_DAY, "reason": REASON, **facts}
    return correct_duty(duty, by=by, **values)


def page_of(act: str, duty) -> str:
    return reverse(f"deputies:duty-{act}", args=[duty.pk])


def notes(duty, viewer) -> list[tuple[str, str]]:
    return [(line["label"], line["note"]) for line in timeline(duty, viewer)]


def test_text_day_and_kind_are_put_right_and_the_old_words_stay(staff, duty):
    assert corrected(duty, staff, kind="training", title="农田水利培训") == 1
    duty.refresh_from_db()
    assert (duty.kind, duty.title, duty.done_on) == ("training", "农田水利培训", RIGHT_DAY)
    assert duty.state == "open"
    assert notes(duty, staff) == [("更正", "日期写错了。　原来：2026-09-24　视察调研　视察农田")]


def test_the_chain_holds_no_word_of_it(staff, duty):
    corrected(duty, staff)
    assert AuditEntry.objects.get(verb="duty.corrected").facts == {}


def test_a_line_that_should_not_be_there_is_withdrawn(staff, duty):
    assert withdraw_duty(duty, by=staff, reason="记错了人。") == 1
    assert duty.state == "withdrawn"
    assert notes(duty, staff) == [("撤销", "记错了人。")]


@pytest.mark.parametrize(
    "act", [corrected, lambda duty, by: withdraw_duty(duty, by=by, reason="重")]
)
def test_after_the_deputy_has_spoken_only_the_objection_leads_on(staff, deputy, duty, act):
    confirm_duty(duty, by=deputy.person.user)
    with pytest.raises(ValidationError, match="本人已经确认"):
        act(duty, staff)
    object_to_duty(duty, by=deputy.person.user, text="那天我请假了")
    with pytest.raises(ValidationError, match="本人提了异议"):
        act(duty, staff)
    assert not AuditEntry.objects.filter(verb__in=["duty.corrected", "duty.withdrawn"]).exists()


def test_a_withdrawn_line_is_not_touched_again(staff, duty):
    withdraw_duty(duty, by=staff, reason="记错了人。")
    with pytest.raises(ValidationError, match="已经撤销"):
        corrected(duty, staff)


def test_a_deputy_who_confirms_meanwhile_comes_first(staff, deputy, duty):
    seen_before = DutyRecord.objects.get(pk=duty.pk)
    confirm_duty(duty, by=deputy.person.user)
    with pytest.raises(ValidationError, match="刚有变化"):
        corrected(seen_before, staff)
    duty.refresh_from_db()
    assert (duty.state, duty.done_on) == ("confirmed", DAY)


def test_a_line_that_came_from_elsewhere_follows_its_source(staff, deputy):
    duty = note_duty(deputy, "meeting", source="session:1", title="出席会议", on=DAY)
    with pytest.raises(ValidationError, match="从别处自动记进来"):
        corrected(duty, staff)
    assert duty_correction_fault("open", is_typed=False) != ""
    assert duty_correction_fault("open", is_typed=True) == ""


def test_nothing_changed_is_no_correction(staff, duty):
    with pytest.raises(ValidationError, match="没有改动"):
        corrected(duty, staff, on=DAY)
    assert not AuditEntry.objects.filter(verb="duty.corrected").exists()


@pytest.mark.parametrize("role", [Role.CHAIR, Role.DEPUTY, Role.HANDLER, Role.SYSADMIN])
def test_only_the_office_puts_it_right(duty, role):
    by = make_user(role)
    with pytest.raises(PermissionDenied):
        corrected(duty, by)
    with pytest.raises(PermissionDenied):
        withdraw_duty(duty, by=by, reason="记错了人。")


def test_lines_typed_together_are_put_right_together(staff, deputy):
    confirmed, other = make_deputy("陈桂兰"), make_deputy("罗水根")
    mine, theirs, hers = typed([deputy, confirmed, other], staff)
    typed([make_deputy("邓小英")], staff)
    confirm_duty(theirs, by=confirmed.person.user)
    assert list(same_lines(mine)) == [hers]
    assert corrected(mine, staff, together=True) == 2
    days = DutyRecord.objects.values_list("deputy__person__name", "done_on")
    assert dict(days) == {"万秋生": RIGHT_DAY, "罗水根": RIGHT_DAY, "陈桂兰": DAY, "邓小英": DAY}
    assert notes(hers, staff) == notes(mine, staff)


def test_a_line_put_right_alone_is_not_of_the_others_any_more(staff, deputy):
    mine, hers = typed([deputy, make_deputy("陈桂兰")], staff)
    assert corrected(mine, staff) == 1
    mine.refresh_from_db()
    assert not same_lines(mine).exists() and not same_lines(hers).exists()


def test_the_office_goes_from_the_dossier_to_the_line_and_puts_it_right(client, staff, duty):
    client.force_login(staff)
    dossier = client.get(reverse("deputies:deputy-detail", args=[duty.deputy_id]))
    assert page_of("detail", duty) in dossier.content.decode()
    line = client.get(page_of("detail", duty)).content.decode()
    assert page_of("correct", duty) in line and page_of("withdraw", duty) in line
    answer = change(client, page_of("correct", duty), on="2026-09-23", ready=REASON)
    assert answer.url == page_of("detail", duty)
    assert "原来：2026-09-24　视察调研　视察农田" in client.get(answer.url).content.decode()


def test_a_reason_is_asked_for_and_one_in_own_words_will_do(client, staff, duty):
    client.force_login(staff)
    address = page_of("withdraw", duty)
    assert "请选理由。" in client.post(address, {"reason": ""}).content.decode()
    assert "请写理由。" in client.post(address, {"ready": "other"}).content.decode()
    assert client.post(address, {"ready": "other", "reason": "活动取消"}).status_code == 302
    assert notes(duty, staff) == [("撤销", "活动取消")]


def test_a_day_that_has_not_come_is_refused_beside_its_field(client, staff, duty):
    client.force_login(staff)
    answer = change(client, page_of("correct", duty), on="2099-01-01", ready=REASON)
    assert answer.context["form"].errors == {"on": ["还没有到这一天，做过的事才记进档案。"]}


def test_the_others_are_offered_only_where_there_are_some(client, staff, duty):
    client.force_login(staff)
    assert "together" not in opened(client, page_of("correct", duty))
    mine, _ = typed([duty.deputy, make_deputy("陈桂兰")], staff, title="培训")
    page = client.get(page_of("correct", mine)).content.decode()
    assert "一起记的其他 1 名代表也这样改" in page


def test_a_line_that_is_settled_leads_back_with_a_sentence(client, staff, deputy, duty):
    confirm_duty(duty, by=deputy.person.user)
    client.force_login(staff)
    for act in ("correct", "withdraw"):
        answer = client.get(page_of(act, duty), follow=True)
        assert answer.request["PATH_INFO"] == page_of("detail", duty)
        assert "本人已经确认" in answer.content.decode()
        assert f"{page_of(act, duty)}" not in answer.content.decode()


def test_the_second_clerk_is_told(client, staff, director, duty):
    client.force_login(director)
    mine = opened(client, page_of("correct", duty))
    corrected(duty, staff)
    sent = {**mine, "title": "视察水渠", "ready": REASON}
    page = client.post(page_of("correct", duty), sent).content.decode()
    assert "李海燕" in page and "现在存着：2026-09-23" in page


def test_the_chairman_reads_the_line_and_puts_nothing_right(client, chair, duty):
    client.force_login(chair)
    page = client.get(page_of("detail", duty))
    assert page.status_code == 200
    assert page_of("correct", duty) not in page.content.decode()
    assert client.get(page_of("correct", duty)).status_code == 404


def test_for_the_deputy_the_right_words_wait_to_be_checked(client, staff, deputy, duty):
    corrected(duty, staff, title="视察水渠")
    client.force_login(deputy.person.user)
    page = client.get(reverse("deputies:deputy-me")).content.decode()
    assert "视察水渠" in page and "视察农田" not in page


@pytest.mark.parametrize("others", [1, 50])
def test_the_page_costs_the_same_queries_for_any_number_of_others(
    client, staff, deputy, others, django_assert_num_queries
):
    people = [make_deputy(f"代表{n}") for n in range(others)]
    duty, *_ = typed([deputy, *people], staff)
    client.force_login(staff)
    client.get("/")
    with django_assert_num_queries(7):
        client.get(page_of("correct", duty))
