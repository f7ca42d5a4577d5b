"""The demo town: whole, invented, idempotent."""

import pytest
from django.contrib.auth.hashers import check_password
from django.db.models import Count

from deputies.choices import Level
from deputies.demo.load import load_demo
from deputies.demo.names import LONG_POST
from deputies.models import CongressSession, Deputy, DeputyGroup, ElectoralDistrict, Unit
from deputies.rules.roster import id_fault, phone_fault
from tests.deputies.demo.days import ON_MONDAY
from township_npc.office import tasks
from township_npc.office.choices import JobState, Role
from township_npc.office.models import AuditEntry, Office, Person, User
from township_npc.office.services.audit import chain_faults
from township_npc.office.services.export import ask_full_export

pytestmark = [pytest.mark.django_db, ON_MONDAY]


def test_the_town_is_whole(demo_day):
    town = Deputy.objects.at(Level.TOWN)
    assert town.in_office().count() == 71
    assert town.exclude(pk__in=town.in_office()).count() == 1
    assert Deputy.objects.at(Level.COUNTY).count() == 8
    assert ElectoralDistrict.objects.count() == 36
    assert DeputyGroup.objects.count() == 12
    assert list(CongressSession.objects.order_by("ordinal").values_list("ordinal", flat=True)) == [
        1,
        2,
        3,
        4,
        5,
        6,
        7,
    ]
    kinds = dict(Unit.objects.values_list("kind").annotate(Count("pk")).order_by())
    assert kinds == {"department": 12, "station": 6, "outside": 1}


def test_the_accounts_are_the_published_ones(demo_day):
    def name(username: str) -> str:
        return User.objects.get(username=username).name

    assert [name(n) for n in ("zhuren", "ganshi", "zhuxi")] == ["徐明华", "李海燕", "熊建平"]
    assert [name(f"daibiao0{n}") for n in (1, 2, 3)] == ["万秋生", "陈桂兰", "罗水根"]
    counts = {
        role: User.objects.filter(role_grants__role=role)
        .exclude(username__startswith="db-")
        .count()
        for role in Role
    }
    assert counts == {
        Role.DIRECTOR: 1,
        Role.STAFF: 1,
        Role.CHAIR: 1,
        Role.DEPUTY: 74,
        Role.HANDLER: 18,
        Role.STATION_HEAD: 6,
        Role.SYSADMIN: 1,
    }
    handler = Unit.objects.get(name="村镇建设办").members.get().user
    assert (handler.username, handler.name) == ("danwei01", "万春林")


def test_every_account_opens_with_the_published_password(demo_day, settings):
    assert User.objects.values("password").distinct().count() == 1
    user = User.objects.get(username="daibiao71")
    assert check_password(settings.DEMO_PASSWORD, user.password)
    assert check_password(settings.DEMO_PIN, user.pin)


def test_everybody_is_invented_and_well_formed(demo_day):
    people = list(Person.objects.all())
    numbers = [person.id_number for person in people]
    assert {number[:6] for number in numbers} == {"360199"}
    assert [id_fault(number, today=demo_day) for number in numbers] == [""] * len(people)
    assert {phone_fault(person.phone) for person in people} == {""}
    assert len({person.name for person in people}) == len(people)


def test_one_post_has_forty_characters(demo_day):
    assert len(LONG_POST) == 40
    assert Deputy.objects.filter(post=LONG_POST).exists()


def test_a_second_run_changes_nothing(demo_day):
    assert load_demo(today=demo_day) is False
    assert Deputy.objects.at(Level.TOWN).count() == 72


def test_the_chain_is_whole_and_the_office_marked(demo_day):
    assert Office.objects.get().is_demo
    assert AuditEntry.objects.filter(verb="demo.loaded").count() == 1
    assert list(chain_faults()) == []


def test_the_whole_town_can_be_taken_away(demo_day):
    asked = ask_full_export(User.objects.get(username="zhuren"), reason="换系统", sealed=True)
    tasks.full_export(str(asked.pk))
    asked.refresh_from_db()
    assert (asked.state, asked.error) == (JobState.DONE, "")
    assert asked.facts["rows"] > Deputy.objects.count() + Unit.objects.count()
