"""Who may see and change 县代表建议: the office and the chairman all, a deputy the own."""

from deputies.choices import CountyState
from deputies.models import CountyProposal, Deputy
from deputies.permissions.deputies import acts_in_seat, is_deputy
from deputies.permissions.proposals import may_see_all
from deputies.rules.county import goes_up
from township_npc.office.permissions import in_office


def may_see_county(user) -> bool:
    return may_see_all(user) or is_deputy(user)


def may_keep_county(user) -> bool:
    """收集、打印、上交、记县里的答复."""
    return in_office(user)


def may_write_county(user, lead: Deputy) -> bool:
    """A deputy writes in the own seat of the county or above."""
    return goes_up(lead.level) and acts_in_seat(user, lead)


def may_change_county(user, proposal: CountyProposal) -> bool:
    """Until it is printed: the deputy what the deputy wrote, the office what it entered."""
    if proposal.state != CountyState.COLLECTED:
        return False
    if proposal.entered_by.person_id == proposal.lead.person_id:
        return may_write_county(user, proposal.lead)
    return in_office(user)
