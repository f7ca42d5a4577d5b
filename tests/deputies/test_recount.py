"""Open deadlines follow the calendar and the rules; answered and closed ones never."""

from datetime import date

import pytest

from deputies.choices import ProposalState as S
from deputies.models import Proposal
from deputies.selectors.proposal_standing import proposal_lines
from deputies.services.answering import sign_for
from deputies.services.handling import assign_proposal, return_reply
from tests.deputies.proposal_steps import ASSIGNED, REPLIED, SIGNED
from tests.factories import moment
from tests.office.calendar_steps import NOW, SOURCE, bring_in, off, put_in, take_out
from tests.office.rule_steps import give_up, set_own
from township_npc.office.holidays.plan import Plan, calendar_after
from township_npc.office.models import AuditEntry, Holiday, RuleOverride, Todo
from township_npc.office.rules import Deadline
from township_npc.office.selectors import work_calendar
from township_npc.office.selectors.recount import foresee, recounts
from township_npc.office.services.recount import recount_open
from township_npc.office.tasks import recount_deadlines

pytestmark = pytest.mark.django_db
DUE, NEXT = date(2026, 9, 16), date(2026, 9, 17)  # Wednesday, three months after 06-16
LAW = "《代表法》第五十一条第二款"


def sums() -> list[tuple[date, str]]:
    rows = Proposal.objects.order_by("number")
    return [(row.reply_due_on, row.due_sum["due"]) for row in rows]


def last_entry() -> AuditEntry:
    return AuditEntry.objects.filter(verb="deadline.recounted").latest("seq")


def fill(proposal: Proposal, count: int) -> None:
    """More of the same, each with a number of its own."""
    template = Proposal.objects.values().get(pk=proposal.pk)
    left_out = {"id", "number", "urgency"}
    values = {name: value for name, value in template.items() if name not in left_out}
    Proposal.objects.bulk_create(
        Proposal(number=proposal.number + n, **values) for n in range(1, count)
    )


@pytest.mark.parametrize("state", [S.ASSIGNED, S.SIGNED])
def test_a_new_day_off_moves_an_open_deadline_and_says_so(bring, director, state):
    proposal = bring(state)
    assert put_in(DUE, off(), director) == 1
    proposal.refresh_from_db()
    assert proposal.reply_due_on == NEXT
    due = Deadline.from_json(proposal.due_sum)
    assert due.arithmetic == (
        f"2026-06-16 + 3 个月 → 2026-09-17（2026-09-16 是临时放假，顺延）（{LAW}）"
    )
    entry = last_entry()
    assert (entry.actor, entry.subject_id) == (director, str(proposal.pk))
    assert (entry.facts["old"]["due"], entry.facts["new"]["due"]) == ("2026-09-16", "2026-09-17")
    assert entry.facts["because"] == "节假日安排"


def test_the_timeline_tells_the_old_and_the_new_day_with_the_arithmetic(bring, director):
    proposal = bring(S.SIGNED)
    put_in(DUE, off(), director)
    line = proposal_lines(proposal, director)[0]
    assert line["label"] == "期限因节假日安排重新计算：2026-09-16 → 2026-09-17"
    assert line["note"].startswith("2026-06-16 + 3 个月 → 2026-09-17")
    assert proposal_lines(proposal, proposal.lead.person.user)[0]["label"] == line["label"]


def test_a_day_taken_back_moves_the_deadline_back(bring, director):
    bring(S.SIGNED)
    put_in(DUE, off(), director)
    assert take_out(DUE, director) == 1
    assert sums() == [(DUE, "2026-09-16")]


def test_the_to_do_of_the_unit_follows(bring, director):
    proposal = bring(S.SIGNED)
    put_in(DUE, off(), director)
    assert Todo.objects.open().get(subject_id=proposal.pk).due_on == NEXT


def test_the_to_do_of_what_is_not_assigned_yet_follows_too(bring, director):
    proposal = bring(S.ACCEPTED)  # brought on the first day of the meeting that ends on 06-12
    (before,) = Todo.objects.open().filter(subject_id=proposal.pk, kind="proposal.assign")
    put_in(before.due_on, off(), director)
    before.refresh_from_db()
    assert before.due_on == date(2026, 6, 23)


