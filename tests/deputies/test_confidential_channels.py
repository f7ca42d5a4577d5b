"""A confidential title reaches who may read it and nobody else, through no channel (S-12)."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail as outbox
from openpyxl import load_workbook

from deputies.choices import ProposalState as S
from deputies.documents.handling_report import report_sheets
from deputies.models import Cosigner
from deputies.rules.titles import HIDDEN
from deputies.selectors.confidential import title_shown_to
from deputies.selectors.handling_report import handling_report
from deputies.services.answering import reply_proposal
from deputies.services.assisting import choose_assisting
from deputies.services.confidential import keep_confidential, lift_confidence
from deputies.services.contests import agree_contest
from deputies.services.cosigners import decline_cosigning, invite_cosigner
from deputies.services.handling import accept_proposal
from deputies.services.key_proposals import set_key
from deputies.services.merging import merge_proposals
from deputies.services.seconding import second_proposal
from deputies.services.withdrawals import ask_withdrawal
from tests.deputies.proposal_pages import page, signed_in, text
from tests.deputies.proposal_steps import ANSWER, MERGED, REPLIED, SIGNED, SUBMITTED, brought_to
from tests.deputies.rating_steps import promised
from tests.deputies.unit_steps import DECIDED, ask, contest
from tests.factories import make_deputy, make_handler, make_unit
from township_npc.office import clock, mail
from township_npc.office.models import Office, Todo
from township_npc.office.selectors.todos import texts_to_paste, todos_of
from township_npc.office.services.reminders import run_reminders

pytestmark = pytest.mark.django_db
SECRET = "夜里的车"
WHY = "代表要求保密。"


@pytest.fixture
def secret(bring):
    """With its unit, and asked of for everything that can be asked."""
    return bring(S.SIGNED, title=SECRET, is_confidential=True)


@pytest.fixture
def other(congress_session):
    return make_deputy("陈桂兰")


def everything(secret, people) -> None:
    """Each kind of to-do that a proposal can have, on this one and on others like it."""
    director, handler, bring, other, deputy = people
    hidden = {"title": SECRET, "is_confidential": True}
    sent = bring(S.SUBMITTED, **hidden)
    invite_cosigner(sent, other, by=deputy.person.user, at=SUBMITTED)
    for state in (S.RETURNED, S.ACCEPTED, S.ASSIGNED, S.REPLIED, S.CLOSED):
        bring(state, **hidden)
    choose_assisting(secret, by=director, units=[make_unit("农业农村办")], at=SIGNED)
    contest(secret, handler)
    ask(secret, handler)
    ask_withdrawal(secret, by=deputy.person.user, reason="修好了。", at=SIGNED)
    post = {"leader": None, "leader_name": "熊建平", "leader_post": "镇人大主席"}
    on = SIGNED.date()
    set_key(secret, by=director, on=on, reason="多人提出。", at=SIGNED, **post)
    promised(lambda state: bring(state, **hidden), handler, essence=f"{SECRET}年底前管好。")


def test_no_mail_and_no_text_to_paste_says_what_it_is_about_or_who_brought_it(
    secret, director, handler, bring, other, deputy
):
    everything(secret, (director, handler, bring, other, deputy))
    todos = list(Todo.objects.open())
    assert len({todo.kind for todo in todos}) >= 14
    assert all(SECRET in todo.title for todo in todos)  # in the application, to who may read it
    office, today = Office.objects.get(), clock.today()
    body = mail.digest_text("某人", office, todos, today)
    Todo.objects.update(due_on=today + timedelta(days=2), begins_on=None)
    pasted = "".join(f"{one.name}{one.text}" for one in texts_to_paste(office, today))
    for words in (SECRET, "万秋生要求"):
        assert words not in body
        assert words not in pasted
    assert "答复：第 1 号建议（要求保密）" in body
    assert "答复：第 1 号建议（要求保密）" in pasted
    assert "看：一件建议（要求保密）" in body


def test_the_mail_that_goes_out_carries_no_title(secret, handler, settings):
    settings.MAIL_FROM = "office@example.cn"
    handler.person.email = "wan@example.cn"
    handler.person.save(update_fields=["email_sealed"])
    run_reminders(clock.now().replace(hour=2))  # ten in the morning in the town
    (sent,) = outbox.outbox
    assert SECRET not in sent.subject + sent.body
    assert "（要求保密）" in sent.body


def test_made_confidential_later_what_already_waits_is_worded_anew_and_back(bring, director):
    proposal = bring(S.SIGNED, title=SECRET)
    todo = Todo.objects.open().get(kind="proposal.reply")
    assert todo.told == todo.title
    keep_confidential(proposal, by=director, reason=WHY, at=SIGNED)
    todo.refresh_from_db()
    assert (SECRET in todo.title, todo.told) == (True, "答复：第 1 号建议（要求保密）")
    lift_confidence(proposal, by=director, reason="标错了。", at=SIGNED)
    todo.refresh_from_db()
    assert todo.told == todo.title


def test_in_the_application_who_has_to_act_reads_the_title(secret, handler):
    assert SECRET in text(signed_in(handler).get("/todo/"))


def test_no_tab_and_no_history_of_a_browser_is_named_after_it(secret, handler, director, deputy):
    for user in (handler, director, deputy.person.user):
        shown = text(page(user, secret))
        assert SECRET in shown  # on the page, to who may read it
        assert SECRET not in shown.partition("<title>")[2].partition("</title>")[0]


def test_what_was_done_is_listed_only_to_who_may_still_read_it(secret, handler, director):
    stranger = make_handler(make_unit("农业农村办"), "罗水根")
    assert SECRET in text(signed_in(handler).get("/todo/"))
    agree_contest(contest(secret, handler), by=director, at=DECIDED)
    for user, reads in ((handler, False), (stranger, False), (director, True)):
        assert (SECRET in text(signed_in(user).get("/todo/"))) is reads


def test_who_did_not_sign_it_meets_its_title_no_more(bring, deputy, other):
    sent = bring(S.SUBMITTED, title=SECRET, is_confidential=True)
    row = invite_cosigner(sent, other, by=deputy.person.user, at=SUBMITTED)
    user = other.person.user
    assert SECRET in text(signed_in(user).get("/todo/"))
    decline_cosigning(row, by=user, at=SUBMITTED)
    assert SECRET not in text(signed_in(user).get("/todo/"))


def test_an_invitation_that_came_too_late_says_only_that_it_is_a_secret(bring, other, director):
    sent = bring(S.SUBMITTED, title=SECRET, is_confidential=True)
    invite_cosigner(sent, other, by=sent.lead.person.user, at=SUBMITTED)
    accept_proposal(sent, by=director, at=MERGED)
    shown = text(page(other.person.user, sent, "cosign/"))
    assert "不能再联名" in shown
    assert SECRET not in shown


def test_a_second_that_nobody_has_confirmed_does_not_open_what_became_a_secret(
    bring, other, director
):
    proposal = bring(S.SIGNED, title=SECRET)
    second_proposal(proposal, seat=other, by=other.person.user, at=SIGNED)
    keep_confidential(proposal, by=director, reason=WHY, at=SIGNED)
    shown = text(page(other.person.user, proposal, "cosign/"))
    assert "已经附议" in shown
    assert SECRET not in shown


@pytest.fixture
def merged(bring, other, director):
    """陈桂兰's, handled in 万秋生's."""
    one = brought_to(S.ACCEPTED, lead=other, director=director, title="桥头的车")
    main = bring(S.SIGNED, title=SECRET)
    merge_proposals(main, [one], by=director, at=MERGED)
    return one


def test_8_whose_was_merged_reads_the_main_title_only_where_it_may_be_said(merged, other, director):
    main, reader = merged.merged_into, other.person.user
    assert SECRET in text(page(reader, merged))
    keep_confidential(main, by=director, reason=WHY, at=SIGNED)
    shown = text(page(reader, merged))
    assert SECRET not in shown
    assert "那一件要求保密" in shown
    assert f"/proposals/{main.pk}/" not in shown
    assert title_shown_to(reader)(main) == HIDDEN


def test_8_the_reply_is_rated_under_the_name_of_the_own_one(merged, other, director, handler):
    main, reader = merged.merged_into, other.person.user
    keep_confidential(main, by=director, reason=WHY, at=SIGNED)
    reply_proposal(main, by=handler, at=REPLIED, no_contact_reason="x", **ANSWER)
    todo = todos_of(reader).open().get()
    assert (todo.title, todo.outside) == ("评价第 1 号的答复：桥头的车", "")
    assert todo.detail == "陈桂兰"
    for address in ("/todo/", "/", f"/proposals/{main.pk}/rate/"):
        shown = text(signed_in(reader).get(address))
        assert SECRET not in shown
        assert "桥头的车" in shown
    mine = todos_of(main.lead.person.user).open().get()
    assert (SECRET in mine.title, SECRET in mine.told) == (True, False)


def test_a_merged_one_that_becomes_a_secret_is_one_in_the_words_about_its_reply_too(
    merged, other, director, handler
):
    reply_proposal(merged.merged_into, by=handler, at=REPLIED, no_contact_reason="x", **ANSWER)
    keep_confidential(merged, by=director, reason=WHY, at=REPLIED)
    assert todos_of(other.person.user).open().get().told == "评价：第 1 号建议（要求保密）"
    lift_confidence(merged, by=director, reason="标错了。", at=REPLIED)
    assert todos_of(other.person.user).open().get().outside == ""


def test_a_co_signer_of_what_was_merged_meets_no_dead_link(merged, director, staff, bring, other):
    signer = make_deputy("邓小英")
    row = {"state": "signed", "signed_on": SIGNED.date(), "answered_at": SIGNED, "text_hash": "x"}
    Cosigner.objects.create(proposal=merged, deputy=signer, **row)
    shown = text(page(signer.person.user, merged))
    assert f"/proposals/{merged.merged_into_id}/" not in shown
    assert f"/proposals/{merged.merged_into_id}/" in text(page(staff, merged))
    Cosigner.objects.create(proposal=merged.merged_into, deputy=signer, **row)
    assert f"/proposals/{merged.merged_into_id}/" in text(page(signer.person.user, merged))


def test_the_report_to_the_congress_names_neither_title_nor_deputy(secret, bring):
    bring(S.SIGNED, title="路灯")
    report = handling_report(session="", year=2026, today=SIGNED.date())
    rows = next(sheet.rows for sheet in report_sheets(report) if sheet.title == "清单")
    assert [row[1:4] for row in rows] == [(HIDDEN, HIDDEN, ""), ("路灯", "万秋生", "")]


def test_the_list_of_promises_marks_it(bring, handler, staff):
    promised(lambda state: bring(state, title=SECRET, is_confidential=True), handler)
    answer = signed_in(staff).post("/proposals/promises/export/")
    row = [cell.value for cell in load_workbook(BytesIO(answer.content)).active[2]]
    assert (row[1], row[-1]) == (SECRET, "保密")
    stranger = make_handler(make_unit("农业农村办"), "罗水根")
    assert SECRET not in text(signed_in(stranger).get("/proposals/promises/"))


def test_an_assisting_unit_reads_the_title_of_what_it_assists_with(secret, director):
    unit = make_unit("农业农村办")
    helper = make_handler(unit, "罗水根")
    assert title_shown_to(helper)(secret) == HIDDEN
    choose_assisting(secret, by=director, units=[unit], at=SIGNED)
    assert title_shown_to(helper)(secret) == SECRET
