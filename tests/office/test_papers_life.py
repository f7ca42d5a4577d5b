"""The life of a paper: who may take which step, what each leaves behind, what is refused."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from tests.factories import moment
from township_npc.office.choices import PaperState as S
from township_npc.office.choices import SeriesKind, Verdict
from township_npc.office.models import AuditEntry, OfficialPaper, PaperDecision, Todo
from township_npc.office.papers import rules
from township_npc.office.papers.text import PaperText
from township_npc.office.selectors.papers import newest_version
from township_npc.office.services.papers import moves
from township_npc.office.services.papers.drafting import draft_paper, set_dates, write_paper
from township_npc.office.services.papers.series import set_series

AT = moment(2026, 3, 2)
STEPS = {
    "to_proof": lambda paper, by: moves.send_to_proof(paper, by=by),
    "proof": lambda paper, by: moves.decide_proof(
        paper, verdict="passed", comment="急件", by=by, at=AT
    ),
    "proof_back": lambda paper, by: moves.decide_proof(
        paper, verdict="returned", comment="改日期", by=by, at=AT
    ),
    "sign": lambda paper, by: moves.decide_review(paper, verdict="passed", by=by, at=AT),
    "sign_back": lambda paper, by: moves.decide_review(
        paper, verdict="returned", comment="再核", by=by, at=AT
    ),
    "take_back": lambda paper, by: moves.take_back(paper, by=by, reason="漏了一段"),
    "drop": lambda paper, by: moves.drop_paper(paper, by=by, reason="会议取消"),
    "take_up": lambda paper, by: moves.take_up(paper, by=by),
    "file": lambda paper, by: moves.file_paper(paper, by=by),
    "unfile": lambda paper, by: moves.unfile_paper(paper, by=by, reason="点错了"),
}
#: state → the steps it allows, and where each leads.
ALLOWED = {
    S.DRAFT: {"to_proof": S.PROOF, "drop": S.DROPPED},
    S.PROOF: {"proof": S.REVIEW, "proof_back": S.DRAFT, "drop": S.DROPPED},
    S.REVIEW: {"sign": S.SIGNED, "sign_back": S.DRAFT, "take_back": S.DRAFT},
    S.SIGNED: {"take_back": S.DRAFT},
    S.ISSUED: {"file": S.FILED},
    S.FILED: {"unfile": S.ISSUED},
    S.DROPPED: {"take_up": S.DRAFT},
}
BY_THE_CHAIR = {"sign", "sign_back"}


@pytest.fixture
def paper(director):
    return draft_paper("notice", by=director, at=AT)


def put(paper: OfficialPaper, state: str) -> OfficialPaper:
    """Into a state before 印发; what is issued is issued in test_papers_issue."""
    OfficialPaper.objects.filter(pk=paper.pk).update(state=state)
    paper.refresh_from_db()
    return paper


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", [s for s in S if s not in rules.AFTER_ISSUE])
def test_each_step_is_taken_from_its_states_only(paper, director, chair, state, step):
    put(paper, state)
    by = chair if step in BY_THE_CHAIR else director
    if step in ALLOWED[state]:
        STEPS[step](paper, by)
        assert paper.state == ALLOWED[state][step]
    else:
        with pytest.raises(ValidationError):
            STEPS[step](paper, by)
        assert OfficialPaper.objects.get(pk=paper.pk).state == state


@pytest.mark.parametrize("step", STEPS)
def test_the_chair_signs_and_the_office_does_the_rest(paper, staff, chair, deputy, handler, step):
    state = next(state for state, steps in ALLOWED.items() if step in steps)
    wrong = [deputy.person.user, handler, staff if step in BY_THE_CHAIR else chair]
    if state in rules.AFTER_ISSUE:
        state = S.DRAFT
    put(paper, state)
    for user in wrong:
        with pytest.raises(PermissionDenied):
            STEPS[step](paper, user)
    assert OfficialPaper.objects.get(pk=paper.pk).state == state


def test_a_draft_has_the_words_of_its_template_with_what_is_known_filled_in(paper):
    text = paper.versions.get().text()
    assert text.issuer == "莲塘镇人民代表大会主席团"
    assert text.mark == "莲塘镇人民代表大会主席团文件"
    assert "{时间}" in text.body


def test_writing_adds_a_version_and_keeps_the_old_one(paper, staff):
    text = PaperText(title="关于开会的通知", body="特此通知。")
    write_paper(paper, text, by=staff, at=AT, seen=1)
    assert [version.number for version in paper.versions.all()] == [1, 2]
    assert (paper.title, paper.versions.last().text()) == ("关于开会的通知", text)


def test_the_same_words_again_make_no_version(paper, staff):
    text = paper.versions.get().text()
    write_paper(paper, text, by=staff, at=AT, seen=1)
    assert paper.versions.count() == 1


def test_whoever_writes_on_an_older_version_is_told_who_was_faster(paper, staff, director):
    write_paper(paper, PaperText(title="甲"), by=director, at=AT, seen=1)
    with pytest.raises(ValidationError, match="徐明华 刚改过"):
        write_paper(paper, PaperText(title="乙"), by=staff, at=AT, seen=1)


def test_nothing_is_written_once_it_is_with_the_signer(paper, staff):
    put(paper, S.REVIEW)
    with pytest.raises(ValidationError, match="撤回"):
        write_paper(paper, PaperText(title="乙"), by=staff, at=AT, seen=1)
    assert paper.versions.count() == 1


def test_returning_needs_a_comment_and_the_database_agrees(paper, chair):
    put(paper, S.REVIEW)
    with pytest.raises(ValidationError, match="要改什么"):
        moves.decide_review(paper, verdict=Verdict.RETURNED, comment=" ", by=chair, at=AT)
    version = paper.versions.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperDecision.objects.create(
            paper=paper, version=version, step=S.REVIEW, verdict="returned", by=chair, at=AT
        )


def test_director_signs_where_the_series_says_so(director, chair):
    letter = draft_paper("letter", by=director, at=AT)
    set_series(SeriesKind.LETTER, agency="莲人函", director_signs=True, by=director)
    put(letter, S.REVIEW)
    moves.decide_review(letter, verdict=Verdict.PASSED, by=director, at=AT)
    assert letter.state == S.SIGNED


def test_the_to_do_goes_to_whose_desk_it_is_and_carries_the_day(paper, director, chair):
    def waiting() -> list[tuple[str, str]]:
        return list(Todo.objects.open().values_list("kind", "addressee"))

    assert waiting() == [("paper.draft", f"person:{director.person_id}")]
    set_dates(paper, due_on=AT.date(), dated_on=None, by=director)
    assert Todo.objects.open().get().due_on == AT.date()
    moves.send_to_proof(paper, by=director)
    assert waiting() == [("paper.proof", "office")]
    moves.decide_proof(paper, verdict=Verdict.PASSED, comment="急件", by=director, at=AT)
    assert waiting() == [("paper.sign", "role:chair")]
    moves.decide_review(paper, verdict=Verdict.PASSED, by=chair, at=AT)
    assert waiting() == [("paper.issue", "office")]


def test_each_step_leaves_its_line_behind(paper, director, chair):
    moves.send_to_proof(paper, by=director)
    moves.decide_proof(paper, verdict=Verdict.PASSED, comment="急件", by=director, at=AT)
    moves.decide_review(paper, verdict=Verdict.RETURNED, comment="再核", by=chair, at=AT)
    verbs = AuditEntry.objects.filter(subject_id=str(paper.pk)).order_by("seq")
    assert list(verbs.values_list("verb", flat=True)) == [
        "paper.drafted",
        "paper.to_proof",
        "paper.proof_passed",
        "paper.review_returned",
    ]


def test_a_part_the_paper_needs_may_wait_and_one_it_does_not_may_stay_empty(client, director):
    paper = draft_paper("notice", by=director, at=AT)
    client.force_login(director)
    page = client.get(f"/papers/{paper.pk}/write/").content.decode()
    for label in ("标志", "主送", "正文", "署名"):
        assert f"{label}（可以以后写）</label>" in page
    for label in ("题下", "附件", "附注", "抄送"):
        assert f"{label}（可以不写）</label>" in page
    assert "标题</label>" in page


def test_whom_it_is_sent_to_may_be_typed_in_several_lines_and_stays_one(client, director):
    paper = draft_paper("notice", by=director, at=AT)
    client.force_login(director)
    url = f"/papers/{paper.pk}/write/"
    form = client.get(url).context["form"]
    values = {field.name: field.value() for field in form}
    client.post(
        url, values | {"addressees": "各代表小组，\r\n各村：", "copies_to": "县人大，\n镇政府"}
    )
    version = newest_version(paper)
    assert (version.addressees, version.copies_to) == ("各代表小组，各村：", "县人大，镇政府")