@pytest.mark.parametrize("state", [S.REPLIED, S.CLOSED])
def test_what_is_answered_or_closed_never_changes(bring, director, state):
    bring(state)
    assert put_in(DUE, off(), director) == 0
    set_own("reply_months", director, recount=True)
    assert sums() == [(DUE, "2026-09-16")]
    assert not AuditEntry.objects.filter(verb="deadline.recounted").exists()


def test_what_is_opened_again_follows_with_the_nightly_recount(bring, director):
    proposal = bring(S.REPLIED)
    put_in(DUE, off(), director)
    return_reply(proposal, by=director, reason="请补全。", at=REPLIED)
    recount_deadlines()
    assert sums() == [(NEXT, "2026-09-17")]
    assert last_entry().actor is None
    recount_deadlines()
    assert AuditEntry.objects.filter(verb="deadline.recounted").count() == 1


def test_an_answer_that_comes_in_between_wins(bring, director):
    proposal = bring(S.SIGNED)
    plan = Plan({DUE: off()})
    (found,) = recounts(calendar_after(plan, work_calendar()), {})
    Proposal.objects.filter(pk=proposal.pk).update(state=S.REPLIED)
    assert found.write() is False
    assert sums() == [(DUE, "2026-09-16")]


def test_the_preview_writes_nothing_and_counts_what_would_move(bring, director):
    bring(S.SIGNED), bring(S.ASSIGNED), bring(S.CLOSED)
    foreseen = foresee(calendar_after(Plan({DUE: off()}), work_calendar()))
    assert foreseen.told == "会改动 2 件建议的期限"
    assert [(one.old.due_on, one.new.due_on) for one in foreseen.moved] == [(DUE, NEXT)] * 2
    assert foreseen.moved[0].called == "第 1 号 莲南小学门口增设人行横道和减速带"
    assert foresee(work_calendar()).told == "不会改动任何期限"
    assert not AuditEntry.objects.filter(verb="deadline.recounted").exists()


def test_the_period_it_was_assigned_with_holds_on_when_the_rules_are_others_today(bring, director):
    bring(S.SIGNED)
    set_own("reply_months", director)  # two months, what is assigned stays
    put_in(DUE, off(), director)
    assert sums() == [(NEXT, "2026-09-17")]
    assert Proposal.objects.get().due_sum["amount"] == 3


def test_an_announced_year_takes_the_provisional_off_without_moving_the_day(bring, director, unit):
    proposal = bring(S.ACCEPTED)
    assign_proposal(proposal, to=unit, by=director, on=date(2026, 12, 1), at=moment(2026, 12, 1))
    assert proposal.due_sum["provisional"]
    assert bring_in(director) == 0
    proposal.refresh_from_db()
    assert (proposal.reply_due_on, proposal.due_sum["provisional"]) == (date(2027, 3, 1), False)
    assert proposal_lines(proposal, director)[0]["label"] == (
        "期限因节假日安排重新计算：2027-03-01，日子不变"
    )


@pytest.mark.parametrize("year", [2027, 2030])
def test_a_year_brought_in_moves_what_was_counted_provisionally(bring, director, unit, year):
    proposal = bring(S.ACCEPTED)
    on = date(year, 7, 1)
    assign_proposal(proposal, to=unit, by=director, on=on, at=moment(year, 7, 1))
    assert proposal.due_sum["moved_because"] == "国庆节"
    provisional = proposal.reply_due_on
    assert provisional == {2027: date(2027, 10, 4), 2030: date(2030, 10, 4)}[year]
    assert bring_in(director, "10月1日至7日\t放假\t国庆节", year=year) == 1
    proposal.refresh_from_db()
    assert proposal.reply_due_on == date(year, 10, 8)
    assert not proposal.due_sum["provisional"]


def test_a_day_set_by_hand_stays(bring, director):
    proposal = bring(S.SIGNED)
    Proposal.objects.filter(pk=proposal.pk).update(reply_due_on=date(2026, 9, 30))
    assert put_in(DUE, off(), director) == 0
    assert sums() == [(date(2026, 9, 30), "2026-09-16")]


