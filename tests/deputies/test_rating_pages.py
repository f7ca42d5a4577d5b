"""评价 and 重新办理 through the pages, and what each person's pages do not hold (security B)."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from deputies.choices import ProposalState as S
from deputies.models import Proposal, Rating
from deputies.services.answering import reply_proposal
from deputies.services.handling import close_proposal
from deputies.services.merging import merge_proposals
from tests.deputies.proposal_pages import LIST, page, send, signed_in, text
from tests.deputies.proposal_steps import ANSWER, CLOSED, MERGED, REPLIED, brought_to
from tests.deputies.rating_steps import BAD, GOOD, LATER, WORDS, rate
from tests.factories import make_deputy
from township_npc.office.selectors.todos import todos_of
from township_npc.office.services.audit import chain_faults
from township_npc.office.services.entrance import bind_pin

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]

PIN = "204861"
FORM = {"process": "satisfied", "result": "satisfied", "round": "1", "pin": PIN}


@pytest.fixture
def user(deputy):
    """The deputy's account, with a PIN."""
    bind_pin(deputy.person.user, PIN)
    return deputy.person.user


def test_the_deputy_taps_twice_signs_and_reads_that_it_was_received(bring, user):
    proposal = bring(S.REPLIED)
    asked = text(page(user, proposal, "rate/"))
    assert "承办单位看不到，只看得到三件以上办结建议的合计。" in asked
    answer = send(user, proposal, "rate", **FORM)
    assert (answer.status_code, answer.url) == (302, f"{LIST}{proposal.pk}/rate/")
    assert "评价收到了" in text(page(user, proposal, "rate/"))
    assert Rating.objects.get().result == "satisfied"


REWORK, CLOSES, NOTHING = "请单位重新办理，再答复您", "就办结", "您不用再做什么"


@pytest.mark.parametrize(
    ("state", "said", "shown"),
    [
        (S.REPLIED, BAD, REWORK),
        (S.REPLIED, GOOD, CLOSES),
        (S.CLOSED, BAD, REWORK),
        (S.CLOSED, GOOD, NOTHING),
    ],
)
def test_the_deputy_reads_what_comes_of_the_own_answer_and_not_of_others(
    bring, user, state, said, shown
):
    proposal = bring(state)
    rate(proposal, said, at=LATER)
    told = text(page(user, proposal, "rate/"))
    assert [words for words in (REWORK, CLOSES, NOTHING) if words in told] == [shown]


def test_once_the_office_has_gone_on_the_deputy_reads_where_it_stands(bring, user, director):
    proposal = bring(S.REPLIED)
    rate(proposal)
    close_proposal(proposal, by=director, on=LATER.date(), at=LATER)
    told = text(page(user, proposal, "rate/"))
    assert "人大办已经看过，这件现在是“办结”。" in told
    assert "接下来" not in told


def test_the_page_of_the_proposal_asks_for_the_rating_until_it_is_there(bring, user):
    proposal = bring(S.REPLIED)
    assert "请您评价这次答复" in text(page(user, proposal))
    rate(proposal)
    shown = text(page(user, proposal))
    assert "请您评价这次答复" not in shown
    assert "您的评价" in shown


def test_a_wrong_pin_rates_nothing_and_costs_one_try(bring, user):
    proposal = bring(S.REPLIED)
    answer = send(user, proposal, "rate", **FORM | {"pin": "999999"})
    assert "还可以试 4 次" in text(answer)
    assert not Rating.objects.exists()


def test_without_a_pin_the_page_leads_to_setting_one(bring, deputy):
    proposal = bring(S.REPLIED)
    assert f"?next={LIST}{proposal.pk}/rate/" in text(page(deputy.person.user, proposal, "rate/"))


@pytest.mark.parametrize("missing", ["process", "result"])
def test_both_questions_are_answered(bring, user, missing):
    proposal = bring(S.REPLIED)
    answer = send(user, proposal, "rate", **FORM | {missing: ""})
    assert "请在三个里选一个。" in text(answer)
    assert not Rating.objects.exists()


def test_who_is_unsatisfied_picks_a_ready_reason_or_writes_one(bring, user):
    proposal, bad = bring(S.REPLIED), FORM | {"result": "unsatisfied"}
    assert "请选一条原因，或者写一句。" in text(send(user, proposal, "rate", **bad))
    send(user, proposal, "rate", **bad, ready="说了要办，还没有动。", reason="都两个月了。")
    assert Rating.objects.get().reason == "说了要办，还没有动。都两个月了。"


def test_who_is_satisfied_leaves_no_reason_behind(bring, user):
    send(user, bring(S.REPLIED), "rate", **FORM, ready="说了要办，还没有动。")
    assert Rating.objects.get().reason == ""


def test_11_the_same_form_again_gets_the_same_answer_and_another_is_refused(bring, user):
    proposal, key = bring(S.REPLIED), uuid4()
    first, again = (send(user, proposal, "rate", **FORM, once=key) for _ in range(2))
    assert (first.status_code, first.url) == (again.status_code, again.url)
    other = send(user, proposal, "rate", **FORM | {"result": "mostly"})
    assert "这次答复已经评价过了" in text(other)
    assert Rating.objects.get().result == "satisfied"


def test_11_nobody_rates_for_another(bring, deputy, director, handler, chair):
    proposal, other = bring(S.CLOSED), make_deputy("陈桂兰").person.user
    bind_pin(other, PIN)
    assert send(other, proposal, "rate", **FORM).status_code == 404
    Proposal.objects.update(is_published=True)
    assert page(other, proposal, "rate/").status_code == 404
    assert send(other, proposal, "rate", **FORM).status_code == 404
    for user in (director, handler, chair):
        assert send(user, proposal, "rate", **FORM).status_code == 404
    assert not Rating.objects.exists()


