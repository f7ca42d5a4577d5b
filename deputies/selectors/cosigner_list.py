"""What 联名 adds to lists of 建议: how many have signed, who, and a deputy's own order."""

from django.db.models import Case, Count, F, OuterRef, Prefetch, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from deputies.models import Cosigner, Proposal

#: The parts of a deputy's list, in its order.
MINE, COSIGNED = "mine", "cosigned"
PARTS = (MINE, COSIGNED)


def signer_count() -> Coalesce:
    """The lead and all beside: 万秋生等 3 人联名."""
    signed = Cosigner.objects.signed().filter(proposal=OuterRef("pk")).order_by()
    beside = signed.values("proposal").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(beside), 0) + 1


def with_cosigners(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """The rows with the names of who signed beside the lead, as ``cosigned``."""
    names = Cosigner.objects.signed().select_related("deputy__person")
    return rows.prefetch_related(Prefetch("cosigners", names, to_attr="cosigned"))


def in_parts(rows: QuerySet[Proposal], user) -> QuerySet[Proposal]:
    """The own ones first, then those signed beside another lead, each with its
    ``part``; inside a part the order of the rows stays."""
    rank = Case(
        When(lead__person=user.person_id, then=Value(PARTS.index(MINE))),
        default=Value(PARTS.index(COSIGNED)),
    )
    return rows.annotate(part_rank=rank).order_by(F("part_rank"), *rows.query.order_by)


def part_of(row: Proposal) -> str:
    return PARTS[row.part_rank]
