"""What every paper may name out of this room: 届, 次, 会议 and its days, 主席, 代表总数."""

from collections.abc import Iterator
from datetime import date

from deputies.choices import DeputyState, Level
from deputies.models import CongressSession, Deputy
from deputies.rules.terms import chinese_ordinal
from township_npc.office.choices import Role
from township_npc.office.models import User
from township_npc.office.papers.proof import Person
from township_npc.office.papers.wording import date_range, paper_date
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
        "会期": date_range(session.starts_on, session.ends_on),
        "开幕日期": paper_date(session.starts_on),
        "闭幕日期": paper_date(session.ends_on),
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
    """Deputies of the open term with the posts they hold, and who of them has left; then who
    else works in the office and in the units. The chairman has the post, deputy or not."""
    chair, named = _chair(), set()
    of_chair = chair.person_id if chair else None
    for seat in Deputy.objects.of_this_term().select_related("person"):
        posts = (seat.post,) if seat.post else ()
        posts += (CHAIR,) if seat.person_id == of_chair else ()
        named.add(seat.person.name)
        yield Person(seat.person.name, posts, left=seat.state == DeputyState.ENDED)
    roles = [role for role in Role.values if role != Role.DEPUTY]
    others = User.objects.filter(is_active=True, role_grants__role__in=roles)
    others = others.exclude(person__name__in=named)
    for name in others.order_by("person__name").values_list("person__name", flat=True).distinct():
        yield Person(name, (CHAIR,) if chair and name == chair.name else ())


def _chair() -> User | None:
    chairs = User.objects.filter(role_grants__role=Role.CHAIR, is_active=True)
    return chairs.select_related("person").first()
