"""What was asked of the county, over all papers (feature 1.38)."""

from functools import reduce
from operator import or_

from django.db.models import F, Q, QuerySet

from township_npc.office.models import CountyReview
from township_npc.office.selectors.papers import papers_visible_to

_SEARCHED = ("question", "answer", "article", "asked_of", "paper__title")


def county_reviews(user, text: str = "") -> QuerySet[CountyReview]:
    """Those of the papers the user sees in which the words stand; what waits for an answer first,
    then the newest."""
    rows = CountyReview.objects.filter(paper__in=papers_visible_to(user))
    if text:
        rows = rows.filter(reduce(or_, (Q(**{f"{name}__icontains": text}) for name in _SEARCHED)))
    newest = (F("answered_on").desc(nulls_first=True), "-asked_on", "pk")
    return rows.select_related("paper", "asked_by__person").order_by(*newest)
