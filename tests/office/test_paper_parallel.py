"""Two at the same moment: one version is written, one signature given; the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

from django.core.exceptions import ValidationError
from django.db import connection

from tests.office.paper_steps import AT, TEXT, brought_to_review
from township_npc.office.choices import PaperState as S
from township_npc.office.choices import Verdict, WordingOrigin
from township_npc.office.models import OfficialPaper, PaperDecision
from township_npc.office.services.papers import moves
from township_npc.office.services.papers.drafting import draft_paper, write_paper

PEOPLE = 5


def at_once(act: Callable[[int], object]) -> list[str]:
    """What became of each: "done", or the code of the refusal."""
    together = Barrier(PEOPLE)

    def run(n: int) -> str:
        try:
            together.wait()
            act(n)
        except ValidationError as refusal:
            return refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(PEOPLE) as pool:
        return sorted(pool.map(run, range(PEOPLE)))


def test_of_five_files_brought_back_at_once_one_is_the_next_version(committed_db, director):
    paper = draft_paper("notice", by=director, at=AT)
    write_paper(paper, TEXT, by=director, at=AT, seen=1)

    def bring(n: int) -> None:
        write_paper(
            OfficialPaper.objects.get(pk=paper.pk),
            replace(TEXT, body=f"第 {n} 个人改的。"),
            by=director,
            at=AT,
            seen=2,
            origin=WordingOrigin.UPLOADED,
        )

    assert at_once(bring) == ["done"] + ["stale"] * (PEOPLE - 1)
    assert paper.versions.count() == 3


def test_of_five_taps_at_once_one_signs(committed_db, director, chair):
    paper = brought_to_review(director)

    def sign(n: int) -> None:
        mine = OfficialPaper.objects.get(pk=paper.pk)
        moves.decide_review(mine, verdict=Verdict.PASSED, by=chair, at=AT, seen=2)

    assert at_once(sign) == ["done"] + ["stale"] * (PEOPLE - 1)
    paper.refresh_from_db()
    assert paper.state == S.SIGNED
    assert PaperDecision.objects.filter(paper=paper, step=S.REVIEW).count() == 1
