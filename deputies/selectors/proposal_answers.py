"""When a 建议 was answered, and how: one definition for the list and the figures."""

from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from deputies.choices import ReplyClass
from deputies.models import Proposal, Reply
from deputies.rules.proposals import WITH_THE_UNIT

#: How many years may be chosen: a term of the congress.
_YEARS = 5
TIME_LABELS = {
    "decided": "今年答复的和现在超期的",
    "in_time": "今年按时答复的",
    "missed": "今年没按时：迟了或者没答",
}
#: Of rows ``with_answer``; the due day itself is in time.
ANSWERED_IN_TIME = Q(answer_on__lte=F("answer_due_on"))


def with_answer(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Each with the day and the class of its last reply, and the day that reply was due."""
    last = Reply.objects.filter(proposal=OuterRef("pk"), is_withdrawn=False).order_by("-round")
    return proposals.alias(
        answer_on=Subquery(last.values("replied_on")[:1]),
        answer_result=Subquery(last.values("result")[:1]),
        answer_due_on=Subquery(last.values("due_on")[:1]),
    )


def time_conditions(today: date) -> dict[str, Q]:
    """按时没有, of what can be said today: answered this year, or overdue now. What is not answered
    and not due yet stands on neither side.
    """
    is_late = Q(state__in=WITH_THE_UNIT, reply_due_on__lt=today)
    answered = Q(answer_on__year=today.year) & ~is_late
    in_time = answered & ANSWERED_IN_TIME
    missed = is_late | (answered & ~ANSWERED_IN_TIME)
    decided = is_late | Q(answer_on__year=today.year)
    return {"decided": decided, "in_time": in_time, "missed": missed}


def answer_menus(chosen, today: date) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The filters of this module: key, label, choices. Two of them are set by the figures alone and
    stand above the list only when they are set.
    """
    years = [(str(year), f"{year} 年") for year in range(today.year, today.year - _YEARS, -1)]
    menus = [
        ("year", "哪年提的", [(key, f"{label}提的") for key, label in years]),
        ("result", "结果", [(key, f"{key} 类") for key in ReplyClass.values]),
    ]
    if chosen.replied:
        menus.append(("replied", "哪年答复", [(key, f"{label}答复的") for key, label in years]))
    if chosen.time:
        menus.append(("time", "按时没有", list(TIME_LABELS.items())))
    return menus


def narrow_by_answer(proposals: QuerySet[Proposal], chosen, today: date) -> QuerySet[Proposal]:
    if chosen.year:
        proposals = proposals.filter(submitted_at__year=int(chosen.year))
    if not (chosen.replied or chosen.result or chosen.time):
        return proposals
    proposals = with_answer(proposals)
    if chosen.replied:
        proposals = proposals.filter(answer_on__year=int(chosen.replied))
    if chosen.result:
        proposals = proposals.filter(answer_result=chosen.result)
    return proposals.filter(time_conditions(today)[chosen.time]) if chosen.time else proposals
