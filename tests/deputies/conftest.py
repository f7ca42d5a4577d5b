"""A proposal in each state, and the day of the sample pages, for the tests of 建议."""

import pytest
from django.utils import timezone

from tests.deputies.proposal_steps import brought_to
from tests.factories import moment


@pytest.fixture
def bring(deputy, director, unit, handler):
    """``bring("assigned")``: the deputy's proposal, brought there by the director and the unit."""

    def to(state, **fields):
        people = {"lead": deputy, "director": director, "unit": unit, "handler": handler}
        return brought_to(state, **people | fields)

    return to


@pytest.fixture
def sample_day(settings):
    """The day of the sample pages, so that deadlines of June are over."""
    offset = moment(2026, 11, 23, 10) - timezone.now()
    file = settings.VAR_DIR / "clock-offset"
    file.write_text(str(offset.total_seconds()))
    yield
    file.unlink()
