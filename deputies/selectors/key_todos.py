"""What 重点督办 wants waiting: a look on the spot now and then, and an end (S-13)."""

from collections.abc import Iterator
from datetime import timedelta

from deputies.choices import ProposalState as S
from deputies.models import KeyProposal, Proposal
from deputies.rules.clocks import key_visit_period
from deputies.rules.proposals import CAN_BE_KEY
from deputies.selectors.proposals import rules_in_force
from deputies.selectors.wanted import address, todo
from township_npc.office.addressees import OFFICE, to_role
from township_npc.office.choices import Role
from township_npc.office.registries import Wanted
from township_npc.office.rules import SOON_DAYS, deadline
from township_npc.office.selectors import work_calendar

#: While it is in these states somebody goes and looks; after them it is ended.
_LOOKED_AT = CAN_BE_KEY - {S.CLOSED}


def of_key(proposal: Proposal) -> Iterator[Wanted]:
    key = KeyProposal.objects.filter(proposal=proposal, ended_on=None).first()
    if key is None:
        return
    if proposal.state in _LOOKED_AT:
        yield _visit(key, proposal)
    else:
        title = f"{proposal.called}{proposal.standing}，可以结束重点督办：{proposal.title}"
        url, to = address("key-end", key), to_role(Role.DIRECTOR)
        yield todo(proposal, "key-end", to, title, "结束督办", url=url, icon="flag")


def _visit(key: KeyProposal, proposal: Proposal) -> Wanted:
    """The first look at once; the next one a week before the time since the last is over."""
    last_on = key.visits.order_by("-on").values_list("on", flat=True).first()
    due = deadline(last_on or key.set_on, key_visit_period(rules_in_force()), work_calendar())
    told = f"上次 {last_on.isoformat()} 去过" if last_on else "还没有去过现场"
    return todo(
        proposal,
        "key-visit",
        OFFICE,
        f"{'再去' if last_on else '到现场'}督办{proposal.called}：{proposal.title}",
        "记督办",
        url=address("visit-new", key),
        due_on=due.due_on,
        begins_on=due.due_on - timedelta(days=SOON_DAYS) if last_on else None,
        detail=f"{told}；{key.led_by}督办",
        icon="flag",
    )
