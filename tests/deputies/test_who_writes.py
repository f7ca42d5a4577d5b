"""提建议 is offered to who may write, and nobody is led to a page that is not there."""

import re

import pytest
from django.urls import reverse

from deputies.models import Deputy
from deputies.permissions.proposals import may_write
from tests.factories import make_deputy, make_draft, make_term, make_user, moment
from township_npc.office.choices import Role
from township_npc.office.models import User

NEW = "/proposals/new/"


def a_seat(**facts) -> User:
    """The account of a person with this one seat."""
    user = make_user(Role.DEPUTY)
    Deputy.objects.create(person=user.person, **facts)
    return user


def of_town(**facts) -> User:
    return a_seat(term=make_term(), **facts)


def of_county(**facts) -> User:
    return a_seat(level="county", **facts)


def links(client, path: str) -> set[str]:
    """Where the page leads; the page itself must be there."""
    answer = client.get(path, follow=True)
    assert answer.status_code == 200, path
    return set(re.findall(r'href="(/(?!static)[^"#?]*)', answer.content.decode()))


def test_a_seat_in_this_towns_congress_writes(office):
    assert may_write(of_town())


def test_a_second_seat_in_the_county_takes_nothing_away(office):
    user = of_town()
    Deputy.objects.create(person=user.person, level="county")
    assert may_write(user)


def test_a_seat_that_is_suspended_ended_of_a_past_term_or_higher_does_not(office):
    day = "2026-09-18"
    past = make_term(18, starts_on="2016-11-20", ends_on="2021-11-20")
    for user in (
        of_town(state="suspended", suspended_on=day),
        of_town(state="ended", ended_on=day, end_reason="moved"),
        a_seat(term=past),
        of_county(),
        make_user(Role.DEPUTY),
        make_user(Role.DIRECTOR),
    ):
        assert not may_write(user)


def test_an_office_worker_with_a_seat_writes_in_the_role_of_deputy_alone(office):
    user = of_town()
    user.role_grants.update(role=Role.STAFF)
    assert not may_write(user)


def test_the_town_deputys_phone_offers_it_on_the_home_page_and_at_its_foot(client, office):
    client.force_login(of_town())
    page = client.get("/").content.decode()
    assert page.count(f'href="{NEW}"') == 2


@pytest.mark.parametrize(
    "seat", [of_county, lambda: of_town(state="suspended", suspended_on="2026-09-18")]
)
def test_who_may_not_write_is_led_to_no_page_that_is_not_there(client, office, seat):
    client.force_login(seat())
    seen, waiting = set(), {"/", reverse("deputies:proposal-list"), reverse("deputies:draft-list")}
    while waiting:
        path = waiting.pop()
        seen.add(path)
        waiting |= links(client, path) - seen
    assert NEW not in seen
    assert client.get(NEW).status_code == 404


def test_a_suspended_deputys_drafts_stay_and_wait(client, office):
    deputy = make_deputy(state="suspended", suspended_on="2026-09-18")
    draft = make_draft(deputy)
    sent = make_draft(deputy, title="送出的", state="submitted", submitted_at=moment(2026, 6, 10))
    client.force_login(deputy.person.user)
    page = client.get(reverse("deputies:draft-list")).content.decode()
    assert draft.title in page and "现在不能提建议，草稿都留着。" in page
    assert "接着写<span" not in page
    for name in ("proposal-detail", "proposal-sent"):
        address = reverse(f"deputies:{name}", args=[sent.pk])
        assert "撤回" not in client.get(address).content.decode()


def test_a_deputy_with_a_desk_finds_the_button_on_its_home_page(client, office):
    user = of_town()
    user.role_grants.create(role=Role.CHAIR)
    client.force_login(user)
    assert f'href="{NEW}"' in client.get("/").content.decode()
    county = of_county()
    county.role_grants.create(role=Role.CHAIR)
    client.force_login(county)
    assert NEW not in client.get("/").content.decode()
