"""重新办理: somebody is not satisfied, and the unit handles it once more (S-09)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from deputies.choices import ProposalState as S
from deputies.models import Proposal, Rating, Rework
from deputies.permissions.proposals import may_decide
from deputies.permissions.ratings import raters_of
from deputies.rules.clocks import redo_period
from deputies.rules.ratings import quoted
from deputies.selectors.proposals import rules_in_force
from deputies.services.moves import hold, move, refuse_unless
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.rules import deadline
from township_npc.office.selectors import work_calendar
from township_npc.office.services.audit import record


@transaction.atomic
def issue_rework(proposal: Proposal, *, by: User, text: str, on: date, at: datetime) -> Rework:
    """发重新办理通知: the next round begins, with a clock of its own."""
    require(may_decide(by))
    refuse_unless(proposal, S.REPLIED, S.CLOSED)
    hold(proposal)
    _refuse_satisfied(proposal)
    _refuse_day(proposal, on, at)
    _refuse_deputies_words(proposal, text)
    due = deadline(on, redo_period(rules_in_force()), work_calendar())
    next_round = proposal.round + 1
    move(
        proposal,
        S.ASSIGNED,
        by=by,
        at=at,
        round=next_round,
        reply_due_on=due.due_on,
        due_sum=due.as_json(),
        signed_on=None,
        signed_by=None,
        closed_on=None,
        close_note="",
        unsatisfied_close_reason="",
    )
    rework = Rework.objects.create(
        proposal=proposal,
        round=next_round,
        text=text,
        issued_on=on,
        due_on=due.due_on,
        due_sum=due.as_json(),
        by=by,
    )
    facts = {"round": next_round, "due": due.due_on.isoformat(), "on": on.isoformat()}
    record(by, "proposal.rework_issued", proposal, note=text, **facts)
    return rework


def _refuse_satisfied(proposal: Proposal) -> None:
    if not Rating.objects.now(proposal).unsatisfied().exists():
        sentence = "没有代表对这次答复不满意，不用重新办理。内容不全的，可以退回答复。"
        raise ValidationError(sentence, code="satisfied")


def _refuse_day(proposal: Proposal, on: date, at: datetime) -> None:
    replied_on = proposal.replies.get(round=proposal.round, is_withdrawn=False).replied_on
    if on > timezone.localdate(at):
        raise ValidationError({"on": "通知日期不能晚于今天。"}, code="future")
    if on < replied_on:
        raise ValidationError({"on": f"通知不能早于答复（{replied_on}）。"}, code="early")


def _refuse_deputies_words(proposal: Proposal, text: str) -> None:
    """The unit reads what to mend, not who said it nor how (D8)."""
    names = raters_of(proposal).values_list("person__name", flat=True)
    if name := next((name for name in names if name in text), ""):
        sentence = f"通知里不要写“{name}”：单位只要知道补办什么，不用知道是谁不满意。"
        raise ValidationError({"text": sentence}, code="names")
    reasons = Rating.objects.now(proposal).values_list("reason", flat=True)
    if words := quoted(text, reasons):
        sentence = f"“{words}”是代表写的原话，请用办公室自己的话说要补办什么。"
        raise ValidationError({"text": sentence}, code="quotes")
