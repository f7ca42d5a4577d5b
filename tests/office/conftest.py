"""Fixtures of the shared ground's tests."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import make_unit, moment
from township_npc.office.backup import shelf
from township_npc.office.services import files


@pytest.fixture
def own_shelf(monkeypatch, tmp_path):
    """The data folder's backups are this test's alone."""
    monkeypatch.setattr(shelf, "folder", lambda: tmp_path / "backups")
    return tmp_path / "backups"


@pytest.fixture
def stored(committed_db, office):
    upload = SimpleUploadedFile("说明.txt", "说明".encode())
    return files.store_document(upload, subject=make_unit(), by=None, at=moment(2026, 6, 1))
