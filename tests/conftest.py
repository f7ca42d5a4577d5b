"""Fixtures that every test may use."""

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from pytest_django.plugin import blocking_manager_key

from tests import committed, factories
from township_npc.office.choices import Role

# Cheap hashes: which algorithm is used is tested, how long it takes is not.
Argon2PasswordHasher.time_cost = Argon2PasswordHasher.parallelism = 1
Argon2PasswordHasher.memory_cost = 8


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


@pytest.fixture
def committed_db(transactional_db):
    """A database whose rows other threads and processes see; emptied and laid again after it."""
    yield
    committed.unlock_chain()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """After the flush, for whichever test comes next in this process."""
    done = yield
    if nextitem is not None and "committed_db" in item.fixturenames:
        with item.config.stash[blocking_manager_key].unblock():
            committed.lay_ground()
    return done
