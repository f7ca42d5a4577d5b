"""Reads of 届 and 次会议."""

from datetime import date

from django.db.models import Count, Q, QuerySet, Subquery

from deputies.choices import DeputyState, Level
from deputies.models import CongressSession, CongressTerm, Deputy
from deputies.permissions.deputies import may_see_roster


def terms_visible_to(user) -> QuerySet[CongressTerm]:
    """The town's terms, newest first, each with its number of seats in office."""
    seats = Count(
        "deputies",
        filter=~Q(deputies__state=DeputyState.ENDED) & Q(deputies__level=Level.TOWN),
        distinct=True,
    )
    terms = CongressTerm.objects.filter(level=Level.TOWN)
    return terms.annotate(seats_in_office=seats) if may_see_roster(user) else terms.none()


def sessions_visible_to(user) -> QuerySet[CongressSession]:
    sessions = CongressSession.objects.select_related("term").filter(term__level=Level.TOWN)
    return sessions if may_see_roster(user) else sessions.none()


def open_term() -> CongressTerm | None:
    """本届: the town's term that has not ended."""
    return open_terms().first()


def open_ordinal() -> Subquery:
    """The number of 本届, read beside another row."""
    return Subquery(open_terms().values("ordinal")[:1])


def open_terms() -> QuerySet[CongressTerm]:
    return CongressTerm.objects.filter(level=Level.TOWN, ends_on__isnull=True)


def next_session(today: date) -> CongressSession | None:
    """The meeting that is on or comes next."""
    coming = CongressSession.objects.select_related("term").filter(
        term__level=Level.TOWN, term__ends_on__isnull=True, ends_on__gte=today
    )
    return coming.order_by("starts_on").first()


def session_at(on: date) -> CongressSession | None:
    """The meeting to which a day belongs: the one that is on, or the last one held before it
    (闭会期间). None before the first meeting."""
    begun = CongressSession.objects.select_related("term").filter(
        term__level=Level.TOWN, starts_on__lte=on
    )
    return begun.order_by("-starts_on").first()


def next_ordinal(term: CongressTerm) -> int:
    """The next 次 of the term."""
    last = term.sessions.order_by("-ordinal").values_list("ordinal", flat=True).first()
    return (last or 0) + 1


def seats_in_office_on(term: CongressTerm, on: date) -> int:
    """实有代表 on a day: seats held then; a suspended deputy holds the seat (A-04)."""
    held = Deputy.objects.filter(term=term, level=Level.TOWN)
    begun = Q(since__isnull=True) | Q(since__lte=on)
    not_ended = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    return held.filter(begun & not_ended).count()
