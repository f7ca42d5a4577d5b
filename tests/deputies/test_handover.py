"""集中交办: chosen, looked at, handed over in one act; what changed meanwhile is named."""

from datetime import date
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from deputies.choices import ProposalState as S
from deputies.models import HandoverBatch, HandoverLine, Proposal
from deputies.rules.handover import MOST
from deputies.services.corrections import correct_last_act
from deputies.services.handling import assign_proposal, suggest_handling
from deputies.services.handover import Choice, hand_over
from deputies.services.merging import merge_proposals
from deputies.services.withdrawals import ask_withdrawal
from tests.deputies.proposal_pages import LIST, page, signed_in
from tests.deputies.proposal_steps import ACCEPTED, ASSIGNED, MERGED, brought_to
from tests.factories import make_handler, make_session, make_unit, moment
from tests.office.test_once import at_once
from township_npc.office.models import AuditEntry
from township_npc.office.services.audit import chain_faults

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 16)
NEW = f"{LIST}handover/"
KEY = UUID("1e7e7a9e-0000-4000-8000-000000000005")


def hand(meeting, choices, by, on=ON, at=ASSIGNED) -> HandoverBatch:
    return hand_over(meeting, choices, by=by, on=on, at=at)


def table(client, meeting, act: str, units: dict[int, object], on: str = "2026-06-16", **fields):
    """The table as it is sent: ``{18: unit}``; a row without a unit is sent empty."""
    body = {f"unit-{number}": unit.pk if unit else "" for number, unit in units.items()}
    return client.post(f"{NEW}{meeting.pk}/{act}/", {"on": on, "once": KEY, **body, **fields})


def test_each_goes_to_its_unit_with_its_own_deadline(bring, director, unit, congress_session):
    first, second = bring(S.ACCEPTED), bring(S.ACCEPTED)
    other = make_unit("农业农村办")
    choices = [Choice(first.pk, unit), Choice(second.pk, other, is_complex=True)]
    batch = hand(congress_session, choices, director)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.lead_unit, first.reply_due_on) == (
        S.ASSIGNED, unit, date(2026, 9, 16),
    )  # fmt: skip
    assert (second.lead_unit, second.is_complex) == (other, True)
    assert (second.reply_due_on, second.assigned_on) == (date(2026, 12, 16), ON)
    assert first.due_sum["nominal"] == "2026-09-16"
    lines = batch.lines.order_by("proposal__number").values_list("unit", "reply_due_on", "skipped")
    assert list(lines) == [(unit.pk, date(2026, 9, 16), ""), (other.pk, date(2026, 12, 16), "")]


def test_one_entry_for_the_batch_and_a_line_for_each_proposal(
    bring, director, unit, congress_session
):
    proposals = [bring(S.ACCEPTED) for _ in range(3)]
    batch = hand(congress_session, [Choice(one.pk, unit) for one in proposals], director)
    entry = AuditEntry.objects.get(verb="proposals.handed_over")
    assert (entry.subject_id, entry.facts) == (
        str(batch.pk),
        {"on": "2026-06-16", "handed": 3, "skipped": 0},
    )
    assigned = AuditEntry.objects.filter(verb="proposal.assigned")
    assert {entry.subject_id for entry in assigned} == {str(one.pk) for one in proposals}
    assert "交办给村镇建设办" in page(director, proposals[0]).content.decode()


def test_what_changed_meanwhile_is_named_and_the_rest_goes(bring, director, unit, congress_session):
    good, taken, merged = bring(S.ACCEPTED), bring(S.ACCEPTED), bring(S.ACCEPTED)
    choices = [Choice(one.pk, unit) for one in (good, taken, merged)]
    assign_proposal(taken, to=make_unit("农业农村办"), by=director, on=ON, at=ASSIGNED)
    merge_proposals(good, [merged], by=director, at=MERGED)
    batch = hand(congress_session, choices, director)
    skipped = dict(batch.lines.exclude(skipped="").values_list("proposal__number", "skipped"))
    assert skipped == {2: "现在是“待签收”，没有再交办。", 3: "现在是“并案办理”，没有再交办。"}
    taken.refresh_from_db()
    assert taken.lead_unit.name == "农业农村办"
    assert AuditEntry.objects.get(verb="proposals.handed_over").facts["skipped"] == 2


def test_where_nothing_is_left_nothing_is_written(bring, director, unit, congress_session):
    taken = bring(S.ASSIGNED)
    with pytest.raises(ValidationError, match="第 1 号现在是“待签收”"):
        hand(congress_session, [Choice(taken.pk, unit)], director)
    assert not HandoverBatch.objects.exists()
    assert not AuditEntry.objects.filter(verb="proposals.handed_over").exists()


