"""What 建议 brings to the home pages, and to the deputy's phone."""

import pytest

from deputies.choices import ProposalState as S
from deputies.services.answering import reply_proposal
from tests.deputies.proposal_pages import LIST, page, send, signed_in
from tests.deputies.proposal_steps import ANSWER, REPLIED
from tests.factories import make_deputy, make_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]


def waiting(user) -> list:
    """The matters of 建议 on the user's home page."""
    matters = signed_in(user).get("/").context["page"].matters
    return [matter for matter in matters if matter.url.startswith(LIST)]


def test_the_directors_home_says_what_to_do_first(bring, director):
    bring(S.SIGNED)
    bring(S.SUBMITTED)
    late, new = waiting(director)
    assert (late.chip, late.verb, late.urge) == ("超期 1 件", "看", "先催超期的 1 件建议")
    assert (new.title, new.verb) == ("新建议：莲南小学门口增设人行横道和减速带", "受理")


def test_a_handlers_home_lists_what_to_sign_and_what_to_answer(bring, handler):
    bring(S.ASSIGNED)
    bring(S.SIGNED)
    assert [matter.verb for matter in waiting(handler)] == ["签收", "答复"]


def test_a_deputys_home_shows_the_own_proposals_in_one_word_and_the_returned_one(bring, deputy):
    bring(S.RETURNED)
    home = signed_in(deputy.person.user).get("/").content.decode()
    assert "要修改" in home
    assert "修改退回的建议" in home


def test_the_chairman_reads_the_figures(bring, chair):
    bring(S.SIGNED)
    make_draft(make_deputy("陈桂兰"))
    home = signed_in(chair).get("/").content.decode()
    assert "现在有 1 件建议超期，属村镇建设办。" in home


def test_the_corrected_reply_is_not_shown_to_the_deputy(bring, deputy, handler):
    proposal = bring(S.REPLIED)
    send(handler, proposal, "correct", ready="内容写错了。")
    assert ANSWER["text"] not in page(deputy.person.user, proposal).content.decode()
    proposal.refresh_from_db()
    reply_proposal(proposal, by=handler, at=REPLIED, result="A", text="改过的答复。")
    assert "改过的答复。" in page(deputy.person.user, proposal).content.decode()
