"""What every paper may name out of this room: 届, 次, 会议, 主席, 代表总数."""

from datetime import date

from deputies.choices import Level
from deputies.models import CongressSession, Deputy
from deputies.rules.terms import chinese_ordinal
from township_npc.office.choices import Role
from township_npc.office.models import User
from township_npc.office.selectors import the_office


def paper_facts(today: date) -> dict[str, str]:
    """Of the newest session of the open term; nothing before a session is opened."""
    sessions = CongressSession.objects.filter(term__level=Level.TOWN).select_related("term")
    session = sessions.order_by("-starts_on").first()
    chair = User.objects.filter(role_grants__role=Role.CHAIR, is_active=True).first()
    facts = {"主席": chair.name} if chair else {}
    if session is None:
        return facts
    term, ordinal = chinese_ordinal(session.term.ordinal), chinese_ordinal(session.ordinal)
    town = the_office().town_on_paper
    seats = Deputy.objects.in_office().filter(term=session.term)
    return facts | {
        "届": term,
        "次": ordinal,
        "会议": f"{town}第{term}届人民代表大会第{ordinal}次会议",
        "代表总数": str(seats.count()),
    }
