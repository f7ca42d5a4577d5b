"""To-dos follow the state of their record; nobody opens or closes one by hand."""

from datetime import datetime

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet

from township_npc.office.models import Todo
from township_npc.office.registries import Wanted, subject_kind, subjects

#: Records reconciled in one transaction.
BATCH = 50
_SAID = ("title", "detail", "verb", "url", "icon", "outside", "begins_on", "due_on")


def reconcile(subject, at: datetime) -> None:
    """Open what the record's room wants waiting, close what it no longer wants, move due days.

    ``record()`` calls this under the lock of the audit chain, so no two acts interleave.
    """
    entry = subjects.get(subject_kind(subject))
    if entry is None or entry.todos is None:
        return
    wanted = {(want.kind, want.to): want for want in entry.todos(subject)}
    mine = Todo.objects.open().filter(subject_kind=entry.kind, subject_id=subject.pk)
    standing = {(todo.kind, todo.addressee): todo for todo in mine}
    _close([todo for key, todo in standing.items() if key not in wanted], at)
    for key, todo in standing.items():
        if key in wanted:
            _keep_right(todo, wanted[key])
    fresh = [want for key, want in wanted.items() if key not in standing]
    Todo.objects.bulk_create(_new(subject, want, at) for want in fresh)


def rebuild(at: datetime) -> None:
    """Reconcile every record that may have to-dos: after an upgrade, or when somebody doubts."""
    for kind, entry in subjects.items():
        if entry.todos is None:
            continue
        for row in rows_of(kind).iterator(chunk_size=500):
            with transaction.atomic():
                reconcile(row, at)


def rows_of(kind: str) -> QuerySet:
    """The records of a kind, "deputies.Proposal", in one order."""
    return apps.get_model(kind).objects.order_by("pk")


def _close(todos: list[Todo], at: datetime) -> None:
    if todos:
        Todo.objects.filter(pk__in=[todo.pk for todo in todos]).update(closed_at=at)


def _keep_right(todo: Todo, want: Wanted) -> None:
    said = _said(want)
    if any(getattr(todo, name) != value for name, value in said.items()):
        Todo.objects.filter(pk=todo.pk).update(**said)


def _new(subject, want: Wanted, at: datetime) -> Todo:
    return Todo(
        kind=want.kind,
        subject_kind=subject_kind(subject),
        subject_id=subject.pk,
        addressee=want.to,
        opened_at=at,
        **_said(want),
    )


def _said(want: Wanted) -> dict:
    """The wording, cut where a title is too long for a line."""
    said = {name: getattr(want, name) for name in _SAID}
    for name in ("title", "detail", "outside"):
        most = Todo._meta.get_field(name).max_length
        said[name] = said[name] if len(said[name]) <= most else f"{said[name][: most - 1]}…"
    return said
