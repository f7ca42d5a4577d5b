"""Offices as earlier versions left them, opened by this one (``tests/data/older``)."""

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

from tests.factories import moment
from tests.office.drill import Machine

STORED = Path(__file__).parents[1] / "data" / "older"
NOON = moment(2026, 11, 26, 12)

PREPARE = """
from township_npc.office.management.commands.serve import Command
Command().prepare()
"""
STATE = """
import json
from deputies.models import Assignment, Promise, Proposal, Reply
from django.db.migrations.recorder import MigrationRecorder
from township_npc.office.backup import shelf
from township_npc.office.models import AuditEntry, Person, Todo
person = Person.objects.get(name="万秋生")
def rows(of, *names):
    return list(of.order_by(names[0]).values_list(*names))
print(json.dumps({
    "proposals": rows(Proposal.objects, "pk", "number", "state", "title"),
    "replies": rows(Reply.objects, "pk", "result", "due_on"),
    "assigned": rows(Assignment.objects, "proposal", "unit", "due_on"),
    "promised": rows(Promise.objects, "reply", "state"),
    "sealed": [person.phone, person.id_number],
    "todos": list(Todo.objects.order_by("pk").values()),
    "entries": rows(AuditEntry.objects, "seq", "hash"),
    "migrations": rows(MigrationRecorder.Migration.objects, "pk", "app", "name"),
    "backups": [[backup.name, backup.reason] for backup in shelf.backups()],
}, default=str))
"""
WAITING = """
import json
from django.apps import apps
from township_npc.office.models import Todo
from township_npc.office.registries import subjects
def told(kind, pk, said):
    return [kind, str(pk), said.kind, str(said.due_on), said.verb, said.url]
wanted = [
    [*told(kind, row.pk, want), want.to]
    for kind, entry in subjects.items() if entry.todos
    for row in apps.get_model(kind).objects.all()
    for want in entry.todos(row)
]
opened = [
    [*told(todo.subject_kind, todo.subject_id, todo), todo.addressee]
    for todo in Todo.objects.open()
]
print(json.dumps({"wanted": sorted(wanted), "opened": sorted(opened)}))
"""


class Older(Machine):
    """The stored office, as its own version left it."""

    def __init__(self, folder: Path, stored: str):
        with zipfile.ZipFile(STORED / stored) as archive:
            archive.extractall(folder)
        super().__init__(folder)
        self.environment["NPC_MODE"] = "demo"
        self.set_clock(NOON)

    def read(self, query: str) -> list[list]:
        with closing(sqlite3.connect(self.var / "office.sqlite3")) as database:
            return [list(row) for row in database.execute(query)]

    def open(self) -> None:
        """As the doors are opened by this version."""
        self.run(PREPARE)

    def waiting(self) -> dict:
        """To-dos that the records ask for, and those that stand."""
        return json.loads(self.run(WAITING))

    def state(self) -> dict:
        return json.loads(self.run(STATE))
