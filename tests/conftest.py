"""Fixtures that every test may use."""

import pytest

from tests import factories
from township_npc.office.choices import Role


@pytest.fixture
def office(db):
    return factories.make_office()


@pytest.fixture
def director(office):
    return factories.make_user(Role.DIRECTOR, name="徐明华", username="zhuren")


@pytest.fixture
def staff(office):
    return factories.make_user(Role.STAFF, name="李海燕", username="ganshi")


@pytest.fixture
def chair(office):
    return factories.make_user(Role.CHAIR, name="熊建平", username="zhuxi")


@pytest.fixture
def sysadmin(office):
    return factories.make_user(Role.SYSADMIN, name="系统", username="xitong")


@pytest.fixture
def congress_session(office):
    return factories.make_session()


@pytest.fixture
def deputy(congress_session):
    return factories.make_deputy()


@pytest.fixture
def unit(office):
    return factories.make_unit()


@pytest.fixture
def handler(unit):
    return factories.make_handler(unit)
