"""Papers: seconds for a notice, a report, a session's set of forty; memory over 300 papers.

python bench/papers.py [PAPERS]    default 300; exit 1 when a budget is broken

Budgets count processor seconds, which a busy machine does not lengthen; beside them, the clock.
"""

import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import ground  # noqa: F401 - first: it prepares what the next lines import
from django.core.files.storage import default_storage
from django.core.management import call_command
from pypdf import PdfReader

from tests import factories
from tests.office.paper_samples import NOTICE, sample
from township_npc.office import tasks
from township_npc.office.choices import JobState, Role
from township_npc.office.papers.content import Layout
from township_npc.office.papers.page import paper_pdf
from township_npc.office.papers.text import PaperText
from township_npc.office.papers.word import paper_docx
from township_npc.office.services.files import files_of
from township_npc.office.services.papers.drafting import draft_paper, write_paper
from township_npc.office.services.papers.sets import ask_paper_set

NOTICE_SECONDS, NOTICE_KB, REPORT_SECONDS, SET_SECONDS, MIB, SET_MIB = 0.2, 300, 0.4, 15, 250, 350
REPORT_PAGES, SET_OF = 14, 40
#: Of what its papers take one by one, and of the memory after the first papers.
SET_RATIO, MEMORY_RATIO = 1.5, 1.1
_WARM, _TIMES = 3, 15


def main(papers: int = 300) -> None:
    notice, report = sample(Layout.DOCUMENT), sample(Layout.REPORT, text=_long_text())
    for _ in range(_WARM):
        paper_pdf(notice), paper_pdf(report)
    broken = [
        *_seconds("notice, warm", lambda: paper_pdf(notice), NOTICE_SECONDS),
        *_said("notice", len(paper_pdf(notice)) / 1024, NOTICE_KB, "KB"),
        *_seconds(f"report of {_pages(report)} pages", lambda: paper_pdf(report), REPORT_SECONDS),
        *_memory(notice, report, papers),
        *_set(notice),
    ]
    sys.exit(bool(broken))


def _long_text() -> str:
    """As many notices as make the report long enough."""
    text = NOTICE
    while _pages(sample(Layout.REPORT, text=text)) < REPORT_PAGES:
        text += f"\n{NOTICE}"
    return text


def _pages(paper) -> int:
    return len(PdfReader(BytesIO(paper_pdf(paper))).pages)


def _set(notice) -> Iterator[str]:
    """Forty drafts through the job, PDF and Word of each and the file for the printer."""
    call_command("migrate", verbosity=0)
    factories.make_office()
    director = factories.make_user(Role.DIRECTOR)
    text = PaperText(title=notice.title, body=NOTICE, mark=notice.mark, issuer=notice.issuer)
    at, drafts = factories.moment(2026, 3, 2), []
    for _ in range(SET_OF):
        draft = draft_paper("notice", by=director, at=at)
        write_paper(draft, text, by=director, at=at, seen=1)
        drafts.append(draft)
    asked = ask_paper_set(drafts, by=director)
    clock, work = time.monotonic(), time.process_time()
    tasks.paper_set(str(asked.pk))
    work, clock = time.process_time() - work, time.monotonic() - clock
    asked.refresh_from_db()
    if asked.state != JobState.DONE:
        sys.exit(f"the set was not made: {asked.error}")
    size = default_storage.size(files_of(asked).get().key) / 1024 / 1024
    alone = SET_OF * _median(lambda: (paper_pdf(notice), paper_docx(notice)))[0]
    yield from _said(f"set of {SET_OF} ({size:.1f} MB), {clock:.1f} s by the clock", work,
                     SET_SECONDS, "s")  # fmt: skip
    yield from _said("the set beside its papers one by one", work / alone, SET_RATIO, "×")
    yield from _said("memory at its highest, while a set is bound", _highest(), SET_MIB, "MiB")


def _memory(notice, report, papers: int) -> Iterator[str]:
    """A new font configuration for each paper would leak four megabytes a paper."""
    for _ in range(10):
        paper_pdf(notice)
    before, sizes = _resident(), []
    for number in range(papers):
        content = report if number % 10 == 0 else notice
        paper_pdf(content), paper_docx(content)
        sizes.append(_resident())
    yield from _said(f"memory over {papers} papers, {before:.0f} before", max(sizes), MIB, "MiB")
    yield from _said("the last of them beside the first", sizes[-1] / before, MEMORY_RATIO, "×")


def _highest() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _resident() -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def _seconds(what: str, act: Callable, budget: float) -> Iterator[str]:
    work, clock = _median(act)
    yield from _said(f"{what}, {clock:.3f} s by the clock", work, budget, "s")


def _median(act: Callable) -> tuple[float, float]:
    """Processor seconds and seconds by the clock."""
    runs = []
    for _ in range(_TIMES):
        clock, work = time.monotonic(), time.process_time()
        act()
        runs.append((time.process_time() - work, time.monotonic() - clock))
    works, clocks = zip(*runs, strict=True)
    return statistics.median(works), statistics.median(clocks)


def _said(what: str, value: float, budget: float, unit: str) -> Iterator[str]:
    """One line; yields what is over its budget."""
    verdict = "ok" if value <= budget else "OVER"
    sys.stdout.write(f"{verdict:4} {value:8.3f} {unit:3} (budget {budget} {unit})  {what}\n")
    if value > budget:
        yield what


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
