"""``kill -9`` of one process after another, while deputies send; then the books are compared."""

import itertools
import json
import os
import random
import signal
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from tests.drills.phone import NoAnswer, Phone, Refused
from tests.journeys.live import LiveOffice

#: Who is killed; ``web worker`` is one of gunicorn's own children.
VICTIMS = ("web worker", "web", "broker", "worker", "beat", "parent")
RECOVERY = 60
EMBEDDED = not os.environ.get("REDIS_URL")


@dataclass
class Books:
    """What the senders were told, and what they could not understand."""

    received: list[tuple[str, str]] = field(default_factory=list)  # who, what
    written: list[str] = field(default_factory=list)
    retries: int = 0
    problems: list[str] = field(default_factory=list)


class Sender(threading.Thread):
    """One deputy who sends proposal after proposal; an unanswered one is sent again as it was."""

    def __init__(self, office: LiveOffice, username: str, books: Books, stop: threading.Event):
        super().__init__(daemon=True)
        self.phone, self.username, self.books, self.stop = Phone(office.url), username, books, stop

    def run(self) -> None:
        try:
            self._until_answered(lambda: self.phone.sign_in(self.username))
            while not self.stop.is_set():
                self._send_one()
        except Refused as refusal:
            self.books.problems.append(str(refusal))

    def _send_one(self) -> None:
        pk = uuid.uuid4()
        form = self._until_answered(lambda: self.phone.write(pk, f"第 {pk} 号：门口要有斑马线。"))
        self.books.written.append(str(pk))
        self._until_answered(lambda: self.phone.send(pk, form))
        self.books.received.append((self.username, str(pk)))

    def _until_answered(self, act):
        for tries in itertools.count():
            try:
                return act()
            except NoAnswer:
                self.books.retries += tries > 0
                time.sleep(0.3)


def processes_of(folder: Path) -> dict[int, str]:
    """Every process that works in this data folder: its environment or its title says so.

    (Valkey writes its title over its environment.)
    """
    mark, found = f"NPC_VAR={folder}".encode(), {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            title = (entry / "cmdline").read_bytes().decode().replace("\0", " ")
            environ = (entry / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if mark in environ or f"{folder}/queue.sock" in title:
            found[int(entry.name)] = title
    return found


def children_of(office: LiveOffice) -> dict[str, int]:
    states = json.loads((office.folder / "serve.json").read_text())["children"]
    return {state["name"]: state["pid"] for state in states if state["pid"]}


def kill(office: LiveOffice, victim: str) -> None:
    """Kill it, and wait until the office has recovered; a killed parent is started again."""
    if victim == "parent":
        office.process.send_signal(signal.SIGKILL)
        office.process.wait()
        wait(lambda: not processes_of(office.folder), "a child outlived its parent")
        office.start()
    else:
        pid = _pid_of(office, victim)
        os.kill(pid, signal.SIGKILL)
        wait(lambda: pid not in processes_of(office.folder), f"{victim} did not die")
        wait(lambda: pid not in children_of(office).values(), "the parent did not notice")
    wait(lambda: is_whole(office), f"{victim} did not come back")


def _pid_of(office: LiveOffice, victim: str) -> int:
    children = children_of(office)
    if victim != "web worker":
        return children[victim]
    tasks = Path(f"/proc/{children['web']}/task/{children['web']}/children")
    return random.choice([int(pid) for pid in tasks.read_text().split()])


def is_whole(office: LiveOffice) -> bool:
    children = children_of(office)
    wanted = {"web", "worker", "beat"} | (set() if os.environ.get("REDIS_URL") else {"broker"})
    return wanted <= set(children) and office.answers()


def wait(until, words: str, *, patience: float = RECOVERY) -> None:
    give_up_at = time.monotonic() + patience
    while not until():
        assert time.monotonic() < give_up_at, words
        time.sleep(0.1)


def drill(office: LiveOffice, victims: list[str], senders: int = 3) -> Books:
    """Kill each victim in turn under load; return what the senders were told."""
    books, stop = Books(), threading.Event()
    names = [office.add_deputy(f"代表{n}") for n in range(senders)]
    threads = [Sender(office, name, books, stop) for name in names]
    for thread in threads:
        thread.start()
    wait(lambda: is_whole(office), "the office did not open whole")
    for victim in victims:
        _wait_until_all_are_heard(books, names)
        time.sleep(random.uniform(0, 1))
        kill(office, victim)
    stop.set()
    for thread in threads:
        thread.join(timeout=RECOVERY)
    return books


def _wait_until_all_are_heard(books: Books, names: list[str]) -> None:
    """Every sender is answered; broken connections must not spend five PIN tries in a row."""
    seen = len(books.received)
    wait(
        lambda: books.problems or set(names) <= {name for name, _ in books.received[seen:]},
        "somebody was not answered",
    )


def faults(office: LiveOffice, books: Books) -> list[str]:
    """Everything acknowledged is there, once; nothing is there that nobody wrote."""
    stored = office.run(_STORED)
    sent, audited = stored["sent"], stored["audited"]
    return [
        *books.problems,
        *(f"lost: {pk}" for _, pk in books.received if pk not in sent),
        *(f"unknown: {pk}" for pk in sent if pk not in books.written),
        *(f"recorded {audited.get(pk, 0)} times: {pk}" for pk in sent if audited.get(pk) != 1),
        *(f"wrong text: {pk}" for pk in sent if pk not in sent[pk]),
        *stored["chain"],
    ]


_STORED = """
from collections import Counter
from township_npc.office.services.audit import chain_faults
sent = {str(p.pk): p.text for p in Proposal.objects.filter(state="submitted")}
entries = AuditEntry.objects.filter(verb="proposal.submitted")
answer = {
    "sent": sent,
    "audited": Counter(entries.values_list("subject_id", flat=True)),
    "chain": list(chain_faults()),
}
"""
