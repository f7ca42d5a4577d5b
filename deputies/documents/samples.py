"""The samples that ``manage.py render_samples`` writes: each template and each sheet."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.core.exceptions import ValidationError

from deputies.documents import sheets
from deputies.models import CongressSession
from deputies.rules.terms import congress_name
from deputies.selectors.proposal_papers import sample_meeting
from deputies.selectors.terms import next_session
from township_npc.office.paper_samples import sample_of
from township_npc.office.papers import calibration, cards, tables
from township_npc.office.papers.ballot import Ballot, ballot_pdf
from township_npc.office.papers.catalogue import CatalogueLine, catalogue_sheet
from township_npc.office.papers.content import Paper
from township_npc.office.papers.page import paper_pdf
from township_npc.office.papers.word import (
    badges_docx,
    ballot_docx,
    paper_docx,
    place_cards_docx,
    sheet_docx,
)
from township_npc.office.selectors import the_office
from township_npc.office.selectors.papers import all_templates

ABOUT_DEPUTIES = ("ballot", "sign_in", "place_cards", "badges", "name_list")
NO_DEPUTIES = "这里还没有次会议和代表，先运行 manage.py demo 装入演示数据，再生成这份样本。"


@dataclass(frozen=True)
class Sample:
    """``key`` names the files; ``paper`` is the content of an official paper."""

    key: str
    pdf: Callable[[], bytes]
    docx: Callable[[], bytes]
    paper: Paper | None = None


@dataclass(frozen=True)
class NoSample:
    """There is nothing to make it of, and what to do."""

    key: str
    why: str


def samples(today: date) -> Iterator[Sample | NoSample]:
    numbers = Counter()
    for _, template in all_templates():
        numbers[template.series] += 1
        yield _of_template(template, today, numbers[template.series])
    meeting = next_session(today) or sample_meeting()
    if meeting is None:
        yield from (NoSample(key, NO_DEPUTIES) for key in ABOUT_DEPUTIES)
    else:
        yield from _about_deputies(meeting)
    lines = calibration.calibration_paper()
    yield Sample("calibration", calibration.calibration_pdf, partial(paper_docx, lines))


def catalogue_of(papers: list[tuple[Paper, int | None]], today: date) -> Sample:
    """归档文件目录 of the papers that were made, with their pages."""
    congress = f"{the_office().town_on_paper}人民代表大会"
    lines = [
        CatalogueLine(
            paper.title_in_one_line,
            paper.dated_on,
            code=f"Z109-WS·{today.year}-Y-{number:04}",
            number=paper.number,
            author=paper.issuer or paper.mark or congress,
            pages=pages,
        )
        for number, (paper, pages) in enumerate(papers, start=1)
    ]
    return _sheet("catalogue", catalogue_sheet(lines, under=f"（{today.year}年　永久）"))


def _of_template(template, today: date, number: int) -> Sample | NoSample:
    try:
        paper = sample_of(template, today, number=number)
    except ValidationError as refusal:
        return NoSample(template.key, refusal.messages[0])
    return Sample(template.key, partial(paper_pdf, paper), partial(paper_docx, paper), paper)


def _about_deputies(meeting: CongressSession) -> Iterator[Sample]:
    names = [seat.person.name for seat in sheets.deputies_to_call(meeting.term)]
    badges = sheets.badges(meeting)
    ballot = Ballot(f"{_called(meeting)}\n补选镇人大副主席选票", names[:2], seats=1)
    yield Sample("ballot", partial(ballot_pdf, ballot), partial(ballot_docx, ballot))
    yield _sheet("sign_in", sheets.sign_in_sheet(meeting))
    yield Sample(
        "place_cards",
        partial(cards.place_cards_pdf, names),
        partial(place_cards_docx, names),
    )
    yield Sample("badges", partial(cards.badges_pdf, badges), partial(badges_docx, badges))
    yield _sheet("name_list", sheets.name_list(meeting.term))


def _called(meeting: CongressSession) -> str:
    return congress_name(the_office().town_on_paper, meeting.term.ordinal, meeting.ordinal)


def _sheet(key: str, sheet: tables.Sheet) -> Sample:
    return Sample(key, partial(tables.sheet_pdf, sheet), partial(sheet_docx, sheet))
