"""Which papers are offered about a 建议, who outside the office reads them once they are issued,
and which rows the samples are made of."""

from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from deputies.choices import Level
from deputies.choices import ProposalState as S
from deputies.models import Assignment, CongressSession, Proposal, Rework
from deputies.permissions import proposals as permissions
from deputies.rules.proposals import HAS_BEEN_ASSIGNED, WITH_THE_UNIT
from deputies.selectors.proposals import cosigned_by
from township_npc.office import clock

_NOBODY = Q(pk__in=[])


def is_to_be_assigned(proposal: Proposal, today: date) -> bool:
    """交办函: the unit has it, and has not answered; a later round has its own notice."""
    return proposal.state in WITH_THE_UNIT and proposal.round == 1


def is_overdue(proposal: Proposal, today: date) -> bool:
    return proposal.state in WITH_THE_UNIT and proposal.reply_due_on < today


def is_answered(proposal: Proposal, today: date) -> bool:
    return proposal.state in (S.REPLIED, S.CLOSED)


def is_running(rework: Rework, today: date) -> bool:
    """The notice of the round that runs now."""
    proposal = rework.proposal
    is_now = not rework.is_withdrawn and rework.round == proposal.round
    return is_now and proposal.state in WITH_THE_UNIT


def is_held(meeting: CongressSession, today: date) -> bool:
    """Its 建议 are there to report on."""
    return meeting.starts_on <= today


# --- readers: of a paper with the record in ``subject_id`` ---------------------------------------


def issued_to_its_unit(user) -> Q:
    """The unit that has the 建议 reads what went out while it had it, not what went to another."""
    if not permissions.holds_unit_post(user):
        return _NOBODY
    return Q(Exists(_had_it(user).filter(proposal=OuterRef("subject_id"))))


def notice_to_its_unit(user) -> Q:
    """The same of a 重新办理通知, whose record is the Rework."""
    if not permissions.holds_unit_post(user):
        return _NOBODY
    had_it = _had_it(user).filter(
        proposal__reworks=OuterRef("subject_id"), proposal__reworks__is_withdrawn=False
    )
    return Q(Exists(had_it))


def answer_to_its_deputies(user) -> Q:
    """答复函: those who asked, and the unit that answered."""
    readers = issued_to_its_unit(user)
    if permissions.is_deputy(user):
        own = Q(lead__person=user.person_id) | Q(pk__in=cosigned_by(user))
        readers |= Q(subject_id__in=Proposal.objects.filter(own).values("pk"))
    return readers


def _had_it(user) -> QuerySet[Assignment]:
    """交办 to one of the user's units, which has it still, in force when the paper was issued."""
    issued_at = OuterRef("issued_at")
    to_unit = Assignment.objects.filter(
        is_undone=False,
        unit=F("proposal__lead_unit"),
        unit__in=user.unit_posts.values("unit"),
        proposal__state__in=HAS_BEEN_ASSIGNED,
        at__lte=issued_at,
    )
    return to_unit.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=issued_at))


# --- rows of the samples -------------------------------------------------------------------------


def sample_assigned() -> Proposal | None:
    """With as many co-signers as there are: the longest."""
    rows = _open_ones().filter(state__in=WITH_THE_UNIT, round=1)
    return rows.annotate(names=Count("cosigners")).order_by("-names", "number").first()


def sample_overdue() -> Proposal | None:
    return longest_overdue(clock.today())


def longest_overdue(today: date) -> Proposal | None:
    rows = _open_ones().filter(state__in=WITH_THE_UNIT, reply_due_on__lt=today)
    return rows.order_by("reply_due_on", "number").first()


def sample_answered() -> Proposal | None:
    """One with a promise before others: its letter says most."""
    rows = _open_ones().filter(state__in=(S.REPLIED, S.CLOSED))
    return rows.order_by(F("replies__promised_by").desc(nulls_last=True), "number").first()


def sample_rework() -> Rework | None:
    rows = Rework.objects.filter(is_withdrawn=False).select_related("proposal__lead_unit")
    return rows.filter(proposal__is_confidential=False).order_by("-issued_on").first()


def sample_meeting() -> CongressSession | None:
    held = CongressSession.objects.filter(
        term__level=Level.TOWN, starts_on__lte=clock.today()
    ).select_related("term")
    return held.order_by("-starts_on").first()


def _open_ones() -> QuerySet[Proposal]:
    return Proposal.objects.filter(is_confidential=False).select_related(
        "lead__person", "lead_unit", "congress_session__term"
    )
