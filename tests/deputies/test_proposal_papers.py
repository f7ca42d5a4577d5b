"""交办单、答复函、督办函、重新办理通知: what each says, when it is offered, who reads it."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from deputies.choices import CosignerState
from deputies.choices import ProposalState as S
from deputies.documents.proposal_papers import reckoned
from deputies.models import Cosigner, Proposal, Rework
from deputies.register.papers import PROPOSAL_PAPERS, REWORK_PAPERS
from deputies.services.answering import reply_proposal, sign_for
from deputies.services.confidential import keep_confidential
from deputies.services.merging import merge_proposals
from tests.deputies.paper_steps import brought_out, drafted, issued, whole
from tests.deputies.proposal_pages import page, signed_in, text
from tests.deputies.proposal_steps import ANSWER, brought_to, talk
from tests.deputies.rating_steps import BAD, NOTICE, PROMISE, WORDS, rate, rework
from tests.deputies.unit_steps import reassign
from tests.factories import make_deputy, make_handler, make_session, make_unit, moment
from township_npc.office.models import OfficialPaper, User
from township_npc.office.papers.text import PaperText
from township_npc.office.selectors.paper_proof import proof_of
from township_npc.office.selectors.papers import papers_visible_to
from township_npc.office.services.papers.drafting import correct_paper, write_paper

pytestmark = pytest.mark.django_db
SOON, LATE, ANSWERED = moment(2026, 6, 18), moment(2026, 9, 20), moment(2026, 9, 5)
TITLE = "莲南小学门口增设人行横道和减速带"
BASIS = "自交办之日起3个月，《代表法》第五十一条第二款"


def add_signer(proposal: Proposal, name: str, state=CosignerState.SIGNED) -> Cosigner:
    signed = {"signed_on": date(2026, 6, 11), "answered_at": SOON, "text_hash": "x" * 64}
    more = signed if state == CosignerState.SIGNED else {}
    return Cosigner.objects.create(
        proposal=proposal, deputy=make_deputy(name), state=state, invited_at=SOON, **more
    )


@pytest.fixture
def reworked(bring, director):
    """Answered, rated 不满意, sent back on 7 September."""
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    return rework(proposal, director)


def test_a_paper_about_a_proposal_of_an_earlier_meeting_is_not_called_wrong(bring, director):
    paper, words = drafted("urging", bring(S.ASSIGNED), director, at=LATE)
    make_session(7, starts_on=date(2027, 1, 20), ends_on=date(2027, 1, 21))
    assert "镇十九届人大六次会议" in words.body
    assert wrong_ordinals(paper) == []
    typed = {"note": "镇第十八届人民代表大会第七次会议定于明年召开"}
    write_paper(paper, PaperText(**{**vars(words), **typed}), by=director, at=LATE, seen=1)
    assert wrong_ordinals(paper) == ["十八"]


def wrong_ordinals(paper) -> list[str]:
    waiting = proof_of(paper, LATE.date()).waiting
    return [group.finding.quoted for group in waiting if group.finding.code == "ordinal"]


# --- what they say -------------------------------------------------------------------------------


def test_an_assignment_says_which_unit_has_what_until_when_and_by_which_article(bring, director):
    paper, words = drafted("assignment", bring(S.ASSIGNED), director, at=SOON)
    assert paper.title == words.title == "镇十九届人大六次会议第1号代表建议交办单"
    assert (words.addressees, words.issuer) == ("村镇建设办：", "莲塘镇人民代表大会主席团")
    rows = [line for line in words.body.split("\n") if line.startswith("|")]
    assert rows == [
        "|  |  |",
        "| 建议编号 | 第1号 |",
        f"| 标题 | {TITLE} |",
        "| 领衔代表 | 万秋生 |",
        "| 类别 | 道路交通 |",
        "| 主办单位 | 村镇建设办 |",
        "| 交办日期 | 2026年6月16日 |",
        f"| 答复期限 | 2026年9月16日（{BASIS}） |",
    ]
    assert "请于2026年9月16日前书面答复代表" in words.body
    assert words.body.endswith(f"附件\n{TITLE}\n莲南小学门口没有人行横道，上学放学时大车多。"
                               "建议画斑马线，两头各装一条减速带。")  # fmt: skip
    assert words.places() == {"联系人", "办公室电话"}


def test_an_assignment_names_who_has_signed_and_nobody_who_was_only_asked(bring, director):
    proposal = bring(S.ASSIGNED)
    add_signer(proposal, "陈桂兰")
    add_signer(proposal, "涂国庆", CosignerState.INVITED)
    _, words = drafted("assignment", proposal, director, at=SOON)
    assert "| 联名代表 | 陈桂兰 |" in words.body
    assert "涂国庆" not in whole(words)


def test_an_assignment_names_what_is_handled_together_by_its_number_alone(
    bring, deputy, director, unit
):
    main = bring(S.ASSIGNED)
    other = brought_to(S.ACCEPTED, lead=deputy, director=director, title="上学路上的车太快")
    merge_proposals(main, [other], by=director, at=SOON)
    _, words = drafted("assignment", main, director, at=SOON)
    assert f"| 并案办理 | 第{other.number}号 |" in words.body
    assert other.title not in whole(words)


def test_an_urging_letter_counts_the_days_since_the_deadline(bring, director):
    _, words = drafted("urging", bring(S.SIGNED), director, at=LATE)
    assert words.title == "关于镇十九届人大六次会议第1号代表建议办理工作的督办函"
    assert words.body.startswith(
        f"镇十九届人大六次会议第1号代表建议“{TITLE}”于2026年6月16日交你单位办理，"
        f"答复期限为2026年9月16日（{BASIS}）。截至2026年9月20日，已超过期限4天，"
    )
    assert words.copies_to == "镇人民政府"


def test_a_reply_letter_says_the_result_its_essence_and_when_they_talked(bring, handler, director):
    proposal = bring(S.SIGNED)
    talk(proposal, handler)
    reply_proposal(proposal, by=handler, at=ANSWERED, number="莲建函〔2026〕3号", **PROMISE)
    add_signer(proposal, "陈桂兰")
    _, words = drafted("reply", proposal, director, at=ANSWERED)
    assert (words.mark, words.under_title) == ("莲塘镇村镇建设办", "（莲建函〔2026〕3号）")
    assert words.addressees == "万秋生、陈桂兰代表："
    assert words.body.split("\n")[:4] == [
        f"您提出的“{TITLE}”的建议收悉。办理中，我们于6月24日与您联系沟通，听取了意见。现答复如下：",
        "已经列入计划。",
        "办理计划：年底前装好减速带。计划于2026年11月15日前办完。",
        "办理结果：B类（正在解决或者列入计划）。",
    ]
    assert words.note == "联系人：万春林，电话：{承办单位电话}"
    assert "| 对办理结果 | □满意　□基本满意　□不满意 |" in words.body


def test_a_reply_of_class_a_without_number_leaves_no_empty_line(bring, director):
    _, words = drafted("reply", bring(S.REPLIED), director, at=ANSWERED)
    assert words.under_title == ""
    assert words.body.split("\n")[2] == "办理结果：A类（已经解决或者采纳）。"


def test_a_talk_of_an_earlier_round_is_not_told_again(reworked, handler, director):
    proposal = reworked.proposal
    sign_for(proposal, by=handler, at=moment(2026, 9, 8))
    reply_proposal(
        proposal, by=handler, at=moment(2026, 9, 28), no_contact_reason="已经现场看过", **ANSWER
    )
    _, words = drafted("reply", proposal, director, at=moment(2026, 9, 29))
    assert "联系沟通" not in words.body and "收悉。现答复如下：" in words.body


def test_a_notice_of_rework_holds_the_offices_words_and_neither_rating_nor_name(reworked, director):
    _, words = drafted("rework_notice", reworked, director, at=moment(2026, 9, 7))
    assert f"一、需要补办的事项\n{NOTICE}\n" in words.body
    assert "于2026年10月8日前书面答复代表（自通知之日起1个月，末日是国庆节，顺延）" in words.body
    for word in ("万秋生", "不满意", "满意", WORDS, "评价"):
        assert word not in whole(words)


def test_what_no_law_founds_is_cited_by_no_article():
    due = {"amount": 1, "unit": "month", "source": "建议值（无法定依据）", "moved_because": ""}
    assert reckoned(due, "自通知之日起") == "自通知之日起1个月"
    law = {**due, "source": "《代表法》第五十一条第二款", "moved_because": "星期六"}
    assert reckoned(law, "自交办之日起") == (
        "自交办之日起1个月，末日是星期六，顺延，《代表法》第五十一条第二款"
    )
    put_off = {**law, "extended_from": "2026-09-16"}
    assert reckoned(put_off, "自交办之日起") == "原期限2026年9月16日，经同意延期"


def test_a_title_to_be_kept_confidential_goes_to_its_unit_and_to_nobody_else(bring, director):
    proposal = bring(S.SIGNED)
    keep_confidential(proposal, by=director, reason="代表要求保密。", at=SOON)
    _, urging = drafted("urging", proposal, director, at=LATE)
    assert TITLE not in whole(urging) and "（代表要求保密）" in urging.body
    _, assignment = drafted("assignment", proposal, director, at=SOON)
    assert "代表要求保密：不得对外公开" in assignment.body
    assert (TITLE in assignment.body, assignment.copies_to) == (True, "")


@pytest.mark.parametrize("template", [*PROPOSAL_PAPERS, *REWORK_PAPERS], ids=lambda one: one.key)
def test_no_papers_own_title_holds_the_title_of_the_proposal(template):
    """It stands in lists, in to-dos and in the names of files."""
    title = PaperText(title=template.wording().title)
    assert not {"建议标题", "建议名称"} & title.places()


def test_braces_and_bars_that_a_deputy_typed_are_words(bring, director):
    proposal = bring(S.ASSIGNED, title="路灯{三盏}|两盏", text="请装{三盏}。")
    _, words = drafted("assignment", proposal, director, at=SOON)
    assert "三盏" not in words.places()
    assert "| 标题 | 路灯｛三盏｝｜两盏 |" in words.body


# --- when they are offered -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "day", "offered"),
    [
        (S.SUBMITTED, SOON, []),
        (S.ACCEPTED, SOON, []),
        (S.ASSIGNED, SOON, ["assignment"]),
        (S.SIGNED, SOON, ["assignment"]),
        (S.SIGNED, moment(2026, 9, 16), ["assignment"]),  # the last day
        (S.SIGNED, moment(2026, 9, 17), ["assignment", "urging"]),
        (S.REPLIED, LATE, ["reply"]),
        (S.CLOSED, LATE, ["reply"]),
        (S.MERGED, LATE, []),
        (S.WITHDRAWN, LATE, []),
    ],
)
def test_a_paper_is_offered_where_the_proposal_is_so_far(bring, state, day, offered):
    proposal = bring(state)
    keys = [one.key for one in PROPOSAL_PAPERS if one.is_offered(proposal, day.date())]
    assert keys == offered


def test_a_notice_is_offered_while_its_round_runs(reworked, handler, director):
    [template] = REWORK_PAPERS
    assert template.is_offered(Rework.objects.get(), LATE.date())
    assert not PROPOSAL_PAPERS[0].is_offered(reworked.proposal, LATE.date())
    sign_for(reworked.proposal, by=handler, at=moment(2026, 9, 8))
    talk(reworked.proposal, handler, at=moment(2026, 9, 9))
    reply_proposal(reworked.proposal, by=handler, at=moment(2026, 9, 28), **ANSWER)
    assert not template.is_offered(Rework.objects.get(), LATE.date())


def test_the_page_offers_the_office_what_can_be_drafted_and_nobody_else(
    bring, staff, chair, handler, deputy
):
    proposal = bring(S.ASSIGNED)
    begin = f"/papers/new/assignment/?about={proposal.pk}"
    assert begin in text(page(staff, proposal))
    for user in (chair, handler, deputy.person.user):
        assert "/papers/new/" not in text(page(user, proposal))
    assert signed_in(staff).get(begin).status_code == 200
    late = signed_in(staff).get(f"/papers/new/reply/?about={proposal.pk}")
    assert late.status_code == 404


def test_the_page_offers_the_notice_of_the_rework_itself(reworked, director):
    begin = f"/papers/new/rework_notice/?about={reworked.pk}"
    assert begin in text(page(director, reworked.proposal))
    assert signed_in(director).get(begin).status_code == 200


def test_a_paper_is_not_drafted_about_another_kind_of_record(reworked, director):
    with pytest.raises(ValidationError, match="要从它说的那件事的页面上起草"):
        drafted("rework_notice", reworked.proposal, director, at=SOON)


# --- who reads them ------------------------------------------------------------------------------


def sees(user: User, paper: OfficialPaper) -> bool:
    return papers_visible_to(user).filter(pk=paper.pk).exists()


def test_the_unit_reads_what_was_issued_to_it_and_no_draft(bring, director, chair, handler):
    proposal = bring(S.ASSIGNED)
    draft, _ = drafted("assignment", proposal, director, at=SOON)
    paper = issued("assignment", proposal, director, chair, at=SOON)
    assert (sees(handler, draft), sees(handler, paper)) == (False, True)
    own = text(page(handler, proposal))
    assert str(paper.pk) in own and str(draft.pk) not in own
    assert signed_in(handler).get(f"/papers/{paper.pk}/").status_code == 200
    served = signed_in(handler).get(f"/papers/{paper.pk}/file.pdf")
    assert b"".join(served.streaming_content).startswith(b"%PDF")
    assert signed_in(handler).get(f"/papers/{draft.pk}/").status_code == 404


def test_the_unit_reads_the_correction_of_what_was_issued_to_it(bring, director, chair, handler):
    proposal = bring(S.ASSIGNED)
    old = issued("assignment", proposal, director, chair, at=SOON)
    new = correct_paper(old, by=director, at=SOON)
    assert not sees(handler, new)
    assert str(new.pk) not in signed_in(handler).get(f"/papers/{old.pk}/").content.decode()
    brought_out(new, director, chair, at=SOON)
    assert sees(handler, new)
    assert "已更正" in text(page(handler, proposal))
    assert f"/papers/{new.pk}/" in signed_in(handler).get(f"/papers/{old.pk}/").content.decode()


def test_nobody_else_reads_an_assignment(bring, director, chair, staff, deputy, sysadmin):
    paper = issued("assignment", bring(S.ASSIGNED), director, chair, at=SOON)
    strangers = [make_handler(make_unit("农业农村办")), deputy.person.user, sysadmin]
    assert [sees(user, paper) for user in strangers] == [False] * 3
    assert [sees(user, paper) for user in (director, staff, chair)] == [True] * 3


def test_after_another_unit_has_it_neither_reads_the_paper_of_the_first(
    bring, director, chair, handler
):
    proposal, other = bring(S.ASSIGNED), make_unit("农业农村办")
    first = issued("assignment", proposal, director, chair, at=SOON)
    reassign(proposal, other, director)
    second = issued("assignment", proposal, director, chair, at=moment(2026, 6, 23))
    new = make_handler(other)
    assert (sees(handler, first), sees(handler, second)) == (False, False)
    assert (sees(new, first), sees(new, second)) == (False, True)


def test_the_unit_reads_its_notice_of_rework_and_the_assignment_before_it(
    bring, director, chair, handler, deputy
):
    proposal = bring(S.REPLIED)
    assignment = issued("assignment", Proposal.objects.get(), director, chair, at=SOON)
    rate(proposal, BAD)
    notice = rework(proposal, director)
    paper = issued("rework_notice", notice, director, chair, at=moment(2026, 9, 7))
    assert (sees(handler, paper), sees(handler, assignment)) == (True, True)
    assert not sees(deputy.person.user, paper)
    assert str(paper.pk) in text(page(handler, proposal))


def test_a_notice_put_right_is_read_by_the_unit_no_more(reworked, director, chair, handler):
    paper = issued("rework_notice", reworked, director, chair, at=moment(2026, 9, 7))
    Rework.objects.update(is_withdrawn=True)
    assert not sees(handler, paper)


def test_the_answer_is_read_by_those_who_asked_and_the_unit_that_gave_it(
    bring, director, chair, handler, deputy
):
    proposal = bring(S.REPLIED)
    second = add_signer(proposal, "陈桂兰")
    paper = issued("reply", proposal, director, chair, at=ANSWERED)
    readers = [deputy.person.user, second.deputy.person.user, handler]
    assert [sees(user, paper) for user in readers] == [True] * 3
    assert not sees(make_deputy("涂国庆").person.user, paper)
    assert f"/papers/{paper.pk}/file.pdf" in text(page(deputy.person.user, proposal))


# --- the gates -----------------------------------------------------------------------------------


def test_the_gates_find_no_fault_with_the_session_in_which_it_was_brought(bring, director):
    proposal = bring(S.SIGNED)
    make_session(7, starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 2))
    paper, _ = drafted("urging", proposal, director, at=LATE)
    codes = {one.finding.code for one in proof_of(paper, date(2026, 9, 20)).waiting}
    assert "ordinal" not in codes


def test_the_gates_know_everybody_who_works_with_the_office(bring, director, handler):
    paper, words = drafted("urging", bring(S.SIGNED), director, at=LATE)
    make_deputy(f"{director.name[0]}国{director.name[-1]}")  # one character beside the director's
    body = f"{words.body}\n联系人{director.name}。"
    write_paper(paper, replace(words, body=body), by=director, at=LATE, seen=1)
    quoted = [one.finding.quoted for one in proof_of(paper, date(2026, 9, 20)).waiting]
    assert director.name not in quoted
