"""Nothing that opens a door and nothing that a person typed reaches a log (security C.1, C.19)."""

import logging
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from gunicorn.config import Config

from tests.office.doors import link
from tests.office.test_inventory import addresses
from township_npc.office import clock
from township_npc.office.choices import TicketKind
from township_npc.office.logs import discreet
from township_npc.office.services.entrance import issue_ticket
from township_npc.office.serving import web

pytestmark = pytest.mark.django_db

DEPUTY = "5f0c7a52-1f0e-4f6e-9b3e-0a1b2c3d4e5f"


@pytest.fixture
def printed(monkeypatch):
    """What the office's own handler has printed since."""
    console = next(one for one in logging.getLogger().handlers if one.name == "console")
    stream = StringIO()
    monkeypatch.setattr(console, "stream", stream)
    return stream.getvalue


@pytest.fixture(params=["enter", "password-set"])
def secret(request, deputy, staff, director):
    """A living one-time secret, its address and how the address may be logged."""
    if request.param == "enter":
        token = link(deputy.person.user, staff, at=clock.now())
    else:
        token = issue_ticket(staff, TicketKind.RESET, by=director, at=clock.now())
    path = reverse(f"office:{request.param}", args=[token])
    return SimpleNamespace(token=token, path=path, logged=path.replace(token, "…"))


def visitor() -> Client:
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def test_a_refused_form_of_a_link_is_logged_without_its_secret(secret, printed, caplog):
    assert visitor().post(secret.path).status_code == 403
    assert f"Forbidden (CSRF cookie not set.): {secret.logged}" in printed()
    assert secret.token not in printed() + caplog.text


@pytest.mark.parametrize("more", ["x/", "%00/", "x/?q=1"])
def test_a_link_copied_with_more_behind_it_is_logged_without_its_secret(
    secret, printed, caplog, more
):
    assert visitor().get(secret.path + more).status_code == 404
    assert f"Not Found: {secret.logged}" in printed()
    assert secret.token not in printed() + caplog.text


def test_a_dead_link_is_logged_without_what_was_tried(secret, printed, caplog):
    tried = secret.path.replace(secret.token, "kurz")
    assert visitor().get(tried).status_code == 410
    assert f"Gone: {secret.logged}" in printed()
    assert "kurz" not in printed() + caplog.text


def test_a_crash_behind_a_link_is_logged_with_its_trace_and_without_its_secret(
    secret, printed, caplog, monkeypatch
):
    def crash(kind, token, **more):
        raise RuntimeError(f"{token} is broken")

    for view in ("me", "entrance"):
        monkeypatch.setattr(f"township_npc.office.views.{view}.open_ticket", crash)
    assert visitor().get(secret.path).status_code == 500
    assert f"Internal Server Error: {secret.logged}" in printed()
    assert "RuntimeError: … is broken" in printed()
    assert secret.token not in printed() + caplog.text
    assert not [one for one in caplog.records if hasattr(one, "request") or one.exc_info]


def test_the_row_that_a_database_refuses_stays_out_of_the_log(
    client, director, monkeypatch, printed, caplog
):
    names = ("万秋生", "张三丰")

    def refuse(*args, **kwargs):
        try:
            raise ValueError(f"no\n{names[0]}")
        except ValueError as error:
            detail = f"DETAIL:  Failing row contains ({names[1]})."
            raise IntegrityError(f"duplicate key\n{detail}") from error

    monkeypatch.setattr("township_npc.office.views.home.home_page", refuse)
    client.raise_request_exception = False
    client.force_login(director)
    assert client.get("/").status_code == 500
    assert "IntegrityError: duplicate key\n" in printed()
    assert "ValueError: no\n" in printed()
    assert not [name for name in names if name in printed() + caplog.text]


@pytest.mark.parametrize(
    ("said", "logged"),
    [
        ("GET /search/?q=%E4%B8%87 HTTP/1.1", "GET /search/ HTTP/1.1"),
        ('"http://host/enter/abc?x=1" "Firefox"', '"http://host/enter/…" "Firefox"'),
        ("Not Found: /me/password/", "Not Found: /me/password/"),
        ("did 3 of 4?", "did 3 of 4?"),
        (f"/deputies/{DEPUTY}/", f"/deputies/{DEPUTY}/"),
    ],
)  # fmt: skip
def test_paths_lose_their_secrets_and_their_query_and_the_rest_stays(said, logged):
    assert discreet(said) == discreet(logged) == logged


def test_every_address_that_carries_a_secret_is_known_to_the_log():
    carriers = [name for name, found in addresses() if "token" in found.pattern.converters]
    assert carriers == ["office:password-set", "office:enter"]
    for name in carriers:
        assert "geheim" not in discreet(reverse(name, args=["geheim"]))


def test_the_web_servers_own_log_is_discreet_too(tmp_path, secret):
    settings = Config()
    settings.set("accesslog", str(tmp_path / "access"))
    settings.set("errorlog", str(tmp_path / "error"))
    log = web.Log(settings)
    request = {
        "REQUEST_METHOD": "GET", "RAW_URI": f"{secret.path}?q=1", "SERVER_PROTOCOL": "HTTP/1.1",
        "PATH_INFO": secret.path, "HTTP_REFERER": f"http://npc{secret.path}",
    }  # fmt: skip
    answer = SimpleNamespace(status="410 Gone", sent=0, headers=[])
    log.access(answer, SimpleNamespace(headers=[]), request, timedelta())
    log.error("Error handling request %s", secret.path)
    for logger in (log.access_log, log.error_log):
        logger.handlers.pop().close()
        logger.filters.clear()
    access, error = (tmp_path / "access").read_text(), (tmp_path / "error").read_text()
    assert f'"GET {secret.logged} HTTP/1.1" 410' in access
    assert f"Error handling request {secret.logged}" in error
    assert secret.token not in access + error
