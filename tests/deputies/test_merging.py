"""并案办理: merged, seen, taken apart again; two at once; what is put right."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from deputies.choices import ProposalState as S
from deputies.models import Proposal, Reply
from deputies.services.answering import reply_proposal, sign_for
from deputies.services.confidential import keep_confidential
from deputies.services.corrections import correct_last_act
from deputies.services.merging import merge_proposals, separate_proposal
from tests.deputies.proposal_pages import LIST, page, paper, send, signed_in
from tests.deputies.proposal_steps import ANSWER, CLOSED, MERGED, REPLIED, SIGNED, brought_to
from tests.factories import make_deputy, make_handler, make_unit
from tests.office.test_once import at_once
from township_npc.office.models import AuditEntry, AuditNote
from township_npc.office.services.audit import chain_faults
from township_npc.office.services.files import files_of

pytestmark = pytest.mark.django_db
KEY = "1e7e7a9e-0000-4000-8000-000000000008"
WHY = "都是要求修同一段路。"


@pytest.fixture
def other(congress_session):
    return make_deputy("陈桂兰")


def merge(main, others, by, at=MERGED):
    merge_proposals(main, others, by=by, at=at, reason=WHY)


def separate(proposal, by, at=CLOSED):
    separate_proposal(proposal, by=by, reason="不是同一件事。", at=at)


def verbs_of(proposal) -> list[str]:
    entries = AuditEntry.objects.filter(subject_id=str(proposal.pk)).order_by("seq")
    return list(entries.values_list("verb", flat=True))


@pytest.mark.parametrize("of_main", [S.ACCEPTED, S.ASSIGNED, S.SIGNED])
@pytest.mark.parametrize("of_other", [S.ACCEPTED, S.ASSIGNED, S.SIGNED])
def test_what_is_not_answered_yet_is_merged_and_keeps_its_number(
    bring, director, of_main, of_other
):
    main, one = bring(of_main), bring(of_other)
    number = one.number
    merge(main, [one], director)
    one.refresh_from_db()
    assert (one.state, one.merged_into, one.number) == (S.MERGED, main, number)
    assert (one.lead_unit, one.assigned_on, one.reply_due_on) == (None, None, None)
    assert main.state == of_main


@pytest.mark.parametrize("state", [S.SUBMITTED, S.RETURNED, S.REPLIED, S.CLOSED, S.WITHDRAWN])
def test_what_is_not_accepted_or_is_answered_neither_leads_nor_follows(bring, director, state):
    ready, late = bring(S.ACCEPTED), bring(state)
    for main, one in ((ready, late), (late, ready)):
        with pytest.raises(ValidationError):
            merge(main, [one], director)
    ready.refresh_from_db()
    late.refresh_from_db()
    assert (ready.state, late.state) == (S.ACCEPTED, state)


def test_all_or_none_are_merged(bring, director):
    main, good, late = bring(S.ACCEPTED), bring(S.ACCEPTED), bring(S.REPLIED)
    with pytest.raises(ValidationError, match="不能并案"):
        merge(main, [good, late], director)
    assert Proposal.objects.filter(state=S.MERGED).count() == 0
    assert "proposal.took_in" not in verbs_of(main)


def test_nothing_to_merge_and_itself_are_refused(bring, director):
    main = bring(S.ACCEPTED)
    with pytest.raises(ValidationError, match="请选"):
        merge(main, [], director)
    with pytest.raises(ValidationError, match="不能并案"):
        merge(main, [main], director)


def test_there_are_no_chains(bring, director):
    first, second, third = (bring(S.ACCEPTED) for _ in range(3))
    merge(second, [third], director)
    with pytest.raises(ValidationError, match="下面还并着第 3 号"):
        merge(first, [second], director)
    third.refresh_from_db()
    with pytest.raises(ValidationError, match="不能再并进别的"):
        merge(third, [first], director)


def test_what_is_confidential_is_not_answered_with_what_is_not(bring, director):
    main, one = bring(S.ACCEPTED), bring(S.ACCEPTED)
    keep_confidential(one, by=director, reason="代表要求保密。", at=MERGED)
    with pytest.raises(ValidationError, match="要保密"):
        merge(main, [one], director)
    keep_confidential(main, by=director, reason="代表要求保密。", at=MERGED)
    merge(main, [one], director)


def test_the_history_stands_on_both(bring, director):
    main, one = bring(S.ACCEPTED), bring(S.ACCEPTED)
    merge(main, [one], director)
    separate(one, director)
    assert verbs_of(one)[-2:] == ["proposal.merged", "proposal.separated"]
    assert verbs_of(main)[-2:] == ["proposal.took_in", "proposal.let_go"]
    told = AuditEntry.objects.get(verb="proposal.took_in")
    assert told.facts["others"] == "十九届六次 道路交通类 第 2 号"
    assert AuditNote.objects.get(entry=told).text == WHY


@pytest.mark.parametrize("role", ["staff", "chair", "handler", "author", "sysadmin"])
def test_only_the_director_merges_and_takes_apart(request, bring, deputy, director, role):
    user = deputy.person.user if role == "author" else request.getfixturevalue(role)
    main, one, merged = (bring(S.ACCEPTED) for _ in range(3))
    merge(main, [merged], director)
    before = AuditEntry.objects.count()
    with pytest.raises(PermissionDenied):
        merge(main, [one], user)
    with pytest.raises(PermissionDenied):
        separate(merged, user)
    assert AuditEntry.objects.count() == before


def test_taken_apart_it_waits_to_be_assigned_again(bring, director):
    main, one = bring(S.SIGNED), bring(S.SIGNED)
    merge(main, [one], director)
    separate(one, director)
    assert (one.state, one.merged_into, one.lead_unit) == (S.ACCEPTED, None, None)


@pytest.mark.parametrize("state", [S.REPLIED, S.CLOSED])
def test_after_the_reply_of_the_main_one_they_stay_together(bring, director, handler, state):
    main, one = bring(S.SIGNED), bring(S.ACCEPTED)
    merge(main, [one], director)
    reply_proposal(main, by=handler, at=REPLIED, no_contact_reason="x", **ANSWER)
    with pytest.raises(ValidationError, match="不能再分开"):
        separate(one, director)
    with pytest.raises(ValidationError, match="不能再分开"):
        correct_last_act(one, by=director, reason="点错了。")
    one.refresh_from_db()
    assert one.state == S.MERGED


def test_a_merging_put_right_gives_the_unit_its_work_back(bring, director, unit, handler):
    main, one = bring(S.ACCEPTED), bring(S.SIGNED)
    merge(main, [one], director)
    assert page(handler, one).status_code == 404
    correct_last_act(one, by=director, reason="点错了。")
    assert (one.state, one.lead_unit, one.signed_by) == (S.SIGNED, unit, handler)
    assert verbs_of(main)[-1] == "proposal.let_go"
    assert page(handler, one).status_code == 200


def test_a_separation_put_right_merges_again(bring, director):
    main, one, third = (bring(S.ACCEPTED) for _ in range(3))
    merge(main, [one], director)
    separate(one, director)
    merge(one, [third], director)
    with pytest.raises(ValidationError, match="下面还并着"):
        correct_last_act(one, by=director, reason="点错了。")
    separate(third, director)
    correct_last_act(one, by=director, reason="点错了。")
    assert (one.state, one.merged_into) == (S.MERGED, main)
    assert verbs_of(main)[-1] == "proposal.took_in"


def test_a_main_one_is_not_un_accepted_over_the_heads_of_the_others(bring, director):
    main, one = bring(S.ACCEPTED), bring(S.ACCEPTED)
    merge(main, [one], director)
    with pytest.raises(ValidationError, match="还并在这一件里"):
        correct_last_act(main, by=director, reason="点错了。")


def test_each_deputy_reads_the_progress_and_the_reply_on_the_own_page(
    bring, director, handler, other
):
    main = bring(S.SIGNED, title="小蓝村到八一桥的路")
    one = brought_to(S.ACCEPTED, lead=other, director=director)
    merge(main, [one], director)
    reader = other.person.user
    shown = page(reader, one).content.decode()
    assert "第 1 号《小蓝村到八一桥的路》" in shown
    assert "村镇建设办正在办理" in shown
    assert page(reader, main).status_code == 404
    reply_proposal(main, by=handler, at=REPLIED, no_contact_reason="电话打不通", **ANSWER)
    shown = page(reader, one).content.decode()
    assert ANSWER["text"] in shown
    assert "电话打不通" not in shown


def test_the_papers_of_the_reply_open_for_the_merged_deputy_and_nobody_else(
    bring, director, handler, other
):
    main = bring(S.SIGNED)
    one = brought_to(S.ACCEPTED, lead=other, director=director)
    merge(main, [one], director)
    send(handler, main, "reply", attachments=paper(), no_contact_reason="x", **ANSWER)
    url = f"/files/{files_of(Reply.objects.get()).get().pk}/"
    assert signed_in(other.person.user).get(url).getvalue().decode() == "已经办好。"
    assert signed_in(make_deputy("罗水根").person.user).get(url).status_code == 404


def test_the_unit_of_the_main_one_reads_what_was_merged_into_it_and_acts_on_the_main_one(
    bring, director, handler, other
):
    main = bring(S.ASSIGNED)
    one = brought_to(S.ACCEPTED, lead=other, director=director, title="桥头的路")
    stranger = make_handler(make_unit("农业农村办"), name="胡水生")
    assert page(handler, one).status_code == 404
    merge(main, [one], director)
    assert page(handler, one).status_code == 200
    assert page(stranger, one).status_code == 404
    assert "桥头的路" in page(handler, main).content.decode()
    for act in ("sign", "reply"):
        assert send(handler, one, act).status_code == 403
    separate(one, director)
    assert page(handler, one).status_code == 404


def test_the_merge_page_offers_what_fits_its_own_category_first(bring, director):
    main, traffic = bring(S.SIGNED), bring(S.ACCEPTED, title="也是路")
    water, late = bring(S.ACCEPTED, category="water", title="水沟"), bring(S.REPLIED)
    form = page(director, main, "merge/").context["form"]
    assert form.offered == [traffic, water]
    found = page(director, main, "merge/?text=水沟").context["form"]
    assert found.offered == [water]
    answer = send(director, main, "merge", others=[traffic.pk, late.pk])
    assert answer.status_code == 200
    assert "现在是“待办结”，不能并案" in answer.content.decode()
    for _ in range(2):
        again = send(director, main, "merge", others=[traffic.pk], once=KEY)
        assert again.status_code == 302
    traffic.refresh_from_db()
    assert traffic.merged_into == main


def test_the_list_says_into_which_it_was_merged(bring, director):
    main, one = bring(S.SIGNED), bring(S.ACCEPTED)
    merge(main, [one], director)
    text = signed_in(director).get(f"{LIST}?view=merged").content.decode()
    assert "并入第 1 号" in text
    assert "未交办" not in text


def test_ten_clerks_with_ten_main_ones_merge_it_once(committed_db, bring, director):
    mains = [bring(S.ACCEPTED) for _ in range(10)]
    one = bring(S.ACCEPTED)

    def act(n: int) -> bool:
        try:
            merge(Proposal.objects.get(pk=mains[n].pk), [Proposal.objects.get(pk=one.pk)], director)
        except ValidationError:
            return False
        return True

    assert sum(at_once(10, act)) == 1
    assert AuditEntry.objects.filter(verb="proposal.merged").count() == 1
    assert list(chain_faults()) == []


def test_two_that_are_merged_into_each_other_at_once_make_no_ring(committed_db, bring, director):
    pair = [bring(S.ACCEPTED), bring(S.ACCEPTED)]

    def act(n: int) -> bool:
        main, one = (Proposal.objects.get(pk=pair[(n + k) % 2].pk) for k in range(2))
        try:
            merge(main, [one], director)
        except ValidationError:
            return False
        return True

    assert sum(at_once(10, act)) == 1
    assert Proposal.objects.filter(state=S.MERGED).count() == 1


def test_a_reply_and_a_merging_at_once_leave_no_merged_one_without_an_open_main(
    committed_db, bring, director, handler
):
    main, one = bring(S.ASSIGNED), bring(S.ACCEPTED)
    sign_for(main, by=handler, at=SIGNED)

    def act(n: int) -> None:
        here = Proposal.objects.get(pk=main.pk)
        try:
            if n:
                merge(here, [Proposal.objects.get(pk=one.pk)], director)
            else:
                reply_proposal(here, by=handler, at=REPLIED, no_contact_reason="x", **ANSWER)
        except ValidationError:
            pass

    at_once(2, act)
    one.refresh_from_db()
    assert one.state in (S.ACCEPTED, S.MERGED)
    assert Proposal.objects.get(pk=main.pk).state == S.REPLIED
