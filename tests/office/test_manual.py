"""怎么用: the handbook says what stands on the screens, and everybody finds the own tasks first."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import resolve, reverse

from tests.factories import make_deputy, make_user
from township_npc.office import registries
from township_npc.office.choices import Role
from township_npc.office.manual import by_readers, manual_pages, open_doors
from township_npc.office.registries import register

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
PRODUCT = ("deputies", "desk", "township_npc")
FRAME_OF_A_DESK = 5  # session, account and person, roles, office, open to-dos


@pytest.fixture
def pages(director):
    return manual_pages(director)


def texts() -> list[str]:
    """Every template but the handbook's, and every string in the code but the handbook's."""
    found = [path.read_text() for path in TEMPLATES.rglob("*.html") if path.parent.name != "manual"]
    for room in PRODUCT:
        for path in (ROOT / room).rglob("*.py"):
            if "manual" not in str(path.relative_to(ROOT)):
                found += _strings(ast.parse(path.read_text()))
    return found


def _strings(tree: ast.AST) -> list[str]:
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def words_of(page) -> str:
    return (TEMPLATES / page.template).read_text()


def headings(client, path="/manual/") -> list[str]:
    page = client.get(path).content.decode()
    return re.findall(r"<(?:h2 class=\"mb-1\"|summary)>([^<]+?) ?<", page)


def test_every_task_has_its_page_and_every_page_its_task(pages):
    written = {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.glob("*/manual/*.html")}
    assert {page.template for page in pages} == written
    assert len({page.slug for page in pages}) == len(pages) >= 22


def test_every_quoted_word_stands_on_a_screen_or_over_a_page(pages):
    everything = "\n".join([*texts(), *(page.title for page in pages)])
    stale = [
        f"{page.slug}: {quoted}"
        for page in pages
        for quoted in re.findall("“(.+?)”", words_of(page) + page.shows)
        if quoted not in everything
    ]
    assert stale == []


def test_every_page_has_two_to_eight_steps_and_says_what_to_do_when_it_goes_wrong(pages):
    for page in pages:
        steps = re.findall("<li>", words_of(page))
        assert 2 <= len(steps) <= 8, page.slug
        assert "{% block wrong %}" in words_of(page), page.slug


def test_every_task_is_somebodys_and_every_role_has_one(pages):
    assert [page.slug for page in pages if not page.roles] == []
    assert {role for page in pages for role in page.roles} == set(Role)


def test_at_most_ten_pages_have_a_picture_and_each_is_small(pages):
    shown = [page.slug for page in pages if page.shows]
    taken = {path.stem: path for path in (ROOT / "static/manual").glob("*.png")}
    assert set(taken) == set(shown)
    assert len(shown) <= 10
    assert {path.stat().st_size <= 60 * 1024 for path in taken.values()} == {True}


@pytest.mark.parametrize("role", Role)
def test_everybody_finds_the_own_tasks_first(client, office, role):
    user = make_user(role)
    client.force_login(user)
    groups = by_readers(manual_pages(user), user)
    assert [group.is_own for group in groups] == [True] + [False] * (len(Role) - 1)
    assert headings(client) == [group.label for group in groups[:1]] + ["别人怎么办"] + [
        group.label for group in groups[1:]
    ]


def test_who_holds_two_posts_has_both_first(office):
    both = make_user(Role.DIRECTOR, Role.DEPUTY)
    groups = by_readers(manual_pages(both), both)
    assert [group.label for group in groups if group.is_own] == ["主任", "代表"]
    assert [group.is_own for group in groups[:3]] == [True, True, False]


def test_a_visitor_is_led_to_the_door(client, office):
    for path in ("/manual/", "/manual/propose/"):
        assert client.get(path).url == f"/login/?next={path}"


@pytest.mark.parametrize("role", Role)
def test_everybody_may_read_every_page(client, office, role):
    user = make_user(role)
    client.force_login(user)
    for page in manual_pages(user):
        answer = client.get(f"/manual/{page.slug}/")
        assert (answer.status_code, page.title in answer.content.decode()) == (200, True)


def test_a_task_that_nobody_wrote_is_not_there(client, director):
    client.force_login(director)
    assert client.get("/manual/fly/").status_code == 404


@pytest.mark.parametrize("role", Role)
def test_only_doors_that_open_are_offered(client, congress_session, role):
    user = make_deputy().person.user if role == Role.DEPUTY else make_user(role)
    client.force_login(user)
    for page in manual_pages(user):
        for words, url in open_doors(page, user):
            answer = client.get(url)
            assert answer.status_code in (200, 302), f"{page.slug}: {words}"


def test_whoever_the_task_is_for_may_open_one_of_its_doors(office):
    people = {role: make_user(role) for role in Role}
    people[Role.DEPUTY] = make_deputy().person.user
    shut = [
        f"{page.slug}: {role}"
        for page in manual_pages(people[Role.DIRECTOR])
        for role in page.roles
        if page.slug != "password" and not open_doors(page, people[role])
    ]
    assert shut == []


def test_a_task_leads_to_its_page_and_hides_what_is_not_for_the_reader(client, director, staff):
    for user, seen in ((director, True), (staff, False)):
        client.force_login(user)
        page = client.get("/manual/backup/").content.decode()
        assert (reverse("office:key-sheet") in page) is seen


def test_the_way_to_the_handbook_stands_where_people_look(client, director):
    client.force_login(director)
    assert 'href="/manual/"' in client.get("/").content.decode()
    assert 'href="/manual/"' in client.get("/nowhere/").content.decode()
    client.force_login(make_deputy().person.user)
    assert 'href="/manual/"' in client.get("/me/").content.decode()


def test_a_deputy_reads_on_the_phones_page(client, deputy):
    client.force_login(deputy.person.user)
    assert 'class="has-tabbar phone"' in client.get("/manual/").content.decode()
    assert 'class="has-tabbar phone"' in client.get("/manual/propose/").content.decode()


def test_the_handbook_costs_no_query_of_its_own(client, director, django_assert_num_queries):
    client.force_login(director)
    client.get("/manual/")
    for path in ("/manual/", "/manual/accept/"):
        with django_assert_num_queries(FRAME_OF_A_DESK):
            client.get(path)


def test_a_room_that_brings_nothing_leaves_its_pages_out(director, monkeypatch):
    only = {key: slot for key, slot in registries.slots.items() if key == ("manual", 0)}
    monkeypatch.setattr(registries, "slots", {})
    register(*only.values())
    assert {page.room for page in manual_pages(director)} == {"office"}


def test_every_door_is_an_address_without_a_record(pages):
    assert all(resolve(reverse(name)) for page in pages for _, name in page.doors)
