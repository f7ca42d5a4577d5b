"""Every address × every role × every method, against one table (security B: inventory test).

``inventory.tsv``: a line for each address and method, a column for each person; ``login`` is the
way to the sign-in page. Methods that are not listed never open anything.
"""

import csv
import uuid
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from tests.office.inventory import CAST, OBJECTS, world

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


def answer(client: Client, method: str, path: str) -> str:
    """The status code, or LOGIN; what the request changed is taken back."""
    with transaction.atomic():
        response = getattr(client, method.lower())(path)
        if response.streaming:
            response.getvalue()  # closing it unread would close the database under the test
        transaction.set_rollback(True)
    if response.status_code == 302 and response.url.startswith("/login/"):
        return LOGIN
    return str(response.status_code)


def answers(name: str, method: str, things: dict) -> dict[str, str]:
    path = place(name, things)
    row = {}
    for person in CAST:
        client = Client()
        if things[person] is not None:
            client.force_login(things[person])
        row[person] = answer(client, method, path)
    return row


def test_every_address_stands_in_the_table_with_its_methods():
    declared = {(name, method) for name, found in addresses() for method in found.callback.methods}
    assert declared == {(row["address"], row["method"]) for row in table()}


def test_every_address_names_its_policy():
    assert [name for name, found in addresses() if not hasattr(found.callback, "policy")] == []


def test_each_person_gets_what_the_table_says():
    things = world()
    wrong = []
    for row in table():
        got = answers(row["address"], row["method"], things)
        wrong += [
            f"{row['method']} {row['address']} {person}: {got[person]}, not {row[person]}"
            for person in CAST
            if got[person] != row[person]
        ]
    assert wrong == []


def test_other_methods_open_nothing_for_anybody():
    things = world()
    opened = []
    for name, found in addresses():
        path = place(name, things)
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} - {
            *found.callback.methods
        }:
            for person in ("nobody", "director"):
                client = Client(headers={"X-HTTP-Method-Override": found.callback.methods[0]})
                if things[person] is not None:
                    client.force_login(things[person])
                got = answer(client, method, path)
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
