"""保密 (S-12): asked while sending or set by the office; never published; said where it must."""

import uuid
from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from openpyxl import load_workbook

from deputies.choices import ProposalState as S
from deputies.documents.proposals import proposal_workbook
from deputies.models import Proposal
from deputies.rules.titles import HIDDEN
from deputies.selectors.confidential import title_shown_to
from deputies.selectors.cosigner_list import with_cosigners
from deputies.selectors.proposal_list import ProposalFilter, proposal_rows
from deputies.services.confidential import keep_confidential, lift_confidence
from tests.deputies.proposal_pages import LIST, page, send, signed_in
from tests.deputies.proposal_steps import MERGED, PUBLISHED, published
from tests.factories import make_handler, make_unit
from township_npc.office.models import AuditEntry
from township_npc.office.services.entrance import bind_pin

pytestmark = pytest.mark.django_db
PIN = "204861"
WHOLE = {
    "category": "traffic",
    "text": "夜里有超载的车走村道。请夜里去查。",
    "is_plain": "yes",
    "pin": PIN,
    "step": "4",
}


def keep(proposal, by, at=MERGED):
    keep_confidential(proposal, by=by, reason="代表要求保密。", at=at)


def lift(proposal, by):
    lift_confidence(proposal, by=by, reason="标错了。", at=MERGED)


@pytest.mark.parametrize(("ticked", "kept"), [({}, False), ({"is_confidential": "on"}, True)])
def test_a_deputy_asks_for_it_while_sending_with_one_tick(client, deputy, ticked, kept):
    bind_pin(deputy.person.user, PIN)
    client.force_login(deputy.person.user)
    address = f"{LIST}{uuid.uuid4()}/write/"
    key = client.get(address).context["key"]
    client.post(address, {"once": key, **WHOLE, **ticked})
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.is_confidential) == (S.SUBMITTED, kept)


def test_the_tick_is_kept_in_the_draft_and_shown_again(client, deputy):
    client.force_login(deputy.person.user)
    pk = uuid.uuid4()
    client.post(f"{LIST}{pk}/draft/", {"text": "夜里", "is_confidential": "on"})
    assert Proposal.objects.get().is_confidential
    form = client.get(f"{LIST}{pk}/write/").context["form"]
    assert "checked" in str(form["is_confidential"])


def test_the_office_enters_it_from_paper(deputy, staff):
    fields = {
        "once": uuid.uuid4(), "lead": deputy.pk, "category": "traffic", "title": "村道超载",
        "text": "请夜里去查。", "is_plain": "yes", "signed_on_paper_on": "2026-06-11",
        "is_confidential": "on",
    }  # fmt: skip
    signed_in(staff).post(f"{LIST}enter/", fields)
    assert Proposal.objects.get().is_confidential


@pytest.mark.parametrize("state", [S.SUBMITTED, S.ACCEPTED, S.SIGNED, S.CLOSED, S.MERGED])
def test_the_office_sets_it_at_any_time_and_the_director_lifts_it(bring, staff, director, state):
    proposal = bring(state)
    keep(proposal, staff)
    assert proposal.is_confidential
    lift(proposal, director)
    assert not proposal.is_confidential
    verbs = ["proposal.confidential", "proposal.confidence_lifted"]
    assert list(AuditEntry.objects.order_by("seq").values_list("verb", flat=True))[-2:] == verbs


def test_what_was_published_is_so_no_more(bring, director):
    proposal = bring(S.CLOSED)
    published(proposal, director)
    address = f"/public/proposals/{proposal.pk}/"
    assert Client().get(address).status_code == 200
    keep(proposal, director, at=PUBLISHED)
    assert (proposal.is_published, Client().get(address).status_code) == (False, 404)
    lift(proposal, director)
    assert Client().get(address).status_code == 404
    published(proposal, director)  # on purpose, and anew


def test_a_second_time_is_told(bring, director):
    proposal = bring(S.ACCEPTED)
    with pytest.raises(ValidationError, match="没有要求保密"):
        lift(proposal, director)
    keep(proposal, director)
    with pytest.raises(ValidationError, match="已经保密"):
        keep(proposal, director)


@pytest.mark.parametrize("role", ["staff", "chair", "handler", "author", "sysadmin", "director"])
def test_who_may_set_and_who_may_lift(request, bring, deputy, role):
    user = deputy.person.user if role == "author" else request.getfixturevalue(role)
    for act, allowed in ((keep, {"staff", "director"}), (lift, {"director"})):
        proposal = bring(S.SIGNED, is_confidential=act is lift)
        if role in allowed:
            act(proposal, user)
            continue
        with pytest.raises(PermissionDenied):
            act(proposal, user)
        proposal.refresh_from_db()
        assert proposal.is_confidential is (act is lift)


def test_the_unit_is_told_to_keep_it_so_and_the_sheet_says_it(bring, handler, director, deputy):
    proposal = bring(S.SIGNED, is_confidential=True)
    assert "经手的人不对外说" in page(handler, proposal).content.decode()
    for user in (handler, director):
        sheet = page(user, proposal, "print/").content.decode()
        assert "【保密】" in sheet
        assert "经手的人不对外说" in sheet
    assert "您要求保密" in page(deputy.person.user, proposal).content.decode()
    assert "保密" not in page(handler, bring(S.SIGNED), "print/").content.decode()


def test_the_list_and_its_export_mark_it(bring, director):
    bring(S.SIGNED, title="夜里的车", is_confidential=True)
    client = signed_in(director)
    assert "保密" in client.get(LIST).content.decode()
    answer = client.post(f"{LIST}export/")
    row = [cell.value for cell in load_workbook(BytesIO(answer.content)).active[2]]
    assert (row[1], row[-1]) == ("夜里的车", "保密")


def test_a_handler_who_has_not_the_proposal_takes_no_title_away(bring, director, handler):
    bring(S.SIGNED, title="夜里的车", is_confidential=True)
    bring(S.SIGNED, title="路灯")
    rows = proposal_rows(director, ProposalFilter(order="number"), date(2026, 11, 23))
    stranger = make_handler(make_unit("农业农村办"), name="胡水生")

    def titles(user) -> list[str]:
        shown = title_shown_to(user)
        export = proposal_workbook(
            with_cosigners(rows), today=date(2026, 11, 23), note="", title_of=shown
        )
        sheet = load_workbook(BytesIO(export.content)).active
        return [sheet.cell(n, 2).value for n in (2, 3)]

    assert titles(handler) == titles(director) == ["夜里的车", "路灯"]
    assert titles(stranger) == [HIDDEN, "路灯"]


def test_the_forms_ask_for_a_reason_and_take_nothing_else(bring, director):
    proposal = bring(S.SIGNED)
    send(director, proposal, "confidential")
    proposal.refresh_from_db()
    assert not proposal.is_confidential
    forged = {"is_published": "on", "state": "closed", "is_confidential": ""}
    send(director, proposal, "confidential", ready="代表要求保密。", **forged)
    proposal.refresh_from_db()
    assert (proposal.is_confidential, proposal.is_published, proposal.state) == (
        True, False, S.SIGNED,
    )  # fmt: skip
    send(director, proposal, "confidential/lift", ready="标错了。")
    proposal.refresh_from_db()
    assert not proposal.is_confidential
