"""届 and 次会议: their names, the quota, who keeps them."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from deputies.models import CongressSession, CongressTerm
from deputies.rules.terms import (
    chinese_ordinal,
    congress_name,
    count_needs_note,
    judge_quota,
    quota_for,
    reading_order,
    short_congress_name,
)
from deputies.selectors.terms import next_ordinal, next_session, seats_in_office_on, session_at
from tests.deputies.edit_pages import change
from tests.factories import make_deputy, make_session, make_term

ONE_TO_TEN = list("一二三四五六七八九十")
ORDINALS = [*ONE_TO_TEN, *(f"十{ones}" for ones in ONE_TO_TEN[:9]), "二十"]


@pytest.mark.parametrize(("number", "words"), list(enumerate(ORDINALS, start=1)))
def test_ordinals_from_one_to_twenty(number, words):
    assert chinese_ordinal(number) == words


@pytest.mark.parametrize(
    ("number", "words"), [(21, "二十一"), (30, "三十"), (90, "九十"), (99, "九十九")]
)
def test_ordinals_beyond_twenty(number, words):
    assert chinese_ordinal(number) == words


@pytest.mark.parametrize("number", [0, 100, -1])
def test_there_is_no_ordinal_outside_one_to_ninety_nine(number):
    with pytest.raises(ValueError, match="1 到 99"):
        chinese_ordinal(number)


def test_the_full_name_of_a_meeting():
    assert congress_name("莲塘镇", 19, 7) == "莲塘镇第十九届人民代表大会第七次会议"


def test_the_name_of_the_congress_alone():
    assert congress_name("莲塘镇", 20) == "莲塘镇第二十届人民代表大会"


@pytest.mark.parametrize(
    ("town", "name"),
    [
        ("莲塘镇", "镇十九届人大七次会议"),
        ("莲塘镇（示例）", "镇十九届人大七次会议"),
        ("塔城乡", "乡十九届人大七次会议"),
        ("雷公山瑶族乡", "乡十九届人大七次会议"),
    ],
)
def test_the_short_name_of_a_meeting(town, name):
    assert short_congress_name(town, 19, 7) == name


def test_names_with_an_ordinal_are_put_in_the_order_of_counting():
    groups = [f"第{word}代表小组" for word in ("十二", "二", "十", "一", "二十一", "九")]
    counted = [f"第{word}代表小组" for word in ("一", "二", "九", "十", "十二", "二十一")]
    assert sorted(groups, key=reading_order) == counted
    assert reading_order("八一桥小组") == "八一桥小组"


@pytest.mark.parametrize(
    ("population", "quota"),
    [
        (0, 45),
        (1_499, 45),
        (1_500, 46),
        (39_000, 71),
        (40_499, 71),
        (40_500, 72),
        (172_499, 159),
        (172_500, 160),
        (999_999, 160),
    ],
)
def test_the_quota_is_45_and_one_for_each_1500_people_up_to_160(population, quota):
    assert quota_for(population) == quota


def test_a_quota_that_fits_the_formula_is_green_with_its_arithmetic():
    verdict = judge_quota(71, 39_000)
    assert (verdict.lamp, verdict.arithmetic) == ("green", "45 + ⌊39,000 ÷ 1,500⌋ = 45 + 26 = 71")
    assert verdict.source == "《选举法》第十二条第一款第四项"


@pytest.mark.parametrize("quota", [70, 72, 161])
def test_another_quota_only_warns_and_never_refuses(quota):
    assert judge_quota(quota, 39_000).lamp == "amber"


@pytest.mark.parametrize(("population", "lamp"), [(1_999, "green"), (2_000, "amber")])
def test_a_town_of_less_than_2000_people_may_have_fewer_than_45(population, lamp):
    assert judge_quota(40, population).lamp == lamp


@pytest.mark.parametrize(("quota", "population"), [(None, 39_000), (71, None)])
def test_what_was_not_entered_is_grey(quota, population):
    assert judge_quota(quota, population).lamp == "grey"


def test_a_number_other_than_the_seats_held_needs_a_note():
    assert not count_needs_note(71, 71)
    assert count_needs_note(70, 71)


def test_seats_on_a_day_leave_out_the_ended_and_keep_the_suspended(office):
    term = make_term()
    make_deputy("甲", since=date(2021, 11, 20))
    make_deputy("乙", state="suspended", suspended_on=date(2026, 1, 5))
    make_deputy("丙", state="ended", ended_on=date(2026, 3, 10), end_reason="moved")
    make_deputy("丁", since=date(2026, 9, 1))
    assert seats_in_office_on(term, date(2026, 3, 9)) == 3
    assert seats_in_office_on(term, date(2026, 3, 10)) == 2
    assert seats_in_office_on(term, date(2026, 9, 1)) == 3


def test_a_day_between_two_meetings_belongs_to_the_last_one_held(office):
    sixth = make_session(6)
    seventh = make_session(7, starts_on=date(2026, 12, 17), ends_on=date(2026, 12, 18))
    assert session_at(date(2026, 6, 10)) is None
    assert session_at(date(2026, 6, 11)) == sixth
    assert session_at(date(2026, 12, 16)) == sixth
    assert session_at(date(2026, 12, 17)) == seventh


def test_the_next_meeting_is_the_one_that_is_on_or_comes(office):
    sixth = make_session(6)
    assert next_session(date(2026, 6, 12)) == sixth
    assert next_session(date(2026, 6, 13)) is None


def test_the_next_ordinal_is_proposed(office):
    make_session(6)
    assert next_ordinal(make_term()) == 7
    assert (
        next_ordinal(make_term(18, starts_on=date(2016, 11, 18), ends_on=date(2021, 11, 20))) == 1
    )


def term_form(**changes) -> dict:
    return {
        "once": "8a1f8c62-3f3c-4a54-9a4e-0f5f5f0f4d01",
        "ordinal": "19",
        "starts_on": "2021年11月20日",
        "quota": "71",
        "population": "39000",
        **changes,
    }


def test_the_office_opens_a_term_once_however_often_it_taps(client, director):
    client.force_login(director)
    for _ in range(2):
        answer = client.post(reverse("deputies:term-new"), term_form())
        assert answer.url == reverse("deputies:term-list")
    term = CongressTerm.objects.get()
    assert (term.ordinal, term.starts_on, term.quota) == (19, date(2021, 11, 20), 71)


def test_a_second_open_term_is_refused_beside_what_was_typed(client, director):
    make_term(19)
    client.force_login(director)
    form = term_form(ordinal="20", starts_on="2026-12-01")
    page = client.post(reverse("deputies:term-new"), form).content.decode()
    assert "上一届还没有结束，不能再开一届。" in page
    assert 'value="2026-12-01"' in page
    assert CongressTerm.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("ordinal", "0", "届次应在 1 到 99 之间。"),
        ("ordinal", "100", "届次应在 1 到 99 之间。"),
        ("quota", "169", "乡镇代表总名额不超过 160 名"),
        ("starts_on", "2021-11-31", "11 月只有 30 天"),
    ],
)
def test_a_wrong_field_gets_one_sentence(client, director, field, value, sentence):
    client.force_login(director)
    page = client.post(reverse("deputies:term-new"), term_form(**{field: value})).content.decode()
    assert sentence in page


def test_168_seats_are_let_through_for_a_place_with_five_per_cent_more(client, director):
    client.force_login(director)
    client.post(reverse("deputies:term-new"), term_form(quota="168"))
    assert CongressTerm.objects.get().quota == 168


def session_form(**changes) -> dict:
    return {
        "once": "8a1f8c62-3f3c-4a54-9a4e-0f5f5f0f4d02",
        "ordinal": "7",
        "kind": "regular",
        "starts_on": "2026-12-17",
        "ends_on": "2026-12-18",
        **changes,
    }


def test_a_meeting_is_added_with_n_as_the_roster_has_it(client, staff):
    term = make_term()
    make_deputy()
    client.force_login(staff)
    client.post(reverse("deputies:session-new", args=[term.pk]), session_form(deputy_count="1"))
    session = CongressSession.objects.get()
    assert (str(session), session.deputy_count) == ("第七次会议", 1)


def test_another_n_is_refused_without_a_note_and_stored_with_one(client, staff):
    term = make_term()
    make_deputy()
    client.force_login(staff)
    address = reverse("deputies:session-new", args=[term.pk])
    page = client.post(address, session_form(deputy_count="2")).content.decode()
    assert "名册上那天在任的是 1 人，这里填了 2 人，请写明原因。" in page
    noted = session_form(deputy_count="2", deputy_count_note="补选的一名还没有登记")
    assert client.post(address, noted).status_code == 302
    assert CongressSession.objects.get().deputy_count == 2


def test_a_meeting_cannot_lie_before_its_term(client, staff):
    term = make_term()
    client.force_login(staff)
    form = session_form(starts_on="2021-11-19", ends_on="2021-11-19")
    page = client.post(reverse("deputies:session-new", args=[term.pk]), form).content.decode()
    assert "不能早于本届开始的日子 2021-11-20。" in page


def test_a_meeting_is_changed(client, staff, congress_session):
    client.force_login(staff)
    address = reverse("deputies:session-edit", args=[congress_session.pk])
    change(client, address, starts_on="2026-06-10", ends_on="2026-06-11")
    congress_session.refresh_from_db()
    assert congress_session.starts_on == date(2026, 6, 10)


def test_the_chairman_reads_the_terms_and_changes_none(client, chair, congress_session):
    client.force_login(chair)
    assert client.get(reverse("deputies:term-list")).status_code == 200
    assert client.get(reverse("deputies:term-new")).status_code == 404
    assert client.post(reverse("deputies:term-new"), term_form()).status_code == 404


_NEW_TERM = (
    "INSERT INTO deputies_congressterm (id, level, ordinal, starts_on)"
    " VALUES ('11111111111111111111111111111111', 'town', {ordinal}, '2026-12-01')"
)


@pytest.mark.parametrize(
    "statement",
    [
        _NEW_TERM.format(ordinal=19),
        _NEW_TERM.format(ordinal=20),
        "UPDATE deputies_congressterm SET ends_on = starts_on",
        "UPDATE deputies_congressterm SET ordinal = 0",
        "UPDATE deputies_congresssession SET ends_on = '2026-06-10'",
        "UPDATE deputies_congresssession SET deputy_count = 0",
        "UPDATE deputies_congresssession SET deputy_count = 201",
    ],
)
def test_the_database_itself_refuses(congress_session, statement):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
