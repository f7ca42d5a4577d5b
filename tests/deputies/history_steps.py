"""A town whose people act on 建议 one after the other, and the longer of their acts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from deputies.models import Assignment, Cosigner, Deputy, Promise, Proposal, ProposalMove, Unit
from deputies.rules.cosigners import text_hash
from deputies.services import answering, cosigners, extensions, handling
from deputies.services.promises import report_promise, settle_promise
from deputies.services.proposals import save_draft
from deputies.services.ratings import rate_reply
from deputies.services.reassigning import reassign_proposal
from tests.deputies.proposal_steps import ANSWER
from tests.deputies.rating_steps import BAD, GOOD, PROMISE
from tests.office.calendar_steps import off, put_in
from township_npc.office.models import AuditEntry, Todo, User

WHY = "请看一下。"


@dataclass
class Town:
    """Who acts, and the moment at which it is done; ``choose`` picks one of several."""

    director: User
    units: list[Unit]
    handlers: list[User]
    leads: list[Deputy]
    cosigner: Deputy
    at: datetime
    choose: Callable[[list], object] = lambda several: several[0]

    @property
    def on(self) -> date:
        return self.at.date()

    def some_day(self) -> date:
        """Today, or a day that is written down late."""
        return self.on - timedelta(days=self.choose([0, 0, 3]))

    def handler_of(self, unit: Unit | None) -> User:
        return self.handlers[self.units.index(unit) if unit else 0]

    def main_for(self, proposal: Proposal) -> Proposal:
        others = Proposal.objects.exclude(pk=proposal.pk).exclude(number=None).order_by("number")
        return self.choose(list(others) or [proposal])


def as_it_stands() -> tuple:
    """What a refusal leaves as it was."""
    proposals = Proposal.objects.order_by("pk").values()
    moves = ProposalMove.objects.order_by("pk").values_list("pk", "is_undone")
    todos = Todo.objects.open().order_by("pk").values_list("pk", "title")
    assigned = Assignment.objects.in_force().order_by("pk").values_list("pk", "due_on")
    return list(proposals), list(moves), list(todos), list(assigned), AuditEntry.objects.count()


def handler(town: Town, proposal: Proposal) -> User:
    return town.handler_of(proposal.lead_unit)


def edit(town: Town, draft: Proposal) -> None:
    words = town.choose(["在路口画斑马线，两头各装一条减速带。", "两头各装一条减速带。"])
    values = {"by": draft.lead.person.user, "id": draft.pk, "at": town.at}
    save_draft(draft.lead, fields={"text": words}, **values)


def sign(town: Town, row: Cosigner) -> None:
    shown = text_hash(row.proposal.title, row.proposal.text)
    cosigners.cosign_proposal(row, by=row.deputy.person.user, shown=shown, at=town.at)


def assign(town: Town, proposal: Proposal) -> None:
    to, *rest = town.choose([town.units, town.units[::-1]])
    values = {"is_complex": town.choose([False, True]), "assisting": town.choose([[], rest])}
    on = town.some_day()
    handling.assign_proposal(proposal, to=to, by=town.director, on=on, at=town.at, **values)


def reassign(town: Town, proposal: Proposal) -> None:
    (to,) = [unit for unit in town.units if unit != proposal.lead_unit]
    values = {"on": town.some_day(), "at": town.at, "reason": WHY}
    reassign_proposal(proposal, to=to, by=town.director, **values)


def reply(town: Town, proposal: Proposal) -> None:
    promise = PROMISE | {"promised_by": town.on + timedelta(days=30)}
    answer = town.choose([ANSWER, promise]) | {"no_contact_reason": WHY, "at": town.at}
    answering.reply_proposal(proposal, by=handler(town, proposal), **answer)


def rate(town: Town, proposal: Proposal) -> None:
    answer = town.choose([BAD, BAD, GOOD]) | {"round": proposal.round, "at": town.at}
    rate_reply(proposal, by=proposal.lead.person.user, **answer)


def close(town: Town, proposal: Proposal) -> None:
    values = {"on": town.some_day(), "at": town.at, "unsatisfied_reason": town.choose(["", WHY])}
    handling.close_proposal(proposal, by=town.director, **values)


def grant(town: Town, proposal: Proposal) -> None:
    until = town.choose([None, town.on + timedelta(days=60)])
    values = {"reason": WHY, "at": town.at, "until": until, "beyond_reason": WHY}
    extensions.grant_extension(proposal, by=town.director, **values)


def close_the_office(town: Town, proposal: Proposal) -> None:
    """A day off comes where a deadline lies, and every deadline is counted again."""
    put_in(proposal.reply_due_on, off(), town.director)


def settle(town: Town, promise: Promise) -> None:
    values = {"outcome": "kept", "kept_on": town.on, "at": town.at, "note": WHY}
    settle_promise(promise, by=town.director, **values)


def report(town: Town, promise: Promise) -> None:
    by = town.handler_of(promise.reply.unit)
    report_promise(promise, by=by, done_on=town.on, proof=WHY, at=town.at)
