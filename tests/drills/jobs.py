"""Long work in a real office: asked for, held in the middle, counted afterwards."""

import os
import time
import zipfile
from contextlib import contextmanager
from pathlib import Path

from tests.drills.kill import children_of, wait
from tests.journeys.live import LiveOffice

PATIENCE = 90


def lay_papers(office: LiveOffice) -> str:
    """A director, and a unit with one paper; return where its bytes lie."""
    return office.run(_PAPERS)


def ask(office: LiveOffice, times: int = 1) -> list[str]:
    """Ask for the export of everything; the keys of the jobs."""
    return office.run(_ASK, times=times)


def deliver(office: LiveOffice, pk: str) -> None:
    """The queue hands the same message over once more."""
    office.run("from township_npc.office import tasks\ntasks.full_export.delay(pk)", pk=pk)


def states(office: LiveOffice) -> dict[str, str]:
    return office.run("answer = {str(run.pk): run.state for run in JobRun.objects.all()}")


def wait_for(office: LiveOffice, state: str, *pks: str) -> None:
    def are_there() -> bool:
        now = states(office)
        return all(now[pk] == state for pk in pks)

    wait(are_there, f"not {state}", patience=PATIENCE)


def results(office: LiveOffice, pk: str) -> dict:
    """How often it was done, what it made, and how the person is told."""
    return office.run(_RESULTS, pk=pk)


def counts(office: LiveOffice, pks: list[str]) -> dict:
    """What all these jobs made together."""
    return office.run(_COUNTS, asked=pks)


def is_whole(office: LiveOffice, pk: str) -> bool:
    (key,) = results(office, pk)["keys"]
    with zipfile.ZipFile(office.folder / "files" / key) as archive:
        return archive.testzip() is None and "全部资料.xlsx" in archive.namelist()


def later(office: LiveOffice, seconds: int) -> None:
    """The office's clock, of all its processes, goes before."""
    (office.folder / "clock-offset").write_text(str(seconds))


@contextmanager
def held(office: LiveOffice, key: str):
    """Whoever reads this paper waits for bytes that do not come, until the end of the block."""
    place = office.folder / "files" / key
    body = place.read_bytes()
    place.unlink()
    os.mkfifo(place)
    try:
        yield
    finally:
        _let_go(place, body)


def _let_go(pipe: Path, body: bytes) -> None:
    """The real bytes, under the old name for the next reader and through the pipe for this one."""
    whole = pipe.with_suffix(".whole")
    whole.write_bytes(body)
    try:
        line = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
    except OSError:  # nobody waits
        line = None
    whole.rename(pipe)
    if line is not None:
        os.write(line, body)
        os.close(line)


@contextmanager
def without_broker(office: LiveOffice):
    """It dies, and cannot come back: where its folder was there is a file."""
    data, aside = office.folder / "queue", office.folder / "queue-aside"
    pid = children_of(office)["broker"]
    data.rename(aside)
    data.write_text("")
    os.kill(pid, 9)
    wait(lambda: children_of(office).get("broker") != pid, "the broker did not die")
    try:
        yield
    finally:
        data.unlink()
        aside.rename(data)
        wait(lambda: "broker" in children_of(office), "the broker did not come back")
        time.sleep(1)


_PAPERS = """
from django.core.files.uploadedfile import SimpleUploadedFile
from township_npc.office.services import files
factories.make_user(Role.DIRECTOR, name="徐明华", username="zhuren")
upload = SimpleUploadedFile("说明.txt", "说明".encode())
unit, at = factories.make_unit(), factories.moment(2026, 6, 1)
answer = files.store_document(upload, subject=unit, by=None, at=at).key
"""

_ASK = """
from township_npc.office.services.export import ask_full_export
director = User.objects.get(username="zhuren")
runs = [ask_full_export(director, reason="换系统", sealed=False) for _ in range(times)]
answer = [str(run.pk) for run in runs]
"""

_RESULTS = """
from township_npc.office.services.audit import chain_faults
run = JobRun.objects.get(pk=pk)
answer = {
    "error": run.error,
    "keys": list(StoredFile.objects.filter(subject_id=pk).values_list("key", flat=True)),
    "entries": AuditEntry.objects.filter(verb="export.full", subject_id=pk).count(),
    "chain": list(chain_faults()),
}
"""

_COUNTS = """
from township_npc.office.services.audit import chain_faults
entries = AuditEntry.objects.filter(verb="export.full", subject_id__in=asked)
answer = {
    "files": StoredFile.objects.filter(subject_id__in=asked).count(),
    "entries": entries.count(),
    "jobs": entries.values("subject_id").distinct().count(),
    "chain": list(chain_faults()),
}
"""
