"""What a 建议 wants waiting, in each state, and that it goes away by itself."""

from datetime import date, timedelta

import pytest

from deputies.choices import ProposalState as S
from deputies.models import UnitMember
from deputies.services.assisting import choose_assisting
from deputies.services.contests import refuse_contest, suggest_on_contest
from deputies.services.corrections import correct_last_act
from deputies.services.cosigners import invite_cosigner
from deputies.services.handling import accept_proposal, close_proposal, suggest_handling
from deputies.services.proposals import delete_draft
from deputies.services.reassigning import reassign_proposal
from deputies.services.seconding import second_proposal
from tests.deputies.proposal_steps import ASSIGNED, CLOSED, SIGNED, SUBMITTED, brought_to
from tests.deputies.rating_steps import BAD, GOOD, promised, rate, report, rework
from tests.deputies.unit_steps import CONTESTED, ask, contest
from tests.factories import make_deputy, make_handler, make_session, make_unit, make_user
from township_npc.office.choices import Role
from township_npc.office.models import Todo
from township_npc.office.selectors.todos import open_counts, todos_of
from township_npc.office.services.todos import rebuild

pytestmark = pytest.mark.django_db
TODAY = CLOSED.date()


@pytest.fixture
def crew(office):
    unit = make_unit()
    make_session()
    return {
        "lead": make_deputy("万秋生"),
        "director": make_user(Role.DIRECTOR),
        "unit": unit,
        "handler": make_handler(unit),
    }


def waiting(proposal) -> set[tuple]:
    todos = Todo.objects.open().filter(subject_id=proposal.pk)
    return {(todo.kind.partition(".")[2], todo.addressee.partition(":")[0]) for todo in todos}


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (S.DRAFT, set()),
        (S.SUBMITTED, {("accept", "role"), ("suggest", "role")}),
        (S.RETURNED, {("mend", "person")}),
        (S.ACCEPTED, {("assign", "role"), ("suggest", "role")}),
        (S.ASSIGNED, {("sign", "deputies.Unit")}),
        (S.SIGNED, {("reply", "deputies.Unit")}),
        (S.REPLIED, {("check", "role"), ("rate", "person")}),
        (S.CLOSED, {("rate", "person")}),
    ],
)
def test_each_state_waits_for_whoever_has_to_act_next_and_for_nobody_else(crew, state, expected):
    assert waiting(brought_to(state, **crew)) == expected


def test_what_is_done_is_closed_and_kept(crew):
    proposal = brought_to(S.CLOSED, **crew)
    rate(proposal, GOOD)
    done = Todo.objects.filter(subject_id=proposal.pk, closed_at__isnull=False)
    assert {todo.kind for todo in done} == {
        f"proposal.{kind}"
        for kind in ("accept", "suggest", "assign", "sign", "reply", "check", "rate")
    }


@pytest.mark.parametrize(("state", "what"), [(S.ASSIGNED, "签收并答复"), (S.SIGNED, "答复")])
def test_the_unit_is_given_the_legal_day_and_told_what_is_due_then(crew, state, what):
    proposal = brought_to(state, **crew)
    todo = Todo.objects.open().get(subject_id=proposal.pk)
    assert todo.due_on == date(2026, 9, 16)
    assert todo.title == f"{what}第 1 号：{proposal.title}"


def test_a_proposal_put_back_waits_again_where_it_waited(crew):
    proposal = brought_to(S.ASSIGNED, **crew)
    correct_last_act(proposal, by=crew["director"], reason="选错了单位。")
    assert waiting(proposal) == {("assign", "role"), ("suggest", "role")}


def test_what_has_been_suggested_waits_for_the_director_alone(crew):
    proposal, staff = brought_to(S.SUBMITTED, **crew), make_user(Role.STAFF)
    assert open_counts(staff, TODAY) == {"deputies.Proposal": 1}
    suggest_handling(proposal, by=staff, category="traffic", unit=crew["unit"], at=SUBMITTED)
    assert open_counts(staff, TODAY) == {}
    assert open_counts(crew["director"], TODAY) == {"deputies.Proposal": 1}


