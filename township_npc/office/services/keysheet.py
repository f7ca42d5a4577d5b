"""The office's keys: shown, put away, put back."""

import hashlib
from datetime import datetime
from pathlib import Path

from django.db import transaction

from township_npc.office import keys, permissions
from township_npc.office.keysheet import Bundle
from township_npc.office.models import Office, OfficeKey
from township_npc.office.services.audit import record


def current_bundle(var: Path) -> Bundle:
    return {name: keys.text(var, name) for name in keys.NAMES}


def key_ids(bundle: Bundle) -> dict[str, list[str]]:
    """Which keys are in the bundle, without the keys themselves: ``{"field": ["1a2b3c4d"]}``."""
    return {name: [line.split(":")[0] for line in text.split()] for name, text in bundle.items()}


def install(bundle: Bundle, var: Path) -> None:
    """Put the keys into the folder; a key file that says otherwise is kept beside it."""
    for name, text in bundle.items():
        path = keys.path_of(var, name)
        if path.exists() and path.read_text() != text:
            mark = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
            path.rename(path.with_name(f"{path.name}.before-{mark}"))
        keys.put(var, name, text)


def lacking_keys(var: Path, wanted: set[tuple[str, str]]) -> list[str]:
    """``field.key 编号 1a2b3c4d`` for each wanted key that is not in the folder."""
    return [f"{name}.key 编号 {key_id}" for name, key_id in sorted(wanted - numbers(var))]


def numbers(var: Path) -> set[tuple[str, str]]:
    """``("field", "1a2b3c4d")`` for each key in the folder."""
    ids = key_ids(current_bundle(var))
    return {(name, key_id) for name in ids for key_id in ids[name]}


def noted_numbers() -> set[tuple[str, str]]:
    """The keys that this database is sealed with, as noted; empty in an office of before that."""
    return set(OfficeKey.objects.values_list("name", "key_id"))


@transaction.atomic
def note_numbers(var: Path) -> None:
    """The database remembers which keys are its own, by their numbers."""
    if noted_numbers() != numbers(var):
        OfficeKey.objects.all().delete()
        OfficeKey.objects.bulk_create(
            OfficeKey(name=name, key_id=key_id) for name, key_id in numbers(var)
        )


@transaction.atomic
def put_keys_away(by, at: datetime) -> None:
    """已打印并收好: the home page stops asking."""
    permissions.require(permissions.is_director(by))
    Office.objects.filter(pk=1).update(keys_put_away_at=at, keys_put_away_by=by)
    record(by, "keys.put_away")


def log_keys_shown(by, way: str) -> None:
    """The keys were shown again or taken away as a file."""
    permissions.require(permissions.is_director(by))
    record(by, "keys.shown", way=way)
