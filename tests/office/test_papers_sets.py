"""整套公文: a package of PDF and Word, and one file for the printer, made in the background."""

import zipfile
from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from pypdf import PdfReader

from tests.factories import moment
from tests.office.test_papers_issue import brought_to_sign, bytes_of
from township_npc.office import tasks
from township_npc.office.choices import JobState
from township_npc.office.models import AuditEntry, JobRun, OfficialPaper, RoleGrant, StoredFile
from township_npc.office.papers import pdf
from township_npc.office.papers.binding import Leaf, bind, starting_pages
from township_npc.office.papers.tables import Sheet, sheet_pdf
from township_npc.office.services.files import files_of
from township_npc.office.services.papers.drafting import draft_paper
from township_npc.office.services.papers.issuing import issue_paper
from township_npc.office.services.papers.sets import MOST, PRINT, ask_paper_set

pytestmark = pytest.mark.django_db
AT = moment(2026, 3, 2)


@pytest.fixture
def papers(director, chair) -> list[OfficialPaper]:
    """One that is issued, and a draft."""
    issued = brought_to_sign(director, chair)
    issue_paper(issued, on=date(2026, 3, 2), by=director, at=AT)
    return [issued, draft_paper("speech", by=director, at=AT)]


def run(asked: JobRun) -> JobRun:
    tasks.paper_set(str(asked.pk))
    asked.refresh_from_db()
    return asked


def package(asked: JobRun) -> zipfile.ZipFile:
    with default_storage.open(files_of(asked).get().key) as stored:
        return zipfile.ZipFile(BytesIO(stored.read()))


def leaf(pages: int, title: str = "名单") -> Leaf:
    rows = [["甲"]] * (30 * pages - 4)
    made = Leaf(title, "", sheet_pdf(Sheet(title, ["姓名"], rows)))
    assert len(PdfReader(BytesIO(made.pdf)).pages) == pages
    return made


# --- the file for the printer --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contents", "counts", "starts"),
    [
        (1, [1, 2, 3, 1], [3, 5, 7, 11]),
        (2, [2, 2], [3, 5]),
        (3, [1], [5]),
        (1, [], []),
    ],
)
def test_each_paper_begins_on_an_odd_page(contents, counts, starts):
    assert starting_pages(contents, counts) == starts


@pytest.mark.looks
def test_papers_are_bound_with_contents_bookmarks_and_blank_backs():
    leaves = [leaf(1, "议程"), leaf(2, "名单"), leaf(1, "决议")]
    reader = PdfReader(BytesIO(bind(leaves, title="整套公文")))
    marks = [(mark.title, reader.get_destination_page_number(mark) + 1) for mark in reader.outline]
    assert marks == [("目录", 1), ("议程", 3), ("名单", 5), ("决议", 7)]
    texts = ["".join(page.extract_text().split()) for page in reader.pages]
    assert [bool(text) for text in texts] == [True, False, True, False, True, True, True]
    assert all(part in texts[0] for part in ("整套公文目录", "1议程13", "2名单25", "3决议17"))
    assert reader.metadata.title == "整套公文"
    assert reader.page_mode == "/UseOutlines"


@pytest.mark.looks
def test_contents_of_several_pages_are_counted_in():
    one = leaf(1)
    reader = PdfReader(BytesIO(bind([one] * 60, title="整套公文")))
    contents = [page for page in reader.pages if "目录" in page.extract_text()[:20]]
    first = reader.get_destination_page_number(reader.outline[1]) + 1
    assert len(contents) == 1 and first % 2 == 1 and first > 3
    assert len(reader.pages) == first + 2 * 59


# --- the job -------------------------------------------------------------------------------------


def test_a_set_holds_pdf_and_word_of_each_paper_in_order_and_one_file_for_the_printer(
    papers, director
):
    asked = run(ask_paper_set(papers, by=director))
    assert (asked.state, asked.title) == (JobState.DONE, "生成整套公文（2 份）")
    archive = package(asked)
    assert archive.namelist() == [
        "01 莲人发〔2026〕1号 关于召开会议的通知.docx",
        "01 莲人发〔2026〕1号 关于召开会议的通知.pdf",
        "02 草稿 {会议}{第几次}全体会议主持词.docx",
        "02 草稿 {会议}{第几次}全体会议主持词.pdf",
        PRINT,
    ]
    assert archive.testzip() is None
    printed = PdfReader(BytesIO(archive.read(PRINT)))
    assert [mark.title for mark in printed.outline][:2] == ["目录", "关于召开会议的通知"]


def test_what_is_issued_goes_in_as_it_was_issued(papers, director):
    issued = papers[0]
    archive = package(run(ask_paper_set(papers, by=director)))
    word, printed = (archive.read(name) for name in archive.namelist()[:2])
    assert (printed, word) == (bytes_of(issued.issued_pdf), bytes_of(issued.issued_docx))


