"""Fixtures that every test may use."""

import shutil

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from pytest_django.plugin import blocking_manager_key

from tests import alone, committed, factories, prepared
from township_npc.office.choices import Role

# Cheap hashes: which algorithm is used is tested, how long it takes is not.
Argon2PasswordHasher.time_cost = Argon2PasswordHasher.parallelism = 1
Argon2PasswordHasher.memory_cost = 8


@pytest.hookimpl(tryfirst=True)  # before pytest chooses by marks
def pytest_collection_modifyitems(items):
    for item in filter(alone.is_alone, items):
        item.add_marker(alone.MARK)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    if item.get_closest_marker(alone.MARK) is None:
        return (yield)
    with alone.other_ways_barred():
        return (yield)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """The test database begins as a copy of the one that this run has migrated."""
    name, test = prepared.migrated(), connection.settings_dict["TEST"]
    if connection.vendor == "sqlite":
        shutil.copy(prepared.file_of(name), test["NAME"])
    else:
        test["TEMPLATE"] = prepared.database_of(name)


@pytest.fixture(scope="session")
def django_db_keepdb():
    """A file that lies there already is the copy; it goes with the run's folder."""
    return connection.vendor == "sqlite"


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
