"""The demo's accounts: written in bulk, with one hash of the published password for all of them,
because Argon2 ninety times over takes half a minute."""

from django.conf import settings
from django.contrib.auth.hashers import make_password

from deputies.choices import UnitKind, UnitPost
from deputies.demo import names
from deputies.demo.town import Town, invented_person
from deputies.models import Unit, UnitMember
from township_npc.office.choices import Role
from township_npc.office.models import Person, RoleGrant, User

_FIRST_OF_OFFICE, _FIRST_HANDLER, _FIRST_HEAD = 801, 901, 951


class Accounts:
    """Accounts to be written together: ``add`` each, then ``save``."""

    def __init__(self):
        self.password = make_password(settings.DEMO_PASSWORD)
        self.pin = make_password(settings.DEMO_PIN)
        self._forget()

    def add(self, username: str, person: Person, *roles: str) -> User:
        user = User(username=username, person=person, password=self.password)
        if Role.DEPUTY in roles:
            user.pin = self.pin
        self.people.append(person)
        self.users.append(user)
        self.grants += [RoleGrant(user=user, role=role) for role in roles]
        return user

    def save(self) -> None:
        Person.objects.bulk_create(self.people)
        User.objects.bulk_create(self.users)
        RoleGrant.objects.bulk_create(self.grants)
        self._forget()

    def _forget(self) -> None:
        self.people: list[Person] = []
        self.users: list[User] = []
        self.grants: list[RoleGrant] = []


def make_office_accounts(town: Town, accounts: Accounts) -> None:
    town.director = _of_office(accounts, 0, "zhuren", "徐明华", Role.DIRECTOR)
    town.staff = _of_office(accounts, 1, "ganshi", "李海燕", Role.STAFF)
    town.chair = _of_office(accounts, 2, "zhuxi", "熊建平", Role.CHAIR)
    _of_office(accounts, 3, "xitong", "邹维", Role.SYSADMIN)


def make_units(town: Town, accounts: Accounts) -> None:
    """Twelve departments with a handler each, six stations with their heads, one outside unit."""
    posts = []
    for n, (name, handler) in enumerate(names.DEPARTMENTS):
        unit = _unit(town, name, UnitKind.DEPARTMENT, phone=f"0000-8000{n + 20:04}")
        person = invented_person(handler, _FIRST_HANDLER + n)
        user = accounts.add(f"danwei{n + 1:02}", person, Role.HANDLER)
        posts.append(UnitMember(unit=unit, user=user, post=UnitPost.HANDLER))
        town.handlers[name] = user
    for n, (name, superior, head) in enumerate(names.STATIONS):
        unit = _unit(
            town,
            name,
            UnitKind.STATION,
            is_vertical=True,
            superior=superior,
            phone=f"0000-8000{n + 50:04}",
        )
        person = invented_person(head, _FIRST_HEAD + n)
        user = accounts.add(f"zhansuo{n + 1:02}", person, Role.STATION_HEAD, Role.HANDLER)
        posts += [UnitMember(unit=unit, user=user, post=post) for post in UnitPost.values]
        town.handlers[name] = user
    for name in names.OUTSIDE:
        _unit(town, name, UnitKind.OUTSIDE)
    accounts.save()
    Unit.objects.bulk_create(town.units.values())
    UnitMember.objects.bulk_create(posts)


def _of_office(accounts: Accounts, n: int, username: str, name: str, role: str) -> User:
    return accounts.add(username, invented_person(name, _FIRST_OF_OFFICE + n), role)


def _unit(town: Town, name: str, kind: str, **facts) -> Unit:
    town.units[name] = Unit(name=name, kind=kind, **facts)
    return town.units[name]
