"""What a 建议 wants waiting for whom, from nothing but how it stands."""

from collections.abc import Iterator

from deputies.choices import CosignerState, WithdrawalState
from deputies.choices import ProposalState as S
from deputies.models import Assisting, Cosigner, Proposal
from deputies.rules.cosigners import OPEN_FOR_SECONDING, OPEN_FOR_SIGNING
from deputies.rules.proposals import BEFORE_THE_REPLY, WITH_THE_UNIT
from deputies.selectors.assignments import contest_waiting, extension_waiting
from deputies.selectors.key_todos import of_key
from deputies.selectors.merge_suggestions import merges_suggested, named
from deputies.selectors.proposal_standing import handover_due
from deputies.selectors.reply_todos import after_the_reply
from deputies.selectors.wanted import address, todo
from township_npc.office.addressees import to_person, to_post, to_role
from township_npc.office.choices import Role
from township_npc.office.registries import Wanted

_DIRECTOR, _STAFF = to_role(Role.DIRECTOR), to_role(Role.STAFF)
_MOST_NAMES = 3


def wanted_todos(proposal: Proposal) -> list[Wanted]:
    return [
        *_next_act(proposal),
        *_of_signers(proposal),
        *_of_units(proposal),
        *_of_withdrawal(proposal),
        *_of_suggested_merge(proposal),
        *of_key(proposal),
        *after_the_reply(proposal),
    ]


def _next_act(proposal: Proposal) -> Iterator[Wanted]:
    """Whoever moves it on: the state says who that is."""
    called, title = proposal.called, proposal.title
    match proposal.state:
        case S.RETURNED:
            to, why = to_person(proposal.lead.person_id), proposal.return_reason
            yield todo(proposal, "mend", to, f"修改退回的建议：{title}", "修改", detail=why)
        case S.SUBMITTED:
            yield todo(proposal, "accept", _DIRECTOR, f"新建议：{title}", "受理")
        case S.ACCEPTED:
            due_on = handover_due(proposal).due_on
            yield todo(
                proposal, "assign", _DIRECTOR, f"交办{called}：{title}", "交办", due_on=due_on
            )
        case S.ASSIGNED | S.SIGNED:
            key, verb, what = _units_act(proposal.state)
            to, due = to_post(proposal.lead_unit), {"due_on": proposal.reply_due_on}
            title = f"{what}{called}：{title}"
            yield todo(proposal, key, to, title, verb, does=what, **due)
    if proposal.state in (S.SUBMITTED, S.ACCEPTED) and not proposal.suggested_by_id:
        yield todo(proposal, "suggest", _STAFF, f"拟办：{title}", "拟办")


def _units_act(state: str) -> tuple[str, str, str]:
    """The day beside it is that of the reply, so before 签收 the words say both."""
    return ("sign", "签收", "签收并答复") if state == S.ASSIGNED else ("reply", "答复", "答复")


def _of_signers(proposal: Proposal) -> Iterator[Wanted]:
    """Who is asked to sign, and the lead where somebody asks to join (附议)."""
    if proposal.state in OPEN_FOR_SIGNING:
        invited = proposal.cosigners.filter(state=CosignerState.INVITED).with_names()
        url = address("proposal-cosign", proposal)
        for row in invited:
            to = to_person(row.deputy.person_id)
            title, why = (
                f"请您联名：{proposal.heading}",
                f"{proposal.lead.person.name}代表请您一起签名",
            )
            yield todo(proposal, "cosign", to, title, "看", url=url, detail=why, icon="sign")
    if proposal.state in OPEN_FOR_SECONDING:
        seconds = list(proposal.cosigners.filter(state=CosignerState.ASKED).with_names())
        if seconds:
            to, url = to_person(proposal.lead.person_id), address("cosigner-list", proposal)
            title = f"有 {len(seconds)} 位代表想附议{proposal.called}：{proposal.title}"
            why = f"{_names(seconds)}，您确认了才算"
            yield todo(proposal, "second", to, title, "确认", url=url, detail=why, icon="sign")


def _names(cosigners: list[Cosigner]) -> str:
    """刘小燕、邓小英、罗水根等代表."""
    names = "、".join(str(row) for row in cosigners[:_MOST_NAMES])
    return f"{names}{'等' if len(cosigners) > _MOST_NAMES else ''}代表"


def _of_units(proposal: Proposal) -> Iterator[Wanted]:
    """Opinions that are missing, and what the unit has asked of the director."""
    if proposal.state not in WITH_THE_UNIT:
        return
    missing = Assisting.objects.in_force().filter(proposal=proposal, given_at__isnull=True)
    for row in missing.select_related("unit"):
        title = f"提出协办意见{proposal.called}：{proposal.title}"
        url, due_on = address("proposal-opinion", proposal), row.due_on
        yield todo(proposal, "opinion", to_post(row.unit), title, "写意见", url=url, due_on=due_on)
    unit = proposal.lead_unit
    if contest := contest_waiting(proposal):
        title = f"{unit}说{proposal.called}不归它办：{proposal.title}"
        url = address("proposal-contest-decide", proposal)
        yield todo(proposal, "contest", _DIRECTOR, title, "决定", url=url)
        if not contest.proposed_by_id:
            title = f"拟退件意见，{title}"
            url = address("proposal-contest-suggest", proposal)
            yield todo(proposal, "contest-suggest", _STAFF, title, "拟办", url=url)
    if extension_waiting(proposal):
        title = f"{unit}申请{proposal.called}延期：{proposal.title}"
        url = address("proposal-extension-decide", proposal)
        yield todo(proposal, "extension", _DIRECTOR, title, "决定", url=url)


def _of_withdrawal(proposal: Proposal) -> Iterator[Wanted]:
    if proposal.withdrawals.filter(state=WithdrawalState.OPEN).exists():
        title = f"{proposal.lead.person.name}要求撤回{proposal.called}：{proposal.title}"
        yield todo(proposal, "withdrawal", _DIRECTOR, title, "确认")


def _of_suggested_merge(main: Proposal) -> Iterator[Wanted]:
    """拟并案 waits on the page of the main one."""
    if main.state in BEFORE_THE_REPLY and (rows := merges_suggested(main)):
        title = f"{rows[0].by}拟把{named(rows)}并入{main.called}：{main.title}"
        detail = next((row.reason for row in rows if row.reason), "")
        url = address("proposal-merge", main)
        yield todo(main, "merge", _DIRECTOR, title, "决定", url=url, detail=detail)
