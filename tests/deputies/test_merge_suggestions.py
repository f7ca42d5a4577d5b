"""拟并案: proposed by 工作人员, decided by the director, gone when it is overtaken."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from deputies.choices import ProposalState as S
from deputies.models import MergeSuggestion, Proposal
from deputies.services.answering import reply_proposal
from deputies.services.confidential import keep_confidential
from deputies.services.corrections import correct_last_act
from deputies.services.merge_suggestions import decline_merge, suggest_merge, take_back_merge
from deputies.services.merging import merge_proposals
from tests.deputies.proposal_pages import page, send, signed_in, text
from tests.deputies.proposal_steps import ANSWER, MERGED, REPLIED
from tests.factories import make_user
from tests.office.test_once import at_once
from township_npc.office.choices import Role
from township_npc.office.models import AuditEntry, Todo

pytestmark = pytest.mark.django_db
WHY = "都是要求修同一段路。"


@pytest.fixture
def pair(bring):
    """A main one and what is to come under it."""
    return bring(S.SIGNED, title="小蓝村到八一桥的路"), bring(S.ACCEPTED, title="桥头的路")


def suggest(main, others, by, at=MERGED):
    suggest_merge(main, others, by=by, at=at, reason=WHY)


def waits_for_director(main) -> list[str]:
    todos = Todo.objects.open().filter(subject_id=main.pk, kind="proposal.merge")
    return [todo.title for todo in todos.filter(addressee="role:director")]


def test_what_staff_propose_waits_for_the_director_and_changes_nothing_yet(pair, staff):
    main, one = pair
    suggest(main, [one], staff)
    one.refresh_from_db()
    assert (one.state, one.merged_into) == (S.ACCEPTED, None)
    row = MergeSuggestion.objects.get()
    assert (row.main, row.other, row.by, row.reason) == (main, one, staff, WHY)
    assert waits_for_director(main) == [f"{staff}拟把第 2 号并入第 1 号：小蓝村到八一桥的路"]
    entry = AuditEntry.objects.latest("seq")
    assert (entry.verb, entry.subject_id) == ("proposal.merge_suggested", str(main.pk))
    assert (entry.facts["others"], entry.note.text) == ("十九届六次 道路交通类 第 2 号", WHY)


@pytest.mark.parametrize("role", ["director", "chair", "handler", "author", "sysadmin"])
def test_nobody_but_staff_proposes_and_nobody_but_the_director_declines(
    request, pair, deputy, staff, role
):
    main, one = pair
    user = deputy.person.user if role == "author" else request.getfixturevalue(role)
    with pytest.raises(PermissionDenied):
        suggest(main, [one], user)
    suggest(main, [one], staff)
    if role != "director":
        with pytest.raises(PermissionDenied):
            decline_merge(main, by=user, reason=WHY, at=MERGED)
    with pytest.raises(PermissionDenied):
        take_back_merge(main, by=user, at=MERGED)
    assert MergeSuggestion.objects.count() == 1


@pytest.mark.parametrize("state", [S.SUBMITTED, S.RETURNED, S.REPLIED, S.CLOSED, S.WITHDRAWN])
def test_what_could_not_be_merged_is_not_proposed(bring, staff, state):
    ready, late = bring(S.ACCEPTED), bring(state)
    for main, one in ((ready, late), (late, ready), (ready, ready)):
        with pytest.raises(ValidationError):
            suggest(main, [one], staff)
    assert not MergeSuggestion.objects.exists()


def test_nothing_and_a_secret_beside_an_open_one_are_not_proposed(pair, staff):
    main, one = pair
    with pytest.raises(ValidationError, match="请选"):
        suggest(main, [], staff)
    keep_confidential(one, by=staff, reason="代表要求保密。", at=MERGED)
    with pytest.raises(ValidationError, match="要保密"):
        suggest(main, [one], staff)


def test_one_proposal_waits_under_one_main_at_a_time(bring, pair, staff):
    main, one = pair
    suggest(main, [one], staff)
    with pytest.raises(ValidationError, match="已经拟把第 2 号并入第 1 号"):
        suggest(bring(S.ACCEPTED), [one], staff)


def test_the_database_itself_refuses_two_and_itself(pair, staff):
    main, one = pair
    row = {"by": staff, "at": MERGED}
    with pytest.raises(IntegrityError), transaction.atomic():
        MergeSuggestion.objects.create(main=main, other=main, **row)
    MergeSuggestion.objects.create(main=main, other=one, **row)
    with pytest.raises(IntegrityError), transaction.atomic():
        MergeSuggestion.objects.create(main=main, other=one, **row)


def test_of_ten_clerks_at_once_one_proposes(committed_db, pair, staff):
    keys = [one.pk for one in pair]

    def attempt(n: int) -> bool:
        main, one = (Proposal.objects.get(pk=key) for key in keys)
        try:
            suggest(main, [one], staff)
        except ValidationError:
            return False
        return True

    assert sum(at_once(10, attempt)) == 1


def test_the_directors_form_begins_with_it_and_merging_decides_it(pair, staff, director):
    main, one = pair
    suggest(main, [one], staff)
    form = page(director, main, "merge/").context["form"]
    assert (form["others"].value(), form["reason"].value()) == ([one.pk], WHY)
    assert form.offered[0] == one
    send(director, main, "merge", others=[one.pk], reason=WHY)
    one.refresh_from_db()
    assert (one.merged_into, waits_for_director(main)) == (main, [])
    assert not MergeSuggestion.objects.exists()


def test_the_directors_no_is_given_with_a_reason_that_staff_read(pair, staff, director):
    main, one = pair
    suggest(main, [one], staff)
    assert "请选" in text(send(director, main, "merge/decline"))
    send(director, main, "merge/decline", ready="看着像，其实是两件事。")
    one.refresh_from_db()
    assert (one.state, waits_for_director(main)) == (S.ACCEPTED, [])
    shown = text(page(staff, main))
    assert "不并案" in shown
    assert "看着像，其实是两件事。" in shown
    assert "拟并案" not in text(page(director, main, "merge/"))


def test_staff_take_back_what_is_their_own_until_it_is_decided(pair, staff, director):
    main, one = pair
    suggest(main, [one], staff)
    with pytest.raises(ValidationError, match="没有等决定的"):
        take_back_merge(main, by=make_user(Role.STAFF), at=MERGED)
    send(staff, main, "merge/take-back")
    assert (waits_for_director(main), MergeSuggestion.objects.count()) == ([], 0)
    for late in (
        lambda: take_back_merge(main, by=staff, at=MERGED),
        lambda: decline_merge(main, by=director, reason=WHY, at=MERGED),
    ):
        with pytest.raises(ValidationError, match="没有等决定的"):
            late()


def test_the_reply_of_either_overtakes_it_and_nobody_waits(bring, pair, staff, handler):
    main, one = pair
    other = bring(S.SIGNED)
    suggest(main, [one], staff)
    suggest(one, [other], staff)
    reply_proposal(other, by=handler, at=REPLIED, no_contact_reason="x", **ANSWER)
    assert waits_for_director(one) == []
    assert AuditEntry.objects.get(verb="proposal.merge_overtaken").subject_id == str(one.pk)
    reply_proposal(main, by=handler, at=REPLIED, no_contact_reason="x", **ANSWER)
    assert (waits_for_director(main), MergeSuggestion.objects.count()) == ([], 0)


def test_merged_elsewhere_or_no_longer_accepted_it_waits_no_more(bring, pair, staff, director):
    main, one = pair
    suggest(main, [one], staff)
    merge_proposals(bring(S.ACCEPTED), [one], by=director, at=MERGED)
    assert waits_for_director(main) == []
    again = bring(S.ACCEPTED)
    suggest(main, [again], staff)
    correct_last_act(again, by=director, reason="点错了。")
    assert (again.state, waits_for_director(main)) == (S.SUBMITTED, [])


def test_staff_propose_on_the_page_and_both_pages_say_so(pair, staff, director, deputy, handler):
    main, one = pair
    assert f"/proposals/{main.pk}/merge/suggest/" in text(page(staff, main))
    send(staff, main, "merge/suggest", others=[one.pk], reason=WHY)
    for proposal in (main, one):
        shown = text(page(director, proposal))
        assert "拟并案，等主任决定" in shown
        assert WHY in shown
    assert "撤回拟并案" in text(page(staff, main))
    for reader in (deputy.person.user, handler):
        assert "拟并案" not in text(page(reader, main))


def test_a_page_without_a_suggestion_says_so(pair, director):
    main, _ = pair
    answer = signed_in(director).get(f"/proposals/{main.pk}/merge/decline/", follow=True)
    assert "现在没有等决定的拟并案。" in text(answer)
