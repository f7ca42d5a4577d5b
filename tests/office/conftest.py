"""Fixtures of the shared ground's tests."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from kombu import Connection

from deputies.choices import ProposalState as S
from tests.deputies.proposal_steps import brought_to
from tests.factories import make_deputy, make_handler, make_session, make_unit, moment
from township_npc.office import keys
from township_npc.office.backup import shelf
from township_npc.office.services import files
from township_npc.office.services.keysheet import current_bundle


@pytest.fixture
def own_shelf(monkeypatch, tmp_path):
    """The data folder's backups are this test's alone."""
    monkeypatch.setattr(shelf, "folder", lambda: tmp_path / "backups")
    return tmp_path / "backups"


@pytest.fixture
def stored(committed_db, office):
    upload = SimpleUploadedFile("说明.txt", "说明".encode())
    return files.store_document(upload, subject=make_unit(), by=None, at=moment(2026, 6, 1))


@pytest.fixture
def own_keys(monkeypatch, tmp_path):
    """A key folder that a test may change."""
    bundle = current_bundle(settings.VAR_DIR)
    monkeypatch.setenv("NPC_KEYS", str(tmp_path / "own-keys"))
    for name, text in bundle.items():
        keys.put(settings.VAR_DIR, name, text)
    return tmp_path / "own-keys"


@pytest.fixture
def no_broker(settings, tmp_path):
    settings.REDIS_URL = f"redis+socket://{tmp_path}/nobody.sock"


@pytest.fixture
def sent(settings):
    """``sent()``: the jobs that reached a queue in memory, oldest first."""
    settings.REDIS_URL = "memory://"
    handed = []

    def take() -> list[str]:
        with Connection(settings.REDIS_URL) as line, line.SimpleQueue("celery") as queue:
            while queue.qsize():
                handed.append(queue.get_nowait().payload[0][0])
        return handed

    take()
    handed.clear()
    return take


@pytest.fixture
def desk(client, director):
    """The browser of a director who has signed in."""
    client.force_login(director)
    return client


@pytest.fixture
def proposal(director):
    """A 建议 whose reply is being written: its deadline runs."""
    make_session()
    unit = make_unit()
    crew = {"director": director, "unit": unit, "handler": make_handler(unit)}
    return brought_to(S.SIGNED, lead=make_deputy("万秋生"), **crew)