def test_what_else_stands_beside_the_arithmetic_stays(bring, director):
    proposal = bring(S.SIGNED)
    more = proposal.due_sum | {"remark": "x"}
    Proposal.objects.filter(pk=proposal.pk).update(due_sum=more)
    put_in(DUE, off(), director)
    assert Proposal.objects.get().due_sum["remark"] == "x"


def test_a_changed_rule_leaves_what_is_assigned_unless_it_is_chosen(bring, director):
    bring(S.SIGNED)
    assert set_own("reply_months", director) == 0
    assert sums() == [(DUE, "2026-09-16")]


def test_a_changed_rule_moves_what_is_assigned_when_it_is_chosen(bring, director):
    proposal = bring(S.SIGNED)
    assert set_own("reply_months", director, recount=True) == 1
    proposal.refresh_from_db()
    assert Deadline.from_json(proposal.due_sum).arithmetic == (
        "2026-06-16 + 2 个月 → 2026-08-17（2026-08-16 是星期日，顺延）"
        "（《某省乡镇人民代表大会条例》第十六条第一款）"
    )
    assert last_entry().facts["because"] == "规则改动"
    assert not RuleOverride.objects.filter(must_recount=True).exists()
    assert give_up("reply_months", director, recount=True) == 1
    assert sums() == [(DUE, "2026-09-16")]


def test_a_changed_rule_moves_only_what_counts_by_it(bring, director, unit):
    plain, complex_one = bring(S.SIGNED), bring(S.ACCEPTED)
    assign_proposal(
        complex_one, to=unit, by=director, on=date(2026, 6, 16), at=ASSIGNED, is_complex=True
    )
    assert set_own("reply_months_max", director, value="4", recount=True) == 1
    plain.refresh_from_db()
    complex_one.refresh_from_db()
    assert (plain.reply_due_on, complex_one.reply_due_on) == (DUE, date(2026, 10, 16))


def test_a_rule_set_now_counts_for_what_is_assigned_from_now_on(bring, director, unit):
    set_own("reply_months", director)
    proposal = bring(S.ASSIGNED)
    assert proposal.reply_due_on == date(2026, 8, 17)
    assert proposal.due_sum["source"] == "《某省乡镇人民代表大会条例》第十六条第一款"


def the_machine_stops(seconds: float) -> None:
    raise RuntimeError


def test_a_recount_cut_short_is_finished_by_the_night(bring, director):
    proposal = bring(S.SIGNED)
    fill(proposal, 120)
    set_own("reply_months", director)
    RuleOverride.objects.update(must_recount=True)
    with pytest.raises(RuntimeError):
        recount_open(by=director, at=NOW, pause=the_machine_stops)
    assert Proposal.objects.filter(reply_due_on=DUE).count() == 70
    recount_deadlines()
    assert not Proposal.objects.filter(reply_due_on=DUE).exists()
    assert not RuleOverride.objects.filter(must_recount=True).exists()


def test_batches_of_fifty_with_a_pause_between(bring, director):
    proposal = bring(S.SIGNED)
    fill(proposal, 101)
    Holiday.objects.create(on=DUE, kind="holiday", name="临时放假", source=SOURCE)
    pauses = []
    assert recount_open(by=director, at=NOW, pause=pauses.append) == 101
    assert len(pauses) == 2
    assert recount_open(by=director, at=NOW, pause=pauses.append) == 0


@pytest.mark.parametrize("rows", [1, 50])
def test_looking_ahead_costs_the_same_queries_for_any_number_of_rows(
    bring, rows, django_assert_num_queries
):
    fill(bring(S.SIGNED), rows)
    calendar = calendar_after(Plan({DUE: off()}), work_calendar())
    with django_assert_num_queries(2):
        assert len(foresee(calendar).moved) == rows


def test_signing_after_a_recount_keeps_the_new_day(bring, director, handler):
    proposal = bring(S.ASSIGNED)
    put_in(DUE, off(), director)
    proposal.refresh_from_db()
    sign_for(proposal, by=handler, at=SIGNED)
    assert (proposal.state, proposal.reply_due_on) == (S.SIGNED, NEXT)