def test_a_post_is_shared_and_follows_whoever_holds_it(crew):
    brought_to(S.SIGNED, **crew)
    colleague, stranger = make_handler(crew["unit"], "罗水根"), make_handler(make_unit("农办"))
    assert [len(todos_of(one).open()) for one in (crew["handler"], colleague, stranger)] == [
        1,
        1,
        0,
    ]
    UnitMember.objects.filter(user=colleague).delete()
    assert not todos_of(type(colleague).objects.get(pk=colleague.pk)).open()


def test_a_role_that_was_taken_away_takes_its_work_with_it(crew):
    brought_to(S.SUBMITTED, **crew)
    crew["director"].role_grants.all().delete()
    assert open_counts(type(crew["director"]).objects.get(pk=crew["director"].pk), TODAY) == {}


def test_lists_made_anew_are_the_lists_that_were(crew):
    for state in (S.SUBMITTED, S.SIGNED, S.REPLIED):
        brought_to(state, **crew)
    before = set(Todo.objects.open().values_list("subject_id", "kind", "addressee", "due_on"))
    rebuild(ASSIGNED)
    assert Todo.objects.open().count() == len(before)
    Todo.objects.all().delete()
    rebuild(ASSIGNED)
    after = set(Todo.objects.open().values_list("subject_id", "kind", "addressee", "due_on"))
    assert after == before


def test_a_title_too_long_for_a_line_is_cut_and_says_so(crew):
    proposal = brought_to(S.SUBMITTED, **crew, title="很" * 120)
    titles = Todo.objects.filter(subject_id=proposal.pk).values_list("title", flat=True)
    assert all(len(title) <= 200 for title in titles)


def invited(proposal, crew, name: str):
    other = make_deputy(name)
    invite_cosigner(proposal, other, by=crew["lead"].person.user, at=SUBMITTED)
    return other


def test_who_is_asked_to_sign_is_asked_until_the_answer_or_the_acceptance(crew):
    proposal = brought_to(S.SUBMITTED, **crew)
    other = invited(proposal, crew, "邓小英")
    assert ("cosign", "person") in waiting(proposal)
    assert todos_of(other.person.user).open().get().title.startswith("请您联名：")
    accept_proposal(proposal, by=crew["director"], at=SUBMITTED)
    assert not todos_of(other.person.user).open()


def test_a_draft_thrown_away_asks_nobody_any_more(crew):
    proposal = brought_to(S.DRAFT, **crew)
    other = invited(proposal, crew, "邓小英")
    delete_draft(proposal, by=crew["lead"].person.user)
    assert not todos_of(other.person.user).open()


def test_an_assisting_unit_is_asked_for_its_opinion_by_its_own_day(crew):
    proposal, unit = brought_to(S.SIGNED, **crew), make_unit("农业农村办")
    choose_assisting(proposal, by=crew["director"], units=[unit], at=SIGNED)
    todo = todos_of(make_handler(unit, "罗水根")).open().get()
    assert (todo.kind, todo.due_on) == ("proposal.opinion", proposal.assistings.get().due_on)


def test_what_a_unit_asks_waits_for_the_director_until_it_is_decided(crew):
    proposal = brought_to(S.SIGNED, **crew)
    contest(proposal, crew["handler"])
    assert ("contest", "role") in waiting(proposal)
    ask(proposal, crew["handler"])
    assert ("extension", "role") in waiting(proposal)
    assert open_counts(crew["director"], TODAY) == {"deputies.Proposal": 2}


def test_a_contest_waits_for_the_staffs_word_until_it_is_given_or_decided(crew):
    staff, proposals = make_user(Role.STAFF), [brought_to(S.SIGNED, **crew) for _ in range(2)]
    first, second = (contest(proposal, crew["handler"]) for proposal in proposals)
    for proposal in proposals:
        assert {("contest", "role"), ("contest-suggest", "role")} <= waiting(proposal)
    assert [todo.kind for todo in todos_of(staff).open()] == ["proposal.contest-suggest"] * 2
    suggest_on_contest(first, by=staff, agrees=True, note="属实。", at=CONTESTED)
    assert waiting(proposals[0]) == {("reply", "deputies.Unit"), ("contest", "role")}
    refuse_contest(second, by=crew["director"], note="由你们牵头。", at=CONTESTED)
    assert waiting(proposals[1]) == {("reply", "deputies.Unit")}


