"""The demo town as it is laid on a day, once for all tests that look at it.

What a test changes is taken back at its end, the town when the last test of its day is done. A test
that lays a town itself, or wants none, stands in another folder.
"""

import pytest
from django.db import transaction

from deputies.demo.load import load_demo


@pytest.fixture(scope="package")
def demo_day(request, django_db_setup, django_db_blocker):
    """The day on which the town was laid: ``days.MONDAY``, or one after the other ``EVERY_DAY``."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert load_demo(today=request.param)
        yield request.param
        transaction.set_rollback(True)
