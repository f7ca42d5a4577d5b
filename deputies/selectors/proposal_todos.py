"""What a 建议 wants waiting for whom, from nothing but the state it is in."""

from collections.abc import Iterator

from django.urls import reverse

from deputies.choices import ProposalState as S
from deputies.models import Proposal
from deputies.selectors.proposal_standing import handover_due
from township_npc.office.addressees import to_person, to_post, to_role
from township_npc.office.choices import Role
from township_npc.office.registries import Wanted


def wanted_todos(proposal: Proposal) -> list[Wanted]:
    return list(_wanted(proposal))


def _wanted(proposal: Proposal) -> Iterator[Wanted]:
    director, staff = to_role(Role.DIRECTOR), to_role(Role.STAFF)
    match proposal.state:
        case S.RETURNED:
            to = to_person(proposal.lead.person_id)
            said = {"detail": proposal.return_reason}
            yield _todo(proposal, "mend", to, f"修改退回的建议：{proposal.title}", "修改", **said)
        case S.SUBMITTED:
            yield _todo(proposal, "accept", director, f"新建议：{proposal.title}", "受理")
        case S.ACCEPTED:
            due = {"due_on": handover_due(proposal).due_on}
            title = f"交办{proposal.called}：{proposal.title}"
            yield _todo(proposal, "assign", director, title, "交办", **due)
        case S.ASSIGNED | S.SIGNED:
            verb = "签收" if proposal.state == S.ASSIGNED else "答复"
            title = f"{verb}{proposal.called}：{proposal.title}"
            due = {"due_on": proposal.reply_due_on}
            yield _todo(proposal, verb_kind(verb), to_post(proposal.lead_unit), title, verb, **due)
        case S.REPLIED:
            title = f"核对{proposal.called}的答复：{proposal.title}"
            yield _todo(proposal, "check", director, title, "核对")
    if proposal.state in (S.SUBMITTED, S.ACCEPTED) and not proposal.suggested_by_id:
        yield _todo(proposal, "suggest", staff, f"拟办：{proposal.title}", "拟办")


def verb_kind(verb: str) -> str:
    return {"签收": "sign", "答复": "reply"}[verb]


def _todo(proposal: Proposal, kind: str, to: str, title: str, verb: str, **more) -> Wanted:
    url = reverse("deputies:proposal-detail", args=[proposal.pk])
    said = {"detail": _detail(proposal), **more}
    return Wanted(f"proposal.{kind}", to, title, verb, url, **said)


def _detail(proposal: Proposal) -> str:
    lead = proposal.lead.person.name
    match proposal.state:
        case S.SUBMITTED:
            return f"{lead}，{'办公室代为登记' if proposal.entered_by_id else '从手机提交'}"
        case S.ACCEPTED if proposal.suggested_unit:
            return f"{lead}；拟交{proposal.suggested_unit}"
    return f"{lead}；{proposal.lead_unit}" if proposal.lead_unit else lead
