"""问过县人大的: every question with its answer and article, found again by its words."""

from datetime import date

import pytest

from tests.factories import moment
from township_npc.office.services.papers.drafting import draft_paper
from township_npc.office.services.papers.reviews import ask_county, enter_county_answer

pytestmark = pytest.mark.django_db
LIST, QUERIES = "/papers/asked/", 7


def asked(director, question: str, *, on: date, **answer):
    paper = draft_paper("notice", by=director, at=moment(2026, 6, 18))
    review = ask_county(paper, asked_of="县人大常委会办公室", question=question, on=on, by=director)
    if answer:
        enter_county_answer(review, on=date(2026, 6, 1), by=director, **answer)


@pytest.fixture
def two(director):
    """One was answered, one waits."""
    answer = {"answer": "按代表总数算。", "article": "《地方组织法》第三十二条"}
    asked(director, "过半数怎么算", on=date(2026, 5, 6), **answer)
    asked(director, "差额几名", on=date(2026, 4, 1))


def words(client, user, query: str = "") -> str:
    client.force_login(user)
    return client.get(f"{LIST}{query}").content.decode()


def test_what_waits_for_an_answer_stands_first(two, client, director):
    page = words(client, director)
    assert page.index("差额几名") < page.index("过半数怎么算")
    assert page.count("等答复") == 1
    assert "依据《地方组织法》第三十二条" in page


@pytest.mark.parametrize("word", ["过半", "代表总数算", "第三十二条"])
def test_it_is_found_by_question_answer_or_article(two, client, director, word):
    page = words(client, director, f"?text={word}")
    assert "过半数怎么算" in page
    assert "差额几名" not in page


def test_what_nobody_asked_leads_back(two, client, director):
    assert "没有合条件的" in words(client, director, "?text=没有的词")


def test_an_empty_list_says_where_to_ask(client, director, office):
    assert "请县人大把关" in words(client, director)


def test_it_costs_the_same_for_one_and_for_many(client, director, django_assert_num_queries):
    asked(director, "第一个", on=date(2026, 4, 1))
    client.force_login(director)
    client.get(LIST)
    with django_assert_num_queries(QUERIES):
        client.get(LIST)
    for n in range(20):
        asked(director, f"问题{n}", on=date(2026, 4, 2))
    with django_assert_num_queries(QUERIES):
        client.get(LIST)
