"""承诺事项 in the registries: its records, whose files are the proofs, and its verbs."""

from django.urls import reverse

from deputies.selectors.promises import promises_visible_to
from township_npc.office.choices import Role
from township_npc.office.registries import Subject, Verb, register

_OFFICE = frozenset({Role.DIRECTOR, Role.STAFF, Role.CHAIR})
_HANDLING = _OFFICE | {Role.HANDLER}
_ALL = _HANDLING | {Role.DEPUTY}

VERBS = {
    "proposal.promise_reported": Verb("单位报告承诺的兑现情况", _ALL),
    "proposal.promise_report_taken_back": Verb("更正：单位撤回报告", _HANDLING),
    "proposal.promise_report_returned": Verb("人大办退回承诺的报告", _HANDLING),
    "proposal.promise_settled": Verb("核定承诺", _ALL),
    "proposal.promise_unsettled": Verb("更正：承诺重新核定", _ALL),
}


def entries() -> None:
    register(
        Subject(
            "deputies.Promise",
            "承诺事项",
            promises_visible_to,
            lambda promise: reverse("deputies:proposal-detail", args=[promise.reply.proposal_id]),
            str,
        )
    )
