"""One slip in many places is one finding with its count; figures are compared across a meeting."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from tests.factories import make_session, moment
from tests.office.paper_steps import PRESIDIUM
from township_npc.office.choices import PaperState as S
from township_npc.office.models import OfficialPaper
from township_npc.office.papers.text import PaperText
from township_npc.office.selectors.paper_proof import proof_of
from township_npc.office.services.papers import findings
from township_npc.office.services.papers.drafting import draft_paper, write_paper

AT = moment(2026, 6, 2)
MEETING = "莲塘镇第十九届人民代表大会第六次会议"
MARKS = "各组:请到会,准时.\n议程(草案)附后,请看.\n各村座落图另发,座落以图为准。"


@pytest.fixture
def session(db):
    return make_session()


def drafted(director, body: str, title: str = "关于开会的通知", at=AT) -> OfficialPaper:
    paper = draft_paper("notice", by=director, at=at)
    text = PaperText(
        title=title,
        body=body,
        mark=f"{PRESIDIUM}文件",
        addressees="各代表小组：",
        issuer=PRESIDIUM,
    )
    write_paper(paper, text, by=director, at=at, seen=1)
    return paper


def groups(paper, code: str):
    waiting = proof_of(paper, AT.date()).waiting
    return [group for group in waiting if group.finding.code == code]


def act(group, by) -> dict:
    return {"code": group.finding.code, "start": group.finding.start, "by": by, "at": AT}


def test_half_width_marks_are_one_finding_with_their_count(session, director):
    [group] = groups(drafted(director, MARKS), "mark_width")
    assert (group.count, group.what) == (8, "半角标点，应用全角")


def test_a_single_half_width_mark_says_which(session, director):
    [group] = groups(drafted(director, "各组:请到会。"), "mark_width")
    assert (group.count, group.what) == (1, "半角标点“:”，应用全角“：”")


def test_one_tap_mends_all_places_of_a_slip(session, director):
    paper = drafted(director, MARKS)
    [group] = groups(paper, "mark_width")
    assert findings.accept_finding(paper, seen=2, everywhere=True, **act(group, director)) == 8
    assert paper.versions.last().body.split("\n")[:2] == [
        "各组：请到会，准时。",
        "议程（草案）附后，请看。",
    ]
    assert groups(paper, "mark_width") == []


def test_one_place_of_many_is_mended_alone(session, director):
    paper = drafted(director, MARKS)
    [group] = groups(paper, "typo")
    assert group.count == 2
    assert findings.accept_finding(paper, seen=2, **act(group, director)) == 1
    assert "坐落图另发，座落" in paper.versions.last().body.replace(",", "，")


def test_letting_a_slip_stand_lets_all_its_places_stand(session, director):
    paper = drafted(director, MARKS)
    [group] = groups(paper, "mark_width")
    findings.let_finding_stand(paper, reason="原文引用", **act(group, director))
    assert groups(paper, "mark_width") == []
    proof = proof_of(paper, AT.date())
    assert sum(one.finding.code == "mark_width" for one in proof.stands) == 8


def test_the_same_words_with_another_answer_are_let_stand_apart(session, director):
    paper = drafted(director, "请到会,谢谢。\n请准时:谢谢。")
    [group] = groups(paper, "mark_width")
    findings.let_finding_stand(paper, reason="原文引用", **act(group, director))
    answers = paper.finding_answers.values_list("quoted", "what")
    assert sorted(quoted for quoted, _ in answers) == [",", ":"]


def test_everything_sure_is_mended_at_once_but_what_was_let_stand(session, director):
    paper = drafted(director, MARKS)
    [typo] = groups(paper, "typo")
    findings.let_finding_stand(paper, reason="原文引用", **act(typo, director))
    assert proof_of(paper, AT.date()).mendable == 8
    assert findings.accept_all_sure(paper, seen=2, by=director, at=AT) == 8
    assert paper.versions.last().body.endswith("各村座落图另发，座落以图为准。")
    with pytest.raises(ValidationError):
        findings.accept_all_sure(paper, seen=3, by=director, at=AT)


def test_what_the_program_only_asks_about_is_never_mended_with_the_rest(session, director):
    paper = drafted(director, "截止目前,共有三件。")
    findings.accept_all_sure(paper, seen=2, by=director, at=AT)
    assert paper.versions.last().body == "截止目前，共有三件。"


def test_mending_at_once_is_the_offices_and_only_while_it_is_written(session, director, chair):
    paper = drafted(director, MARKS)
    with pytest.raises(PermissionDenied):
        findings.accept_all_sure(paper, seen=2, by=chair, at=AT)
    OfficialPaper.objects.filter(pk=paper.pk).update(state=S.REVIEW)
    paper.refresh_from_db()
    with pytest.raises(ValidationError, match="撤回"):
        findings.accept_all_sure(paper, seen=2, by=director, at=AT)


def test_the_page_has_one_button_for_all(client, session, director):
    paper = drafted(director, MARKS)
    client.force_login(director)
    page = reverse("office:paper-proof", args=[paper.pk])
    shown = client.get(page).content.decode()
    assert "8 处都照这样改" in shown
    assert "有把握的 10 处一次改好" in shown
    client.post(reverse("office:finding-accept-sure", args=[paper.pk]), {"seen": 2})
    assert "一次改好" not in client.get(page).content.decode()


def unequal(paper) -> list[tuple[str, str, str]]:
    return [
        (group.finding.quoted, group.finding.suggestion, group.what)
        for group in groups(paper, "figure_unequal")
    ]


def test_a_figure_that_another_paper_of_the_meeting_gives_otherwise_is_named(session, director):
    drafted(director, "会议列席人员32名，实到代表60名。", f"{MEETING}日程")
    paper = drafted(director, "列席人员31名。", f"关于召开{MEETING}的通知")
    assert unequal(paper) == [("31", "32", f"列席人员：这里是 31，《{MEETING}日程》里是 32")]


def test_the_votes_on_one_matter_are_compared_across_the_papers(session, director):
    vote = "表决《关于政府工作报告的决议》，赞成{}票，反对1票。\n表决《选举办法》，赞成50票。"
    drafted(director, "关于镇人民政府工作报告的决议草案得赞成60票。", f"{MEETING}表决结果")
    paper = drafted(director, vote.format(61), f"{MEETING}简报")
    [(quoted, suggestion, what)] = unequal(paper)
    assert (quoted, suggestion) == ("61", "60")
    assert what.startswith("政府工作报告的赞成票：")


def test_equal_figures_and_other_meetings_and_what_was_dropped_say_nothing(session, director):
    drafted(director, "列席人员31名。", f"{MEETING}日程")
    drafted(director, "列席人员30名。", "莲塘镇第十九届人民代表大会第五次会议日程")
    drafted(director, "列席人员29名。", f"{MEETING}须知", at=moment(2025, 11, 2))
    dropped = drafted(director, "列席人员28名。", f"{MEETING}主持词")
    OfficialPaper.objects.filter(pk=dropped.pk).update(state=S.DROPPED)
    assert unequal(drafted(director, "列席人员31名。", f"{MEETING}通知")) == []


def test_a_paper_of_no_meeting_is_compared_with_nothing(session, director):
    drafted(director, "列席人员31名。", f"{MEETING}日程")
    assert unequal(drafted(director, "列席人员30名。", "关于开会的通知")) == []


@pytest.mark.parametrize("papers", [1, 12])
def test_more_papers_of_the_meeting_cost_no_more_queries(
    session, director, papers, django_assert_max_num_queries
):
    paper = drafted(director, "列席人员31名。", f"{MEETING}通知")
    for n in range(papers):
        drafted(director, "列席人员31名。", f"{MEETING}须知{n}")
    with django_assert_max_num_queries(20):
        proof_of(paper, AT.date())


def test_a_bulletin_takes_its_issue_at_the_end_and_is_not_asked_for_it(session, director):
    paper = draft_paper("bulletin", by=director, at=AT)
    assert [g.what for g in groups(paper, "part_missing") if "期号" in g.what] == []
