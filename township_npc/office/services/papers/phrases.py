"""The office's own words for the gates, and entries of the program it does not use.

Nothing is overwritten: each change is a new version, and any earlier one can be taken back.
"""

import uuid
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from township_npc.office.choices import PhraseKind
from township_npc.office.models import PhraseRule, User
from township_npc.office.papers.proof import builtins, check_phrase, default_lists
from township_npc.office.permissions import may_keep_phrases, require
from township_npc.office.selectors.phrases import (
    own_phrases,
    phrase_of,
    standing_words,
    versions_of,
)
from township_npc.office.services.audit import record

#: The line of an entry of the program, the same in every office.
_BUILTIN = uuid.UUID("6f0f3a52-7d3b-4f0c-9d57-0d2c6b1a9e40")
_KEPT = ("kind", "wrong", "right", "reason", "unless", "is_sure", "is_on")


def add_phrase(*, by: User, at: datetime, **values) -> PhraseRule:
    return change_phrase(uuid.uuid4(), seen=0, by=by, at=at, **values)


@transaction.atomic
def change_phrase(
    line: uuid.UUID, *, seen: int, by: User, at: datetime, **values
) -> PhraseRule | None:
    """A new version of one line; the same again is none. Raises ValidationError with one sentence
    for what is broken, and when somebody was faster."""
    require(may_keep_phrases(by))
    row = PhraseRule(line=line, **values)
    row.right = "" if row.kind == PhraseKind.BANNED else row.right
    if not row.right and row.kind != PhraseKind.BANNED:
        raise ValidationError(
            {"right": "请写该写成什么；没有别的写法的，选“不能写”。"}, code="phrase"
        )
    last = versions_of(line).first()
    if last and all(getattr(last, name) == getattr(row, name) for name in _KEPT):
        return None
    if row.is_on:
        _refuse_broken(row)
    return _add(row, seen=seen, by=by, at=at)


@transaction.atomic
def use_version(line: uuid.UUID, number: int, *, seen: int, by: User, at: datetime) -> None:
    """撤销: an earlier version of a line comes into force again."""
    require(may_keep_phrases(by))
    earlier = versions_of(line).filter(number=number, builtin="").first()
    if earlier is None:
        raise ValidationError("没有这一版。", code="no_version")
    values = {name: getattr(earlier, name) for name in _KEPT}
    change_phrase(line, seen=seen, by=by, at=at, **values)


@transaction.atomic
def switch_builtin(key: str, *, is_on: bool, by: User, at: datetime) -> None:
    """停用 an entry of the program, or use it again; once is as good as twice."""
    require(may_keep_phrases(by))
    if key not in {entry.key for entry in builtins(default_lists())}:
        raise ValidationError("程序里没有这一条。", code="no_entry")
    line = uuid.uuid5(_BUILTIN, key)
    last = versions_of(line).first()
    if (last.is_on if last else True) == is_on:
        return
    row = PhraseRule(line=line, builtin=key, is_on=is_on)
    _add(row, seen=last.number if last else 0, by=by, at=at)


def _refuse_broken(row: PhraseRule) -> None:
    others = {other.wrong for other in own_phrases() if other.is_on and other.line != row.line}
    check_phrase(phrase_of(row), others, default_lists(), standing_words())


def _add(row: PhraseRule, *, seen: int, by: User, at: datetime) -> PhraseRule:
    last = versions_of(row.line).first()
    if (last.number if last else 0) != seen:
        raise ValidationError("这一条刚被别人改过，请打开最新的再改。", code="stale")
    row.number, row.by, row.at = seen + 1, by, at
    row.full_clean(exclude=["by"])
    row.save(force_insert=True)
    note = row.builtin or f"{row}"
    record(by, "paper_phrase.kept", None, note=note, number=row.number, is_on=row.is_on)
    return row
