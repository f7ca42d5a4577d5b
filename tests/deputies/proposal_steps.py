"""A proposal brought to a state by the people who bring it there, in June 2026."""

from datetime import date

from deputies.choices import ProposalState as S
from deputies.models import Proposal, Unit
from deputies.services.answering import log_contact, reply_proposal, sign_for
from deputies.services.handling import (
    accept_proposal,
    assign_proposal,
    close_proposal,
    return_proposal,
)
from deputies.services.merging import merge_proposals
from deputies.services.proposals import submit_proposal
from deputies.services.publication import publish_proposal
from deputies.services.withdrawals import ask_withdrawal, confirm_withdrawal
from tests.factories import make_draft, moment
from township_npc.office.models import User

SUBMITTED = moment(2026, 6, 11)
ACCEPTED = moment(2026, 6, 12)
MERGED = moment(2026, 6, 15)
ASSIGNED = moment(2026, 6, 16)
SIGNED = moment(2026, 6, 17)
CONTACTED = moment(2026, 6, 24)
REPLIED = moment(2026, 9, 1)
CLOSED = moment(2026, 9, 3)
PUBLISHED = moment(2026, 9, 10)

ANSWER = {"result": "A", "text": "人行横道已经画好，减速带已经装好，请代表现场看。"}


def brought_to(
    state: str,
    *,
    lead,
    director: User | None = None,
    unit: Unit | None = None,
    handler: User | None = None,
    **fields,
) -> Proposal:
    proposal = make_draft(lead, **fields)
    if state == S.DRAFT:
        return proposal
    submit_proposal(proposal, by=lead.person.user, at=SUBMITTED)
    if state == S.RETURNED:
        return_proposal(proposal, by=director, reason="请写清楚在哪个路口。", at=ACCEPTED)
    if state in (S.SUBMITTED, S.RETURNED):
        return proposal
    accept_proposal(proposal, by=director, at=ACCEPTED)
    if state == S.ACCEPTED:
        return proposal
    if state == S.MERGED:
        main = brought_to(S.ACCEPTED, lead=lead, director=director, title="上学路上的车太快")
        merge_proposals(main, [proposal], by=director, at=MERGED)
        return proposal
    if state == S.WITHDRAWN:
        asked = ask_withdrawal(proposal, by=lead.person.user, reason="已经修好了。", at=MERGED)
        confirm_withdrawal(asked, by=director, at=MERGED)
        return asked.proposal
    assign_proposal(proposal, to=unit, by=director, on=date(2026, 6, 16), at=ASSIGNED)
    if state == S.ASSIGNED:
        return proposal
    sign_for(proposal, by=handler, at=SIGNED)
    if state == S.SIGNED:
        return proposal
    talk(proposal, handler)
    reply_proposal(proposal, by=handler, at=REPLIED, **ANSWER)
    if state == S.REPLIED:
        return proposal
    close_proposal(proposal, by=director, on=date(2026, 9, 3), at=CLOSED)
    return proposal


def talk(proposal: Proposal, by: User, at=CONTACTED):
    return log_contact(
        proposal, by=by, phase="during", way="phone", on=at.date(), text="问清路段。", at=at
    )


PUBLIC_WORDS = {
    "title": "莲南小学门口增设人行横道",
    "text": "建议在莲南小学门口画斑马线。",
    "reply": "人行横道已经画好。",
}


def published(proposal: Proposal, by: User, at=PUBLISHED, **words):
    return publish_proposal(proposal, by=by, at=at, **PUBLIC_WORDS | words)
