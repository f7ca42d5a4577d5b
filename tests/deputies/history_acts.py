"""Everything that can happen next to a 建议: what each act is about, and who does it."""

from collections.abc import Callable

from deputies.choices import CosignerState, WithdrawalState
from deputies.choices import ProposalState as S
from deputies.models import Cosigner, Promise, Proposal, Rating
from deputies.rules.proposals import BEFORE_THE_REPLY, WITH_THE_DEPUTY, WITH_THE_UNIT
from deputies.selectors.assignments import (
    contest_refused,
    contest_waiting,
    extension_decided,
    extension_waiting,
)
from deputies.selectors.ratings import reply_to_rate
from deputies.services import answering, contests, cosigners, extensions, handling, withdrawals
from deputies.services.assisting import choose_assisting, give_opinion
from deputies.services.corrections import correct_last_act
from deputies.services.merging import merge_proposals, separate_proposal
from deputies.services.proposals import submit_proposal, withdraw_proposal
from deputies.services.reworks import issue_rework
from deputies.services.splitting import split_proposal
from tests.deputies import history_steps as steps
from tests.deputies.history_steps import WHY, handler
from tests.deputies.rating_steps import NOTICE

PART = {"title": "两头各装一条减速带", "part": "减速带", "category": "traffic"}


def _in(*states: str) -> Callable:
    return lambda proposal: proposal if proposal.state in states else None


def _withdrawal_of(proposal: Proposal):
    return proposal.withdrawals.filter(state=WithdrawalState.OPEN).first()


def _cosigner_of(*states: str) -> Callable:
    rows = Cosigner.objects.filter(state__in=states).select_related("proposal", "deputy__person")
    return lambda proposal: rows.filter(proposal=proposal).first()


def _promise_of(proposal: Proposal) -> Promise | None:
    promises = Promise.objects.in_force().filter(reply__proposal=proposal)
    return promises.select_related("reply__unit", "reply__proposal").first()


def _opinion_of(proposal: Proposal):
    return proposal.assistings.in_force().select_related("unit", "proposal").first()


