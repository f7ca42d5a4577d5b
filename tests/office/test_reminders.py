"""Everybody is told once of each step, and mailed at most once a day."""

from datetime import date, timedelta

import pytest
from django.core import mail as outbox
from django.db import IntegrityError, connection, transaction

from deputies.choices import ProposalState as S
from deputies.services.answering import reply_proposal
from tests.deputies.proposal_steps import ANSWER, REPLIED, brought_to, talk
from tests.factories import make_deputy, make_handler, make_session, make_unit, make_user, moment
from township_npc.office.choices import DigestState, Role
from township_npc.office.ladder import NEW
from township_npc.office.models import Digest, Notice, Todo
from township_npc.office.services.reminders import CLAIM, run_reminders

pytestmark = pytest.mark.django_db
DUE = date(2026, 9, 16)


@pytest.fixture
def unit(office):
    make_session()
    return make_unit()


@pytest.fixture
def handler(unit):
    return make_handler(unit)


@pytest.fixture
def signed(unit, handler):
    crew = {"director": make_user(Role.DIRECTOR), "unit": unit, "handler": handler}
    return brought_to(S.SIGNED, lead=make_deputy(), **crew)


@pytest.fixture
def with_mail(settings, handler):
    settings.MAIL_FROM = "office@example.cn"
    handler.person.email = "wan@example.cn"
    handler.person.save(update_fields=["email_sealed"])


def at(on: date, hour: int = 9):
    return moment(on.year, on.month, on.day, hour)


def steps(user) -> list[int]:
    return list(Notice.objects.filter(recipient=user).order_by("pk").values_list("step", flat=True))


def test_the_ladder_is_climbed_once_however_often_it_is_looked_at(signed, handler):
    for left in range(92, -15, -1):
        for _ in range(2):
            run_reminders(at(DUE - timedelta(days=left)))
    assert steps(handler) == [NEW, 30, 15, 7, 0, -7, -14]


def test_a_week_in_which_the_machine_was_off_is_made_good_by_one_notice(signed, handler):
    run_reminders(at(DUE - timedelta(days=40)))
    run_reminders(at(DUE - timedelta(days=5)))
    assert steps(handler) == [NEW, 7]


def test_nothing_is_told_at_night_and_the_morning_tells_it(signed, handler):
    run_reminders(at(DUE, hour=6))
    assert steps(handler) == []
    run_reminders(at(DUE, hour=8))
    assert steps(handler) == [0]


def test_a_clock_set_back_tells_nothing_twice(signed, handler):
    run_reminders(at(DUE - timedelta(days=6)))
    run_reminders(at(DUE - timedelta(days=20)))
    assert steps(handler) == [7]


def test_a_due_day_that_was_moved_is_told_anew(signed, handler):
    run_reminders(at(DUE - timedelta(days=6)))
    Todo.objects.open().update(due_on=DUE + timedelta(days=60))
    run_reminders(at(DUE))
    assert steps(handler) == [7, NEW]


def test_whoever_has_acted_is_told_nothing_more(signed, handler):
    run_reminders(at(DUE - timedelta(days=20)))
    talk(signed, handler)
    reply_proposal(signed, by=handler, at=REPLIED, **ANSWER)
    run_reminders(at(DUE + timedelta(days=30)))
    assert steps(handler) == [30]


def test_everybody_who_shares_a_post_is_told_and_a_closed_account_is_not(signed, unit, handler):
    colleague = make_handler(unit, "罗水根")
    gone = make_handler(unit, "邓小英")
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    run_reminders(at(DUE))
    assert [steps(one) for one in (handler, colleague, gone)] == [[0], [0], []]


def test_the_database_itself_refuses_to_tell_twice(signed, handler):
    run_reminders(at(DUE))
    notice = Notice.objects.get(recipient=handler)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(todo=notice.todo, recipient=handler, due_on=DUE, step=0, at=notice.at)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        Notice.objects.create(todo=notice.todo, recipient=handler, step=NEW, at=notice.at)
        cursor.execute(
            "INSERT INTO office_notice (todo_id, recipient_id, step, at)"
            " SELECT todo_id, recipient_id, step, at FROM office_notice WHERE due_on IS NULL"
        )


def test_without_a_mail_server_nothing_is_mailed(signed, handler):
    handler.person.email = "wan@example.cn"
    handler.person.save(update_fields=["email_sealed"])
    run_reminders(at(DUE))
    assert (outbox.outbox, Digest.objects.count()) == ([], 0)


def test_one_mail_a_day_holds_all_that_waits_and_says_so_in_its_title(signed, handler, with_mail):
    crew = {"director": make_user(Role.DIRECTOR), "unit": signed.lead_unit, "handler": handler}
    brought_to(S.SIGNED, lead=make_deputy("邓小英"), **crew, title="西河圩堤涵闸漏水")
    for hour in (8, 9, 19):
        run_reminders(at(DUE, hour))
    (mail,) = outbox.outbox
    assert mail.subject == "【需您办理】2026-09-16 莲塘镇人大办：2 件事"
    assert mail.to == ["wan@example.cn"]
    assert "西河圩堤涵闸漏水，2026-09-16 前，今天到期。" in mail.body
    assert "莲南小学门口增设人行横道和减速带" in mail.body
    assert [digest.state for digest in Digest.objects.all()] == [DigestState.SENT]


def test_a_day_with_nothing_new_brings_no_mail(signed, handler, with_mail):
    run_reminders(at(DUE - timedelta(days=7)))
    run_reminders(at(DUE - timedelta(days=6)))
    assert len(outbox.outbox) == 1


def test_what_was_done_before_the_mail_goes_out_is_not_in_it(signed, handler, with_mail, settings):
    settings.MAIL_FROM = ""
    run_reminders(at(DUE - timedelta(days=20)))
    settings.MAIL_FROM = "office@example.cn"
    talk(signed, handler)
    reply_proposal(signed, by=handler, at=REPLIED, **ANSWER)
    run_reminders(at(DUE - timedelta(days=14)))
    assert outbox.outbox == []


def test_a_server_that_takes_nothing_leaves_it_to_a_person(signed, handler, with_mail, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    run_reminders(at(DUE))
    run_reminders(at(DUE, hour=10))
    assert [digest.state for digest in Digest.objects.all()] == [DigestState.FAILED]


def test_a_claim_left_by_a_dead_process_is_unknown_and_never_sent_again(signed, handler, with_mail):
    started = at(DUE)
    Digest.objects.create(recipient=handler, on=DUE, state=DigestState.CLAIMED, claimed_at=started)
    run_reminders(started + CLAIM)
    assert Digest.objects.get().state == DigestState.CLAIMED
    run_reminders(started + CLAIM + timedelta(seconds=1))
    assert (Digest.objects.get().state, outbox.outbox) == (DigestState.UNKNOWN, [])