def test_a_set_says_in_the_log_how_many_papers_it_holds_and_no_title(papers, director):
    run(ask_paper_set(papers, by=director))
    entry = AuditEntry.objects.filter(verb="paper_set.made").get()
    assert {"papers": 2, "drafts": 1}.items() <= entry.facts.items()
    assert "通知" not in str(entry.facts)


def test_a_set_moves_on_with_each_paper(papers, director, monkeypatch):
    seen = []
    monkeypatch.setattr("township_npc.office.jobs.Progress.__call__",
                        lambda self, done, total=None: seen.append((done, total)))  # fmt: skip
    run(ask_paper_set(papers, by=director))
    assert seen[:3] == [(0, 3), (1, 3), (2, 3)]


def test_without_the_printing_library_there_is_word_alone_and_it_is_said(
    papers, director, monkeypatch
):
    monkeypatch.setattr(pdf, "can_render", lambda: False)
    archive = package(run(ask_paper_set(papers[1:], by=director)))
    names = archive.namelist()
    assert [name.rpartition(".")[2] for name in names] == ["docx", "txt"]
    assert "只有 Word 稿" in archive.read("说明.txt").decode()


def test_none_and_too_many_are_refused(papers, director):
    with pytest.raises(ValidationError, match="请先选"):
        ask_paper_set([], by=director)
    with pytest.raises(ValidationError, match="一次最多 200 份，这里有 201 份"):
        ask_paper_set([papers[0]] * (MOST + 1), by=director)
    assert ask_paper_set([papers[0]] * MOST, by=director)


@pytest.mark.parametrize("role", ["deputy", "handler", "sysadmin"])
def test_only_the_office_and_the_chairman_ask_for_a_set(request, papers, chair, staff, role):
    found = request.getfixturevalue(role)
    user = found.person.user if role == "deputy" else found
    with pytest.raises(PermissionDenied):
        ask_paper_set(papers, by=user)
    assert ask_paper_set(papers, by=chair) and ask_paper_set(papers, by=staff)


def test_who_has_lost_the_post_meanwhile_gets_nothing(papers, staff):
    asked = ask_paper_set(papers, by=staff)
    RoleGrant.objects.filter(user=staff).delete()
    run(asked)
    assert (asked.state, StoredFile.objects.filter(subject_id=asked.pk).count()) == (
        JobState.FAILED,
        0,
    )


def test_who_has_lost_the_post_afterwards_does_not_take_it_away(papers, staff, client):
    asked = run(ask_paper_set(papers, by=staff))
    client.force_login(staff)
    RoleGrant.objects.filter(user=staff).delete()
    assert client.get(f"/jobs/{asked.pk}/file/").status_code == 404


def test_a_paper_that_is_gone_is_left_out_and_none_left_is_said(papers, director):
    asked = ask_paper_set(papers, by=director)
    JobRun.objects.filter(pk=asked.pk).update(arguments={"papers": [str(uuid4())]})
    run(asked)
    assert (asked.state, asked.error) == (
        JobState.FAILED,
        "选的文件都不在了，请回到清单重新选。",
    )


def test_a_file_that_was_lost_fails_the_set_and_names_the_paper(papers, director):
    default_storage.delete(papers[0].issued_pdf.key)
    asked = run(ask_paper_set(papers, by=director))
    assert asked.state == JobState.FAILED
    assert asked.error.startswith("《关于召开会议的通知》：印发时存的文件不在了")


# --- the list ------------------------------------------------------------------------------------


def send(client, query: str = "", **body):
    return client.post(f"/papers/set/{query}", {"once": str(uuid4()), **body})


def test_the_ticked_ones_are_put_together_in_the_order_of_the_list(papers, director, client):
    client.force_login(director)
    other = draft_paper("letter", by=director, at=moment(2026, 3, 3))
    keys = [str(other.pk), str(papers[1].pk)]
    answer = send(client, papers=keys)
    asked = JobRun.objects.get()
    assert answer.url == f"/jobs/{asked.pk}/"
    assert asked.arguments == {"papers": keys[::-1]}  # the older draft stands first


def test_all_that_the_list_shows_is_put_together(papers, director, client):
    client.force_login(director)
    send(client, "?view=issued", whole="yes")
    assert JobRun.objects.get().arguments == {"papers": [str(papers[0].pk)]}


def test_with_nothing_ticked_the_list_says_so(papers, chair, client):
    client.force_login(chair)
    answer = client.post("/papers/set/?view=work", {"once": str(uuid4())}, follow=True)
    assert answer.redirect_chain[-1][0] == "/papers/?view=work"
    assert "请先选要放在一起的文件。" in answer.content.decode()
    assert not JobRun.objects.exists()


def test_sent_twice_it_is_one_set(papers, director, client):
    client.force_login(director)
    body = {"once": str(uuid4()), "whole": "yes"}
    first, second = (client.post("/papers/set/?view=work", body) for _ in range(2))
    assert first.url == second.url and JobRun.objects.count() == 1
