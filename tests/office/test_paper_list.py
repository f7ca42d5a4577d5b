"""公文: what is at work by day, with its kind, where it stands and on whose desk; the way to it."""

from datetime import timedelta

import pytest

from tests.factories import make_user
from tests.office.paper_steps import AT, ON, brought_to_review, brought_to_sign, issued
from township_npc.office.choices import Role
from township_npc.office.selectors.papers import desks_of
from township_npc.office.services.papers import moves
from township_npc.office.services.papers.drafting import correct_paper, draft_paper, set_dates
from township_npc.office.services.papers.issuing import issue_paper

URL = "/papers/"


def rows(client, query: str = "") -> list[dict]:
    return client.get(f"{URL}{query}").context["rows"]


def test_each_paper_lies_on_the_desk_of_who_has_to_act(director, staff, chair):
    drafted = draft_paper("notice", by=staff, at=AT)
    proofed = draft_paper("notice", by=staff, at=AT)
    moves.send_to_proof(proofed, by=staff)
    bulletin = brought_to_review(director, key="bulletin")
    papers = [
        drafted,
        proofed,
        brought_to_review(director),
        bulletin,
        brought_to_sign(director, chair),
    ]
    desks = desks_of(papers)
    assert [desks[paper.pk] for paper in papers] == ["李海燕", "人大办", "主席", "主任", "人大办"]


def test_what_is_out_or_given_up_lies_on_no_desk(director, chair):
    dropped = draft_paper("notice", by=director, at=AT)
    moves.drop_paper(dropped, by=director, reason="不开了")
    assert desks_of([dropped, issued(director, chair)]) == {}


def test_the_list_says_kind_day_state_and_desk_soonest_first(desk, director, staff):
    later = draft_paper("minutes", by=staff, at=AT)
    sooner = brought_to_review(director)
    no_day = draft_paper("letter", by=director, at=AT)
    for paper, days in ((later, 9), (sooner, 2)):
        set_dates(paper, due_on=ON + timedelta(days=days), dated_on=None, by=director)
    shown = [(row["paper"], row["label"], row["standing"], row["desk"]) for row in rows(desk)]
    assert shown == [
        (sooner, "通知", "等签发", "主席"),
        (later, "会议纪要", "正在起草", "李海燕"),
        (no_day, "函", "正在起草", "徐明华"),
    ]
    assert "在谁手里" in desk.get(URL).content.decode()


def test_a_correction_is_told_from_what_it_puts_right(desk, director, chair):
    old = issued(director, chair)
    correct_paper(old, by=director, at=AT)
    chips = [desk.get(f"{URL}?view={view}").content.decode() for view in ("work", "issued")]
    assert [">更正<" in page for page in chips] == [True, False]


def test_what_was_put_right_says_so_once_the_correction_is_out(desk, director, chair):
    old = issued(director, chair)
    new = correct_paper(old, by=director, at=AT)

    def says_so() -> bool:
        return "已更正" in desk.get(f"{URL}?view=issued").content.decode()

    assert not says_so()
    moves.send_to_proof(new, by=director)
    moves.decide_proof(new, verdict="passed", comment="急件", by=director, at=AT)
    moves.decide_review(new, verdict="passed", by=chair, at=AT)
    issue_paper(new, on=ON, by=director, at=AT)
    assert says_so()


@pytest.mark.parametrize("count", [1, 50])
def test_the_list_costs_the_same_queries_for_any_number_of_papers(
    desk, director, count, django_assert_num_queries
):
    for _ in range(count):
        draft_paper("notice", by=director, at=AT)
    desk.get(URL)
    with django_assert_num_queries(10):
        assert len(rows(desk)) == count


@pytest.mark.parametrize(
    ("role", "is_there"),
    [(Role.DIRECTOR, True), (Role.STAFF, True), (Role.CHAIR, False), (Role.HANDLER, False)],
)
def test_the_home_page_of_the_office_begins_a_paper_and_takes_one_in(
    client, office, role, is_there
):
    client.force_login(make_user(role))
    page = client.get("/").content.decode()
    for words, url in (("起草公文", "/papers/new/"), ("收文登记", "/papers/incoming/new/")):
        assert (words in page, f'href="{url}"' in page) == (is_there, is_there)


def test_what_waits_for_the_signature_stands_on_the_chairmans_home_page(client, director, chair):
    paper = brought_to_review(director)
    client.force_login(chair)
    page = client.get("/").content.decode()
    assert "签发：关于召开会议的通知" in page
    assert f'href="{URL}{paper.pk}/sign/"' in page
