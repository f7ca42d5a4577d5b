"""Reminders by several processes at once, in an office with a folder and a database of its own."""

import json
from collections import Counter
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from subprocess import Popen

from tests import prepared
from tests.drills.post import BOX, HELD
from tests.errands import Errands
from tests.factories import moment
from tests.office.drill import Machine

DUE = date(2026, 9, 16)
BEATS, WORKERS = 2, 3
#: How many days are left where a step of the ladder is new.
LADDER = (40, 30, 15, 7, 0, *range(-7, -112, -7))


class Office(Machine):
    """Looked at so often that getting Django ready for each look would be most of the work."""

    @cached_property
    def _errands(self) -> Errands:
        return Errands(self._environment())

    def run(self, code: str) -> str:
        return self._errands.run(code)

    def scrap(self) -> None:
        self._errands.close()
        super().scrap()


def open_office(folder: Path, *, todos: int, people: int) -> Machine:
    """Everybody has a mail address; the to-dos are shared out among them."""
    machine = Office(folder, prepared.migrated_for)
    (folder / BOX).mkdir(parents=True)
    machine.environment |= {"SMTP_URL": "smtp://127.0.0.1:25", "MAIL_FROM": "office@example.cn"}
    machine.run(f"todos, people, due_on = {todos}, {people}, {DUE.isoformat()!r}\n{_FILL}")
    return machine


def start_afresh(machine: Machine) -> None:
    """Nobody has been told anything, and the due day is the first one."""
    machine.run(f"{_FORGET}due_on = {DUE.isoformat()!r}\n{_MOVE}")
    for letter in (machine.var / BOX).iterdir():
        letter.unlink()


@contextmanager
def crowd(machine: Machine):
    """Two beats and three workers, each waiting for a word; the end of the words ends them."""
    acts = [_BEAT] * BEATS + [_WORKER] * WORKERS
    with ExitStack() as stack:
        yield [stack.enter_context(machine.start(f"{_POST}{act}{_ROUNDS}")) for act in acts]


def at_once(runners: list[Popen]) -> None:
    for runner in runners:
        runner.stdin.write("go\n")
        runner.stdin.flush()
    assert [runner.stdout.readline() for runner in runners] == ["done\n"] * len(runners)


def run_once(machine: Machine) -> None:
    machine.run(f"{_POST}{_BEAT}act()")


def tell_without_mail(machine: Machine) -> None:
    done = machine.manage("run_reminders", MAIL_FROM="")
    assert done.returncode == 0, done.stderr


def morning(left: int) -> datetime:
    """So many days before the due day, long before the quiet hours."""
    on = DUE - timedelta(days=left)
    return moment(on.year, on.month, on.day)


@contextmanager
def held_sender(machine: Machine):
    """Its first letter is taken and it is not told so; at the end of the block it is killed."""
    (machine.var / HELD).touch()
    try:
        with machine.start(f"{_POST}{_WORKER}act()") as sender:
            yield
            sender.kill()
    finally:
        (machine.var / HELD).unlink()


def letters(machine: Machine) -> list[str]:
    return [path.read_text() for path in (machine.var / BOX).iterdir()]


def doubles(machine: Machine) -> int:
    """Steps told twice, and second letters of one day to one person."""
    told = notices(machine)
    steps = Counter((row["todo"], row["recipient"], row["due_on"], row["step"]) for row in told)
    heads = Counter(tuple(letter.splitlines()[:2]) for letter in letters(machine))
    return sum(count - 1 for counted in (steps, heads) for count in counted.values())


def move_due_day(machine: Machine, to: date) -> None:
    machine.run(f"due_on = {to.isoformat()!r}\n{_MOVE}")


def texts_page(machine: Machine) -> str:
    """催办用的话, as the director reads it."""
    return machine.run(_PAGE)


def notices(machine: Machine) -> list[dict]:
    return json.loads(machine.run(_NOTICES))


def digests(machine: Machine) -> list[str]:
    return json.loads(machine.run(_DIGESTS))


_POST = """
from django.conf import settings
settings.EMAIL_BACKEND = "tests.drills.post.Post"
"""
_BEAT = """
from django.core.management import call_command
act = lambda: call_command("run_reminders")
"""
_WORKER = """
from township_npc.office.tasks import run_reminders as act
"""
_ROUNDS = """
import sys
for line in sys.stdin:
    act()
    print("done", flush=True)
"""
_FILL = """
import uuid
from datetime import date
from tests.factories import make_office, make_user, moment
from township_npc.office.addressees import to_person
from township_npc.office.models import Todo
make_office()
make_user("director", username="zhuren")
handlers = [make_user("handler", name=f"经办人{n}").person for n in range(people)]
for n, person in enumerate(handlers):
    person.email = f"h{n}@example.cn"
    person.save()
said = {"kind": "reply", "subject_kind": "deputies.Proposal", "verb": "答复", "url": "/proposals/"}
due = {"due_on": date.fromisoformat(due_on), "opened_at": moment(2026, 6, 16)}
Todo.objects.bulk_create(
    Todo(
        subject_id=uuid.uuid4(),
        addressee=to_person(handlers[n % people].pk),
        title=f"答复第 {n} 号",
        **said,
        **due,
    )
    for n in range(todos)
)
"""
_NOTICES = """
import json
from township_npc.office.models import Notice
rows = Notice.objects.order_by("pk").values("todo", "recipient", "due_on", "step", "digest")
print(json.dumps(list(rows), default=str))
"""
_DIGESTS = """
import json
from township_npc.office.models import Digest
print(json.dumps(list(Digest.objects.order_by("on").values_list("state", flat=True))))
"""
_FORGET = """
from township_npc.office.models import Digest, Notice
Notice.objects.all().delete()
Digest.objects.all().delete()
"""
_MOVE = """
from datetime import date
from township_npc.office.models import Todo
Todo.objects.open().update(due_on=date.fromisoformat(due_on))
"""
_PAGE = """
from django.test import Client
from township_npc.office.models import User
client = Client(headers={"host": "localhost"})
client.force_login(User.objects.get(username="zhuren"))
print(client.get("/todo/texts/").content.decode())
"""
