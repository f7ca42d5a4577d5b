"""拆分: two matters on one paper; the deputy's words stay as they are."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from deputies.choices import ProposalState as S
from deputies.models import DutyRecord, NumberSeries, Proposal
from deputies.rules.merging import is_in_own_words, own_words
from deputies.services.corrections import correct_last_act
from deputies.services.handling import accept_proposal
from deputies.services.merging import merge_proposals
from deputies.services.photos import PURPOSE
from deputies.services.proposals import submit_proposal
from deputies.services.splitting import split_proposal
from tests.deputies.proposal_pages import page, send
from tests.deputies.proposal_steps import ASSIGNED, MERGED, brought_to
from tests.factories import make_draft, make_photo
from tests.office.test_once import at_once
from township_npc.office.models import AuditEntry
from township_npc.office.services.files import files_of, store_photo

pytestmark = pytest.mark.django_db

TEXT = "村口的路灯坏了半年，请换。村中间的水沟堵了两年，请清淤。"
TITLE, PART = "村中间的水沟堵了两年，请清淤", "只办水沟，路灯由原件办。"


def split(proposal, by, **fields):
    values = {"title": TITLE, "part": PART, "category": "water", "at": MERGED, **fields}
    return split_proposal(proposal, by=by, **values)


@pytest.fixture
def paper(bring):
    return bring(S.ACCEPTED, title="路灯和水沟", text=TEXT, place="熊村", is_confidential=True)


def test_a_part_has_its_own_number_and_the_deputys_whole_text(paper, director, deputy):
    new = split(paper, director)
    assert (new.state, new.number, new.title, new.part_note) == (S.ACCEPTED, 2, TITLE, PART)
    assert (new.lead, new.text, new.place, new.split_from) == (deputy, TEXT, "熊村", paper)
    assert (new.submitted_at, new.occasion) == (paper.submitted_at, paper.occasion)
    assert (new.category, new.is_confidential) == ("water", True)
    paper.refresh_from_db()
    assert (paper.title, paper.text, paper.state) == ("路灯和水沟", TEXT, S.ACCEPTED)


def test_the_history_stands_on_both_and_both_count_in_the_dossier(paper, director, deputy):
    new = split(paper, director)
    for one, verb in ((paper, "proposal.split"), (new, "proposal.split_off")):
        assert AuditEntry.objects.get(verb=verb).subject_id == str(one.pk)
    assert DutyRecord.objects.filter(deputy=deputy, kind="proposal").count() == 2


@pytest.mark.parametrize("state", [S.ACCEPTED, S.ASSIGNED, S.SIGNED])
def test_it_is_split_until_it_is_answered(bring, director, state):
    assert split(bring(state, text=TEXT), director).number == 2


@pytest.mark.parametrize("state", [S.SUBMITTED, S.RETURNED, S.REPLIED, S.CLOSED, S.WITHDRAWN])
def test_before_and_after_it_is_not(bring, director, state):
    proposal = bring(state, text=TEXT)
    with pytest.raises(ValidationError, match="不能再拆分"):
        split(proposal, director)
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize("title", ["清理水沟", "", " ", "村中间的水沟堵了三年"])
def test_the_office_writes_no_title_of_its_own(paper, director, title):
    with pytest.raises(ValidationError, match="代表原来写的话"):
        split(paper, director, title=title)
    assert NumberSeries.objects.get().last == 1


@pytest.mark.parametrize("role", ["staff", "chair", "handler", "author", "sysadmin"])
def test_only_the_director_splits(request, paper, deputy, role):
    user = deputy.person.user if role == "author" else request.getfixturevalue(role)
    with pytest.raises(PermissionDenied):
        split(paper, user)
    assert Proposal.objects.count() == 1


def test_the_photos_go_with_the_part(deputy, director):
    draft = make_draft(deputy, text=TEXT)
    author = deputy.person.user
    store_photo(make_photo(), subject=draft, by=author, at=MERGED, purpose=PURPOSE)
    submit_proposal(draft, by=author, at=MERGED)
    accept_proposal(draft, by=director, at=MERGED)
    new = split(draft, director)
    copied, original = files_of(new, PURPOSE).get(), files_of(draft, PURPOSE).get()
    assert (copied.sha256, copied.name) == (original.sha256, original.name)
    assert copied.key != original.key


def test_a_part_split_by_mistake_goes_back_by_merging_and_not_to_its_deputy(paper, director):
    new = split(paper, director)
    with pytest.raises(PermissionDenied):
        correct_last_act(new, by=director, reason="点错了。")
    assert f"/proposals/{paper.pk}/merge/?with={new.pk}" in page(director, new).content.decode()
    merge_proposals(paper, [new], by=director, at=ASSIGNED)
    assert (new.state, new.number) == (S.MERGED, 2)


def test_a_paper_with_a_part_is_not_un_accepted(paper, director):
    split(paper, director)
    with pytest.raises(ValidationError, match="已经拆出第 2 号"):
        correct_last_act(paper, by=director, reason="点错了。")
    assert paper.state == S.ACCEPTED


def test_the_page_offers_the_deputys_sentences(paper, director):
    form = page(director, paper, "split/").context["form"]
    offered = [key for key, _ in form.fields["picked"].choices]
    assert offered == ["村口的路灯坏了半年，请换", TITLE, "other"]
    send(director, paper, "split", picked=TITLE, part=PART, category="water", number=99)
    new = Proposal.objects.get(split_from=paper)
    assert (new.number, new.title) == (2, TITLE)
    answer = send(director, paper, "split", picked="other", title="我写的", part=PART,
                  category="water")  # fmt: skip
    assert "代表原来写的话" in answer.content.decode()


def test_a_second_tap_splits_once(paper, director):
    fields = {"picked": TITLE, "part": PART, "category": "water"}
    fields["once"] = "1e7e7a9e-0000-4000-8000-000000000001"
    for _ in range(2):
        assert send(director, paper, "split", **fields).status_code == 302
    assert Proposal.objects.filter(split_from=paper).count() == 1


def test_the_sheet_and_the_page_say_which_part_it_is(paper, director):
    new = split(paper, director)
    for act in ("", "print/"):
        assert PART in page(director, new, act).content.decode()
    assert "第 2 号" in page(director, paper).content.decode()


def test_ten_splits_at_once_number_without_a_gap(committed_db, bring, director):
    paper = bring(S.ACCEPTED, text=TEXT)
    numbers = at_once(10, lambda n: split(Proposal.objects.get(pk=paper.pk), director).number)
    assert sorted(numbers) == list(range(2, 12))


def test_a_deputy_sees_the_parts(paper, director, deputy):
    new = split(paper, director)
    shown = page(deputy.person.user, paper).content.decode()
    assert f"/proposals/{new.pk}/" in shown
    assert PART in shown


def test_own_words_are_sentences_of_a_fitting_length():
    assert own_words("短。" + "长" * 61 + "。正好四个字啊！村口路灯；村口路灯\n") == [
        "正好四个字啊",
        "村口路灯",
    ]
    assert own_words("路" * 4 + "。" + "沟" * 60 + "。") == ["路" * 4, "沟" * 60]


def test_blanks_do_not_matter_for_the_own_words():
    assert is_in_own_words("水沟 堵了", "村里的水沟\n堵了。")
    assert not is_in_own_words("水沟通了", "村里的水沟堵了。")
    assert not is_in_own_words("", "村里的水沟堵了。")


def test_a_part_can_be_split_again_and_named_so(bring, director, deputy):
    paper = brought_to(S.ACCEPTED, lead=deputy, director=director, text=TEXT)
    new = split(paper, director)
    again = split(new, director, title="村口的路灯坏了半年，请换")
    assert (again.split_from, again.number) == (new, 3)
