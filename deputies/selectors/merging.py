"""Reads for 并案 and 拆分: what may come under a proposal, and what stands around it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Q, QuerySet, When

from deputies.models import Proposal
from deputies.rules.proposals import BEFORE_THE_REPLY
from deputies.rules.titles import HIDDEN
from deputies.selectors.confidential import title_shown_to
from deputies.selectors.proposal_page import Answer, answers_to
from deputies.selectors.proposal_standing import Whereabouts, steps_of, whereabouts
from deputies.selectors.proposals import proposals_visible_to


def offered(user, main: Proposal, text: str, most: int) -> list[Proposal]:
    """What the page lists: first what 工作人员 proposed, then what fits."""
    proposed = list(
        proposals_visible_to(user).filter(suggested_merge__main=main).order_by("number")
    )
    others = candidates(user, main, text).exclude(pk__in=[one.pk for one in proposed])
    return [*proposed, *others[:most]]


def candidates(user, main: Proposal, text: str = "") -> QuerySet[Proposal]:
    """What can be handled together with the main one, its own category first."""
    open_ones = proposals_visible_to(user).filter(
        state__in=BEFORE_THE_REPLY, merged=None, is_confidential=main.is_confidential
    )
    if text:
        open_ones = open_ones.filter(
            Q(title__icontains=text) | Q(text__icontains=text) | Q(lead__person__name=text)
        )
    is_other = Case(When(category=main.category, then=0), default=1)
    return open_ones.exclude(pk=main.pk).order_by(is_other, "-number", "pk")


@dataclass(frozen=True)
class MainOne:
    """The 主件 as those see it who brought what was merged into it: how far, and the reply. Its
    title only where it may be said (S-12), the way to it for who may open it."""

    proposal: Proposal
    title: str
    is_open: bool
    whereabouts: Whereabouts
    steps: list[dict]
    answers: list[Answer]

    @property
    def is_hidden(self) -> bool:
        return self.title == HIDDEN

    @property
    def replied_on(self) -> date | None:
        return self.answers[0].reply.replied_on if self.answers else None


def main_of(proposal: Proposal, user, today: date) -> MainOne | None:
    main = proposal.merged_into
    if main is None:
        return None
    answers = [one for one in answers_to(main) if not one.reply.is_withdrawn]
    reply = answers[0].reply if answers else None
    return MainOne(
        proposal=main,
        title=title_shown_to(user)(main),
        is_open=proposals_visible_to(user).filter(pk=main.pk).exists(),
        whereabouts=whereabouts(main, reply, today),
        steps=steps_of(main, reply),
        answers=answers,
    )


@dataclass(frozen=True)
class Neighbour:
    """Another proposal named on the page, with a way to it for who may open it."""

    proposal: Proposal
    title: str
    is_open: bool


def neighbours(rows: QuerySet[Proposal], user) -> list[Neighbour]:
    shown = title_shown_to(user)
    rows = list(rows.select_related("lead__person", "merged_into").order_by("number"))
    seen = proposals_visible_to(user).filter(pk__in=[row.pk for row in rows]) if rows else []
    open_ones = {row.pk for row in seen}
    return [Neighbour(row, shown(row), row.pk in open_ones) for row in rows]
