"""Everything the page of one 建议 shows to one person."""

from dataclasses import dataclass
from datetime import date

from deputies.choices import ProposalState as S
from deputies.models import ContactLog, Cosigner, Proposal, ProposalMove, Publication, Reply
from deputies.permissions import proposals as permissions
from deputies.permissions.cosigners import may_see_cosigners
from deputies.permissions.proposal_acts import Act, acts_open_to
from deputies.rules.cosigners import OPEN_FOR_SIGNING
from deputies.rules.proposals import (
    contact_is_missing,
    number_label,
    reply_period,
)
from deputies.selectors.cosigners import seconds_waiting, signers_of
from deputies.selectors.proposal_standing import (
    Whereabouts,
    proposal_lines,
    steps_of,
    whereabouts,
)
from deputies.selectors.proposals import acted_since, last_move, rules_in_force
from deputies.selectors.publication import standing_publication
from deputies.selectors.reworks import round_began_on
from deputies.selectors.unit_turns import UnitTurns, unit_turns, without_others_asking
from township_npc.office.models import StoredFile
from township_npc.office.rules import Deadline, deadline
from township_npc.office.selectors import work_calendar
from township_npc.office.services.files import files_of

PHOTO = "photo"


@dataclass(frozen=True)
class Answer:
    """One reply with its papers."""

    reply: Reply
    files: list[StoredFile]


@dataclass(frozen=True)
class ProposalPage:
    proposal: Proposal
    label: str
    whereabouts: Whereabouts
    steps: list[dict]
    photos: list[StoredFile]
    answers: list[Answer]
    contacts: list[ContactLog]
    lines: list[dict]
    acts: list[Act]
    step_to_correct: ProposalMove | None
    shows_handling: bool
    shows_phone: bool
    is_own: bool
    waits_for_director: bool  # and this person may only propose
    replied_on: date | None
    signers: list[Cosigner]
    seconds: list[Cosigner]  # asked for and not confirmed, for who may confirm
    keeps_cosigners: bool
    turns: UnitTurns
    publication: Publication | None

    @property
    def shows_suggestion(self) -> bool:
        proposal = self.proposal
        undecided = proposal.state in (S.SUBMITTED, S.ACCEPTED)
        return self.shows_handling and not self.is_own and undecided and proposal.suggested_by_id

    @property
    def may_be_cosigned(self) -> bool:
        """Who is asked may still sign, who has signed may still take it back."""
        return self.proposal.state in OPEN_FOR_SIGNING and self.shows_handling

    @property
    def main_act(self) -> Act | None:
        """The one red button: the next verb for this person."""
        return next((act for act in self.acts if act.is_main), None)

    @property
    def other_acts(self) -> list[Act]:
        others = [act for act in self.acts if act is not self.main_act]
        return [act for act in others if not (act.panel or act.is_rare)]

    @property
    def publication_acts(self) -> list[Act]:
        return [act for act in self.acts if act.panel == "publication"]

    @property
    def rare_acts(self) -> list[Act]:
        """The turns that a proposal seldom takes: behind 更多."""
        return [act for act in self.acts if act.is_rare]


def proposal_page(proposal: Proposal, user, today: date) -> ProposalPage:
    shows_handling = permissions.may_see_handling(user, proposal)
    keeps_cosigners = may_see_cosigners(user, proposal)
    answers, acts = answers_to(proposal), acts_open_to(user, proposal)
    in_force = [one for one in answers if not one.reply.is_withdrawn]
    reply = reply_of_now(proposal, in_force)
    return ProposalPage(
        proposal=proposal,
        label=label_of(proposal),
        whereabouts=whereabouts(proposal, reply, today),
        steps=steps_of(proposal, reply),
        photos=list(files_of(proposal, PHOTO)),
        answers=answers if shows_handling else in_force,
        contacts=list(proposal.contacts.select_related("by__person")) if shows_handling else [],
        lines=_lines(proposal, user) if shows_handling else [],
        acts=acts,
        step_to_correct=correctable_step(proposal, user),
        shows_handling=shows_handling,
        shows_phone=permissions.may_see_phone(user, proposal),
        is_own=permissions.is_lead(user, proposal),
        waits_for_director=_waits_for_director(proposal, user),
        replied_on=reply.replied_on if reply else None,
        signers=signers_of(proposal),
        seconds=seconds_waiting(proposal) if keeps_cosigners else [],
        keeps_cosigners=keeps_cosigners,
        turns=unit_turns(proposal, user, reply, acts),
        publication=standing_publication(proposal) if proposal.is_published else None,
    )


def _lines(proposal: Proposal, user) -> list[dict]:
    return without_others_asking(proposal_lines(proposal, user), proposal, user)


def label_of(proposal: Proposal) -> str:
    """``十九届六次 城乡建设类 第 18 号``, or nothing before it has a number."""
    if proposal.number is None:
        return ""
    meeting = proposal.congress_session
    return number_label(meeting.term.ordinal, meeting.ordinal, proposal.category, proposal.number)


def answers_to(proposal: Proposal) -> list[Answer]:
    """The replies, newest first, those put right included."""
    replies = proposal.replies.select_related("unit", "by__person")
    return [Answer(reply, list(files_of(reply))) for reply in replies]


def reply_of_now(proposal: Proposal, in_force: list[Answer]) -> Reply | None:
    """The reply of this round; that of an earlier round has stopped no clock of this one."""
    return next((one.reply for one in in_force if one.reply.round == proposal.round), None)


def answer_to_begin_with(proposal: Proposal) -> dict:
    """What the reply form holds at first: a reply taken back, so that nothing is typed twice."""
    own = proposal.replies.filter(unit=proposal.lead_unit, round=proposal.round)
    last = own.filter(is_withdrawn=True).first()
    names = ("result", "text", "essence", "promised_by", "number")
    return {name: getattr(last, name) for name in names} if last else {}


def asks_why_no_contact(proposal: Proposal) -> bool:
    """S-03: the reply form asks for a reason where nobody has talked with the deputy."""
    dates = list(proposal.contacts.values_list("on", flat=True))
    began_on = round_began_on(proposal)
    return began_on is not None and contact_is_missing(dates, began_on)


def reply_deadlines(on: date) -> list[Deadline]:
    """When a proposal assigned on this day is due, plain and complex."""
    rules, days_off = rules_in_force(), work_calendar()
    return [deadline(on, reply_period(is_complex, rules), days_off) for is_complex in (False, True)]


def correctable_step(proposal: Proposal, user) -> ProposalMove | None:
    """The last move, where this person may still put it right."""
    step = last_move(proposal)
    if step is None or not permissions.may_correct(user, proposal, step):
        return None
    return None if acted_since(proposal, step) else step


def _waits_for_director(proposal: Proposal, user) -> bool:
    undecided = proposal.state in (S.SUBMITTED, S.ACCEPTED)
    return undecided and permissions.may_suggest(user) and not permissions.may_decide(user)
