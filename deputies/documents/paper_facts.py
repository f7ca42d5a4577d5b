"""What every paper may name out of this room: 届, 次, 会议, 主席, 代表总数."""

from collections.abc import Iterator
from datetime import date

from deputies.choices import DeputyState, Level
from deputies.models import CongressSession, Deputy
from deputies.rules.terms import chinese_ordinal
from township_npc.office.choices import Role
from township_npc.office.models import User
from township_npc.office.papers.proof import Person
from township_npc.office.selectors import the_office
from township_npc.office.selectors.paper_facts import OPENING

#: As papers name the post.
CHAIR = "人大主席"


def newest_session() -> CongressSession | None:
    sessions = CongressSession.objects.filter(term__level=Level.TOWN).select_related("term")
    return sessions.order_by("-starts_on").first()


def paper_facts(today: date) -> dict[str, str]:
    """Of the newest session of the open term; nothing before a session is opened."""
    session = newest_session()
    chair = _chair()
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


def proof_parts(today: date) -> dict[str, object]:
    """What the gates compare a paper with: 届次, days, names and posts, how many deputies."""
    parts: dict[str, object] = {"people": tuple(_people())}
    session = newest_session()
    if session is not None:
        seats = Deputy.objects.in_office().filter(term=session.term)
        parts |= {
            "term": session.term.ordinal,
            "session": session.ordinal,
            "dates": {OPENING: session.starts_on, "闭幕": session.ends_on},
            "figures": {"代表总数": seats.count()},
        }
    return parts


def _people() -> Iterator[Person]:
    """Deputies of the open term with the posts they hold, and who of them has left; the chairman,
    deputy or not."""
    chair = _chair()
    for seat in Deputy.objects.of_this_term().select_related("person"):
        posts = (seat.post,) if seat.post else ()
        if chair and seat.person_id == chair.person_id:
            posts, chair = (*posts, CHAIR), None
        yield Person(seat.person.name, posts, left=seat.state == DeputyState.ENDED)
    if chair:
        yield Person(chair.name, (CHAIR,))


def _chair() -> User | None:
    chairs = User.objects.filter(role_grants__role=Role.CHAIR, is_active=True)
    return chairs.select_related("person").first()
