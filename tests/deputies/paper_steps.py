"""Papers about a 建议, drafted and brought out by the office."""

from dataclasses import replace
from datetime import datetime

from township_npc.office.choices import Verdict
from township_npc.office.models import OfficialPaper
from township_npc.office.papers.text import PaperText
from township_npc.office.selectors.papers import newest_version
from township_npc.office.services.papers import moves
from township_npc.office.services.papers.drafting import draft_paper, write_paper
from township_npc.office.services.papers.issuing import issue_paper


def drafted(key: str, about, by, *, at: datetime) -> tuple[OfficialPaper, PaperText]:
    paper = draft_paper(key, by=by, at=at, about=about)
    return paper, newest_version(paper).text()


def issued(key: str, about, by, chair, *, at: datetime) -> OfficialPaper:
    """What a person has to fill in is filled in, signed and issued at one moment."""
    paper, text = drafted(key, about, by, at=at)
    by_hand = dict.fromkeys(text.places(), "某某")
    write_paper(paper, text.filled(by_hand), by=by, at=at, seen=1)
    return brought_out(paper, by, chair, at=at)


def brought_out(paper: OfficialPaper, by, chair, *, at: datetime) -> OfficialPaper:
    moves.send_to_proof(paper, by=by)
    moves.decide_proof(paper, verdict=Verdict.PASSED, comment="看过", by=by, at=at)
    moves.decide_review(paper, verdict=Verdict.PASSED, by=chair, at=at)
    issue_paper(paper, on=at.date(), by=by, at=at)
    return paper


def whole(text: PaperText) -> str:
    """Every word of it."""
    return "\n".join(vars(replace(text)).values())
