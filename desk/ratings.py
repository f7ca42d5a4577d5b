"""What deputies said of the replies, as the figure 代表满意 needs it."""

from dataclasses import dataclass

from django.urls import reverse

from deputies.selectors.rating_totals import Count3, ratings_of_term, totals_of
from deputies.selectors.terms import open_term


@dataclass(frozen=True)
class Rated:
    """Each: satisfied or mostly so, and of how many forms. ``url``: the forms themselves."""

    process_first: tuple[int, int]
    process_final: tuple[int, int]
    result_first: tuple[int, int]
    result_final: tuple[int, int]
    url: str = ""


def ratings_said() -> Rated | None:
    """Of this term; None until deputies have rated a reply."""
    totals = totals_of(ratings_of_term(open_term()))
    if totals.is_empty:
        return None
    return Rated(
        process_first=_good(totals.process["first"]),
        process_final=_good(totals.process["final"]),
        result_first=_good(totals.result["first"]),
        result_final=_good(totals.result["final"]),
        url=reverse("deputies:rating-totals"),
    )


def _good(counts: Count3) -> tuple[int, int]:
    return counts.satisfied + counts.mostly, counts.base
