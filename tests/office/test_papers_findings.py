"""三关: what the gates find is taken with one tap, let stand with a reason, or keeps waiting."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.factories import make_deputy, make_session, moment
from township_npc.office.choices import PaperState as S
from township_npc.office.choices import Verdict, WordingOrigin
from township_npc.office.models import OfficialPaper
from township_npc.office.papers.text import PaperText
from township_npc.office.selectors.paper_proof import proof_of
from township_npc.office.services.papers import findings, moves
from township_npc.office.services.papers.drafting import draft_paper, write_paper

AT = moment(2026, 3, 2)
PRESIDIUM = "莲塘镇人民代表大会主席团"
WRONG = "根据《农产品质量法》，定于2026年3月5日（星期三）开展检查。\n特此通知。"


@pytest.fixture
def paper(director):
    make_session()
    make_deputy("万秋生")
    paper = draft_paper("notice", by=director, at=AT)
    text = PaperText(
        title="关于开展执法检查的通知",
        body=WRONG,
        mark=f"{PRESIDIUM}文件",
        addressees="各代表小组：",
        issuer=PRESIDIUM,
    )
    write_paper(paper, text, by=director, at=AT, seen=1)
    return paper


LAW, WEEKDAY = "law_title", "weekday"


def found(paper, code: str):
    proof = proof_of(paper, AT.date())
    return next(one.finding for one in proof.waiting if one.finding.code == code)


def act(finding, by) -> dict:
    return {"code": finding.code, "start": finding.start, "by": by, "at": AT}


def test_a_wrong_title_of_law_is_put_right_with_one_tap_in_its_own_part(paper, staff):
    finding = found(paper, LAW)
    findings.accept_finding(paper, seen=2, **act(finding, staff))
    newest = paper.versions.last()
    assert "《农产品质量安全法》" in newest.body
    assert (newest.origin, newest.title) == (WordingOrigin.FINDING, "关于开展执法检查的通知")


def test_a_wrong_weekday_is_found_and_put_right(paper, staff):
    finding = found(paper, WEEKDAY)
    findings.accept_finding(paper, seen=2, **act(finding, staff))
    assert "（星期四）" in paper.versions.last().body


def test_a_finding_let_stand_waits_no_more_and_can_be_looked_at_again(paper, staff):
    finding = found(paper, LAW)
    findings.let_finding_stand(paper, reason="原文引用", **act(finding, staff))
    proof = proof_of(paper, AT.date())
    assert "农产品质量法" not in [one.finding.quoted for one in proof.waiting]
    [stands] = [one for one in proof.stands if "农产品质量法" in one.finding.quoted]
    assert (stands.answer.reason, stands.answer.by) == ("原文引用", staff)
    findings.look_at_finding_again(stands.answer, by=staff)
    assert found(paper, LAW)


def test_letting_one_stand_needs_the_reason(paper, staff):
    finding = found(paper, LAW)
    with pytest.raises(ValidationError, match="为什么不改"):
        findings.let_finding_stand(paper, reason=" ", **act(finding, staff))


def test_a_finding_that_is_gone_changes_nothing(paper, staff, director):
    finding = found(paper, LAW)
    findings.accept_finding(paper, seen=2, **act(finding, staff))
    with pytest.raises(ValidationError):
        findings.accept_finding(paper, seen=2, **act(finding, director))
    assert paper.versions.count() == 3


def test_whoever_looked_at_an_older_version_is_told(paper, staff, director):
    finding = found(paper, WEEKDAY)
    text = paper.versions.last().text()
    write_paper(
        paper, PaperText(**{**vars(text), "note": "联系人：李海燕"}), by=director, at=AT, seen=2
    )
    with pytest.raises(ValidationError, match="刚改过"):
        findings.accept_finding(paper, seen=2, **act(finding, staff))


def test_nothing_is_changed_once_the_paper_is_with_the_signer(paper, staff):
    finding = found(paper, WEEKDAY)
    OfficialPaper.objects.filter(pk=paper.pk).update(state=S.REVIEW)
    paper.refresh_from_db()
    with pytest.raises(ValidationError, match="撤回"):
        findings.accept_finding(paper, seen=2, **act(finding, staff))


def test_a_tick_says_who_and_is_taken_back(paper, staff):
    key = proof_of(paper, AT.date()).gates[0][1][0].key
    findings.tick_gate(paper, key, by=staff, at=AT)
    findings.tick_gate(paper, key, by=staff, at=AT)
    [tick] = paper.ticks.all()
    assert (tick.by, tick.item) == (staff, key)
    findings.untick_gate(paper, key, by=staff)
    assert not paper.ticks.exists()


def test_it_goes_to_the_signer_with_everything_seen_or_with_the_reason(paper, director):
    moves.send_to_proof(paper, by=director)
    with pytest.raises(ValidationError, match=r"没有处理、.*没有打勾"):
        moves.decide_proof(paper, verdict=Verdict.PASSED, by=director, at=AT)
    for one in proof_of(paper, AT.date()).waiting:
        findings.let_finding_stand(paper, reason="看过", **act(one.finding, director))
    for _, lines in proof_of(paper, AT.date()).gates:
        for line in lines:
            findings.tick_gate(paper, line.key, by=director, at=AT)
    moves.decide_proof(paper, verdict=Verdict.PASSED, by=director, at=AT)
    assert paper.state == S.REVIEW


def test_a_hurried_paper_goes_on_with_its_reason_kept(paper, director):
    moves.send_to_proof(paper, by=director)
    moves.decide_proof(paper, verdict=Verdict.PASSED, comment="防汛急件", by=director, at=AT)
    assert paper.decisions.get().comment == "防汛急件"


def test_only_the_office_proof_reads(paper, chair, deputy):
    finding = found(paper, WEEKDAY)
    for user in (chair, deputy.person.user):
        with pytest.raises(PermissionDenied):
            findings.accept_finding(paper, seen=2, **act(finding, user))
