"""全部资料: what the office may take out of the program, one sheet for each kind of record (6.20).

A column is a field that has a Chinese name; the machine's own fields have none. Sealed columns go
in only when they are asked for.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Field, ForeignKey, JSONField, Model, QuerySet
from django.utils import timezone

from township_npc.office.files.names import clean_name
from township_npc.office.models import Person, StoredFile, User
from township_npc.office.registries import Subject, subjects
from township_npc.office.sealing import sealed_names
from township_npc.office.workbook import Sheet

SEALED_LABELS = {"id_number": "身份证号", "phone": "电话", "address": "住址", "email": "邮箱"}
_NOT_IN_A_FOLDER = re.compile(r"[/\\]")
_FOLLOWED = ("person", "term")  # what the name of a related record is made of
Column = tuple[str, Callable[[Model], Any]]


def business_sheets(user, *, sealed: bool) -> list[Sheet]:
    """A sheet for each kind of record, with the rows that the user may see."""
    return [_sheet(subject, user, sealed) for subject in business_subjects()] + [_file_list(user)]


def business_subjects() -> list[Subject]:
    return [subject for subject in subjects.values() if subject.kind != User._meta.label]


def files_to_take(user) -> Iterator[tuple[StoredFile, str, str]]:
    """Each file with the name of its record and its place in the package."""
    for subject in business_subjects():
        files = list(StoredFile.objects.filter(subject_kind=subject.kind))
        rows = _rows(subject, user).in_bulk([file.subject_id for file in files])
        for file in files:
            if row := rows.get(file.subject_id):
                yield file, subject.title(row), _place(subject, row, file)


def _place(subject: Subject, row: Model, file: StoredFile) -> str:
    folder = subject.folder_for_export(row) if subject.folder_for_export else (subject.label,)
    name = f"{file.pk.hex[:8]}-{clean_name(file.name)}"
    return "/".join(
        ["附件", *(clean_name(_NOT_IN_A_FOLDER.sub(" ", part)) for part in folder), name]
    )


def _rows(subject: Subject, user) -> QuerySet:
    return (subject.rows_for_export or subject.visible_to)(user)


def _file_list(user) -> Sheet:
    rows = ([title, file.name, place] for file, title, place in files_to_take(user))
    return Sheet("附件", ["属于", "文件名", "在压缩包里"], rows)


def _sheet(subject: Subject, user, sealed: bool) -> Sheet:
    rows = _rows(subject, user)
    columns = [*_columns(rows.model, sealed), *subject.columns_for_export]
    joined = rows.select_related(*_joins(rows.model))
    values = ([read(row) for _, read in columns] for row in joined.iterator(chunk_size=1000))
    return Sheet(subject.label, [heading for heading, _ in columns], values)


def _columns(model: type[Model], sealed: bool) -> list[Column]:
    columns: list[Column] = []
    for field in model._meta.concrete_fields:
        if field.name == "person" and field.related_model is Person:
            columns += _persons_columns(sealed)
        elif heading := _heading(field):
            columns.append((heading, lambda row, field=field: _value(row, field)))
    return columns


def _persons_columns(sealed: bool) -> list[Column]:
    """The person stands in the row of the seat: name, gender … and what was asked for."""
    columns = [
        (heading, lambda row, read=read: read(row.person))
        for heading, read in _columns(Person, sealed)
    ]
    if sealed:
        columns += [
            (SEALED_LABELS[name], lambda row, name=name: getattr(row.person, name))
            for name in sealed_names(Person)
        ]
    return columns


def _heading(field: Field) -> str:
    """The Chinese name, of the field or of the record it leads to; empty for a machine's field,
    as JSON always is."""
    if isinstance(field, JSONField):
        return ""
    names = [field.verbose_name]
    if field.is_relation:
        names.append(field.related_model._meta.verbose_name)
    return next((str(name) for name in names if not str(name).isascii()), "")


def _value(row: Model, field: Field) -> Any:
    value = getattr(row, field.name)
    if field.choices:
        return getattr(row, f"get_{field.name}_display")()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None)
    return str(value) if isinstance(value, Model) else value


def _joins(model: type[Model]) -> list[str]:
    """The related rows that the columns print, and the ones that their names are made of."""
    joins = []
    for field in _relations(model):
        joins.append(field.name)
        joins += [
            f"{field.name}__{further.name}"
            for further in _relations(field.related_model)
            if further.name in _FOLLOWED
        ]
    return joins


def _relations(model: type[Model]) -> list[ForeignKey]:
    return [field for field in model._meta.concrete_fields if field.is_relation]
