"""What 代表 and 届次 put on the home pages."""

from datetime import date

from django.urls import reverse

from deputies.rules.terms import judge_quota
from deputies.selectors.deputies import deputy_counts, own_seats
from deputies.selectors.duties import duties_to_check, year_numbers
from deputies.selectors.opening import lacking
from deputies.selectors.terms import next_session, open_term
from township_npc.office.choices import Role
from township_npc.office.registries import HomeCard, Matter, register

OFFICE = frozenset({Role.DIRECTOR, Role.STAFF})
DESK = OFFICE | {Role.CHAIR}
DEPUTY = frozenset({Role.DEPUTY})
#: The first steps of a new office: title, detail, address, verb, what the greeting says.
_STEPS = {
    "term": ("还没有开届", "开了届，才能加会议、导入代表。", "term-new", "开一届", "先开一届"),
    "session": ("还没有加次会议", "建议按次会议编号。", "term-list", "加会议", "先加次会议"),
    "deputies": (
        "还没有代表名册",
        "有 Excel 名册就导入，没有就一名一名登记。",
        "roster-import",
        "导入",
        "先导入代表名册",
    ),
    "units": (
        "还没有承办单位",
        "加上单位和经办人，建议才能交办。",
        "unit-new",
        "加单位",
        "先加承办单位",
    ),
}


def entries() -> None:
    register(
        HomeCard("opening", "waiting", 10, frozenset({Role.DIRECTOR}), _opening),
        HomeCard("duties-to-check", "waiting", 70, DEPUTY, _to_check),
        HomeCard("next-session", "rail", 20, DESK, _next_session, "deputies/session_card.html"),
        HomeCard("deputies", "rail", 40, DESK, _numbers, "deputies/deputy_card.html"),
        HomeCard("my-year", "rail", 80, DEPUTY, _my_year, "deputies/deputy_my_year.html"),
    )


def _opening(user, today: date) -> list[Matter]:
    return [_step(n, *_STEPS[name]) for n, name in enumerate(lacking(), 1)]


def _step(n: int, title: str, detail: str, url_name: str, verb: str, urge: str) -> Matter:
    url = reverse(f"deputies:{url_name}")
    return Matter(title, detail, url, verb, f"第 {n} 步", icon="next", rank=6 + n, urge=urge)


def _to_check(user, today: date) -> list[Matter]:
    count = duties_to_check(user).count()
    if not count:
        return []
    detail = "没错就点确认，不对就告诉办公室"
    url = reverse("deputies:deputy-me")
    return [Matter(f"核对 {count} 条履职记录", detail, url, "核对", "待核对", icon="dep", rank=80)]


def _next_session(user, today: date) -> dict | None:
    session = next_session(today)
    if session is None:
        return None
    return {"session": session, "days": (session.starts_on - today).days}


def _numbers(user, today: date) -> dict | None:
    term = open_term()
    if term is None:
        return None
    return {
        "term": term,
        "counts": deputy_counts(user),
        "verdict": judge_quota(term.quota, term.population),
    }


def _my_year(user, today: date) -> dict:
    return {"numbers": year_numbers(list(own_seats(user)), today.year), "year": today.year}
