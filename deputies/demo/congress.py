"""The demo's 届 with its meetings, its districts and groups, its 71 deputies and their dossiers."""

from deputies.choices import DeputyState, DutyState, EndReason, Level
from deputies.demo import names
from deputies.demo.people import Accounts
from deputies.demo.town import Town, invented_person
from deputies.models import (
    CongressSession,
    CongressTerm,
    Deputy,
    DeputyGroup,
    DutyRecord,
    ElectoralDistrict,
)
from deputies.rules.terms import chinese_ordinal
from township_npc.office.choices import Role
from township_npc.office.models import Person

_QUOTA, _POPULATION = 71, 39_000
#: Six meetings held, the seventh to come; each of two days.
_MEETINGS = (
    ((2021, 11, 20), (2021, 11, 21), ""),
    ((2022, 12, 15), (2022, 12, 16), ""),
    ((2023, 12, 14), (2023, 12, 15), "彭细毛迁出本镇，尚未补选"),
    ((2024, 12, 12), (2024, 12, 13), ""),
    ((2025, 12, 11), (2025, 12, 12), ""),
    ((2026, 6, 11), (2026, 6, 12), ""),
    ((2026, 12, 17), (2026, 12, 18), None),
)
_GROUP_SIZE = 3  # districts in a group: twelve groups of about six deputies
_COUNTY_TOO = 5  # the first deputies of the town who also sit in the county's congress
_BY_ELECTED = 70  # daibiao71 took the seat of the deputy who moved away
_FORMER_NUMBER, _COUNTY_ONLY_NUMBER = 701, 711


def make_congress(town: Town, accounts: Accounts) -> None:
    town.term = CongressTerm.objects.create(
        ordinal=19, starts_on=town.day(2021, 11, 20), quota=_QUOTA, population=_POPULATION
    )
    town.sessions = CongressSession.objects.bulk_create(_sessions(town))
    districts = ElectoralDistrict.objects.bulk_create(
        ElectoralDistrict(term=town.term, name=f"{place}选区", seats=2, area=f"{place}一带")
        for place in names.DISTRICTS
    )
    groups = DeputyGroup.objects.bulk_create(_groups(town))
    town.deputies = [
        _deputy(town, accounts, n, districts, groups) for n in range(len(names.DEPUTIES))
    ]
    former = _former_deputy(town, districts[-1])
    county_only = [
        invented_person(name, _COUNTY_ONLY_NUMBER + n) for n, name in enumerate(names.COUNTY_ONLY)
    ]
    for n, person in enumerate(county_only, start=1):
        accounts.add(f"xiandaibiao{n:02}", person, Role.DEPUTY)
    accounts.save()
    former.person.save(force_insert=True)
    Deputy.objects.bulk_create([*town.deputies, former, *_county_seats(town, county_only)])
    for n, group in enumerate(groups):
        group.leader = town.deputies[_GROUP_SIZE * n]
    DeputyGroup.objects.bulk_update(groups, ["leader"])
    DutyRecord.objects.bulk_create(_duties(town))


def _sessions(town: Town) -> list[CongressSession]:
    return [
        CongressSession(
            term=town.term,
            ordinal=n,
            starts_on=town.day(*first),
            ends_on=town.day(*last),
            deputy_count=None if note is None else _QUOTA - bool(note),
            deputy_count_note=note or "",
        )
        for n, (first, last, note) in enumerate(_MEETINGS, start=1)
    ]


def _groups(town: Town) -> list[DeputyGroup]:
    starts = range(0, len(names.DISTRICTS), _GROUP_SIZE)
    return [
        DeputyGroup(
            term=town.term,
            name=f"第{chinese_ordinal(n)}代表小组",
            area="、".join(names.DISTRICTS[start : start + _GROUP_SIZE]),
        )
        for n, start in enumerate(starts, start=1)
    ]


def _deputy(town: Town, accounts: Accounts, n: int, districts, groups) -> Deputy:
    """Deputies go round the districts, so the first ones live in different places."""
    person = invented_person(names.DEPUTIES[n], n + 1)
    person.gender = "女" if person.name in names.WOMEN else "男"
    accounts.add(f"daibiao{n + 1:02}", person, Role.DEPUTY)
    place = n % len(districts)
    post = names.POSTS[n % len(names.POSTS)].format(place=names.DISTRICTS[place])
    return Deputy(
        person=person,
        term=town.term,
        district=districts[place],
        group=groups[place // _GROUP_SIZE],
        post=names.LONG_POST if n == 2 else post,
        party="中共党员" if n % 3 else "群众",
        education=("初中", "高中", "大专", "本科")[n % 4],
        since=town.day(2024, 3, 21) if n == _BY_ELECTED else town.term.starts_on,
    )


def _former_deputy(town: Town, district: ElectoralDistrict) -> Deputy:
    return Deputy(
        person=invented_person(names.FORMER_DEPUTY, _FORMER_NUMBER),
        term=town.term,
        district=district,
        post="原镇机关干部",
        since=town.term.starts_on,
        state=DeputyState.ENDED,
        ended_on=town.day(2023, 9, 18),
        end_reason=EndReason.MOVED,
        end_note="调离本县，镇人大公告〔2023〕4 号",
    )


def _county_seats(town: Town, county_only: list[Person]) -> list[Deputy]:
    holders = [deputy.person for deputy in town.deputies[:_COUNTY_TOO]] + county_only
    since = town.day(2021, 12, 18)
    return [
        Deputy(person=person, level=Level.COUNTY, post="住在本镇的县代表", since=since)
        for person in holders
    ]


def _duties(town: Town) -> list[DutyRecord]:
    return [duty for n, deputy in enumerate(town.deputies) for duty in _dossier(town, n, deputy)]


def _dossier(town: Town, n: int, deputy: Deputy) -> list[DutyRecord]:
    """Meetings attended, and what deputies do in between; two of the lines are still open."""
    held = [session for session in town.sessions if session.deputy_count]
    attended = [session for session in held if session.starts_on >= deputy.since]
    lines = [
        ("meeting", f"session:{session.pk}", f"出席{session}", session.starts_on)
        for session in attended
    ]
    lines += [
        ("training", "manual:demo-training", "县人大常委会组织的代表培训", town.day(2026, 4, 16)),
        ("group", f"manual:demo-group-{deputy.group.name}", "小组走访选民", town.day(2026, 8, 13)),
    ]
    if n % 2 == 0:
        lines.append(
            ("inspection", "manual:demo-inspection", "视察高标准农田建设", town.day(2026, 9, 24))
        )
    if n % 5 == 0:
        lines.append(("report", "manual:demo-report", "向选民报告履职情况", town.day(2026, 10, 29)))
    return [_duty(deputy, n, *line) for line in lines]


def _duty(deputy: Deputy, n: int, kind: str, source: str, title: str, on) -> DutyRecord:
    duty = DutyRecord(deputy=deputy, kind=kind, source=source, title=title, done_on=on)
    if kind in ("meeting", "training"):
        duty.state = DutyState.CONFIRMED
    if n == 1 and kind == "group":  # 陈桂兰
        duty.state, duty.objection = DutyState.OBJECTED, "那天我在县里开会，没有去走访"
    return duty
