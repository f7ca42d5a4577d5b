"""What waits once a 建议 is answered: the ratings, the office's check, the promise."""

from collections.abc import Iterator
from datetime import date

from deputies.choices import ProposalState as S
from deputies.models import Proposal, Rating
from deputies.selectors.promise_todos import of_promises
from deputies.selectors.ratings import asked_to_rate, feedback_due, reply_to_rate
from deputies.selectors.wanted import address, todo
from township_npc.office.addressees import to_person, to_role
from township_npc.office.choices import Role
from township_npc.office.registries import Wanted
from township_npc.office.rulebook import UNFOUNDED


def after_the_reply(proposal: Proposal) -> list[Wanted]:
    return [*_of_raters(proposal), *_of_office(proposal), *of_promises(proposal)]


def _of_raters(proposal: Proposal) -> Iterator[Wanted]:
    """Each signer who has not rated, as long as that is possible: 办结 takes nobody's rating away.
    After it nobody waits for it, so no day presses any more."""
    deputies = list(asked_to_rate(proposal))
    if not deputies:
        return
    due_on, url = _rating_due(proposal), address("proposal-rate", proposal)
    done = "（已办结）" if proposal.state == S.CLOSED else ""
    names = _names_to_signers(proposal)
    for deputy in deputies:
        to, own = to_person(deputy.person_id), names.get(deputy.pk, proposal)
        title = f"评价{own.called}的答复{done}：{own.title}"
        yield todo(
            proposal, "rate", to, title, "评价", url=url, due_on=due_on, icon="eval", named=own
        )


def _rating_due(proposal: Proposal) -> date | None:
    if proposal.state == S.CLOSED:
        return None
    due = feedback_due(reply_to_rate(proposal))
    return None if due.period.source.endswith(UNFOUNDED) else due.due_on


def _names_to_signers(main: Proposal) -> dict:
    """By which name the reply is called to whose 建议 was merged into this one: by that of the own
    one, for the main one's title may be a secret (S-12). Who signed the main one reads it itself.
    """
    names = {}
    for one in main.merged.select_related("lead__person", "lead_unit").order_by("number"):
        for deputy in (one.lead_id, *one.cosigners.signed().values_list("deputy", flat=True)):
            names.setdefault(deputy, one)
    own = (main.lead_id, *main.cosigners.signed().values_list("deputy", flat=True))
    return {deputy: one for deputy, one in names.items() if deputy not in own}


def _of_office(proposal: Proposal) -> Iterator[Wanted]:
    """One at a time: somebody is 不满意, or all have rated, or the reply is to be read through."""
    director, named = to_role(Role.DIRECTOR), f"{proposal.called}：{proposal.title}"
    is_open = proposal.state == S.REPLIED
    is_pressed = proposal.state == S.CLOSED and not proposal.unsatisfied_close_reason
    if (is_open or is_pressed) and Rating.objects.now(proposal).unsatisfied().exists():
        url = address("proposal-rework", proposal)
        yield todo(proposal, "unsatisfied", director, f"有代表不满意{named}", "重新办理", url=url)
    elif is_open and not asked_to_rate(proposal).exists():
        yield todo(proposal, "close", director, f"代表都评价了，可以办结{named}", "办结")
    elif is_open:
        title = f"核对{proposal.called}的答复：{proposal.title}"
        yield todo(proposal, "check", director, title, "核对")
