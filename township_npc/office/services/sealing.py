"""Changing the key of the sealed fields while the office works (security C.19)."""

import time
from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.models.functions import Left

from township_npc.office import keys
from township_npc.office.models import Office, OfficeKey
from township_npc.office.sealing import sealed_names
from township_npc.office.services import keysheet
from township_npc.office.services.audit import record

BATCH = 50


def rotate_field_key(*, pause: float = 0.05) -> int:
    """Seal everything under a new key, in small batches; return how many values were sealed anew.

    Started again after an interruption it goes on where it stopped. The old key stays in the file
    until ``drop_old_keys``.
    """
    if not any(rows.exists() for _, _, rows in stale_rows()):
        keys.put(settings.VAR_DIR, "field", keys.new_key_line() + _key_file())
    count = sum(_reseal(name, rows, pause) for _, name, rows in stale_rows())
    _finish("keys.rotated", values=count)
    return count


def drop_old_keys() -> int:
    """Forget every field key but the first; return how many. Refused while a value needs one."""
    if any(rows.exists() for _, _, rows in stale_rows()):
        raise ValidationError(
            "还有内容用旧密钥加密着，请先运行 rotate_field_key。", code="still_needed"
        )
    lines = _key_file().splitlines(keepends=True)
    kept = lines[0].partition(":")[0]
    # The database lets go first: a kill in between leaves an office that opens.
    OfficeKey.objects.filter(name="field").exclude(key_id=kept).delete()
    keys.put(settings.VAR_DIR, "field", lines[0])
    _finish("keys.dropped", keys=len(lines) - 1)
    return len(lines) - 1


def sealed_values() -> Iterator[tuple[type[Model], str, QuerySet]]:
    """Every sealed column that there is: model, attribute, rows that hold a value."""
    for model in apps.get_models():
        for name in sealed_names(model):
            yield model, name, model._base_manager.exclude(**{f"{name}_sealed": ""})


def numbers_in_use() -> set[tuple[str, str]]:
    """The field keys that some value is sealed under: each begins with the number of its key."""
    return {
        ("field", key_id)
        for _, name, rows in sealed_values()
        for key_id in rows.order_by().values_list(Left(f"{name}_sealed", 8), flat=True).distinct()
    }


def stale_rows() -> Iterator[tuple[type[Model], str, QuerySet]]:
    """The rows whose value is not sealed under the first key."""
    current = next(iter(keys.read(settings.VAR_DIR, "field")))
    for model, name, rows in sealed_values():
        yield model, name, rows.exclude(**{f"{name}_sealed__startswith": f"{current}."})


def _reseal(name: str, rows: QuerySet, pause: float) -> int:
    count = 0
    while batch := list(rows.order_by("pk")[:BATCH]):
        with transaction.atomic():
            for row in batch:
                _reseal_row(row, name)
        count += len(batch)
        time.sleep(pause)
    return count


def _reseal_row(row: Model, name: str) -> None:
    """Touches only the value that was read: a colleague's edit meanwhile stands."""
    column = f"{name}_sealed"
    before = getattr(row, column)
    setattr(row, name, getattr(row, name))
    same = type(row)._base_manager.filter(pk=row.pk, **{column: before})
    same.update(**{column: getattr(row, column)})


@transaction.atomic
def _finish(verb: str, **facts) -> None:
    """The printed 钥匙页 no longer fits, so the home page asks for a new one."""
    keysheet.note_numbers(settings.VAR_DIR)
    Office.objects.filter(pk=1).update(keys_put_away_at=None, keys_put_away_by=None)
    record(None, verb, **facts)


def _key_file() -> str:
    return keys.text(settings.VAR_DIR, "field")
