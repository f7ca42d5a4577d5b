"""节假日 on paper: the twelve months of a year on one A4."""

import re

import pytest

from tests.journeys.conftest import DESK
from tests.journeys.hands import sign_in
from tests.journeys.test_every_page import DEMO_PASSWORD

pytestmark = pytest.mark.looks


@pytest.mark.parametrize("year", [2026, 2027])
def test_a_year_prints_on_one_sheet(new_context, demo_office, year):
    page = new_context(DESK).new_page()
    sign_in(page, demo_office, "ganshi", f"/holidays/?year={year}", password=DEMO_PASSWORD)
    paper = page.pdf(prefer_css_page_size=True)
    assert re.findall(rb"/Count (\d+)", paper) == [b"1"]
    assert b"/MediaBox [0 0 594" in paper or b"/MediaBox [0 0 595" in paper
