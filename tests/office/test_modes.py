"""Demo, office and served: what the mode decides, in a process of its own for each."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMES = (
    "MODE",
    "SESSION_COOKIE_NAME",
    "CSRF_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "SECURE_HSTS_SECONDS",
    "TOTP_FORCED",
    "TRUSTED_PROXY",
    "ALLOWED_HOSTS",
    "DEBUG",
)
YEAR = 365 * 24 * 3600


@pytest.fixture
def python(tmp_path):
    """Run Python with the environment of a machine, and nothing of this test run's."""

    def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess:
        ours = ("NPC_", "DATABASE_URL", "REDIS_URL", "PYTEST", "DJANGO_")
        clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env={**clean, "NPC_VAR": str(tmp_path / "data"), **environ},
            capture_output=True,
            text=True,
        )

    return run


@pytest.fixture
def settings_of(python):
    def read(**environ: str) -> dict:
        code = (
            "import json; from township_npc import settings as s;"
            f"print(json.dumps({{n: getattr(s, n, None) for n in {NAMES!r}}}))"
        )
        done = python("-c", code, **environ)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return read


PLAIN = {
    "SESSION_COOKIE_NAME": "session",
    "CSRF_COOKIE_NAME": "csrf",
    "SESSION_COOKIE_SECURE": False,
    "CSRF_COOKIE_SECURE": False,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "SECURE_HSTS_SECONDS": None,
    "TOTP_FORCED": False,
    "TRUSTED_PROXY": False,
    "DEBUG": False,
}
ENCRYPTED = {
    **PLAIN,
    "SESSION_COOKIE_NAME": "__Host-session",
    "CSRF_COOKIE_NAME": "__Host-csrf",
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
}
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]


def test_the_demo_answers_on_this_machine_only(settings_of):
    assert settings_of(NPC_MODE="demo") == {**PLAIN, "MODE": "demo", "ALLOWED_HOSTS": LOOPBACK}


def test_a_plain_office_answers_under_whatever_address_the_router_gave_it(settings_of):
    assert settings_of(NPC_MODE="office") == {**PLAIN, "MODE": "office", "ALLOWED_HOSTS": ["*"]}


def test_an_office_with_a_certificate_has_cookies_that_never_travel_in_clear(settings_of):
    found = settings_of(NPC_MODE="office", NPC_TLS="1", NPC_HOSTS="npc.town.example")
    assert found == {**ENCRYPTED, "MODE": "office", "ALLOWED_HOSTS": ["npc.town.example"]}


def test_a_served_office_forces_encryption_and_the_second_factor(settings_of):
    found = settings_of(NPC_MODE="served", NPC_HOSTS="npc.county.example")
    assert found == {
        **ENCRYPTED,
        "MODE": "served",
        "ALLOWED_HOSTS": ["npc.county.example"],
        "SECURE_HSTS_SECONDS": YEAR,
        "TOTP_FORCED": True,
        "TRUSTED_PROXY": True,
    }


def test_a_served_office_passes_djangos_own_check(python):
    done = python(
        *("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        NPC_MODE="served",
        NPC_HOSTS="npc.county.example",
    )
    assert (done.returncode, done.stdout) == (
        0,
        "System check identified no issues (3 silenced).\n",
    )


def test_an_unknown_mode_is_refused_in_one_sentence(python):
    done = python("manage.py", "check", NPC_MODE="production")
    assert done.returncode == 1
    assert done.stderr == "NPC_MODE 只能是 demo、office、served，现在是 production。\n"


def test_the_secret_key_is_made_in_the_data_folder_and_stays(python, tmp_path):
    code = "from township_npc import settings; print(settings.SECRET_KEY)"
    first, second = (python("-c", code, NPC_MODE="office").stdout.strip() for _ in range(2))
    assert first == second
    assert len(first) == 64
    assert (tmp_path / "data" / "keys" / "secret.key").stat().st_mode & 0o777 == 0o600
