"""Reads of 拟并案: what waits for the director on a proposal's page, and its words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from deputies.models import MergeSuggestion, Proposal
from deputies.permissions import proposal_turns as permissions
from deputies.permissions.proposals import may_see_all


@dataclass(frozen=True)
class SuggestedMerge:
    """What is to come under this one, or under which it is to come itself; between the office and
    the chairman."""

    rows: list[MergeSuggestion]
    into: MergeSuggestion | None
    may_decide: bool
    may_take_back: bool

    @property
    def reasons(self) -> list[str]:
        return list(dict.fromkeys(row.reason for row in self.rows if row.reason))


def merges_suggested(main: Proposal) -> list[MergeSuggestion]:
    return list(main.suggested_merges.select_related("other__lead__person", "by__person"))


def named(rows: Sequence[MergeSuggestion]) -> str:
    """第 3 号、第 5 号."""
    return "、".join(row.other.called for row in rows)


def suggested_merge(proposal: Proposal, user) -> SuggestedMerge | None:
    if not may_see_all(user):
        return None
    about = MergeSuggestion.objects.filter(Q(main=proposal) | Q(other=proposal))
    found = list(about.select_related("main", "other", "by__person"))
    rows = [row for row in found if row.main_id == proposal.pk]
    into = next((row for row in found if row.other_id == proposal.pk), None)
    if not found:
        return None
    own = any(row.by_id == user.pk for row in rows)
    return SuggestedMerge(
        rows=rows,
        into=into,
        may_decide=bool(rows) and permissions.may_merge(user),
        may_take_back=own and permissions.may_suggest_merge(user),
    )


def merge_to_begin_with(main: Proposal) -> dict:
    """The director's form begins with what 工作人员 proposed."""
    rows = merges_suggested(main)
    reason = next((row.reason for row in rows if row.reason), "")
    return {"others": [row.other_id for row in rows], "reason": reason} if rows else {}
