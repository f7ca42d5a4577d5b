"""并案、拆分、保密、撤回、重点督办、集中交办 in the registries: their verbs and records."""

from django.urls import reverse

from deputies.selectors.handover import batches_visible_to
from deputies.selectors.key_proposals import keys_visible_to, visits_visible_to
from deputies.selectors.withdrawals import withdrawals_visible_to
from township_npc.office.choices import Role
from township_npc.office.registries import Subject, Verb, register

_OFFICE = frozenset({Role.DIRECTOR, Role.STAFF, Role.CHAIR})
_UNITS = frozenset({Role.HANDLER})
_DEPUTY = frozenset({Role.DEPUTY})
_ALL = _OFFICE | _UNITS | _DEPUTY

#: Verbs of a 建议. What a withdrawal says is between the deputy and the office.
TURN_VERBS = {
    "proposal.merged": Verb("并案，并入", _ALL),
    "proposal.took_in": Verb("并案，并进来", _ALL),
    "proposal.merge_suggested": Verb("拟并案，并进来", _OFFICE),
    "proposal.merge_suggestion_taken_back": Verb("更正：撤回拟并案", _OFFICE),
    "proposal.merge_declined": Verb("不并案", _OFFICE),
    "proposal.merge_overtaken": Verb("拟并案不用再定", _OFFICE),
    "proposal.separated": Verb("不再并案，分开", _ALL),
    "proposal.let_go": Verb("不再并案，分出去", _ALL),
    "proposal.split": Verb("拆分，拆出", _ALL),
    "proposal.split_off": Verb("拆分，拆自", _ALL),
    "proposal.confidential": Verb("设为保密", _ALL),
    "proposal.confidence_lifted": Verb("取消保密", _ALL),
    "proposal.withdrawal_asked": Verb("代表要求撤回", _OFFICE | _DEPUTY),
    "proposal.withdrawal_entered": Verb("代表书面要求撤回，办公室登记", _OFFICE | _DEPUTY),
    "proposal.withdrawal_taken_back": Verb("不撤回了", _OFFICE | _DEPUTY),
    "proposal.withdrawal_struck": Verb("划掉撤回申请", _OFFICE | _DEPUTY),
    "proposal.withdrawal_confirmed": Verb("确认撤回", _OFFICE | _DEPUTY),
    "proposal.key_set": Verb("设为重点督办", _ALL),
    "proposal.key_changed": Verb("更正重点督办，原来是", _OFFICE),
    "proposal.key_ended": Verb("结束重点督办", _ALL),
    "proposal.key_taken_back": Verb("更正：撤掉或者恢复重点督办", _ALL),
    "proposal.key_visited": Verb("现场督办", _ALL),
    "proposal.key_visit_taken_back": Verb("更正：撤掉一次督办记录", _OFFICE),
}


def _page(pk) -> str:
    return reverse("deputies:proposal-detail", args=[pk])


def entries() -> None:
    register(
        Subject(
            "deputies.KeyProposal",
            "重点督办",
            keys_visible_to,
            lambda key: _page(key.proposal_id),
            str,
        ),
        Subject(
            "deputies.KeyVisit",
            "督办记录",
            visits_visible_to,
            lambda visit: _page(visit.key.proposal_id),
            str,
        ),
        Subject(
            "deputies.WithdrawalRequest",
            "撤回申请",
            withdrawals_visible_to,
            lambda request: _page(request.proposal_id),
            str,
        ),
        Subject(
            "deputies.HandoverBatch",
            "集中交办",
            batches_visible_to,
            lambda batch: reverse("deputies:handover-detail", args=[batch.pk]),
            str,
            {"proposals.handed_over": Verb("集中交办", _OFFICE)},
        ),
    )