def test_a_unit_that_lost_a_proposal_is_asked_for_nothing(crew):
    proposal, other = brought_to(S.SIGNED, **crew), make_unit("农业农村办")
    values = {"reason": "归农业农村办管。", "on": CONTESTED.date(), "at": CONTESTED}
    reassign_proposal(proposal, to=other, by=crew["director"], **values)
    assert not todos_of(crew["handler"]).open()
    assert todos_of(make_handler(other, "罗水根")).open().get().kind == "proposal.sign"


def test_each_signer_is_asked_to_rate_until_it_is_done_and_then_the_office_may_close(crew):
    proposal = brought_to(S.REPLIED, **crew)
    assert open_counts(crew["lead"].person.user, TODAY) == {"deputies.Proposal": 1}
    rate(proposal, GOOD)
    assert waiting(proposal) == {("close", "role")}


def test_somebody_not_satisfied_waits_for_the_director_alone(crew):
    proposal = brought_to(S.REPLIED, **crew)
    rate(proposal, BAD)
    assert waiting(proposal) == {("unsatisfied", "role")}
    rework(proposal, crew["director"])
    assert waiting(proposal) == {("sign", "deputies.Unit")}


def test_a_promise_waits_for_its_unit_by_the_promised_day_also_after_the_end(crew):
    promise = promised(lambda state: brought_to(state, **crew), crew["handler"])
    todo = todos_of(crew["handler"]).open().get(kind="proposal.promise")
    assert todo.due_on == promise.reply.promised_by
    close_proposal(promise.reply.proposal, by=crew["director"], on=CLOSED.date(), at=CLOSED)
    assert todos_of(crew["handler"]).open().get() == todo


def test_past_its_day_a_promise_waits_for_the_office_too_until_it_is_reported(crew):
    promise = promised(lambda state: brought_to(state, **crew), crew["handler"])
    staff, due_on = make_user(Role.STAFF), promise.reply.promised_by
    mine = todos_of(staff).filter(kind="proposal.promise-late")
    assert not mine.waiting(due_on).exists()
    todo = mine.waiting(due_on + timedelta(days=1)).get()
    assert (todo.due_on, todo.title) == (
        due_on,
        "催村镇建设办兑现第 1 号的承诺：年底前装好减速带。",
    )
    report(promise, crew["handler"])
    assert [todo.kind for todo in todos_of(staff).open()] == ["proposal.promise-check"]


def details(proposal, kind: str) -> list[str]:
    todos = Todo.objects.open().filter(subject_id=proposal.pk, kind=f"proposal.{kind}")
    return [todo.detail for todo in todos]


def test_an_invitation_says_who_asks(crew):
    proposal = brought_to(S.SUBMITTED, **crew)
    invite_cosigner(proposal, make_deputy("陈桂兰"), by=crew["lead"].person.user, at=SUBMITTED)
    assert details(proposal, "cosign") == ["万秋生代表请您一起签名"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["刘小燕"], "刘小燕代表，您确认了才算"),
        (["刘小燕", "邓小英", "罗水根"], "刘小燕、邓小英、罗水根代表，您确认了才算"),
        (["刘小燕", "邓小英", "罗水根", "涂志勇"], "刘小燕、邓小英、罗水根等代表，您确认了才算"),
    ],
)
def test_the_lead_reads_who_wants_to_second(crew, names, said):
    proposal = brought_to(S.ASSIGNED, **crew)
    for n, name in enumerate(names):
        seat = make_deputy(name)
        at = ASSIGNED + timedelta(minutes=n)
        second_proposal(proposal, seat=seat, by=seat.person.user, at=at)
    assert details(proposal, "second") == [said]
