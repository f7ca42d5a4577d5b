"""待办: one's own list, the words to send by hand, the mail address."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.html import strip_tags

from deputies.choices import ProposalState as S
from deputies.models import Proposal
from deputies.services.duties import note_duty
from tests.deputies.proposal_steps import brought_to
from tests.deputies.unit_steps import reassign
from tests.factories import make_deputy, make_handler, make_session, make_unit, make_user, moment
from township_npc.office import clock
from township_npc.office.choices import DigestState, Role
from township_npc.office.models import AuditEntry, Digest, Notice, Office, Person, Todo
from township_npc.office.selectors.todos import came, open_counts
from township_npc.office.services.reminders import run_reminders, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew(office):
    make_session()
    unit = make_unit()
    director = make_user(Role.DIRECTOR)
    Office.objects.update(keys_put_away_at=clock.now(), keys_put_away_by=director)
    return {
        "lead": make_deputy("万秋生"),
        "director": director,
        "unit": unit,
        "handler": make_handler(unit),
    }


def page(client, user, name: str) -> str:
    client.force_login(user)
    return client.get(reverse(name)).content.decode()


def due_in(days: int) -> None:
    Todo.objects.open().update(due_on=clock.today() + timedelta(days=days))


def test_an_empty_list_says_so(client, crew):
    assert "待办都办完了。来了新的事，会列在这里。" in page(
        client, crew["director"], "office:todo-list"
    )


@pytest.mark.parametrize(
    ("days", "heading", "chip"),
    [(-3, "超期", "超期 3 天"), (7, "七天内到期", "还剩 7 天"), (8, "以后到期", "还剩 8 天")],
)
def test_what_waits_stands_under_its_heading(client, crew, days, heading, chip):
    brought_to(S.SIGNED, **crew)
    due_in(days)
    html = page(client, crew["handler"], "office:todo-list")
    assert f"<h2>{heading}</h2>" in html
    assert chip in html
    assert "莲南小学门口增设人行横道和减速带" in html


def test_a_reminder_shows_in_the_list_of_who_was_reminded_and_counts_once(client, crew):
    brought_to(S.SIGNED, **crew)
    due_in(40)
    assert "提醒过" not in page(client, crew["handler"], "office:todo-list")
    morning = moment(clock.today().year, clock.today().month, clock.today().day)
    for days in (0, 0, 12):
        run_reminders(morning + timedelta(days=days))
    last = morning + timedelta(days=12)
    told = f"提醒过 2 次，最近 {last.month} 月 {last.day} 日"
    assert told in page(client, crew["handler"], "office:todo-list")
    colleague = make_handler(crew["unit"], "罗水根")
    assert "提醒过" not in page(client, colleague, "office:todo-list")


def test_the_database_keeps_one_open_to_do_for_a_record_an_act_and_an_addressee(crew):
    brought_to(S.SIGNED, **crew)
    todo = Todo.objects.open().get(kind="proposal.reply")
    todo.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        todo.save(force_insert=True)
    todo.closed_at = todo.opened_at
    todo.save(force_insert=True)
    assert Todo.objects.filter(kind="proposal.reply").count() == 2


def test_home_and_list_say_the_same_number_and_the_list_holds_all_that_home_shows(client, crew):
    brought_to(S.SUBMITTED, **crew)
    brought_to(S.SIGNED, **crew | {"lead": make_deputy("罗水根")})
    Proposal.objects.filter(state=S.SIGNED).update(reply_due_on=clock.today() - timedelta(days=3))
    home = page(client, crew["director"], "office:home")
    listed = page(client, crew["director"], "office:todo-list")
    said = "有 <strong>1 件事</strong>等您办，另有 1 条要留意"
    assert f"{said}，先催超期的 1 件建议。" in home
    assert f"{said}。" in listed
    late = "村镇建设办有 1 件建议超期没有答复"
    assert late in home and late in listed


def test_what_the_bell_does_not_count_stands_under_a_heading_of_its_own(client, crew):
    brought_to(S.SIGNED, **crew)
    Proposal.objects.filter(state=S.SIGNED).update(reply_due_on=clock.today() - timedelta(days=3))
    Todo.objects.open().delete()
    html = page(client, crew["director"], "office:todo-list")
    assert 'aria-label="待办 0 件"' in html
    assert "没有待办，有 <strong>1 条</strong>要留意。" in html
    waiting, apart = html.split("<h2>还要留意</h2>")
    assert "待办都办完了。" in waiting and "超期没有答复" not in waiting
    assert "村镇建设办有 1 件建议超期没有答复" in apart


def test_a_deputy_reads_what_is_told_under_the_to_dos(client, crew):
    note_duty(crew["lead"], "meeting", source="test:1", title="出席第六次会议", on=clock.today())
    html = page(client, crew["lead"].person.user, "office:todo-list")
    waiting, apart = html.split("还要看一看")
    assert "待办都办完了。" in waiting
    assert "核对 1 条履职记录" in apart


def test_the_bell_and_the_room_count_alike(client, crew):
    brought_to(S.SUBMITTED, **crew)
    html = page(client, crew["director"], "office:todo-list")
    assert 'aria-label="待办 1 件"' in html
    assert 'aria-label="1 件等办">1</span>' in html


def test_what_is_done_is_listed_as_long_as_one_may_see_it(client, crew):
    proposal = brought_to(S.SIGNED, **crew)
    done = "签收并答复第 1 号：莲南小学门口增设人行横道和减速带</a>"
    assert done in page(client, crew["handler"], "office:todo-list")
    reassign(proposal, make_unit("公路管理站"), crew["director"])
    html = page(client, crew["handler"], "office:todo-list")
    assert "莲南小学" not in html
    assert "待办都办完了。来了新的事，会列在这里。" in html
    assert "交办第 1 号：莲南小学" in page(client, crew["director"], "office:todo-list")


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_the_same_for_one_and_for_fifty(
    client, crew, rows, django_assert_max_num_queries
):
    proposal = brought_to(S.SUBMITTED, **crew)
    todo = Todo.objects.open().get(kind="proposal.accept")
    for n in range(rows - 1):
        todo.pk, todo.kind = None, f"proposal.{n}"
        todo.save(force_insert=True)
    client.force_login(crew["director"])
    client.get(reverse("office:todo-list"))  # the sign-in is written down once
    with django_assert_max_num_queries(11):
        html = client.get(reverse("office:todo-list")).content.decode()
    assert html.count(proposal.title) == 2 * rows  # in the row, and in its button's name


def test_the_words_to_send_are_ready_for_each_unit_and_hold_no_phone(client, crew):
    lead = crew["lead"].person
    lead.phone = "13800001234"
    lead.save(update_fields=["phone_sealed", "phone_index"])
    brought_to(S.SIGNED, **crew)
    due_in(2)
    html = page(client, crew["director"], "office:todo-texts")
    assert "【需您办理】村镇建设办：莲塘镇人大办提醒您，有 1 件事要办。" in html
    assert "还剩 2 天。" in html
    assert "1234" not in strip_tags(html)  # a token of a form may hold these digits
    assert "tel:" not in html


def test_what_begins_on_a_later_day_is_shown_counted_and_told_from_that_day_on(client, crew):
    brought_to(S.SIGNED, **crew)
    handler, today = crew["handler"], clock.today()
    begins = today + timedelta(days=1)
    Todo.objects.open().update(begins_on=begins, due_on=today)
    html = page(client, handler, "office:todo-list") + page(client, handler, "office:home")
    assert ">答复第 1 号" not in html
    assert open_counts(handler, today) == {}
    assert "不用催谁" in page(client, crew["director"], "office:todo-texts")
    tell(moment(today.year, today.month, today.day, 9))
    assert not Notice.objects.filter(recipient=handler).exists()
    assert open_counts(handler, begins) == {"deputies.Proposal": 1}
    tell(moment(begins.year, begins.month, begins.day, 9))
    assert Notice.objects.filter(recipient=handler).count() == 1


def test_what_is_said_outside_stands_in_the_words_to_send(client, crew):
    brought_to(S.SIGNED, **crew)
    due_in(2)
    Todo.objects.open().update(outside="答复：第 1 号建议（要求保密）")
    html = page(client, crew["director"], "office:todo-texts")
    assert "1. 答复：第 1 号建议（要求保密），" in html
    assert "莲南小学门口" not in html


def test_what_was_done_about_a_record_that_is_not_mine_any_more_is_not_listed(client, crew):
    brought_to(S.REPLIED, **crew)
    assert "最近办完的" in page(client, crew["handler"], "office:todo-list")
    Proposal.objects.update(lead_unit=make_unit("农业农村办"))
    assert "最近办完的" not in page(client, crew["handler"], "office:todo-list")
    assert "最近办完的" in page(client, crew["director"], "office:todo-list")


def test_what_was_over_before_it_began_is_not_listed_as_done(client, crew):
    brought_to(S.REPLIED, **crew)
    done, today = Todo.objects.filter(kind="proposal.reply"), clock.today()
    for days, listed in ((1, False), (0, True)):
        done.update(begins_on=today + timedelta(days=days), closed_at=clock.now())
        shown = ">答复第 1 号" in page(client, crew["handler"], "office:todo-list")
        assert shown is listed


def test_what_is_far_away_or_waits_in_the_office_is_not_to_be_sent(client, crew):
    brought_to(S.SIGNED, **crew)
    brought_to(S.SUBMITTED, **crew)
    due_in(8)
    assert "不用催谁" in page(client, crew["director"], "office:todo-texts")


def test_a_mail_that_went_astray_is_shown_until_somebody_has_seen_it(client, crew):
    digest = Digest.objects.create(
        recipient=crew["handler"],
        on=clock.today(),
        state=DigestState.UNKNOWN,
        claimed_at=moment(2026, 6, 1),
    )
    assert "不知道发没发出" in page(client, crew["director"], "office:todo-texts")
    client.post(reverse("office:digest-seen", args=[digest.pk]))
    assert "不知道发没发出" not in page(client, crew["director"], "office:todo-texts")


def test_the_mail_address_is_sealed_and_stands_in_no_record(client, crew):
    client.force_login(crew["handler"])
    url = reverse("office:mail-address")
    assert "这不像一个邮箱地址" in client.post(url, {"email": "wan@"}).content.decode()
    client.post(url, {"email": "wan@example.cn"})
    person = Person.objects.get(pk=crew["handler"].person_id)
    assert person.email == "wan@example.cn"
    assert "wan" not in person.email_sealed
    entry = AuditEntry.objects.get(verb="user.mail_address_set")
    assert entry.facts == {"is_set": True}
    client.post(url, {"email": ""})
    assert Person.objects.get(pk=person.pk).email == ""


@pytest.mark.parametrize(
    ("days", "chip"), [(0, "今天 09:05 来的"), (1, "昨天 09:05 来的"), (2, "02-28 来的")]
)
def test_what_has_no_deadline_says_since_when_it_waits(days, chip):
    came_at, today = moment(2026, 3, 2, hour=9, minute=5), moment(2026, 3, 2).date()
    assert came(came_at - timedelta(days=days), today) == chip
