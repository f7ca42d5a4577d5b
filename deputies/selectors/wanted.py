"""How a to-do about a 建议 is worded; which there are: ``proposal_todos``, ``reply_todos``."""

from datetime import date

from django.urls import reverse

from deputies.choices import ProposalState as S
from deputies.models import Promise, Proposal
from township_npc.office.registries import Wanted


def address(name: str, row: Proposal | Promise) -> str:
    return reverse(f"deputies:{name}", args=[row.pk])


def todo(
    proposal: Proposal,
    kind: str,
    to: str,
    title: str,
    verb: str,
    *,
    url: str = "",
    due_on: date | None = None,
    detail: str = "",
    icon: str = "prop",
) -> Wanted:
    return Wanted(
        kind=f"proposal.{kind}",
        to=to,
        title=title,
        verb=verb,
        url=url or address("proposal-detail", proposal),
        due_on=due_on,
        detail=detail or _detail(proposal),
        icon=icon,
    )


def _detail(proposal: Proposal) -> str:
    lead = proposal.lead.person.name
    match proposal.state:
        case S.SUBMITTED:
            return f"{lead}，{'办公室代为登记' if proposal.entered_by_id else '从手机提交'}"
        case S.ACCEPTED if proposal.suggested_unit:
            return f"{lead}；拟交{proposal.suggested_unit}"
    return f"{lead}；{proposal.lead_unit}" if proposal.lead_unit else lead
