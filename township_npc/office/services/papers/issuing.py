"""印发: number, date and both files; from then on those bytes are the paper.

Three steps, since nothing slow happens inside a transaction: the number is taken, the files are
made and stored, the paper is issued. A fault in between leaves the number with the paper, and the
next try goes on with it.
"""

import re
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from township_npc.office.choices import NumberState
from township_npc.office.choices import PaperState as S
from township_npc.office.models import OfficialPaper, PaperNumber, User
from township_npc.office.papers import pdf, rules
from township_npc.office.papers.content import Paper
from township_npc.office.papers.page import paper_pdf
from township_npc.office.papers.text import compose
from township_npc.office.papers.word import MEDIA_TYPE, paper_docx
from township_npc.office.permissions import may_keep_papers, require
from township_npc.office.selectors.paper_facts import facts_to_keep
from township_npc.office.selectors.papers import newest_version, template_of
from township_npc.office.services.audit import record
from township_npc.office.services.files import Prepared, keep
from township_npc.office.services.papers.moves import move_paper
from township_npc.office.services.papers.numbers import number_for, use_reserved

PDF, DOCX = "issued_pdf", "issued_docx"
_NO_FILE_NAME = re.compile(r'[\\/:*?"<>|\s]+')


def issue_paper(
    paper: OfficialPaper,
    *,
    on: date,
    by: User,
    at: datetime,
    copies: int | None = None,
    reserved: PaperNumber | None = None,
) -> None:
    """Issue a signed paper on this day, with the next number or one that was kept for it.

    Raises ValidationError naming what is missing; then nothing but perhaps its number is taken.
    """
    require(may_keep_papers(by))
    text = newest_version(paper).text()
    dated_on = paper.dated_on or on
    _refuse_unfinished(paper, text, dated_on)
    if paper.series:
        _take_number(paper, reserved, dated_on.year, by=by, at=at)
    content = compose(
        text,
        layout=paper.layout,
        number=paper.number.on_paper if paper.number_id else "",
        dated_on=dated_on,
        printed_on=on,
    )
    files = {
        name: keep(made, subject=paper, by=by, at=at, purpose=name)
        for name, made in _made(content).items()
    }
    days = {"dated_on": dated_on, "printed_on": on}
    _close(paper, {**days, **files, "copies": copies}, by=by, at=at)


def refuse_unless_signed(paper: OfficialPaper) -> None:
    """Asked before the page of 印发 is shown, too."""
    if paper.is_issued:
        number = f"，文号 {paper.number}" if paper.number_id else ""
        raise ValidationError(f"这份文件已经印发{number}，不用再印发。", code="wrong_state")
    if paper.state != S.SIGNED:
        raise ValidationError("文件还没有签发，不能印发。", code="wrong_state")


def _refuse_unfinished(paper: OfficialPaper, text, dated_on: date) -> None:
    refuse_unless_signed(paper)
    if missing := rules.missing_parts(template_of(paper.template)[1], text, dated_on):
        raise ValidationError(f"还缺{'、'.join(missing)}，请撤回补上。", code="missing")
    if places := rules.unfilled(text):
        raise ValidationError(f"还有没填的空：{'、'.join(places)}。请撤回填好。", code="unfilled")


def _take_number(
    paper: OfficialPaper, reserved: PaperNumber | None, year: int, *, by: User, at: datetime
) -> None:
    number = paper.number or reserved
    if number is not None and number.year != year:
        raise ValidationError(
            f"{number} 是 {number.year} 年的号，成文日期在 {year} 年，请改成文日期或者换一个号。",
            code="other_year",
        )
    if reserved is not None and paper.number is None:
        use_reserved(paper, reserved, by=by)
    number_for(paper, year, by=by, at=at)


def _made(content: Paper) -> dict[str, Prepared]:
    """The two files; the PDF only where this machine can make one."""
    name = _NO_FILE_NAME.sub("", f"{content.number}{content.title_in_one_line}")[:80]
    made = {DOCX: Prepared(f"{name}.docx", MEDIA_TYPE, paper_docx(content))}
    if pdf.can_render():
        made[PDF] = Prepared(f"{name}.pdf", "application/pdf", paper_pdf(content))
    return made


@transaction.atomic
def _close(paper: OfficialPaper, facts: dict, *, by: User, at: datetime) -> None:
    kept = facts_to_keep(paper, facts["dated_on"])
    move_paper(paper, S.ISSUED, issued_at=at, issued_by=by, issued_facts=kept, **facts)
    if paper.number_id:
        PaperNumber.objects.filter(pk=paper.number_id).update(state=NumberState.ISSUED)
    files = {name: facts[name] for name in (PDF, DOCX) if name in facts}
    hashes = {name: file.sha256 for name, file in files.items()}
    record(by, "paper.issued", paper, number=str(paper.number or ""), **hashes)
