"""评价合计: counts with a base, the first round beside the last; for a unit in groups of three."""

import pytest

from deputies.choices import ProposalState as S
from deputies.models import Reply
from deputies.selectors.rating_page import totals_page
from deputies.selectors.rating_totals import (
    ratings_of_term,
    replies_of_term,
    solved,
    solved_by_unit,
    totals_by_unit,
    totals_for_unit,
    totals_of,
)
from deputies.services.handling import close_proposal
from deputies.services.ratings import correct_rating
from tests.deputies.proposal_pages import signed_in
from tests.deputies.proposal_steps import ANSWER, CLOSED
from tests.deputies.rating_steps import BAD, GOOD, LATER, rate, reply_again, rework
from tests.factories import make_handler, make_unit

pytestmark = pytest.mark.django_db

URL = "/proposals/ratings/"


def counts(totals) -> list[str]:
    return [
        str(totals.process["first"]),
        str(totals.process["final"]),
        str(totals.result["first"]),
        str(totals.result["final"]),
    ]


def term_of(proposal):
    return proposal.congress_session.term


@pytest.fixture
def twice(bring, director, handler):
    """Unsatisfied first, satisfied with the second reply."""
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    rework(proposal, director)
    reply_again(proposal, handler, answer={**ANSWER, "result": "C", "essence": "占用农田。"})
    rate(proposal, at=LATER)
    return proposal


def test_first_and_last_stand_side_by_side_process_and_result_apart(
    bring, twice, django_assert_num_queries
):
    rate(bring(S.REPLIED), {"process": "mostly", "result": "satisfied"})
    term = term_of(twice)
    with django_assert_num_queries(1):
        totals = totals_of(ratings_of_term(term))
    assert counts(totals) == ["0 · 2 · 0", "1 · 1 · 0", "1 · 0 · 1", "2 · 0 · 0"]
    assert totals.result["first"].shares == [
        ("满意", "50%（1/2）"),
        ("基本满意", "0%（0/2）"),
        ("不满意", "50%（1/2）"),
    ]


def test_who_was_unsatisfied_and_has_not_rated_again_still_is(bring, director, handler):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    rework(proposal, director)
    reply_again(proposal, handler)
    totals = totals_of(ratings_of_term(term_of(proposal)))
    assert str(totals.result["final"]) == "0 · 0 · 1"


def test_a_rating_put_right_counts_once(bring, deputy):
    proposal = bring(S.REPLIED)
    correct_rating(rate(proposal, BAD), by=deputy.person.user, why="点错了。", at=LATER, **GOOD)
    assert str(totals_of(ratings_of_term(term_of(proposal))).result["final"]) == "1 · 0 · 0"


def test_each_unit_has_its_own_line_from_one_query(
    bring, twice, unit, director, django_assert_num_queries
):
    other = make_unit("农业农村办")
    proposal = bring(S.REPLIED, unit=other, handler=make_handler(other, name="胡水生"))
    rate(proposal)
    term = term_of(twice)
    with django_assert_num_queries(1):
        by_unit = totals_by_unit(ratings_of_term(term))
    assert {key: counts(one)[3] for key, one in by_unit.items()} == {
        unit.pk: "1 · 0 · 0",
        other.pk: "1 · 0 · 0",
    }


def test_solved_is_the_share_of_class_a_first_and_last(bring, twice, unit):
    bring(S.REPLIED)
    replies = replies_of_term(term_of(twice))
    assert (solved(replies).first, solved(replies).final) == ("100%（2/2）", "50%（1/2）")
    assert solved_by_unit(replies)[unit.pk] == solved(replies)


def test_without_a_reply_there_is_no_rate(congress_session):
    nothing = solved(Reply.objects.none())
    assert (nothing.first, nothing.final) == ("—", "—")
    assert totals_of(ratings_of_term(congress_session.term)).is_empty


def closed_and_rated(bring, count: int, answer: dict = GOOD) -> list:
    proposals = [bring(S.CLOSED) for _ in range(count)]
    for proposal in proposals:
        rate(proposal, answer, at=LATER)
    return proposals


@pytest.mark.parametrize(("rated", "shown"), [(2, None), (3, 3), (4, 3), (5, 3), (6, 6)])
def test_10_a_unit_reads_totals_from_three_proposals_up_and_never_one_more(
    bring, unit, congress_session, rated, shown
):
    closed_and_rated(bring, rated)
    totals = totals_for_unit(unit, congress_session.term)
    assert (totals and totals.result["final"].base) == shown


def test_10_an_open_proposal_does_not_count_for_the_unit(bring, unit, director, congress_session):
    closed_and_rated(bring, 2)
    proposal = bring(S.REPLIED)
    rate(proposal)
    assert totals_for_unit(unit, congress_session.term) is None
    close_proposal(proposal, by=director, on=CLOSED.date(), at=CLOSED)
    assert totals_for_unit(unit, congress_session.term).result["final"].base == 3


def test_10_another_units_proposals_do_not_fill_the_group(bring, unit, congress_session):
    closed_and_rated(bring, 2)
    other = make_unit("农业农村办")
    rate(bring(S.CLOSED, unit=other, handler=make_handler(other, name="胡水生")), at=LATER)
    assert totals_for_unit(unit, congress_session.term) is None
    assert totals_for_unit(other, congress_session.term) is None


def test_the_office_reads_all_and_a_unit_its_own_last_numbers(bring, twice, director, handler):
    closed_and_rated(bring, 3)
    whole = signed_in(director).get(URL).content.decode()
    for words in ("办理过程，首次", "办理结果，最后", "各单位", "村镇建设办", "办成率"):
        assert words in whole
    own = signed_in(handler).get(URL).content.decode()
    assert "办理结果，最后" in own
    assert "100%（3/3）" in own
    for words in ("首次", "各单位"):
        assert words not in own


def test_a_unit_below_three_is_told_so(bring, handler):
    closed_and_rated(bring, 2, BAD)
    own = signed_in(handler).get(URL).content.decode()
    assert "还不满三件" in own
    assert "不满意" not in own


def test_the_page_costs_the_same_queries_for_any_number_of_units(
    bring, director, django_assert_num_queries
):
    client = signed_in(director)

    def cost() -> int:
        with django_assert_num_queries(12, exact=False) as caught:
            assert client.get(URL).status_code == 200
        return len(caught)

    closed_and_rated(bring, 1)
    client.get(URL)
    one = cost()
    for n in range(5):
        other = make_unit(f"第 {n} 办")
        rate(bring(S.CLOSED, unit=other, handler=make_handler(other, name=f"某{n}")), at=LATER)
    assert cost() == one


def test_the_page_of_an_empty_office_says_so(director, office):
    assert totals_page(director).units == []
    assert "还没有书面答复。" in signed_in(director).get(URL).content.decode()
