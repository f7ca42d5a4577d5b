"""The demo's 公文: a paper in each step of its life, numbers kept and voided, what came in."""

import re
import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from deputies.demo.town import Town
from deputies.selectors.proposal_papers import longest_overdue
from township_npc.office.choices import Verdict
from township_npc.office.models import OfficialPaper
from township_npc.office.papers.wording import paper_date, weekday
from township_npc.office.selectors.paper_proof import proof_of
from township_npc.office.selectors.papers import is_signed_by_director, template_of
from township_npc.office.selectors.wordings import filled_wording, row_facts
from township_npc.office.services.papers.drafting import draft_paper, write_paper
from township_npc.office.services.papers.findings import tick_gate
from township_npc.office.services.papers.incoming import finish_incoming, instruct, receive_paper
from township_npc.office.services.papers.issuing import issue_paper
from township_npc.office.services.papers.moves import (
    decide_proof,
    decide_review,
    file_paper,
    send_to_proof,
)
from township_npc.office.services.papers.numbers import reserve_number, void_number
from township_npc.office.services.papers.reviews import ask_county, enter_county_answer

ROWS = tomllib.loads(Path(__file__).with_name("papers.toml").read_text(encoding="utf-8"))
_DAY = re.compile(r"<([+-]\d+)(\+?)>")
_STEPS = ("draft", "proof", "review", "signed", "issued", "filed")
#: The last step that is gone before the state is reached.
_RETURNED_FROM = "review"


def load(town: Town) -> None:
    """Called after the proposals: one of them is late, and its paper waits for the chairman."""
    for row in ROWS["paper"]:
        _paper(town, row)
    for row in ROWS["number"]:
        _number(town, row)
    for row in ROWS["incoming"]:
        _incoming(town, row)


def _number(town: Town, row: dict) -> None:
    at = _at(town, row["taken"])
    number = reserve_number(row["series"], at.year, by=town.staff, at=at, purpose=row["purpose"])
    if reason := row.get("void_reason"):
        void_number(number, reason=reason, by=town.director)


def _paper(town: Town, row: dict) -> None:
    paper = _written(town, row)
    if "county" in row:
        _ask_county(town, paper, row)
    is_returned = row["state"] == "returned"
    for step in _steps_to(_RETURNED_FROM if is_returned else row["state"]):
        step(town, paper, row)
    if is_returned:
        _decide(town, paper, row, Verdict.RETURNED, row["comment"])


def _written(town: Town, row: dict) -> OfficialPaper:
    _, template = template_of(row["template"])
    about = longest_overdue(town.today) if template.is_about else None
    at = _at(town, row["begun"])
    due_on = _day(town, row["due"]) if "due" in row else None
    paper = draft_paper(row["template"], by=town.staff, at=at, about=about, due_on=due_on)
    facts = {name: _dated(town, value) for name, value in row["facts"].items()}
    own = row_facts(template, about, at.date())
    words = filled_wording(template, {**own, **facts}, at.date())
    write_paper(paper, words, by=town.staff, at=at, seen=1)
    return paper


def _ask_county(town: Town, paper: OfficialPaper, row: dict) -> None:
    """请县人大把关 on the day it was begun; the answer comes the day after."""
    asked = row["county"]
    review = ask_county(
        paper,
        asked_of=asked["asked_of"],
        question=asked["question"],
        on=_at(town, row["begun"]).date(),
        by=town.director,
    )
    answered_on = max(review.asked_on, _at(town, row["begun"] + 1).date())
    enter_county_answer(
        review,
        answer=asked["answer"],
        article=asked["article"],
        on=answered_on,
        by=town.director,
    )


def _steps_to(state: str) -> list:
    acts = (_to_proof, _to_review, _sign, _issue, _file)
    return list(acts[: _STEPS.index(state)])


def _to_proof(town: Town, paper: OfficialPaper, row: dict) -> None:
    send_to_proof(paper, by=town.staff)


def _to_review(town: Town, paper: OfficialPaper, row: dict) -> None:
    """Every line of the check sheet is ticked; with a fault left this is refused."""
    at = _at(town, row["begun"], hours=3)
    for _, lines in proof_of(paper, at.date()).gates:
        for line in lines:
            tick_gate(paper, line.key, by=town.director, at=at)
    decide_proof(paper, verdict=Verdict.PASSED, by=town.director, at=at)


def _sign(town: Town, paper: OfficialPaper, row: dict) -> None:
    _decide(town, paper, row, Verdict.PASSED, "")


def _decide(town: Town, paper: OfficialPaper, row: dict, verdict: str, comment: str) -> None:
    signer = town.director if is_signed_by_director(paper) else town.chair
    at = _at(town, row["begun"], hours=5)
    decide_review(paper, verdict=verdict, comment=comment, by=signer, at=at)


def _issue(town: Town, paper: OfficialPaper, row: dict) -> None:
    at = _at(town, row["begun"], hours=7)
    issue_paper(paper, on=at.date(), by=town.staff, at=at, copies=row["copies"])


def _file(town: Town, paper: OfficialPaper, row: dict) -> None:
    file_paper(paper, by=town.staff)


def _incoming(town: Town, row: dict) -> None:
    received_on = _day(town, row["received"])
    paper = receive_paper(
        by=town.staff,
        at=_at(town, row["received"]),
        received_on=received_on,
        sender=row["sender"],
        sender_number=row["sender_number"].format(year=received_on.year),
        title=row["title"],
        urgency=row.get("urgency", ""),
        opinion=row["opinion"],
        is_for_chair=row.get("is_for_chair", False) or "instruction" in row,
        holder=row.get("holder", ""),
        due_on=_day(town, row["due"]) if "due" in row else None,
    )
    if "instruction" in row:
        instruct(paper, instruction=row["instruction"], by=town.chair)
    if "done" in row:
        finish_incoming(paper, on=_day(town, row["done"]), result=row["result"], by=town.staff)


def _dated(town: Town, text: str) -> str:
    def shown(found: re.Match) -> str:
        day = _day(town, int(found[1]))
        return f"{paper_date(day)}（{weekday(day)}）" if found[2] else paper_date(day)

    return _DAY.sub(shown, text)


def _day(town: Town, days: int) -> date:
    """So many days from today; a Saturday or Sunday is the next Monday."""
    day = town.today + timedelta(days=days)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)


def _at(town: Town, days: int, hours: int = 0) -> datetime:
    """In the morning of that day, or so many hours later."""
    day = min(_day(town, days), town.today)
    return timezone.make_aware(datetime.combine(day, time(8, 40))) + timedelta(hours=hours)