_SENT = _in(S.DRAFT, S.SUBMITTED, S.RETURNED)
#: What each act is about (None: there is nothing to do it to now), and how it is done.
ACTS: dict[str, tuple[Callable, Callable]] = {
    "改草稿": (_in(*WITH_THE_DEPUTY), steps.edit),
    "送交": (
        _in(*WITH_THE_DEPUTY),
        lambda town, it: submit_proposal(it, by=it.lead.person.user, at=town.at),
    ),
    "收回": (
        _in(S.SUBMITTED),
        lambda town, it: withdraw_proposal(it, by=it.lead.person.user, at=town.at),
    ),
    "请联名": (
        _SENT,
        lambda town, it: cosigners.invite_cosigner(
            it, town.cosigner, by=it.lead.person.user, at=town.at
        ),
    ),
    "联名": (_cosigner_of(CosignerState.INVITED), steps.sign),
    "不联名": (
        _cosigner_of(CosignerState.INVITED, CosignerState.SIGNED),
        lambda town, it: cosigners.decline_cosigning(it, by=it.deputy.person.user, at=town.at),
    ),
    "退回": (
        _in(S.SUBMITTED),
        lambda town, it: handling.return_proposal(it, by=town.director, reason=WHY, at=town.at),
    ),
    "受理": (
        _in(S.SUBMITTED),
        lambda town, it: handling.accept_proposal(it, by=town.director, at=town.at),
    ),
    "交办": (_in(S.ACCEPTED), steps.assign),
    "改交": (_in(*WITH_THE_UNIT), steps.reassign),
    "请协办": (
        _in(*WITH_THE_UNIT),
        lambda town, it: choose_assisting(
            it, by=town.director, units=town.choose([[], town.units[1:]]), at=town.at
        ),
    ),
    "协办意见": (
        _opinion_of,
        lambda town, it: give_opinion(it, by=town.handler_of(it.unit), text=WHY, at=town.at),
    ),
    "签收": (
        _in(S.ASSIGNED),
        lambda town, it: answering.sign_for(it, by=handler(town, it), at=town.at),
    ),
    "退件": (
        _in(*WITH_THE_UNIT),
        lambda town, it: contests.contest_assignment(
            it, by=handler(town, it), reason=WHY, at=town.at, late_reason=WHY
        ),
    ),
    "收回退件": (
        contest_waiting,
        lambda town, it: contests.take_back_contest(
            it, by=town.handler_of(it.assignment.unit), at=town.at
        ),
    ),
    "同意退件": (
        contest_waiting,
        lambda town, it: contests.agree_contest(it, by=town.director, at=town.at),
    ),
    "不同意退件": (
        contest_waiting,
        lambda town, it: contests.refuse_contest(it, by=town.director, at=town.at, note=WHY),
    ),
    "更正退件的决定": (
        contest_refused,
        lambda town, it: contests.reopen_contest(it, by=town.director, reason=WHY, at=town.at),
    ),
    "申请延期": (
        _in(*WITH_THE_UNIT),
        lambda town, it: extensions.ask_extension(it, by=handler(town, it), reason=WHY, at=town.at),
    ),
    "收回延期": (
        extension_waiting,
        lambda town, it: extensions.take_back_extension(
            it, by=town.handler_of(it.assignment.unit), at=town.at
        ),
    ),
    "不同意延期": (
        extension_waiting,
        lambda town, it: extensions.refuse_extension(it, by=town.director, at=town.at, note=WHY),
    ),
    "延长": (_in(*WITH_THE_UNIT), steps.grant),
    "更正延期的决定": (
        extension_decided,
        lambda town, it: extensions.correct_extension(it, by=town.director, reason=WHY, at=town.at),
    ),
    "答复": (_in(S.SIGNED), steps.reply),
    "退回答复": (
        _in(S.REPLIED),
        lambda town, it: handling.return_reply(it, by=town.director, reason=WHY, at=town.at),
    ),
    "评价": (lambda it: it if reply_to_rate(it) else None, steps.rate),
    "办结": (_in(S.REPLIED), steps.close),
    "重新办理": (
        lambda it: it if Rating.objects.now(it).unsatisfied().exists() else None,
        lambda town, it: issue_rework(
            it, by=town.director, text=NOTICE, on=town.some_day(), at=town.at
        ),
    ),
    "报告承诺": (_promise_of, steps.report),
    "核定承诺": (_promise_of, steps.settle),
    "并案": (
        _in(*BEFORE_THE_REPLY),
        lambda town, it: merge_proposals(town.main_for(it), [it], by=town.director, at=town.at),
    ),
    "分开": (
        _in(S.MERGED),
        lambda town, it: separate_proposal(it, by=town.director, reason=WHY, at=town.at),
    ),
    "拆分": (
        _in(*BEFORE_THE_REPLY),
        lambda town, it: split_proposal(it, by=town.director, at=town.at, **PART),
    ),
    "要求撤回": (
        _in(*BEFORE_THE_REPLY, S.MERGED),
        lambda town, it: withdrawals.ask_withdrawal(
            it, by=it.lead.person.user, reason=WHY, at=town.at
        ),
    ),
    "登记撤回": (
        _in(*BEFORE_THE_REPLY, S.MERGED),
        lambda town, it: withdrawals.enter_withdrawal(
            it, by=town.director, reason=WHY, on=town.on, at=town.at
        ),
    ),
    "不撤了": (
        _withdrawal_of,
        lambda town, it: withdrawals.take_back_withdrawal(
            it, by=it.proposal.lead.person.user, at=town.at
        ),
    ),
    "确认撤回": (
        _withdrawal_of,
        lambda town, it: withdrawals.confirm_withdrawal(it, by=town.director, at=town.at),
    ),
    "到期那天放假": (_in(*WITH_THE_UNIT), steps.close_the_office),
    "办公室更正": (
        lambda it: it,
        lambda town, it: correct_last_act(it, by=town.director, reason=WHY),
    ),
    "单位更正": (
        _in(S.SIGNED, S.REPLIED),
        lambda town, it: correct_last_act(it, by=handler(town, it), reason=WHY),
    ),
}