def test_a_form_takes_nothing_it_does_not_ask_for(bring, user):
    other = make_deputy("陈桂兰")
    forged = {"deputy": other.pk, "by": other.person.user.pk, "signed_on": "2026-09-02"}
    send(user, bring(S.REPLIED), "rate", **FORM, **forged)
    rating = Rating.objects.get()
    assert (rating.by, rating.signed_on_paper_on) == (user, None)
    assert rating.deputy.person_id == user.person_id


def test_a_wrong_tap_is_put_right_on_the_phone(bring, user):
    proposal = bring(S.REPLIED)
    send(user, proposal, "rate", **FORM)
    assert "点错了，要改" in text(page(user, proposal, "rate/"))
    send(user, proposal, "rate/correct", **FORM | {"process": "mostly"}, why="点错了。")
    assert Rating.objects.now(proposal).get().process == "mostly"
    assert Rating.objects.count() == 2


def test_after_the_end_the_way_to_correct_is_closed(bring, user, director):
    proposal = bring(S.REPLIED)
    rate(proposal)
    close_proposal(proposal, by=director, on=CLOSED.date(), at=CLOSED)
    answer = page(user, proposal, "rate/correct/")
    assert (answer.status_code, answer.url) == (302, f"{LIST}{proposal.pk}/rate/")
    late = send(user, proposal, "rate/correct", **FORM, why="点错了。")
    assert "办公室已经按这次评价办了" in text(late)


def test_before_there_is_a_reply_the_page_says_so(bring, user):
    proposal = bring(S.SIGNED)
    assert "现在没有要评价的答复" in text(page(user, proposal, "rate/"))
    assert "又有了变化" in text(send(user, proposal, "rate", **FORM))


def test_10_a_unit_finds_no_rating_on_any_of_its_pages(bring, handler, director):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    close_proposal(
        proposal, by=director, on=CLOSED.date(), at=CLOSED, unsatisfied_reason="已当面说明情况。"
    )
    client = signed_in(handler)
    whole = (
        f"{LIST}{proposal.pk}/",
        f"{LIST}{proposal.pk}/print/",
        LIST,
        "/proposals/ratings/",
        "/proposals/promises/",
        "/",
    )
    for url in whole:
        shown = text(client.get(url))
        for words in (WORDS, "代表评价</h2>", "不满意", "基本满意", "已当面说明情况。"):
            assert words not in shown, url
    book = load_workbook(BytesIO(client.post(f"{LIST}export/").content))
    cells = {str(cell.value) for row in book.active.iter_rows() for cell in row}
    assert not {WORDS, "不满意", "基本满意"} & cells


@pytest.mark.parametrize(
    ("act", "code"), [("rate", 404), ("rate/correct", 404), ("ratings/enter", 404), ("rework", 403)]
)
def test_10_a_unit_opens_and_sends_none_of_the_forms(bring, handler, act, code):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    assert page(handler, proposal, f"{act}/").status_code == code
    assert send(handler, proposal, act, **FORM).status_code == code
    assert Rating.objects.count() == 1


def test_the_office_enters_a_sheet_corrects_it_and_takes_it_back(bring, deputy, staff):
    proposal = bring(S.REPLIED)
    sheet = {"deputy": deputy.pk, "signed_on": "2026-09-02"}
    send(staff, proposal, "ratings/enter", **sheet, process="mostly", result="mostly")
    rating = Rating.objects.get()
    url = f"ratings/{rating.pk}"
    send(staff, proposal, f"{url}/correct", **GOOD, why="登记时点错了。", signed_on="2026-09-03")
    corrected = Rating.objects.now(proposal).get()
    assert (corrected.result, corrected.signed_on_paper_on) == ("satisfied", date(2026, 9, 3))
    assert page(staff, proposal, f"{url}/correct/").status_code == 404  # it was put right already
    second = Rating.objects.now(proposal).get()
    signed_in(staff).post(f"{LIST}{proposal.pk}/ratings/{second.pk}/take-back/")
    assert not Rating.objects.now(proposal).exists()
    assert list(chain_faults()) == []


def test_a_deputys_tap_has_no_correction_page_for_the_office(bring, staff):
    proposal = bring(S.REPLIED)
    rating = rate(proposal)
    for act in ("correct", "take-back"):
        url = f"{LIST}{proposal.pk}/ratings/{rating.pk}/{act}/"
        assert signed_in(staff).post(url, {"once": uuid4()}).status_code == 403
    assert Rating.objects.get().is_withdrawn is False


def test_who_was_merged_in_rates_the_reply_of_the_main_one_from_the_own_page(
    bring, director, handler
):
    main, reader = bring(S.SIGNED), make_deputy("陈桂兰").person.user
    bind_pin(reader, PIN)
    own = brought_to(S.ACCEPTED, lead=reader.person.seats.get(), director=director)
    assert page(reader, main, "rate/").status_code == 404
    merge_proposals(main, [own], by=director, reason="同一段路。", at=MERGED)
    reply_proposal(main, by=handler, at=REPLIED, no_contact_reason="x", **ANSWER)
    address = f"{LIST}{main.pk}/rate/"
    assert [todo.url for todo in todos_of(reader)] == [address]
    assert address in text(page(reader, own))
    assert f"{LIST}{own.pk}/" in text(page(reader, main, "rate/"))
    assert send(reader, main, "rate", **FORM).status_code == 302
    assert Rating.objects.get().deputy.person == reader.person
    assert "您的评价" in text(page(reader, own))
    assert page(reader, main).status_code == 404
