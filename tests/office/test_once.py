"""One record for a form, however often and from wherever it is sent (security D.10)."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import RequestFactory

from deputies.models import Unit
from tests.factories import make_user
from township_npc.office.choices import Role
from township_npc.office.models import AuditEntry, SentForm
from township_npc.office.services.audit import chain_faults, record
from township_npc.office.services.once import create_once, show_once, start_once


def send(user, key, **fields):
    """One press of the button: a unit of the name in the form is registered."""
    request = RequestFactory().post("/units/add/", {"once": str(key), "name": "水利站", **fields})
    request.user = user

    def act() -> str:
        unit = Unit.objects.create(name=request.POST["name"])
        record(user, "unit.added", unit)
        return f"/units/{unit.pk}/"

    return create_once(request, act)


@pytest.fixture
def user(db):
    return make_user(Role.STAFF)


@pytest.fixture
def key():
    return uuid.uuid4()


def test_a_double_tap_makes_one_record_and_answers_both_alike(user, key):
    first, second = send(user, key), send(user, key)
    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert first.url == f"/units/{Unit.objects.get().pk}/"
    assert AuditEntry.objects.filter(verb="unit.added").count() == 1


def test_a_retry_after_a_lost_answer_may_carry_another_csrf_token_and_pin(user, key):
    send(user, key, csrfmiddlewaretoken="a", pin="202611", password="a")
    again = send(user, key, csrfmiddlewaretoken="b", pin="202612", password="b")
    assert (again.status_code, Unit.objects.count()) == (302, 1)


def test_the_back_button_with_another_text_is_told_that_it_was_sent_before(user, key):
    first = send(user, key)
    other = send(user, key, name="供电所")
    assert (other.status_code, Unit.objects.count()) == (409, 1)
    assert first.url in other.content.decode()


def test_another_file_under_the_same_key_is_another_body(user, key):
    send(user, key, photo=SimpleUploadedFile("a.jpg", b"one"))
    assert send(user, key, photo=SimpleUploadedFile("a.jpg", b"two")).status_code == 409
    assert send(user, key, photo=SimpleUploadedFile("a.jpg", b"one")).status_code == 302


def test_two_tabs_have_two_keys_and_make_two_records(user):
    send(user, uuid.uuid4(), name="水利站")
    send(user, uuid.uuid4(), name="供电所")
    assert Unit.objects.count() == 2


def test_the_key_of_one_person_means_nothing_for_another(user, key):
    send(user, key)
    send(make_user(Role.STAFF), key, name="供电所")
    assert Unit.objects.count() == 2


@pytest.mark.parametrize("refusal", [ValidationError("请写明理由。"), PermissionDenied()])
def test_a_refused_form_leaves_its_key_free_for_the_corrected_one(user, key, refusal):
    request = RequestFactory().post("/units/add/", {"once": str(key), "name": ""})
    request.user = user

    def refuse() -> str:
        raise refusal

    with pytest.raises(type(refusal)):
        create_once(request, refuse)
    assert send(user, key).status_code == 302


@pytest.mark.parametrize("key", ["", "1", "x" * 36])
def test_a_form_without_a_key_makes_nothing(user, key):
    assert send(user, key).status_code == 400
    assert not Unit.objects.exists()


def at_once(count: int, act) -> list:
    """Run ``act(n)`` in that many threads, each with a connection of its own."""

    def alone(n: int):
        try:
            return act(n)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=20) as pool:
        return list(pool.map(alone, range(count)))


def test_twenty_taps_at_the_same_moment_make_one_record(committed_db, user, key):
    answers = at_once(20, lambda n: send(user, key))
    assert {answer.status_code for answer in answers} == {302}
    assert {answer.url for answer in answers} == {f"/units/{Unit.objects.get().pk}/"}
    assert SentForm.objects.count() == 1


@pytest.mark.parametrize("once", [show_once, start_once])
def test_twenty_taps_for_a_secret_or_a_long_act_begin_it_once(committed_db, user, key, once):
    def tap(n: int) -> str:
        request = RequestFactory().post("/backup/", {"once": str(key)})
        request.user = user
        return once(request, lambda: record(user, "test.act") and "made", lambda: "made before")

    assert sorted(at_once(20, tap)) == ["made"] + ["made before"] * 19
    assert AuditEntry.objects.filter(verb="test.act").count() == 1
    assert SentForm.objects.get().answer_url == ""


def test_a_long_act_that_fails_gives_its_key_back(user, key):
    request = RequestFactory().post("/backup/", {"once": str(key)})
    request.user = user

    def fail():
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        start_once(request, fail, lambda: "made before")
    assert start_once(request, lambda: "made", lambda: "made before") == "made"


def test_two_hundred_acts_at_the_same_moment_make_one_chain(committed_db, user):
    at_once(200, lambda n: record(user, "test.act", user, n=n))
    entries = AuditEntry.objects.order_by("seq")
    assert [entry.seq for entry in entries] == list(range(1, 201))
    assert sorted(entry.facts["n"] for entry in entries) == list(range(200))
    assert list(chain_faults()) == []


def test_what_was_committed_survives_the_connection(committed_db, user, key):
    send(user, key)
    connection.close()
    assert Unit.objects.count() == 1