def test_all_or_none(bring, director, unit, congress_session):
    """The second was brought after the day: the first is not handed over either."""
    first, late = bring(S.ACCEPTED), bring(S.ACCEPTED)
    Proposal.objects.filter(pk=late.pk).update(submitted_at=moment(2026, 6, 17))
    with pytest.raises(ValidationError, match="不能早于提出"):
        hand(congress_session, [Choice(first.pk, unit), Choice(late.pk, unit)], director)
    assert set(Proposal.objects.values_list("state", flat=True)) == {S.ACCEPTED}
    assert not HandoverLine.objects.exists()


@pytest.mark.parametrize(("size", "refused"), [(0, "还没有给哪一件"), (MOST + 1, "一次最多")])
def test_a_batch_has_one_to_fifty(director, unit, congress_session, size, refused):
    with pytest.raises(ValidationError, match=refused):
        hand(congress_session, [Choice(KEY, unit)] * size, director)


def test_fifty_go_at_once(bring, director, unit, congress_session):
    choices = [Choice(bring(S.ACCEPTED).pk, unit) for _ in range(MOST)]
    assert hand(congress_session, choices, director).lines.count() == MOST
    assert list(chain_faults()) == []


@pytest.mark.parametrize("role", ["staff", "chair", "handler", "author", "sysadmin"])
def test_only_the_director_hands_over(request, bring, deputy, unit, congress_session, role):
    user = deputy.person.user if role == "author" else request.getfixturevalue(role)
    proposal = bring(S.ACCEPTED)
    with pytest.raises(PermissionDenied):
        hand(congress_session, [Choice(proposal.pk, unit)], user)
    client = signed_in(user)
    for act in ("look", "hand"):
        assert table(client, congress_session, act, {1: unit}).status_code == 404
    proposal.refresh_from_db()
    assert proposal.state == S.ACCEPTED


def test_each_can_be_put_right_by_itself_and_leaves_the_printed_list(
    bring, director, unit, congress_session
):
    first, second = bring(S.ACCEPTED, title="修路"), bring(S.ACCEPTED, title="路灯")
    choices = [Choice(first.pk, unit), Choice(second.pk, unit)]
    batch = hand(congress_session, choices, director)
    first.refresh_from_db()
    correct_last_act(first, by=director, reason="选错了单位。")
    assert first.state == S.ACCEPTED
    sheet = signed_in(director).get(f"{NEW}{batch.pk}/print/").content.decode()
    assert "路灯" in sheet
    assert "修路" not in sheet


def test_the_table_begins_with_what_was_proposed_and_who_asks_back_is_left_out(
    bring, director, staff, unit
):
    proposed, asked_back, plain = (bring(S.ACCEPTED) for _ in range(3))
    bring(S.ASSIGNED)
    for one in (proposed, asked_back):
        suggest_handling(one, by=staff, category="traffic", unit=unit, at=ACCEPTED)
    author = plain.lead.person.user
    ask_withdrawal(asked_back, by=author, reason="修好了。", at=MERGED)
    answer = signed_in(director).get(NEW)
    form = answer.context["form"]
    assert [row["proposal"].number for row in form.rows()] == [1, 2, 3]
    assert [row["unit"].value() for row in form.rows()] == [str(unit.pk), "", ""]
    assert "代表要求撤回，先等主任确认" in answer.content.decode()


def test_the_look_writes_nothing_and_mending_keeps_the_choice(
    bring, director, unit, congress_session, sample_day
):
    bring(S.ACCEPTED)
    bring(S.ACCEPTED)
    client = signed_in(director)
    look = table(client, congress_session, "look", {1: unit, 2: None}, **{"complex-1": "on"})
    text = look.content.decode()
    assert "2026-12-16" in text
    assert "交办 1 件" in text
    assert not HandoverBatch.objects.exists()
    back = table(client, congress_session, "look", {1: unit}, mend="1", **{"complex-1": "on"})
    row = back.context["form"].rows()[0]
    assert (row["unit"].value(), row["is_complex"].value()) == (str(unit.pk), True)


@pytest.mark.parametrize(
    ("on", "says"),
    [
        ("2026-06-10", "才提出，交办不能早于提出"),
        ("2026-11-24", "不能晚于今天"),
        ("2026-06-31", "6 月只有 30 天"),
        ("", "请填交办日期"),
    ],
)
def test_a_wrong_day_is_told_and_the_choice_kept(
    bring, director, unit, congress_session, sample_day, on, says
):
    bring(S.ACCEPTED)
    answer = table(signed_in(director), congress_session, "look", {1: unit}, on=on)
    assert says in answer.content.decode()
    assert answer.context["form"].rows()[0]["unit"].value() == str(unit.pk)


