"""照着旧的起草: a draft begins with an older paper's words, and each trace of it is found."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from deputies.models import CongressSession
from tests.factories import make_deputy, make_session, moment
from tests.office.paper_steps import PRESIDIUM, brought_to_sign
from township_npc.office.choices import WordingOrigin
from township_npc.office.models import OfficialPaper
from township_npc.office.papers.text import PaperText
from township_npc.office.selectors.paper_facts import former_facts
from township_npc.office.selectors.paper_proof import proof_of
from township_npc.office.services.papers import findings
from township_npc.office.services.papers.drafting import draft_paper, write_paper
from township_npc.office.services.papers.issuing import issue_paper

LAST_YEAR, THIS_YEAR = date(2025, 12, 20), moment(2027, 1, 4)
OLD = PaperText(
    title="关于召开莲塘镇第十九届人民代表大会\n第七次会议的通知",
    body="莲塘镇第十九届人民代表大会第七次会议定于2026年1月15日召开，全体代表1名出席。\n"
    "请各代表于2026年1月12日前报名。联系人：万秋生。\n2026年民生实事候选项目另行印发。",
    mark=f"{PRESIDIUM}文件",
    addressees="各位代表：",
    issuer=PRESIDIUM,
)


@pytest.fixture
def older(director, chair):
    """Issued for the seventh meeting, by whose time 万秋生 held a seat."""
    session = make_session()
    CongressSession.objects.filter(pk=session.pk).update(
        ordinal=7, starts_on=date(2026, 1, 15), ends_on=date(2026, 1, 16)
    )
    seat = make_deputy("万秋生")
    paper = brought_to_sign(director, chair, OLD)
    issue_paper(paper, on=date(2026, 1, 5), by=director, at=moment(2026, 1, 5))
    CongressSession.objects.filter(pk=session.pk).update(
        ordinal=9, starts_on=date(2027, 1, 20), ends_on=date(2027, 1, 21)
    )
    make_deputy("周丽萍")
    seat.delete()
    return paper


@pytest.fixture
def paper(older, director):
    return draft_paper("notice", by=director, at=THIS_YEAR, follows=older)


def traces(paper) -> dict[str, str]:
    """What is marked, with what should stand there."""
    waiting = proof_of(paper, THIS_YEAR.date()).waiting
    return {one.finding.quoted: one.finding.suggestion for one in waiting}


def test_the_new_draft_begins_with_the_older_papers_words(paper, older):
    [version] = paper.versions.all()
    assert (version.text(), version.origin) == (OLD, WordingOrigin.FOLLOWED)
    assert (paper.follows, paper.number, paper.title) == (older, None, OLD.title)


def test_what_was_true_of_the_older_paper_is_kept_with_it(older):
    facts = former_facts(older)
    assert (facts.term, facts.session, facts.year) == (19, 7, 2026)
    assert facts.dates["开幕"] == date(2026, 1, 15)
    assert date(2026, 1, 12) in facts.days
    assert [person.name for person in facts.people] == ["万秋生"]
    assert facts.numbers == (older.number.shown,)


def test_of_the_roster_only_who_is_named_is_kept(older):
    assert [one["name"] for one in older.issued_facts["people"]] == ["万秋生"]


def test_each_trace_of_the_older_paper_is_found(paper):
    found = traces(paper)
    assert found["七"] == "九"
    assert found["2026年1月15日"] == "2027年1月20日"
    assert found["2026年1月12日"[:4]] == "2027"
    assert found["万秋生"] == "", "nobody holds a post that he left"


def test_for_a_chairman_of_the_older_paper_the_one_in_office_is_offered(older, director, chair):
    kept = {**older.issued_facts, "people": [{"name": "谌国旺", "posts": ["人大主席"]}]}
    OfficialPaper.objects.filter(pk=older.pk).update(issued_facts=kept)
    older.refresh_from_db()
    text = PaperText(**{**vars(OLD), "body": "由镇人大主席谌国旺同志主持。"})
    paper = draft_paper("notice", by=director, at=THIS_YEAR, follows=older)
    older.versions.create(number=9, origin="written", by=director, at=THIS_YEAR, **vars(text))
    write_paper(paper, text, by=director, at=THIS_YEAR, seen=1)
    assert traces(paper)["谌国旺"] == chair.name


def test_each_sure_trace_is_mended_one_tap_after_the_other(paper, director):
    while True:
        proof = proof_of(paper, THIS_YEAR.date())
        next_one = next((one for one in proof.waiting if one.finding.suggestion), None)
        if next_one is None:
            break
        findings.accept_finding(
            paper,
            code=next_one.finding.code,
            start=next_one.finding.start,
            seen=proof.version.number,
            by=director,
            at=THIS_YEAR,
        )
    text = paper.versions.last().text().in_one()
    assert "第七次" not in text
    assert "2026年1月15日" not in text
    assert "2027年1月20日召开" in text


def test_a_paper_issued_before_anything_was_kept_is_read_out_of_its_words(older):
    OfficialPaper.objects.filter(pk=older.pk).update(issued_facts={})
    older.refresh_from_db()
    facts = former_facts(older)
    assert (facts.term, facts.session, facts.year) == (19, 7, 2026)
    assert date(2026, 1, 15) in facts.days


@pytest.mark.parametrize("opens", [date(2027, 1, 20), date(2026, 12, 28)])
def test_in_december_a_paper_of_januarys_meeting_speaks_of_the_year_to_come(older, director, opens):
    CongressSession.objects.update(starts_on=opens, ends_on=opens)
    at = moment(2026, 12, 20)
    paper = draft_paper("notice", by=director, at=at, follows=older)
    waiting = [group.finding for group in proof_of(paper, at.date()).waiting]
    stale = [one.suggestion for one in waiting if one.code == "stale_year"]
    assert stale == (["2027", "2027"] if opens.year == 2027 else [])


def test_only_an_issued_paper_of_the_same_kind_is_taken_over(older, director, paper):
    with pytest.raises(ValidationError, match="同一种"):
        draft_paper("resolution", by=director, at=THIS_YEAR, follows=older)
    with pytest.raises(ValidationError, match="已经印发"):
        draft_paper("notice", by=director, at=THIS_YEAR, follows=paper)


def test_only_the_office_begins_a_paper(older, chair):
    with pytest.raises(PermissionDenied):
        draft_paper("notice", by=chair, at=THIS_YEAR, follows=older)


def test_the_director_picks_the_older_paper_where_a_draft_begins(client, director, older):
    client.force_login(director)
    page = reverse("office:paper-new", args=["notice"])
    shown = client.get(page, {"follows": older.pk})
    assert f'<option value="{older.pk}" selected>' in shown.content.decode()
    client.post(page, {"follows": older.pk, "once": str(uuid.uuid4())})
    assert OfficialPaper.objects.get(follows=older).versions.get().text() == OLD


def test_the_older_papers_page_offers_to_begin_from_it(client, director, older):
    client.force_login(director)
    page = client.get(reverse("office:paper-detail", args=[older.pk])).content.decode()
    assert f"{reverse('office:paper-new', args=['notice'])}?follows={older.pk}" in page


def test_without_an_issued_paper_of_the_kind_nothing_is_asked(client, director):
    client.force_login(director)
    page = client.get(reverse("office:paper-new", args=["notice"]))
    assert "follows" not in page.context["form"].fields
