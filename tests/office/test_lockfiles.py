"""Nothing in the repository says where we fetched or built it."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PINNED = re.compile(
    r"^([a-z0-9._-]+)(?:\[[a-z0-9,_-]+\])?==(\S+)(?: ;.*)? \\$", re.IGNORECASE | re.M
)


def spelled(*parts: str) -> str:
    """Put together here, so that this file does not contain what it looks for."""
    return "".join(parts)


IN_NO_LOCK = ("http", "file:", "--index", "--extra", "--find", ".org", ".com", "/")
NOWHERE = (
    spelled("pypi", ".org"),
    spelled("python", "hosted"),
    spelled("npmjs", ".org"),
    spelled("registry", ".npm"),
    spelled("--index", "-url"),
    spelled("--find", "-links"),
    spelled("/ro", "ot/"),
    spelled("/ho", "me/"),
    spelled("/wo", "rk/"),
    spelled("/opt", "/"),
)


def tracked_texts() -> dict[str, str]:
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout.split(b"\0")
    texts = {}
    for path in (ROOT / name.decode() for name in names if name):
        try:
            texts[str(path.relative_to(ROOT))] = path.read_text()
        except (UnicodeDecodeError, FileNotFoundError):
            continue
    return texts


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_address_and_no_folder(name):
    text = (ROOT / name).read_text()
    assert [mark for mark in IN_NO_LOCK if mark in text] == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_of_a_lock_file_has_a_hash(name):
    blocks = re.split(r"\n(?=\S)", (ROOT / name).read_text().strip())
    assert blocks
    assert [
        block for block in blocks if not PINNED.match(block) or "--hash=sha256:" not in block
    ] == []


def test_the_tests_run_on_the_packages_that_the_office_runs_on():
    office, tests = (dict(PINNED.findall((ROOT / name).read_text())) for name in LOCKS)
    assert {name: tests.get(name) for name in office} == office


def test_no_file_names_a_registry_or_a_folder_of_somebodys_machine():
    found = [
        (name, mark) for name, text in tracked_texts().items() for mark in NOWHERE if mark in text
    ]
    assert found == []
