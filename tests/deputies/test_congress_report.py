"""建议办理情况报告 to the congress: what was counted, worded as a paper."""

from datetime import date

import pytest

from deputies.choices import ProposalState as S
from deputies.register.papers import MEETING_PAPERS
from deputies.services.confidential import keep_confidential
from tests.deputies.paper_steps import drafted, whole
from tests.deputies.proposal_pages import signed_in, text
from tests.deputies.rating_steps import BAD, rate
from tests.factories import moment

pytestmark = pytest.mark.django_db
AT = moment(2026, 9, 20)


def lines(meeting, director) -> list[str]:
    return drafted("handling_report", meeting, director, at=AT)[1].body.split("\n")


def test_the_figures_of_a_meeting_stand_in_sentences_and_in_tables(
    bring, congress_session, director
):
    bring(S.SIGNED)
    rate(bring(S.CLOSED), BAD)
    bring(S.ACCEPTED)
    words = lines(congress_session, director)
    assert words[2:8] == [
        (
            "2026年6月11日至2026年6月12日，共收到代表建议、批评和意见3件，"
            "其中大会期间提出3件，闭会期间提出0件。"
        ),
        "已将2件交由1个单位办理，1件正在研究交办。",
        "二、办理结果",
        (
            "截至2026年9月20日，承办单位书面答复代表1件，其中按期答复1件，按期答复率100.0%；"
            "办结1件。在已答复的建议中，所提问题已经解决或者采纳的（A类）1件。"
        ),
        "已交办、尚未答复的1件（见附件2），其中超过答复期限1件。",
        "代表对办理结果的最后评价共1份，其中满意0份，基本满意0份，不满意1份。",
    ]
    assert words[-9:] == [
        "附件",
        "各承办单位办理情况统计表",
        "| 承办单位 | 交办 | 答复 | 按期 | A类 | B类 | C类 | D类 | 未答复 | 超期 |",
        "| 村镇建设办 | 2 | 1 | 1 | 1 | 0 | 0 | 0 | 1 | 1 |",
        "| 合计 | 2 | 1 | 1 | 1 | 0 | 0 | 0 | 1 | 1 |",
        "附件",
        "尚未答复的代表建议",
        "| 编号 | 标题 | 承办单位 | 答复期限 |",
        "| 第1号 | 莲南小学门口增设人行横道和减速带 | 村镇建设办 | 2026年9月16日 |",
    ]


def test_where_nothing_came_there_is_no_table_and_no_attachment(congress_session, director):
    _, words = drafted("handling_report", congress_session, director, at=AT)
    assert "共收到代表建议、批评和意见0件" in words.body
    assert (words.attachments, "附件" in words.body) == ("", False)


def test_a_confidential_title_stands_in_no_report(bring, congress_session, director):
    proposal = bring(S.SIGNED)
    keep_confidential(proposal, by=director, reason="代表要求保密。", at=AT)
    _, words = drafted("handling_report", congress_session, director, at=AT)
    assert proposal.title not in whole(words)
    assert "| 第1号 | （要求保密） |" in words.body


def test_nobody_who_rated_is_named(bring, congress_session, director):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    _, words = drafted("handling_report", congress_session, director, at=AT)
    assert "万秋生" not in whole(words) and BAD["reason"] not in whole(words)


def test_a_meeting_is_reported_on_from_its_first_day(db, congress_session):
    [template] = MEETING_PAPERS
    days = (date(2026, 6, 10), date(2026, 6, 11))
    assert [template.is_offered(congress_session, day) for day in days] == [False, True]


def test_the_page_of_figures_offers_the_report_of_its_meeting(
    sample_day, congress_session, director, chair
):
    address = f"/proposals/report/?session={congress_session.pk}"
    begin = f"/papers/new/handling_report/?about={congress_session.pk}"
    assert begin in text(signed_in(director).get(address))
    assert begin not in text(signed_in(chair).get(address))
    assert "/papers/new/" not in text(signed_in(director).get("/proposals/report/?year=2026"))
