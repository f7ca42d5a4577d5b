"""The demo's 公文: something to see in each step, and nothing wrong that is not meant to be."""

import pytest

from tests.deputies.demo.days import EVERY_DAY
from township_npc.office.choices import NumberState, PaperState
from township_npc.office.models import CountyReview, IncomingPaper, OfficialPaper, PaperNumber
from township_npc.office.selectors.paper_proof import proof_of

pytestmark = [pytest.mark.django_db, EVERY_DAY]


def paper(state: str) -> OfficialPaper:
    return OfficialPaper.objects.filter(state=state).latest("created_at")


def test_a_paper_stands_in_each_step(demo_day):
    assert set(OfficialPaper.objects.values_list("state", flat=True)) == {*PaperState.values} - {
        PaperState.DROPPED
    }


def test_what_left_the_proof_reader_has_no_finding(demo_day):
    left = OfficialPaper.objects.exclude(state__in=(PaperState.DRAFT, PaperState.PROOF))
    assert left.count() == 4
    for one in left:
        proof = proof_of(one, demo_day)
        assert ([found.finding.what for found in proof.waiting], proof.unticked) == ([], 0)


def test_the_bulletin_is_there_to_try_the_gates_on(demo_day):
    found = {one.finding.quoted for one in proof_of(paper(PaperState.PROOF), demo_day).waiting}
    assert found == {"常委会", "陈桂蓝", ","}


def test_the_chairman_has_one_paper_to_sign_and_one_to_read(demo_day):
    assert str(paper(PaperState.REVIEW)).endswith("代表建议办理工作的督办函")
    waiting = [one.title for one in IncomingPaper.objects.all() if one.waits_for_chair]
    assert waiting == ["关于提请审议镇级预算调整方案草案的议案"]


def test_the_numbers_have_no_gap_and_one_is_kept_and_one_voided(demo_day):
    numbers = PaperNumber.objects.filter(series="congress").order_by("number")
    assert list(numbers.values_list("number", "state")) == [
        (1, NumberState.ISSUED),
        (2, NumberState.VOIDED),
        (3, NumberState.RESERVED),
    ]


def test_the_county_was_asked_about_the_returned_paper_and_named_the_article(demo_day):
    review = CountyReview.objects.get()
    assert review.paper.decisions.filter(verdict="returned").exists()
    assert review.answered_on >= review.asked_on
    assert review.article == "《中华人民共和国预算法》第二十一条"
