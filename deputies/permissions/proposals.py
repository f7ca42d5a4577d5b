"""Who may do what with a 建议: the matrix of security B. What state it is in is asked elsewhere."""

from deputies.choices import DeputyState, Level
from deputies.choices import ProposalState as S
from deputies.models import Assisting, ContactLog, Deputy, Proposal, ProposalMove
from deputies.permissions.deputies import acts_in_seat, is_deputy
from deputies.rules.proposals import HAS_BEEN_ASSIGNED, WITH_THE_UNIT
from township_npc.office.choices import Role
from township_npc.office.permissions import in_office, is_director

_WHOLE_OFFICE = (Role.DIRECTOR, Role.STAFF, Role.CHAIR)


def may_see_proposals(user) -> bool:
    """Whoever has to do with 建议; a station's head as such has not, unless also its 经办人."""
    return may_see_list(user) or is_deputy(user)


def may_see_all(user) -> bool:
    """Everything but drafts."""
    return user.is_authenticated and user.has(*_WHOLE_OFFICE)


def may_see_list(user) -> bool:
    """The desk's list and its export: the office, the chairman, the units."""
    return user.is_authenticated and user.has(*_WHOLE_OFFICE, Role.HANDLER)


def holds_unit_post(user) -> bool:
    return user.is_authenticated and user.has(Role.HANDLER)


def is_lead(user, proposal: Proposal) -> bool:
    return is_deputy(user) and user.person_id == proposal.lead.person_id


def is_cosigner(user, proposal: Proposal) -> bool:
    """Has signed beside the lead: reads what the lead reads, and changes nothing."""
    signed = proposal.cosigners.signed()
    return is_deputy(user) and signed.filter(deputy__person=user.person_id).exists()


def is_signer(user, proposal: Proposal) -> bool:
    """`own` in the matrix: the lead, or a co-signer."""
    return is_lead(user, proposal) or is_cosigner(user, proposal)


def may_write(user) -> bool:
    """提建议: whoever holds a seat in this town's congress that is not suspended; a deputy of the
    county alone writes to the county. Asked once for each user object, as the roles are."""
    if not is_deputy(user):
        return False
    if not hasattr(user, "may_write"):
        seats = Deputy.objects.of_this_term().at(Level.TOWN).filter(state=DeputyState.ACTIVE)
        user.may_write = seats.filter(person=user.person_id).exists()
    return user.may_write


def may_write_for(user, lead: Deputy) -> bool:
    """A deputy writes, sends and takes back the own proposals, in a seat that is not suspended."""
    return acts_in_seat(user, lead)


def may_enter(user) -> bool:
    """代为登记: for a deputy who brings it on paper."""
    return in_office(user)


def may_return(user) -> bool:
    """退回 a proposal to its deputy, or a reply to its unit, with a reason."""
    return in_office(user)


def may_suggest(user) -> bool:
    """工作人员 propose a category and a unit; the director decides."""
    return user.is_authenticated and user.has(Role.STAFF)


def may_decide(user) -> bool:
    """受理、交办、办结."""
    return is_director(user)


def may_handle(user, proposal: Proposal) -> bool:
    """签收、答复: whoever holds a post of the unit that has it now."""
    return (
        proposal.state in HAS_BEEN_ASSIGNED
        and holds_unit_post(user)
        and user.unit_posts.filter(unit=proposal.lead_unit_id).exists()
    )


def is_assisting(user, proposal: Proposal, *, has_to_write: bool = False) -> bool:
    """协办: whoever holds a post of an assisting unit; ``has_to_write``: its opinion is missing."""
    if proposal.state not in HAS_BEEN_ASSIGNED or not holds_unit_post(user):
        return False
    assists = Assisting.objects.in_force().filter(proposal=proposal)
    if has_to_write:
        assists = assists.filter(given_at__isnull=True)
    return assists.filter(unit__in=user.unit_posts.values("unit")).exists()


def may_reply(user, proposal: Proposal) -> bool:
    """The unit, until the round is closed (test 8)."""
    return proposal.state != S.CLOSED and may_handle(user, proposal)


def may_log_contact(user, proposal: Proposal) -> bool:
    return in_office(user) or may_handle(user, proposal)


def may_take_back_contact(user, contact: ContactLog) -> bool:
    """更正 of a contact: by whoever wrote it down."""
    return contact.by_id == user.pk and may_log_contact(user, contact.proposal)


def may_see_phone(user, proposal: Proposal) -> bool:
    """The lead's phone: the office always, the unit while it has the work; an assisting unit until
    it has given its opinion.
    """
    if may_see_all(user) or may_reply(user, proposal.handled_in):
        return True
    return proposal.state in WITH_THE_UNIT and is_assisting(user, proposal, has_to_write=True)


def may_see_handling(user, proposal: Proposal) -> bool:
    """Notes, contacts and the timeline: not for readers of a published proposal."""
    if may_see_all(user) or is_signer(user, proposal):
        return True
    return may_handle(user, proposal.handled_in)


def may_correct(user, proposal: Proposal, move: ProposalMove) -> bool:
    """更正: the office's act by the director or whoever did it; the unit's act by the unit."""
    if move.to_state in (S.SIGNED, S.REPLIED) and move.from_state != S.REPLIED:
        return may_handle(user, proposal)
    if proposal.split_from_id and move.from_state == S.SUBMITTED:  # it goes back by 并案
        return False
    if move.to_state in (S.SUBMITTED, S.DRAFT):  # the deputy's own: 撤回
        return False
    return is_director(user) or (in_office(user) and move.by_id == user.pk)
