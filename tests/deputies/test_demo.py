"""The demo town: whole, invented, idempotent, and sensible on any later day."""

from datetime import date

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.db.models import Count

from deputies.choices import Level
from deputies.demo.load import load_demo
from deputies.demo.names import LONG_POST
from deputies.demo.town import Town
from deputies.models import CongressSession, Deputy, DeputyGroup, ElectoralDistrict, Unit
from deputies.rules.roster import id_fault, phone_fault
from township_npc.office import tasks
from township_npc.office.choices import JobState, Role
from township_npc.office.models import AuditEntry, Office, Person, User
from township_npc.office.services.audit import chain_faults
from township_npc.office.services.export import ask_full_export

SAMPLE_DAY = date(2026, 11, 23)
pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(db):
    assert load_demo(today=SAMPLE_DAY)


def test_the_town_is_whole(demo):
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


def test_the_accounts_are_the_published_ones(demo):
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


def test_every_account_opens_with_the_published_password(demo, settings):
    assert User.objects.values("password").distinct().count() == 1
    user = User.objects.get(username="daibiao71")
    assert check_password(settings.DEMO_PASSWORD, user.password)
    assert check_password(settings.DEMO_PIN, user.pin)


def test_everybody_is_invented_and_well_formed(demo):
    people = list(Person.objects.all())
    numbers = [person.id_number for person in people]
    assert {number[:6] for number in numbers} == {"360199"}
    assert [id_fault(number, today=SAMPLE_DAY) for number in numbers] == [""] * len(people)
    assert {phone_fault(person.phone) for person in people} == {""}
    assert len({person.name for person in people}) == len(people)


def test_one_post_has_forty_characters(demo):
    assert len(LONG_POST) == 40
    assert Deputy.objects.filter(post=LONG_POST).exists()


def test_a_second_run_changes_nothing(demo):
    assert load_demo(today=SAMPLE_DAY) is False
    assert Deputy.objects.at(Level.TOWN).count() == 72


def test_the_chain_is_whole_and_the_office_marked(demo):
    assert Office.objects.get().is_demo
    assert AuditEntry.objects.filter(verb="demo.loaded").count() == 1
    assert list(chain_faults()) == []


@pytest.mark.parametrize(
    ("today", "seventh"),
    [
        (date(2026, 11, 23), date(2026, 12, 17)),
        (date(2026, 11, 29), date(2026, 12, 17)),
        (date(2026, 11, 30), date(2026, 12, 24)),
        (date(2028, 2, 29), date(2028, 3, 23)),
        (date(2026, 5, 1), date(2026, 12, 17)),
    ],
)
def test_the_days_move_by_whole_weeks_and_never_back(today, seventh):
    assert Town(today).day(2026, 12, 17) == seventh


def test_on_a_later_day_the_next_meeting_still_lies_ahead(db):
    later = date(2027, 8, 4)
    load_demo(today=later)
    first, *_, seventh = CongressSession.objects.order_by("ordinal")
    assert first.starts_on < later < seventh.starts_on


def test_an_office_takes_no_demo(office):
    with pytest.raises(CommandError, match="正式的办公室"):
        call_command("demo")
    assert not Deputy.objects.exists()


def test_the_whole_town_can_be_taken_away(demo):
    asked = ask_full_export(User.objects.get(username="zhuren"), reason="换系统", sealed=True)
    tasks.full_export(str(asked.pk))
    asked.refresh_from_db()
    assert (asked.state, asked.error) == (JobState.DONE, "")
    assert asked.facts["rows"] > Deputy.objects.count() + Unit.objects.count()
