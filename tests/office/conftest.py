"""Fixtures of the ground's tests."""

import pytest
from django.conf import settings

from township_npc.office import keys
from township_npc.office.services.keysheet import current_bundle


@pytest.fixture
def own_keys(monkeypatch, tmp_path):
    """A key folder that a test may change."""
    bundle = current_bundle(settings.VAR_DIR)
    monkeypatch.setenv("NPC_KEYS", str(tmp_path / "own-keys"))
    for name, text in bundle.items():
        keys.put(settings.VAR_DIR, name, text)
    return tmp_path / "own-keys"
