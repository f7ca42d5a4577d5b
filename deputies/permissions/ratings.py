"""Who rates a reply, who reads it, who acts on it (security B; S-08 is HARD: own rating only)."""

from django.db.models import Q, QuerySet

from deputies.choices import DeputyState
from deputies.models import Deputy, Proposal, Rating
from deputies.permissions.deputies import is_deputy
from deputies.permissions.proposals import may_decide, may_handle, may_see_all
from township_npc.office.permissions import in_office


def raters_of(proposal: Proposal) -> QuerySet[Deputy]:
    """Everybody who has a form of the own: the one place that says so."""
    signers = Q(pk=proposal.lead_id) | Q(pk__in=proposal.cosigners.signed().values("deputy"))
    merged = Q(pk__in=proposal.merged.values("lead"))  # 并案的, answered with this one
    return Deputy.objects.filter(signers | merged)


def seat_that_rates(user, proposal: Proposal) -> Deputy | None:
    """The user's own seat among the signers. Who holds a post of the unit that replied does not
    rate that reply (test 10), and a suspended deputy does not act.
    """
    if not is_deputy(user) or may_handle(user, proposal):
        return None
    own = raters_of(proposal).filter(person=user.person_id, state=DeputyState.ACTIVE)
    return own.select_related("person").first()


def may_see_ratings(user) -> bool:
    """Single ratings with names and reasons: the office and the chairman, never a unit (D8)."""
    return may_see_all(user)


def may_enter_rating(user, proposal: Proposal) -> bool:
    """From paper, for a deputy without a phone; never by the unit that replied."""
    return in_office(user) and not may_handle(user, proposal)


def may_correct_rating(user, rating: Rating) -> bool:
    """更正: by the deputy whose it is; what came on paper also by the office."""
    seat = seat_that_rates(user, rating.reply.proposal)
    if seat is not None and seat.pk == rating.deputy_id:
        return True
    return rating.is_from_paper and may_enter_rating(user, rating.reply.proposal)


def may_rework(user, proposal: Proposal) -> bool:
    """重新办理, where somebody is 不满意 in the present round (S-09)."""
    return may_decide(user) and Rating.objects.now(proposal).unsatisfied().exists()
