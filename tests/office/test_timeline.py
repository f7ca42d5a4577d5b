"""经过 on a page: each act a line, the same act again and again one line."""

import pytest

from tests.factories import make_user, moment
from township_npc.office.choices import Role
from township_npc.office.selectors import timeline
from township_npc.office.services.papers.drafting import draft_paper
from township_npc.office.services.papers.findings import tick_gate

pytestmark = pytest.mark.django_db
AT = moment(2026, 6, 18)
ITEMS = ("文种用得对，一文一事", "这种公文该有的部分都有", "届、次对")


@pytest.fixture
def paper(director):
    paper = draft_paper("notice", by=director, at=AT)
    for item in ITEMS:
        tick_gate(paper, item, by=director, at=AT)
    return paper


def told(paper, viewer) -> list[tuple[str, str, int]]:
    return [(line["label"], line["who"], line["times"]) for line in timeline(paper, viewer)]


def test_three_ticks_in_a_row_are_one_line(paper, director):
    assert told(paper, director) == [
        ("三关检查打勾", director.name, 3),
        ("起草", director.name, 1),
    ]


def test_somebody_elses_tick_is_a_line_of_its_own(paper, director):
    other = make_user(Role.STAFF, name="李海燕")
    tick_gate(paper, "姓名没有错字", by=other, at=AT)
    assert [times for _, _, times in told(paper, director)] == [1, 3, 1]


def test_another_days_tick_is_a_line_of_its_own(paper, director, settings):
    offset = settings.VAR_DIR / "clock-offset"
    offset.write_text(str(24 * 3600))
    try:
        tick_gate(paper, "姓名没有错字", by=director, at=AT)
    finally:
        offset.unlink()
    assert [times for _, _, times in told(paper, director)] == [1, 3, 1]


def test_the_page_says_how_often(paper, director, client):
    client.force_login(director)
    assert "三关检查打勾（3 次）" in client.get(f"/papers/{paper.pk}/").content.decode()
