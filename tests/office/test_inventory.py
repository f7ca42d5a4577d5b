"""Every address × every role × every method, against one table (security B: inventory test).

``inventory.tsv``: a line for each address and method, a column for each person; ``login`` is the
way to the sign-in page. Methods that are not listed never open anything.
"""

import csv
import re
import uuid
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver, reverse

from tests.office.inventory import CAST, OBJECTS, world

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
#: What a visitor may open: the ways in, signs of life for other machines, the public pages, 大字.
OPEN = {
    "office:login", "office:enter-code", "office:healthz", "office:readyz", "office:big",
    "deputies:public-deputy-list", "deputies:public-deputy-detail",
    "deputies:public-proposal-list", "deputies:public-proposal-detail", "desk:privacy",
}  # fmt: skip
#: Being signed in and what is recorded of looking: no part of the office's business.
TRACE = {"django_session", "office_signin", "office_auditentry", "office_audithead"}
#: Pages whose opening is remembered: an invitation was read, the database took a write.
SEEN = {
    "deputies:proposal-cosign": {"deputies_cosigner"},
    "office:home": {"office_heartbeat"},  # of 系统管理员: what the machine lacks
    "office:health": {"office_heartbeat"},
    "office:readyz": {"office_heartbeat"},
}
WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
TABLE = Path(__file__).with_name("inventory.tsv")
LOGIN = "login"

pytestmark = pytest.mark.django_db


def addresses(patterns=None, namespace=""):
    """``(name, view)`` of each address of the product."""
    for pattern in patterns or get_resolver().url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}", pattern


def table():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def place(name: str, things: dict) -> str:
    """The address, filled with the object that the name speaks about, or with nobody's."""
    pattern = dict(addresses())[name]
    wanted = OBJECTS.get(name, {})
    values = {
        key: things[wanted[key]] if key in wanted else uuid.uuid4() for key in _names(pattern)
    }
    return reverse(name, kwargs=values)


def _names(pattern) -> list[str]:
    return list(pattern.pattern.converters)


def answer(client: Client, method: str, path: str, written: set | None = None) -> str:
    """The status code, or LOGIN; what the request changed is taken back. ``written``: gathers the
    tables in which it changed something."""
    with transaction.atomic(), connection.execute_wrapper(_Watch(written)):
        response = getattr(client, method.lower())(path)
        if response.streaming:
            response.getvalue()  # closing it unread would close the database under the test
        transaction.set_rollback(True)
    if response.status_code == 302 and response.url.startswith("/login/"):
        return LOGIN
    return str(response.status_code)


class _Watch:
    """Lets every statement through, and remembers which tables were written."""

    def __init__(self, written: set | None):
        self.written = set() if written is None else written

    def __call__(self, execute, sql, params, many, context):
        if found := WRITES.match(sql):
            self.written.add(found[1])
        return execute(sql, params, many, context)


def signed_in(user) -> dict[str, str]:
    """The cookies of a browser in which the person, if it is one, has seen a first page."""
    client = Client()
    if user is not None:
        client.force_login(user)
        client.get("/")
    return {name: cookie.value for name, cookie in client.cookies.items()}


def browser(cookies: dict[str, str], **options) -> Client:
    """As it stood after that first page: a request takes back all it did, its session's end too."""
    client = Client(**options)
    client.cookies.load(cookies)
    return client


def test_every_address_stands_in_the_table_with_its_methods():
    declared = {(name, method) for name, found in addresses() for method in found.callback.methods}
    assert declared == {(row["address"], row["method"]) for row in table()}


def test_every_address_names_its_policy():
    assert [name for name, found in addresses() if not hasattr(found.callback, "policy")] == []


def test_each_person_gets_what_the_table_says_and_30_looking_changes_nothing():
    things = world()
    cookies = {person: signed_in(things[person]) for person in CAST}
    wrong, changed = [], {}
    for row in table():
        written, method = set(), row["method"]
        path = place(row["address"], things)
        for person in CAST:
            got = answer(browser(cookies[person]), method, path, written)
            if got != row[person]:
                wrong.append(f"{method} {row['address']} {person}: {got}, not {row[person]}")
        if method == "GET" and written - TRACE:
            changed[row["address"]] = written - TRACE
    assert wrong == []
    assert changed == SEEN


def test_29_signed_out_only_the_doors_and_what_is_public_open():
    """And no address breaks: what is not in this list leads to the sign-in page or is not there."""
    opened = {
        row["address"] for row in table() if row["nobody"] not in (LOGIN, "404", "405", "410")
    }
    assert opened == OPEN


def test_26_no_page_about_the_congress_opens_for_the_administrator():
    rows = [row for row in table() if row["address"].split(":")[0] in ("deputies", "desk")]
    opened = {row["address"] for row in rows if row["sysadmin"] not in ("404", "405")}
    public = {address for address in OPEN if address.split(":")[0] in ("deputies", "desk")}
    assert opened == public


def forged(path: str, method: str) -> dict[str, str]:
    """Headers by which some servers let a request pass for another."""
    places = ("X-Original-URL", "X-Rewrite-URL")
    return {**dict.fromkeys(places, path), "X-HTTP-Method-Override": method}


@pytest.mark.parametrize(("person", "path"), [("nobody", "/login/"), ("handler", "/me/")])
def test_30_a_header_does_not_turn_one_address_into_another(person, path):
    things = world()
    client, other = Client(), Client(headers=forged("/accounts/", "POST"))
    for browser in (client, other):
        if things[person] is not None:
            browser.force_login(things[person])
    plain, turned = client.get(path), other.get(path)
    assert (plain.status_code, turned.status_code) == (200, 200)
    assert turned.resolver_match.view_name == plain.resolver_match.view_name
    assert answer(other, "GET", "/accounts/") in (LOGIN, "404")


def test_30_other_methods_open_nothing_for_anybody():
    things = world()
    cookies = {person: signed_in(things[person]) for person in ("nobody", "director")}
    opened = []
    for name, found in addresses():
        path = place(name, things)
        for method in METHODS - {*found.callback.methods}:
            if method == "HEAD" and "GET" in found.callback.methods:
                continue
            headers = forged(path, found.callback.methods[0])
            for person in cookies:
                got = answer(browser(cookies[person], headers=headers), method, path)
                if got not in ("404", "405", LOGIN):
                    opened.append(f"{method} {path} {person}: {got}")
    assert opened == []


def test_nothing_is_changed_without_a_csrf_token():
    things = world()
    client = Client(enforce_csrf_checks=True)
    client.force_login(things["director"])
    posts = [row["address"] for row in table() if row["method"] == "POST"]
    got = {name: answer(client, "POST", place(name, things)) for name in posts}
    assert {name: code for name, code in got.items() if code not in ("403", "404")} == {}
