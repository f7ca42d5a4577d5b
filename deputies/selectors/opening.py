"""What a new office still lacks before a 建议 can take its way."""

from django.db.models import Exists

from deputies.models import CongressSession, Deputy, Unit
from deputies.selectors.terms import open_terms
from township_npc.office.selectors import the_office


def lacking() -> list[str]:
    """Of ``term``, ``session``, ``deputies`` and ``units`` those that nobody has entered yet; what
    belongs to a term is not asked for before there is one. One query."""
    term = open_terms()
    office = the_office(
        has_term=Exists(term),
        has_session=Exists(CongressSession.objects.filter(term__in=term)),
        has_deputies=Exists(Deputy.objects.filter(term__in=term)),
        has_units=Exists(Unit.objects.filter(is_active=True)),
    )
    asked = ("session", "deputies", "units") if office.has_term else ("term", "units")
    return [name for name in asked if not getattr(office, f"has_{name}")]
