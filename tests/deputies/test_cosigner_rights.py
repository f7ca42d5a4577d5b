"""What a co-signer sees once the proposal is sent, and where the signers' names stand."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from deputies.choices import CosignerState as C
from deputies.choices import ProposalState as S
from deputies.models import Cosigner, Proposal
from deputies.rules.cosigners import text_hash
from deputies.services.cosigners import decline_cosigning
from deputies.services.handling import accept_proposal
from deputies.services.photos import add_photo
from deputies.services.proposals import submit_proposal
from tests.deputies.cosigner_steps import SIGNED, cosigned, invite, sign
from tests.deputies.proposal_pages import LIST, page, signed_in
from tests.deputies.proposal_steps import ACCEPTED, SUBMITTED
from tests.factories import make_deputy, make_draft, make_photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]


@pytest.fixture
def other(congress_session):
    return make_deputy("陈桂兰")


@pytest.fixture
def draft(deputy):
    return make_draft(deputy)


@pytest.fixture
def lead(deputy):
    return deputy.person.user


def words(response) -> str:
    return response.content.decode()


def test_a_signer_reads_what_the_lead_reads_once_it_is_sent(bring, other, handler):
    proposal = bring(S.REPLIED)
    Cosigner.objects.create(
        proposal=proposal, deputy=other, state=C.SIGNED, invited_at=SIGNED, answered_at=SIGNED,
        signed_on=date(2026, 6, 11), text_hash=text_hash(proposal.title, proposal.text),
    )  # fmt: skip
    shown = words(page(other.person.user, proposal))
    for told in (proposal.text, "人行横道已经画好", "经过", "受理，编为第 1 号", "期限"):
        assert told in shown
    for act in ("write/", "withdraw/", "delete/"):
        assert act not in shown


@pytest.mark.parametrize("last", ["write", "draft", "delete", "withdraw", "photos"])
def test_1_a_signer_changes_and_withdraws_nothing(draft, other, last):
    sign(invite(draft, other))
    before = Proposal.objects.values().get()
    url = f"{LIST}{draft.pk}/{last}/"
    assert signed_in(other.person.user).post(url, {"text": "改"}).status_code == 404
    assert Proposal.objects.values().get() == before


def test_1_a_draft_stays_its_leads_also_for_who_has_signed_it(draft, lead, other):
    sign(invite(draft, other))
    user = other.person.user
    assert page(user, draft).status_code == 404
    assert page(user, draft, "print/").status_code == 404
    submit_proposal(draft, by=lead, at=SUBMITTED)
    assert page(user, draft).status_code == 200


def test_photos_open_for_a_signer_and_not_for_who_declined_or_is_asked(draft, lead, other):
    photo = add_photo(draft, make_photo(), by=lead, at=SUBMITTED)
    invited, declined = invite(draft, make_deputy("甲")), invite(draft, make_deputy("乙"))
    decline_cosigning(declined, by=declined.deputy.person.user, at=SIGNED)
    sign(invite(draft, other))
    submit_proposal(draft, by=lead, at=SUBMITTED)
    url = f"/files/{photo.pk}/"
    assert signed_in(other.person.user).get(url).getvalue()[:2] == b"\xff\xd8"
    for row in (invited, declined):
        assert signed_in(row.deputy.person.user).get(url).status_code == 404


def test_the_timeline_of_a_signer_does_not_say_who_was_asked_or_declined(bring, other):
    proposal = bring(S.SUBMITTED)
    declined = invite(proposal, make_deputy("甲某"))
    decline_cosigning(declined, by=declined.deputy.person.user, at=SIGNED)
    sign(invite(proposal, other))
    shown = words(page(other.person.user, proposal))
    assert "联名签名" in shown
    for hidden in ("甲某", "不联名", "邀请联名"):
        assert hidden not in shown


def test_the_phones_list_has_own_cosigned_and_asked_apart(bring, other, deputy):
    mine = make_draft(other, title="我写的")
    signed = bring(S.SUBMITTED, title="一起提的")
    sign(invite(signed, other))
    asked = make_draft(deputy, title="请我看的")
    invite(asked, other)
    context = signed_in(other.person.user).get(LIST).context
    assert context["parts"] == {"mine": [mine], "cosigned": [signed]}
    assert [row.proposal for row in context["invitations"]] == [asked]


def test_thirty_signers_stand_on_list_page_sheet_and_export(bring, director, handler):
    proposal = bring(S.SUBMITTED)
    names = [f"代表{n:02}" for n in range(29)] + ["欧阳春晓" * 10]
    cosigned(proposal, *names)
    accept_proposal(proposal, by=director, at=ACCEPTED)
    client = signed_in(director)
    assert "万秋生等 31 人联名" in words(client.get(LIST))
    for url in (f"{LIST}{proposal.pk}/", f"{LIST}{proposal.pk}/print/"):
        shown = words(client.get(url))
        assert all(name in shown for name in names)
    sheet = load_workbook(BytesIO(client.post(f"{LIST}export/").content)).active
    assert set(sheet.cell(2, 13).value.split("、")) == set(names)


def test_a_proposal_of_one_is_not_called_a_joint_one(bring, director):
    bring(S.SUBMITTED)
    assert "人联名" not in words(signed_in(director).get(LIST))


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_queries_for_any_number_of_signers(
    bring, director, count, django_assert_num_queries
):
    proposal = bring(S.SUBMITTED)
    cosigned(proposal, *(f"代表{n}" for n in range(count)))
    client = signed_in(director)
    client.get(f"{LIST}{proposal.pk}/")
    with django_assert_num_queries(29):
        client.get(f"{LIST}{proposal.pk}/")
    with django_assert_num_queries(8):
        client.get(f"{LIST}{proposal.pk}/cosigners/")
