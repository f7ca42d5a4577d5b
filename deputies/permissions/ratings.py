"""Who rates a reply, who reads it, who acts on it (security B; S-08 is HARD: own rating only)."""

from django.db.models import Q, QuerySet

from deputies.choices import DeputyState
from deputies.models import Cosigner, Deputy, Proposal, Rating, UnitMember
from deputies.permissions.deputies import is_deputy
from deputies.permissions.proposals import may_decide, may_handle, may_see_all
from township_npc.office.choices import Role
from township_npc.office.permissions import in_office


def raters_of(proposal: Proposal) -> QuerySet[Deputy]:
    """Everybody who has a form of the own: the one place that says so. 并案的 are answered with
    this one, each of their signers apart (河南办理办法第二十一条, S-06)."""
    merged = proposal.merged.all()
    leads = Q(pk=proposal.lead_id) | Q(pk__in=merged.values("lead"))
    of_these = Q(proposal=proposal) | Q(proposal__in=merged)
    signed = Cosigner.objects.signed().filter(of_these)
    return Deputy.objects.filter(leads | Q(pk__in=signed.values("deputy")))


def able_to_rate(proposal: Proposal) -> QuerySet[Deputy]:
    """Those of them who can do it by their own hand, and are asked to. Who holds a post of the unit
    that replied does not rate that reply (test 10), and a suspended deputy does not act."""
    handlers = UnitMember.objects.filter(
        unit=proposal.lead_unit_id,
        user__role_grants__role=Role.HANDLER,
        user__person__isnull=False,
    )
    seats = raters_of(proposal).filter(state=DeputyState.ACTIVE)
    return seats.exclude(person__in=handlers.values("user__person"))


def seat_that_rates(user, proposal: Proposal) -> Deputy | None:
    """The user's own seat among those who can."""
    if not is_deputy(user):
        return None
    own = able_to_rate(proposal).filter(person=user.person_id)
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
