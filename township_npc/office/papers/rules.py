"""The life of a paper: moves, who has it, what may not be missing. Pure functions and tables."""

from collections.abc import Mapping
from datetime import date

from township_npc.office.choices import PaperState as S
from township_npc.office.papers.library import PaperTemplate
from township_npc.office.papers.text import LABELS, PaperText

#: 起草 → 校对 → 送审 → 签发 → 印发 → 归档. Back to the drafter from every step before 印发; what is
#: issued never changes, its 归档 can be put right.
NEXT_STATES: Mapping[str, frozenset[str]] = {
    S.DRAFT: frozenset({S.PROOF, S.DROPPED}),
    S.PROOF: frozenset({S.DRAFT, S.REVIEW, S.DROPPED}),
    S.REVIEW: frozenset({S.DRAFT, S.SIGNED}),
    S.SIGNED: frozenset({S.DRAFT, S.ISSUED}),
    S.ISSUED: frozenset({S.FILED}),
    S.FILED: frozenset({S.ISSUED}),
    S.DROPPED: frozenset({S.DRAFT}),
}
MAY_BE_WRITTEN = frozenset({S.DRAFT, S.PROOF})
AT_WORK = frozenset({S.DRAFT, S.PROOF, S.REVIEW, S.SIGNED})
AFTER_ISSUE = frozenset({S.ISSUED, S.FILED})

#: Where a paper is, in the office's words, and what comes next.
STANDING: Mapping[str, str] = {
    S.DRAFT: "正在起草",
    S.PROOF: "正在校对",
    S.REVIEW: "等签发",
    S.SIGNED: "已签发，等印发",
    S.ISSUED: "已印发",
    S.FILED: "已归档",
    S.DROPPED: "不发了",
}
COMES_NEXT: Mapping[str, str] = {
    S.DRAFT: "写好后送校对",
    S.PROOF: "三关都看过后送审",
    S.REVIEW: "签发，或者退回修改",
    S.SIGNED: "取号、印发",
    S.ISSUED: "归档",
    S.FILED: "",
    S.DROPPED: "",
}


def missing_parts(template: PaperTemplate, text: PaperText, dated_on: date | None) -> list[str]:
    """What a paper of this kind may not be issued without (feature 5.35), in the office's words."""
    named = [name for name in LABELS if name in template.needs]
    missing = [LABELS[name] for name in named if not getattr(text, name).strip()]
    if "dated_on" in template.needs and dated_on is None:
        missing.append("成文日期")
    return missing


def unfilled(text: PaperText) -> list[str]:
    """Braces that nobody has filled: {会议地点}."""
    return sorted(text.places())
