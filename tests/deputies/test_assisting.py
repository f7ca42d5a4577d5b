"""协办: chosen by the director, heard by the lead unit, seen no longer than it lasts."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from deputies.choices import ProposalState as S
from deputies.models import Assisting, Proposal
from deputies.permissions.proposals import may_see_handling, may_see_phone
from deputies.selectors.assisting import assistings_visible_to, opinions_on, without_opinion
from deputies.selectors.proposals import proposals_visible_to
from deputies.services.answering import reply_proposal
from deputies.services.assisting import choose_assisting, give_opinion
from deputies.services.contests import agree_contest
from deputies.services.corrections import correct_last_act
from deputies.services.handling import assign_proposal, return_reply
from tests.deputies.proposal_steps import ANSWER, ASSIGNED, REPLIED, talk
from tests.deputies.unit_steps import DECIDED, contest, reassign
from tests.factories import make_handler, make_unit, moment
from township_npc.office.models import AuditEntry, AuditNote, StoredFile
from township_npc.office.services.files import files_of, prepare_document

pytestmark = pytest.mark.django_db
ASKED, GIVEN = moment(2026, 6, 18), moment(2026, 7, 6)


@pytest.fixture
def helper():
    return make_unit("财政所")


@pytest.fixture
def theirs(helper):
    return make_handler(helper, name="邱玉明")


def choose(proposal, director, *units, at=ASKED):
    choose_assisting(proposal, by=director, units=units, at=at)


def opinion(assisting, by, at=GIVEN, **more):
    give_opinion(assisting, by=by, at=at, text=more.pop("text", "经费可以列入明年。"), **more)


def a_paper(words="明细"):
    return prepare_document(SimpleUploadedFile("预算.txt", words.encode()))


def test_chosen_with_the_assignment_they_have_a_clock_of_their_own(bring, director, unit, helper):
    proposal = bring(S.ACCEPTED)
    assign_proposal(
        proposal, to=unit, by=director, on=ASSIGNED.date(), at=ASSIGNED, assisting=[helper]
    )
    row = Assisting.objects.get()
    assert (row.unit, row.asked_on, row.due_on) == (helper, date(2026, 6, 16), date(2026, 7, 16))
    assert row.due_sum["source"] == "建议值（无法定依据）"
    assert AuditEntry.objects.latest("seq").facts["assisting"] == ["财政所"]


def test_by_the_rule_of_the_province_where_there_is_one(office, bring, director, helper):
    office.rules_preset = "chongqing"
    office.save(update_fields=["rules_preset"])
    choose(bring(S.SIGNED), director, helper)
    row = Assisting.objects.get()
    assert (row.due_sum["amount"], row.due_sum["unit"]) == (30, "workday")


def test_chosen_later_and_changed_those_that_stay_keep_their_clock(bring, director, helper):
    proposal, third = bring(S.SIGNED), make_unit("文化服务中心")
    choose(proposal, director, helper)
    choose(proposal, director, helper, third, at=DECIDED)
    asked = dict(proposal.assistings.in_force().values_list("unit__name", "asked_on"))
    assert asked == {"财政所": date(2026, 6, 18), "文化服务中心": date(2026, 6, 22)}
    choose(proposal, director, third, at=GIVEN)
    assert [row.unit for row in proposal.assistings.in_force()] == [third]


def test_the_lead_unit_does_not_assist_itself(bring, director, unit, helper):
    with pytest.raises(ValidationError, match="不用再选为协办单位"):
        choose(bring(S.SIGNED), director, unit, helper)
    assert not Assisting.objects.exists()


@pytest.mark.parametrize("state", [S.ACCEPTED, S.REPLIED, S.CLOSED])
def test_they_are_chosen_only_while_a_unit_has_it(bring, director, helper, state):
    with pytest.raises(ValidationError, match="不能再改"):
        choose(bring(state), director, helper)


def test_an_assisting_unit_sees_it_and_not_how_it_is_handled(bring, director, helper, theirs):
    proposal = bring(S.SIGNED)
    choose(proposal, director, helper)
    assert list(proposals_visible_to(theirs)) == [proposal]
    assert not may_see_handling(theirs, proposal)
    assert may_see_phone(theirs, proposal)
    opinion(proposal.assistings.get(), theirs)
    assert not may_see_phone(theirs, proposal)


def test_an_opinion_is_given_with_its_papers_and_read_by_the_lead_unit(
    bring, director, handler, helper, theirs
):
    proposal = bring(S.SIGNED)
    choose(proposal, director, helper)
    opinion(proposal.assistings.get(), theirs, attachments=[a_paper()])
    row = Assisting.objects.get()
    assert (row.text, row.by, row.given_at) == ("经费可以列入明年。", theirs, GIVEN)
    entry = AuditEntry.objects.latest("seq")
    assert (entry.verb, entry.subject_id) == ("proposal.opinion_given", str(proposal.pk))
    [read] = opinions_on(proposal, handler)
    assert ([file.name for file in read.files], read.is_own) == (["预算.txt"], False)
    assert [one.is_own for one in opinions_on(proposal, theirs)] == [True]


def test_who_has_not_written_is_named_and_nobody_is_stopped(
    bring, director, handler, helper, theirs
):
    proposal, third = bring(S.SIGNED), make_unit("文化服务中心")
    choose(proposal, director, helper, third)
    opinion(proposal.assistings.get(unit=helper), theirs)
    assert without_opinion(opinions_on(proposal, handler)) == ["文化服务中心"]
    talk(proposal, handler)
    reply_proposal(proposal, by=handler, at=REPLIED, **ANSWER)
    assert proposal.state == S.REPLIED


def test_it_is_put_right_until_the_lead_unit_has_replied(
    bring, director, staff, handler, helper, theirs
):
    proposal = bring(S.SIGNED)
    choose(proposal, director, helper)
    opinion(proposal.assistings.get(), theirs, attachments=[a_paper()])
    [old] = files_of(Assisting.objects.get())
    opinion(Assisting.objects.get(), theirs, text="今年就有。", drop=[old],
            attachments=[a_paper("新明细")])  # fmt: skip
    row = Assisting.objects.get()
    assert (row.text, files_of(row).count()) == ("今年就有。", 1)
    assert AuditEntry.objects.latest("seq").verb == "proposal.opinion_changed"
    talk(proposal, handler)
    reply_proposal(proposal, by=handler, at=REPLIED, **ANSWER)
    with pytest.raises(ValidationError, match="协办意见不能再改"):
        opinion(Assisting.objects.get(), theirs)
    return_reply(proposal, by=staff, reason="请补全。", at=moment(2026, 9, 2))
    opinion(Assisting.objects.get(), theirs, text="再补一句。")
    assert Assisting.objects.get().text == "再补一句。"


def test_nobody_drops_another_records_file(bring, director, helper, theirs):
    proposal = bring(S.SIGNED)
    choose(proposal, director, helper)
    opinion(proposal.assistings.get(), theirs, attachments=[a_paper()])
    foreign = StoredFile.objects.get()
    StoredFile.objects.filter(pk=foreign.pk).update(subject_id=proposal.pk)
    opinion(Assisting.objects.get(), theirs, drop=[foreign])
    assert StoredFile.objects.filter(pk=foreign.pk).exists()


def test_taken_off_it_sees_nothing_any_more(bring, director, helper, theirs):
    proposal = bring(S.SIGNED)
    choose(proposal, director, helper)
    row = proposal.assistings.get()
    choose(proposal, director)
    assert not proposals_visible_to(theirs).exists()
    row.refresh_from_db()
    with pytest.raises(PermissionDenied):
        opinion(row, theirs)


def test_out_of_the_units_hands_nobody_assists_and_put_right_they_assist_again(
    bring, director, handler, helper, theirs
):
    proposal = bring(S.SIGNED)
    choose(proposal, director, helper)
    agree_contest(contest(proposal, handler), by=director, at=DECIDED)
    proposal.refresh_from_db()
    assert not Assisting.objects.in_force().exists()
    correct_last_act(proposal, by=director, reason="点错了。")
    assert list(proposals_visible_to(theirs)) == [proposal]


def test_what_a_reassignment_changed_among_them_is_put_right_with_it(bring, director, helper):
    proposal, other, third = bring(S.SIGNED), make_unit("农业农村办"), make_unit("文化服务中心")
    choose(proposal, director, helper)
    reassign(proposal, other, director, assisting=[third])
    assert [row.unit for row in proposal.assistings.in_force()] == [third]
    correct_last_act(proposal, by=director, reason="选错了单位。")
    assert [row.unit for row in proposal.assistings.in_force()] == [helper]


def test_an_opinion_stands_in_the_way_of_putting_the_assignment_right(
    bring, director, unit, helper, theirs
):
    proposal = bring(S.ACCEPTED)
    assign_proposal(
        proposal, to=unit, by=director, on=ASSIGNED.date(), at=ASSIGNED, assisting=[helper]
    )
    opinion(proposal.assistings.get(), theirs)
    with pytest.raises(ValidationError, match="邱玉明已经接着办了"):
        correct_last_act(proposal, by=director, reason="点错了。")


def test_who_reads_an_opinion(bring, director, staff, chair, handler, deputy, helper, theirs):
    proposal = bring(S.SIGNED)
    choose(proposal, director, helper)
    opinion(proposal.assistings.get(), theirs)
    third = make_handler(make_unit("文化服务中心"), name="温书琴")
    choose(proposal, director, helper, make_unit("文化服务中心"), at=GIVEN)
    for reader in (director, staff, chair, handler):
        assert assistings_visible_to(reader).count() == 2
    assert assistings_visible_to(theirs).get().unit == helper
    assert assistings_visible_to(third).get().unit.name == "文化服务中心"
    assert not assistings_visible_to(deputy.person.user).exists()


@pytest.mark.parametrize("role", ["staff", "chair", "handler", "theirs", "sysadmin"])
def test_only_the_director_chooses(request, bring, helper, role):
    by, proposal = request.getfixturevalue(role), bring(S.SIGNED)
    with pytest.raises(PermissionDenied):
        choose(proposal, by, helper)
    assert not Assisting.objects.exists()


@pytest.mark.parametrize("role", ["director", "staff", "chair", "handler", "sysadmin"])
def test_only_the_assisting_unit_writes(request, bring, director, helper, role):
    proposal = bring(S.SIGNED)
    choose(proposal, director, helper)
    with pytest.raises(PermissionDenied):
        opinion(proposal.assistings.get(), request.getfixturevalue(role))
    assert Assisting.objects.get().text == ""


def test_the_text_of_an_opinion_stands_in_no_record(bring, director, helper, theirs):
    proposal = bring(S.SIGNED)
    choose(proposal, director, helper)
    opinion(proposal.assistings.get(), theirs)
    assert not AuditNote.objects.filter(text__contains="经费").exists()
    assert Proposal.objects.get().state == S.SIGNED
