"""请县人大把关: what was asked, and what came back; the paper goes its way meanwhile."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from township_npc.office.models import CountyReview, OfficialPaper, User
from township_npc.office.permissions import may_keep_papers, require
from township_npc.office.selectors.papers import newest_version
from township_npc.office.services.audit import record


@transaction.atomic
def ask_county(
    paper: OfficialPaper, *, asked_of: str, question: str, on: date, by: User
) -> CountyReview:
    require(may_keep_papers(by))
    if paper.is_issued:
        raise ValidationError("文件已经印发，不用再请县人大把关。", code="wrong_state")
    review = CountyReview.objects.create(
        paper=paper,
        version=newest_version(paper),
        asked_of=asked_of,
        question=question,
        asked_on=on,
        asked_by=by,
    )
    record(by, "paper.county_asked", paper, note=asked_of)
    return review


@transaction.atomic
def enter_county_answer(
    review: CountyReview, *, answer: str, article: str, on: date, by: User
) -> None:
    """What the county said, and on which article; entering it again puts it right."""
    require(may_keep_papers(by))
    if on < review.asked_on:
        raise ValidationError("答复的日期不能早于送去的日期。", code="too_early")
    CountyReview.objects.filter(pk=review.pk).update(answer=answer, article=article, answered_on=on)
    review.refresh_from_db()
    record(by, "paper.county_answered", review.paper, note=article)
