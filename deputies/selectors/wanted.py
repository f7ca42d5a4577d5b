"""How a to-do about a 建议 is worded; which there are: ``proposal_todos``, ``reply_todos``."""

from datetime import date

from django.urls import reverse

from deputies.choices import ProposalState as S
from deputies.models import KeyProposal, Promise, Proposal
from deputies.rules.titles import HIDDEN
from township_npc.office.registries import Wanted


def address(name: str, row: KeyProposal | Promise | Proposal) -> str:
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
    begins_on: date | None = None,
    detail: str = "",
    icon: str = "prop",
    named: Proposal | None = None,
    does: str = "",
) -> Wanted:
    """``named``: the one by which it is called to the addressee, where that is another (并案).
    ``does``: what is to be done, where the button says less."""
    called = named or proposal
    return Wanted(
        kind=f"proposal.{kind}",
        to=to,
        title=title,
        verb=verb,
        url=url or address("proposal-detail", proposal),
        due_on=due_on,
        begins_on=begins_on,
        detail=detail or _detail(called),
        icon=icon,
        outside=_outside(called, does or verb),
    )


def _outside(proposal: Proposal, does: str) -> str:
    """Of a confidential one neither who brought it nor what it is about goes out by mail or text
    (山东建议办理条例第十一条, S-12)."""
    if not proposal.is_confidential:
        return ""
    which = proposal.called if proposal.number else "一件"
    return f"{does}：{which}建议{HIDDEN}"


def _detail(proposal: Proposal) -> str:
    lead = proposal.lead.person.name
    match proposal.state:
        case S.SUBMITTED:
            return f"{lead}，{'办公室代为登记' if proposal.entered_by_id else '从手机提交'}"
        case S.ACCEPTED if proposal.suggested_unit:
            return f"{lead}；拟交{proposal.suggested_unit}"
    return f"{lead}；{proposal.lead_unit}" if proposal.lead_unit else lead