def test_a_second_tap_hands_over_once_and_answers_alike(
    bring, director, unit, congress_session, sample_day
):
    bring(S.ACCEPTED)
    client = signed_in(director)
    answers = [table(client, congress_session, "hand", {1: unit}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url == f"{NEW}{HandoverBatch.objects.get().pk}/"
    assert AuditEntry.objects.filter(verb="proposal.assigned").count() == 1


def test_the_result_names_what_was_skipped(
    bring, director, staff, unit, congress_session, sample_day
):
    bring(S.ACCEPTED)
    bring(S.ASSIGNED, title="已经交过的")
    client = signed_in(director)
    assert "会跳过" in table(client, congress_session, "look", {1: unit, 2: unit}).content.decode()
    answer = table(client, congress_session, "hand", {1: unit, 2: unit})
    text = signed_in(staff).get(answer.url).content.decode()
    assert "交办 1 件，跳过 1 件" in text
    assert "《已经交过的》：现在是“待签收”" in text


def test_5_forged_rows_of_another_meeting_or_unit_do_nothing(
    bring, director, unit, congress_session, sample_day
):
    bring(S.ACCEPTED)
    elsewhere = make_session(5, starts_on=date(2025, 12, 11), ends_on=date(2025, 12, 12))
    client = signed_in(director)
    assert "还没有给哪一件" in table(client, elsewhere, "look", {1: unit}).content.decode()
    closed = make_unit("撤销的办", is_active=False)
    assert "请重新选" in table(client, congress_session, "hand", {1: closed}).content.decode()
    table(client, congress_session, "hand", {1: unit}, state="closed", number=9)
    assert list(Proposal.objects.values_list("state", "number")) == [(S.ASSIGNED, 1)]


def test_the_printed_list_has_a_sheet_for_each_unit_and_marks_what_is_confidential(
    bring, director, chair, unit, congress_session
):
    other = make_unit("农业农村办")
    choices = [
        Choice(bring(S.ACCEPTED, title="修路", is_confidential=True).pk, unit),
        Choice(bring(S.ACCEPTED, title="水沟").pk, other),
    ]
    batch = hand(congress_session, choices, director)
    url = f"{NEW}{batch.pk}/print/"
    for user in (director, chair):
        text = signed_in(user).get(url).content.decode()
        assert text.count("代表建议交办清单") == text.count("签收人：") == 2
        assert "【保密】</strong>修路" in text
    one = signed_in(director).get(f"{url}?unit={other.pk}").content.decode()
    assert "水沟" in one
    assert "修路" not in one
    assert signed_in(make_handler(other)).get(url).status_code == 404


def test_an_empty_office_has_nothing_to_hand_over(director, staff):
    assert "没有等交办的建议" in signed_in(director).get(NEW).content.decode()
    assert "还没有集中交办过" in signed_in(staff).get(NEW).content.decode()


@pytest.mark.parametrize("rows", [1, 50])
def test_the_table_costs_the_same_queries_for_any_number_of_rows(
    bring, director, staff, unit, rows, django_assert_num_queries
):
    for _ in range(rows):
        one = bring(S.ACCEPTED)
        suggest_handling(one, by=staff, category="traffic", unit=unit, at=ACCEPTED)
    client = signed_in(director)
    client.get(NEW)
    with django_assert_num_queries(10):
        assert client.get(NEW).status_code == 200


@pytest.mark.parametrize("rows", [1, 50])
def test_the_batch_and_its_sheets_cost_the_same_queries_for_any_number_of_rows(
    bring, director, unit, congress_session, rows, django_assert_num_queries
):
    choices = [Choice(bring(S.ACCEPTED).pk, unit) for _ in range(rows)]
    batch = hand(congress_session, choices, director)
    client = signed_in(director)
    client.get(NEW)
    for url in (f"{NEW}{batch.pk}/", f"{NEW}{batch.pk}/print/"):
        with django_assert_num_queries(7):
            assert client.get(url).status_code == 200


def test_of_two_batches_at_once_each_proposal_goes_to_one_unit(
    committed_db, bring, director, unit, congress_session
):
    proposals = [bring(S.ACCEPTED) for _ in range(5)]
    units = [unit, make_unit("农业农村办")]

    def act(n: int) -> int:
        order = proposals if n else proposals[::-1]
        try:
            batch = hand(congress_session, [Choice(one.pk, units[n]) for one in order], director)
        except ValidationError:
            return 0
        return batch.lines.filter(skipped="").count()

    assert sum(at_once(2, act)) == 5
    assert AuditEntry.objects.filter(verb="proposal.assigned").count() == 5
    assert list(chain_faults()) == []


def test_meetings_that_wait_are_chosen_from(bring, director, deputy, unit):
    bring(S.ACCEPTED, title="夏天的")
    winter = make_session(5, starts_on=date(2025, 12, 11), ends_on=date(2025, 12, 12))
    old = brought_to(S.ACCEPTED, lead=deputy, director=director, title="冬天的")
    Proposal.objects.filter(pk=old.pk).update(congress_session=winter, number=1)
    client = signed_in(director)
    assert "冬天的" in client.get(f"{NEW}?session={winter.pk}").content.decode()
    assert "夏天的" in client.get(NEW).content.decode()
