"""Papers on their way, for tests of their pages and acts."""

from datetime import date

from tests.factories import moment
from township_npc.office.choices import Verdict
from township_npc.office.models import OfficialPaper
from township_npc.office.papers.text import PaperText
from township_npc.office.services.papers import moves
from township_npc.office.services.papers.drafting import draft_paper, write_paper
from township_npc.office.services.papers.issuing import issue_paper

AT, ON = moment(2026, 3, 2), date(2026, 3, 2)
PRESIDIUM = "莲塘镇人民代表大会主席团"
TEXT = PaperText(
    title="关于召开会议的通知",
    body="定于三月五日召开会议。\n特此通知。",
    mark=f"{PRESIDIUM}文件",
    addressees="各代表小组：",
    issuer=PRESIDIUM,
)


def brought_to_review(director, text: PaperText = TEXT, key: str = "notice") -> OfficialPaper:
    paper = draft_paper(key, by=director, at=AT)
    write_paper(paper, text, by=director, at=AT, seen=1)
    moves.send_to_proof(paper, by=director)
    moves.decide_proof(paper, verdict=Verdict.PASSED, comment="急件", by=director, at=AT)
    return paper


def brought_to_sign(director, chair, text: PaperText = TEXT, key: str = "notice") -> OfficialPaper:
    paper = brought_to_review(director, text, key)
    moves.decide_review(paper, verdict=Verdict.PASSED, by=chair, at=AT)
    return paper


def issued(director, chair, **more) -> OfficialPaper:
    paper = brought_to_sign(director, chair)
    issue_paper(paper, on=ON, by=director, at=AT, **more)
    return paper
