"""代表: seats taken, changed, ended, suspended, restored and put right; the list and the page."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from deputies.models import Deputy, DeputyGroup
from deputies.services.deputies import (
    change_deputy,
    correct_seat,
    end_seat,
    give_seat,
    restore_seat,
    seat_deputy,
    suspend_seat,
)
from tests.factories import make_deputy, make_session, make_term, make_user
from township_npc.office.choices import Role
from township_npc.office.models import AuditEntry, Person

ID_NUMBER = "360199197503010026"
DAY = date(2026, 9, 18)


def verbs() -> list[str]:
    """What was recorded besides signing in."""
    acts = AuditEntry.objects.exclude(verb="user.signed_in").order_by("seq")
    return list(acts.values_list("verb", flat=True))


def seated(by, **facts) -> Deputy:
    person = {"name": "陈桂兰", "id_number": ID_NUMBER, "phone": "15400000002", **facts}
    return seat_deputy(by=by, person=person, term=make_term())


def test_a_new_deputy_has_a_person_a_seat_and_an_entrance_without_password(staff):
    deputy = seated(staff)
    user = deputy.person.user
    assert (deputy.person.name, deputy.person.phone) == ("陈桂兰", "15400000002")
    assert user.roles == {Role.DEPUTY}
    assert not user.has_usable_password()
    assert verbs() == ["deputy.seated"]


def test_the_same_id_number_is_the_same_person(staff):
    deputy = seated(staff)
    county = seat_deputy(
        by=staff, person={"name": "陈桂兰", "id_number": ID_NUMBER}, term=None, level="county"
    )
    assert county.person == deputy.person
    assert county.person.phone == "15400000002"
    assert Person.objects.filter(name="陈桂兰").count() == 1


def test_an_id_number_registered_under_another_name_is_refused(staff):
    seated(staff)
    with pytest.raises(ValidationError, match="登记在陈桂兰名下"):
        seated(staff, name="陈桂花")


def test_one_person_holds_a_town_and_a_county_seat_but_no_two_of_a_level(staff, deputy):
    county = give_seat(deputy.person, by=staff, term=make_term(), level="county")
    assert county.term is None
    with pytest.raises(ValidationError, match="在这一级已经是代表"):
        give_seat(deputy.person, by=staff, term=None, level="county")
    with pytest.raises(ValidationError, match="在本届已经是代表"):
        give_seat(deputy.person, by=staff, term=make_term(), level="town")


def test_a_seat_of_the_town_needs_a_term(staff, deputy):
    with pytest.raises(ValidationError, match="要先开届"):
        give_seat(make_user(name="李四").person, by=staff, term=None, level="town")


def test_changed_facts_are_named_in_the_log_and_their_text_is_not(staff, deputy):
    change_deputy(deputy, by=staff, person={"phone": "15400000099"}, seat={"post": "村医"})
    deputy.refresh_from_db()
    entry = AuditEntry.objects.get(verb="deputy.changed")
    assert (deputy.person.phone, deputy.post) == ("15400000099", "村医")
    assert entry.facts == {"fields": ["phone", "post"]}


def test_nothing_changed_is_nothing_recorded(staff, deputy):
    change_deputy(deputy, by=staff, person={}, seat={})
    assert verbs() == []


def test_another_persons_number_and_a_start_after_the_end_are_refused(staff, deputy):
    other = seated(staff)
    with pytest.raises(ValidationError, match="这个身份证号已经登记过了"):
        change_deputy(deputy, by=staff, person={"id_number": ID_NUMBER}, seat={})
    gone = make_deputy("彭细毛", state="ended", ended_on=DAY, end_reason="moved")
    with pytest.raises(ValidationError, match="终止日期不能早于任职日期"):
        change_deputy(gone, by=staff, person={}, seat={"since": date(2026, 9, 19)})
    assert other.person.id_number == ID_NUMBER


def test_an_ended_seat_says_why_and_when_and_closes_the_entrance(director, deputy):
    group = DeputyGroup.objects.create(term=deputy.term, name="第一代表小组", leader=deputy)
    end_seat(deputy, by=director, reason="moved", on=DAY, note="公告〔2026〕3 号")
    group.refresh_from_db()
    entry = AuditEntry.objects.get(verb="deputy.ended")
    assert (deputy.state, deputy.ended_on, deputy.end_reason) == ("ended", DAY, "moved")
    assert entry.facts == {"reason": "moved", "on": "2026-09-18"}
    assert entry.note.text == "公告〔2026〕3 号"
    assert not deputy.person.user.role_grants.exists()
    assert group.leader is None


def test_who_still_holds_another_seat_stays_a_deputy(director, deputy):
    give_seat(deputy.person, by=director, term=None, level="county")
    end_seat(deputy, by=director, reason="resigned", on=DAY, note="公告")
    assert deputy.person.user.role_grants.filter(role=Role.DEPUTY).exists()


def test_an_end_before_the_start_is_refused(director):
    deputy = make_deputy(since=date(2026, 9, 18))
    with pytest.raises(ValidationError, match="终止日期不能早于任职日期"):
        end_seat(deputy, by=director, reason="moved", on=date(2026, 9, 17), note="公告")
    deputy.refresh_from_db()
    assert deputy.state == "active"


def test_a_seat_may_end_on_the_day_it_began(director):
    deputy = make_deputy(since=DAY)
    end_seat(deputy, by=director, reason="death", on=DAY, note="登记")
    assert deputy.state == "ended"


def test_a_suspension_is_lifted_when_its_cause_has_passed(director, deputy):
    suspend_seat(deputy, by=director, on=DAY, note="被羁押")
    assert deputy.state == "suspended"
    with pytest.raises(ValidationError, match="恢复日期不能早于暂停日期"):
        restore_seat(deputy, by=director, on=date(2026, 9, 17), note="不起诉")
    restore_seat(deputy, by=director, on=DAY, note="不起诉")
    assert (deputy.state, deputy.suspended_on) == ("active", None)
    assert verbs() == ["deputy.suspended", "deputy.restored"]


def test_a_correction_gives_back_what_stood_before(director, deputy):
    suspend_seat(deputy, by=director, on=DAY, note="被羁押")
    end_seat(deputy, by=director, reason="recalled", on=DAY, note="公告")
    correct_seat(deputy, by=director, reason="点错了人")
    assert (deputy.state, deputy.end_reason) == ("suspended", "")
    assert deputy.person.user.role_grants.filter(role=Role.DEPUTY).exists()
    correct_seat(deputy, by=director, reason="点错了人")
    assert (deputy.state, deputy.suspended_on) == ("active", None)
    with pytest.raises(ValidationError, match="没有要更正的"):
        correct_seat(deputy, by=director, reason="点错了人")


def test_a_correction_is_refused_when_the_person_has_a_new_seat(director, deputy):
    end_seat(deputy, by=director, reason="moved", on=DAY, note="公告")
    give_seat(deputy.person, by=director, term=deputy.term, level="town")
    with pytest.raises(ValidationError, match="在本届已经是代表"):
        correct_seat(deputy, by=director, reason="点错了人")


def test_an_ended_seat_cannot_be_suspended(director, deputy):
    end_seat(deputy, by=director, reason="moved", on=DAY, note="公告")
    with pytest.raises(ValidationError, match="不能这样办"):
        suspend_seat(deputy, by=director, on=DAY, note="被羁押")


def test_two_people_cannot_rule_on_the_same_seat(director, deputy):
    mine, theirs = Deputy.objects.get(pk=deputy.pk), Deputy.objects.get(pk=deputy.pk)
    suspend_seat(mine, by=director, on=DAY, note="被羁押")
    with pytest.raises(ValidationError, match="刚被他人处理"):
        end_seat(theirs, by=director, reason="moved", on=DAY, note="公告")


@pytest.mark.parametrize("role", [Role.STAFF, Role.CHAIR, Role.DEPUTY, Role.SYSADMIN])
def test_only_the_director_rules_on_a_seat(deputy, role):
    by = make_user(role)
    for act in (
        lambda: end_seat(deputy, by=by, reason="moved", on=DAY, note="公告"),
        lambda: suspend_seat(deputy, by=by, on=DAY, note="被羁押"),
        lambda: restore_seat(deputy, by=by, on=DAY, note="不起诉"),
        lambda: correct_seat(deputy, by=by, reason="点错了人"),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert verbs() == []


def new_form(**changes) -> dict:
    return {
        "once": "8a1f8c62-3f3c-4a54-9a4e-0f5f5f0f4d03",
        "name": "王 强",
        "level": "town",
        "phone": "１５４００００００７７",
        "id_number": ID_NUMBER,
        **changes,
    }


def test_a_deputy_registered_by_hand_is_one_however_often_the_button_is_tapped(client, staff):
    make_term()
    client.force_login(staff)
    for _ in range(2):
        assert client.post(reverse("deputies:deputy-new"), new_form()).status_code == 302
    deputy = Deputy.objects.get()
    assert (deputy.person.name, deputy.person.phone) == ("王强", "15400000077")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", " ", "请填姓名。"),
        ("phone", "1540000007", "手机号位数不对，是 10 位，应是 11 位。"),
        ("id_number", ID_NUMBER[:-1] + "8", "证件号校验码不符"),
        ("id_number", ID_NUMBER[:-1], "证件号是 17 位，应是 18 位。"),
        ("since", "2021-11-31", "11 月只有 30 天"),
    ],
)
def test_a_wrong_field_gets_one_sentence_and_keeps_what_was_typed(
    client, staff, field, value, sentence
):
    make_term()
    client.force_login(staff)
    form = new_form(post="村医", **{field: value})
    page = client.post(reverse("deputies:deputy-new"), form).content.decode()
    assert sentence in page
    assert 'value="村医"' in page
    assert not Deputy.objects.exists()


def test_without_a_term_the_office_is_led_to_open_one(client, staff):
    client.force_login(staff)
    assert client.get(reverse("deputies:deputy-new")).url == reverse("deputies:term-new")


def test_extra_fields_in_the_form_change_nothing(client, staff, deputy):
    client.force_login(staff)
    extra = {"state": "ended", "person": str(staff.person_id), "level": "county"}
    client.post(
        reverse("deputies:deputy-edit", args=[deputy.pk]), {"name": deputy.person.name, **extra}
    )
    deputy.refresh_from_db()
    assert (deputy.state, deputy.level) == ("active", "town")
    assert deputy.person.name == "万秋生"


def test_an_empty_phone_field_leaves_the_phone_as_it_is(client, staff):
    deputy = seated(staff)
    client.force_login(staff)
    address = reverse("deputies:deputy-edit", args=[deputy.pk])
    page = client.get(address).content.decode()
    assert "154****0002" in page
    assert "15400000002" not in page and ID_NUMBER not in page
    client.post(address, {"name": "陈桂兰", "post": "村医", "phone": "", "id_number": ""})
    deputy.refresh_from_db()
    assert (deputy.post, deputy.person.phone, deputy.person.id_number) == (
        "村医",
        "15400000002",
        ID_NUMBER,
    )


def test_the_page_masks_phone_and_number_and_shows_the_phone_at_one_tap(client, staff):
    deputy = seated(staff)
    client.force_login(staff)
    page = client.get(reverse("deputies:deputy-detail", args=[deputy.pk])).content.decode()
    assert "15400000002" not in page and ID_NUMBER not in page
    answer = client.post(reverse("deputies:deputy-phone", args=[deputy.pk]))
    assert "15400000002" in answer.content.decode()
    assert ID_NUMBER not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert verbs() == ["deputy.seated", "phone.shown"]


def test_an_id_number_is_shown_for_a_reason_and_not_without(client, director):
    deputy = seated(director)
    client.force_login(director)
    address = reverse("deputies:deputy-id-number", args=[deputy.pk])
    refused = client.post(address, {"reason": ""})
    assert refused.status_code == 400
    assert ID_NUMBER not in refused.content.decode()
    shown = client.post(address, {"reason": "办代表证"})
    assert ID_NUMBER in shown.content.decode()
    entry = AuditEntry.objects.get(verb="id_number.shown")
    assert entry.note.text == "办代表证"


def test_staff_may_see_the_deputy_but_not_the_number(client, staff):
    deputy = seated(staff)
    client.force_login(staff)
    address = reverse("deputies:deputy-id-number", args=[deputy.pk])
    assert client.post(address, {"reason": "办代表证"}).status_code == 403
    assert verbs() == ["deputy.seated"]


def test_the_director_ends_a_seat_from_the_page_and_staff_cannot(client, staff, director, deputy):
    address = reverse("deputies:deputy-end", args=[deputy.pk])
    form = {"reason": "moved", "on": "2026-09-18", "note": "公告〔2026〕3 号"}
    client.force_login(staff)
    assert client.post(address, form).status_code == 403
    client.force_login(director)
    assert client.post(address, {**form, "note": ""}).status_code == 200
    assert client.post(address, form).status_code == 302
    deputy.refresh_from_db()
    assert (deputy.state, deputy.end_reason) == ("ended", "moved")


def test_a_correction_takes_a_ready_reason_or_one_in_own_words(client, director, deputy):
    suspend_seat(deputy, by=director, on=DAY, note="被羁押")
    client.force_login(director)
    address = reverse("deputies:deputy-correct", args=[deputy.pk])
    assert "请写一句原因。" in client.post(address, {"ready": "other"}).content.decode()
    client.post(address, {"ready": "other", "other": "名字相近"})
    assert AuditEntry.objects.get(verb="deputy.corrected").note.text == "名字相近"


def test_the_list_shows_who_is_in_office_and_narrows(client, staff, deputy, director):
    other = make_deputy("陈桂兰", state="ended", ended_on=DAY, end_reason="moved")
    give_seat(deputy.person, by=staff, term=None, level="county")
    client.force_login(staff)
    address = reverse("deputies:deputy-list")

    def names(query: str) -> list[str]:
        rows = client.get(address + query).context["page"].object_list
        return [f"{row.person.name} {row.level}" for row in rows]

    assert sorted(names("")) == ["万秋生 county", "万秋生 town"]
    assert names("?level=county") == ["万秋生 county"]
    assert names("?state=ended") == ["陈桂兰 town"]
    assert names(f"?district={other.district_id}&state=ended") == ["陈桂兰 town"]
    assert names("?name=桂") == []
    assert sorted(names("?level=nothing&group=x&order=person__id_number_index&page=9")) == [
        "万秋生 county",
        "万秋生 town",
    ]


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_the_same_queries_for_any_number_of_rows(
    client, director, rows, django_assert_num_queries
):
    make_session()
    for n in range(rows):
        make_deputy(f"代表{n}")
    client.force_login(director)
    client.get(reverse("office:home"))
    with django_assert_num_queries(12):
        assert client.get(reverse("deputies:deputy-list")).status_code == 200


def test_a_long_post_and_an_empty_seat_both_have_a_page(client, chair):
    deputy = make_deputy("阿卜杜拉·买买提·吐尔逊", post="很长的职务" * 20)
    client.force_login(chair)
    page = client.get(reverse("deputies:deputy-detail", args=[deputy.pk])).content.decode()
    assert "阿卜杜拉·买买提·吐尔逊" in page
    assert "发入口" not in page


PAGES = ("deputies:deputy-list", "deputies:term-list")


@pytest.mark.parametrize("name", PAGES)
def test_the_office_and_the_chairman_see_the_rooms_and_nobody_else_does(
    client, staff, chair, sysadmin, deputy, handler, name
):
    address = reverse(name)
    assert client.get(address).url.startswith(reverse("office:login"))
    for user in (sysadmin, deputy.person.user, handler):
        client.force_login(user)
        assert client.get(address).status_code == 404
    for user in (staff, chair):
        client.force_login(user)
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        "state = 'gone'",
        "level = 'moon'",
        "state = 'ended'",
        "ended_on = '2026-09-18'",
        "state = 'suspended'",
        "state = 'ended', ended_on = '2020-01-01', end_reason = 'moved', since = '2021-11-20'",
        "term_id = NULL",
    ],
)
def test_the_database_itself_refuses(deputy, change):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE deputies_deputy SET {change}")


def test_the_database_refuses_a_second_seat_of_the_same_person(deputy):
    with pytest.raises(IntegrityError), transaction.atomic():
        Deputy.objects.create(person=deputy.person, term=deputy.term)
    Deputy.objects.create(person=deputy.person, level="county")
    with pytest.raises(IntegrityError), transaction.atomic():
        Deputy.objects.create(person=deputy.person, level="county")
