"""A small invented township to proof-read for."""

from dataclasses import replace
from datetime import date

from township_npc.office.papers.proof import Finding, Person, ProofFacts, proofread

FORMER = ProofFacts(
    year=2025,
    term=19,
    session=5,
    dates={"开幕": date(2025, 1, 9), "闭幕": date(2025, 1, 10)},
    people=(Person("涂伟民", ("镇人大主席",)), Person("李建设", ("镇人大副主席",))),
    numbers=("清人发〔2025〕2号",),
    figures={"代表总数": 70, "代表建议": 43},
)
FACTS = ProofFacts(
    town="清溪镇",
    term=19,
    session=7,
    year=2026,
    series=("清人发",),
    dates={"开幕": date(2026, 1, 15), "闭幕": date(2026, 1, 16)},
    people=(
        Person("陈国华", ("镇人大主席",)),
        Person("李建设", ("镇人大副主席",)),
        Person("刘志远", ("镇党委副书记", "镇长")),
        Person("周丽萍"),
        Person("何平"),
        Person("高峰"),
        Person("欧阳堃"),
        Person("谭志敏"),
        Person("杨春生", left=True),
    ),
    figures={"代表总数": 71, "实到代表": 65},
    former=FORMER,
)


def found(text: str, code: str = "", facts: ProofFacts = FACTS, **changed) -> list[Finding]:
    """The findings, those of one code where it is given."""
    findings = proofread(text, replace(facts, **changed) if changed else facts)
    return [finding for finding in findings if code in ("", finding.code)]


def said(text: str, code: str = "", **changed) -> list[tuple[str, str]]:
    """(the words that are marked, what should stand there)."""
    return [(one.quoted, one.suggestion) for one in found(text, code, **changed)]
