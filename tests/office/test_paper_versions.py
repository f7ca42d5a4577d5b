"""历次稿: what changed between two, a Word file that comes back, a correction of what went out."""

from dataclasses import replace
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from tests.office.paper_steps import AT, ON, TEXT, brought_to_review, issued
from township_npc.office.choices import PaperState as S
from township_npc.office.choices import Verdict, WordingOrigin
from township_npc.office.models import OfficialPaper, PaperVersion
from township_npc.office.papers.page import paper_html_for_screen
from township_npc.office.papers.text import compose
from township_npc.office.papers.uploaded import Taken
from township_npc.office.papers.word import paper_docx
from township_npc.office.selectors.papers import content_of
from township_npc.office.services.papers import moves
from township_npc.office.services.papers.drafting import (
    correct_paper,
    draft_paper,
    write_paper,
)
from township_npc.office.services.papers.issuing import issue_paper

CHANGED = replace(TEXT, body="定于三月六日召开会议。\n特此通知。")


@pytest.fixture
def paper(director) -> OfficialPaper:
    paper = draft_paper("notice", by=director, at=AT)
    write_paper(paper, TEXT, by=director, at=AT, seen=1)
    return paper


def url(paper, act: str = "") -> str:
    return f"/papers/{paper.pk}/{act}"


def word_file(text, paper, name="改好的.docx") -> SimpleUploadedFile:
    content = compose(text, layout=paper.layout, number=content_of(paper).number)
    return SimpleUploadedFile(name, paper_docx(content))


def look(client: Client, paper, text):
    return client.post(url(paper, "upload/"), {"file": word_file(text, paper)})


def keep(client: Client, paper, body: str, seen: int):
    return client.post(url(paper, "upload/"), {"keep": "1", "body": body, "seen": seen})


# 两稿之间


def test_the_last_two_versions_are_compared_word_for_word(desk, paper, director):
    write_paper(paper, CHANGED, by=director, at=AT, seen=2)
    page = desk.get(url(paper, "versions/")).content.decode()
    assert '删去：</span>五</del><ins><span class="visually-hidden">加上：</span>六' in page
    assert "删去 1 个字，加上 1 个字" in page


def test_any_two_are_compared_and_a_wrong_address_shows_the_last(desk, paper, director):
    write_paper(paper, CHANGED, by=director, at=AT, seen=2)

    def compared(query: str) -> tuple[int, int]:
        context = desk.get(url(paper, f"versions/?{query}")).context
        return context["old"].number, context["new"].number

    assert compared("old=1&new=3") == (1, 3)
    assert compared("") == compared("old=x&new=0") == compared("new=99") == (2, 3)
    assert compared("new=1") == (1, 1)


def test_a_paper_of_one_version_has_nothing_to_compare(desk, director):
    paper = draft_paper("notice", by=director, at=AT)
    assert "只有这一稿，没有可比的。" in desk.get(url(paper, "versions/")).content.decode()


@pytest.mark.parametrize("count", [2, 20])
def test_the_page_costs_the_same_queries_for_any_number_of_versions(
    desk, paper, director, count, django_assert_num_queries
):
    for n in range(2, count):
        write_paper(paper, replace(TEXT, body=f"{n}。"), by=director, at=AT, seen=n)
    desk.get(url(paper, "versions/"))
    with django_assert_num_queries(7):
        assert len(desk.get(url(paper, "versions/")).context["versions"]) == count


# 传回 Word 稿


def test_a_word_file_is_shown_with_its_changes_before_it_is_kept(desk, paper):
    page = look(desk, paper, CHANGED)
    assert page.context["form"]["body"].value() == CHANGED.body
    assert "加上：</span>六" in page.content.decode()
    assert paper.versions.count() == 2


def test_what_is_kept_is_the_next_version_with_the_other_parts_as_they_were(desk, paper):
    assert keep(desk, paper, CHANGED.body, 2).url == url(paper)
    version = PaperVersion.objects.get(paper=paper, number=3)
    assert (version.text(), version.origin) == (CHANGED, WordingOrigin.UPLOADED)


def test_the_same_file_kept_twice_is_one_version(desk, paper):
    for _ in range(2):
        assert keep(desk, paper, CHANGED.body, 2).status_code == 302
    assert paper.versions.count() == 3


def test_a_changed_title_in_the_file_is_named_and_not_taken(desk, paper):
    page = look(desk, paper, replace(CHANGED, title="关于开大会的通知")).content.decode()
    assert "正文以外也有改动，没有带过来" in page
    assert "关于开大会的通知" in page


def test_whoever_wrote_meanwhile_is_not_overwritten(desk, paper, staff):
    write_paper(paper, replace(TEXT, body="别人的。"), by=staff, at=AT, seen=2)
    page = keep(desk, paper, CHANGED.body, 2).content.decode()
    assert "李海燕 刚改过这份文件" in page
    assert CHANGED.body.split()[0] in page
    assert paper.versions.count() == 3


OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # begins an old .doc, and a .docx with a password


@pytest.mark.parametrize(
    ("name", "body", "sentence"),
    [
        ("稿.doc", OLE + b"x" * 60, "旧的 .doc 请先另存为"),
        ("稿.txt", "正文".encode(), "请传 .docx 的 Word 稿"),
        ("稿.docx", b"not a zip", "内容却不是"),
        ("稿.docx", b"", "空文件"),
        ("稿.docx", OLE + b"x" * 60, "文件设了打开密码"),
        ("稿.docx", b"PK\x03\x04" + b"\0" * (20 * 1024 * 1024), "超过 20 MB"),
        ("稿.docx", b"PK\x03\x04" + b"x" * 60, "文件"),
    ],
)
def test_a_file_that_is_no_word_draft_is_refused_in_a_sentence(desk, paper, name, body, sentence):
    page = desk.post(url(paper, "upload/"), {"file": SimpleUploadedFile(name, body)})
    assert (page.status_code, len(page.context["form"].errors["file"])) == (200, 1)
    assert sentence in page.context["form"].errors["file"][0]
    assert paper.versions.count() == 2


def test_no_file_is_asked_for(desk, paper):
    page = desk.post(url(paper, "upload/"), {"keep": ""})
    assert list(page.context["form"].errors) == ["file"]


@pytest.mark.parametrize(("more", "is_taken"), [(0, True), (1, False)])
def test_a_file_of_more_than_a_paper_holds_is_refused(desk, paper, more, is_taken):
    outside = Document()
    outside.add_paragraph("一" * (200_000 + more))
    stream = BytesIO()
    outside.save(stream)
    file = SimpleUploadedFile("稿.docx", stream.getvalue())
    page = desk.post(url(paper, "upload/"), {"file": file}).content.decode()
    assert ("请拆成几份" not in page) is is_taken


def test_words_that_did_not_change_are_not_offered_to_be_kept(desk, paper):
    page = look(desk, paper, TEXT).content.decode()
    assert "正文没有改，不用存" in page
    assert 'name="keep"' not in page


def test_a_file_of_another_paper_is_asked_about(desk, paper):
    other = replace(TEXT, title="关于征集建议的通知", body="请于三月底前报来。")
    page = look(desk, paper, other).content.decode()
    assert "文件里没有“关于召开会议的通知”这个标题" in page
    assert "文件里没有“" not in look(desk, paper, CHANGED).content.decode()


def test_a_file_without_a_body_is_refused(desk, paper):
    page = look(desk, paper, replace(TEXT, body=""))
    assert "文件里没有找到正文。" in page.content.decode()


def test_nothing_is_uploaded_once_the_paper_is_with_the_signer(desk, director):
    paper = brought_to_review(director)
    assert keep(desk, paper, "别的。", 2).url == url(paper)
    assert paper.versions.count() == 2


# 更正


def test_a_correction_is_a_new_paper_that_names_the_old_one(desk, director, chair):
    old = issued(director, chair)
    body = {"once": uuid4(), "due_on": ""}
    answers = [desk.post(url(old, "correct/"), body) for _ in range(2)]
    new = OfficialPaper.objects.get(corrects=old)
    assert [answer.url for answer in answers] == [url(new)] * 2
    version = new.versions.get()
    assert version.body.split("\n")[0] == (
        "2026年3月2日印发的《关于召开会议的通知》（莲人发〔2026〕1号）有误，现予更正，以本件为准。"
    )
    assert (version.text().addressees, version.origin) == (TEXT.addressees, "correction")
    assert (new.state, new.series, new.number) == (S.DRAFT, old.series, None)


def test_both_pages_name_each_other_and_the_old_one_stays_as_it_was(desk, director, chair):
    old = issued(director, chair)
    looked = paper_html_for_screen(content_of(old))
    new = correct_paper(old, by=director, at=AT)
    assert f'更正的是：<a href="{url(old)}">' in desk.get(url(new)).content.decode()
    page = desk.get(url(old)).content.decode()
    assert f'这份文件有更正：<a href="{url(new)}">' in page
    assert "还没有印发" in page
    old.refresh_from_db()
    assert (old.state, paper_html_for_screen(content_of(old))) == (S.ISSUED, looked)


def test_a_correction_goes_out_with_a_number_of_its_own(director, chair):
    old = issued(director, chair)
    new = correct_paper(old, by=director, at=AT)
    moves.send_to_proof(new, by=director)
    moves.decide_proof(new, verdict=Verdict.PASSED, comment="急件", by=director, at=AT)
    moves.decide_review(new, verdict=Verdict.PASSED, by=chair, at=AT)
    issue_paper(new, on=ON, by=director, at=AT)
    assert (str(old.number), str(new.number)) == ("莲人发〔2026〕1号", "莲人发〔2026〕2号")


def test_a_correction_that_was_given_up_is_named_no_more(desk, director, chair):
    old = issued(director, chair)
    moves.drop_paper(correct_paper(old, by=director, at=AT), by=director, reason="没有错")
    assert "这份文件有更正" not in desk.get(url(old)).content.decode()


def test_only_what_went_out_is_corrected_and_only_by_the_office(paper, director, chair):
    with pytest.raises(ValidationError, match="还没有印发"):
        correct_paper(paper, by=director, at=AT)
    old = issued(director, chair)
    with pytest.raises(PermissionDenied):
        correct_paper(old, by=chair, at=AT)


def test_the_words_of_a_draft_stay_a_secret_of_the_office(paper, deputy, handler):
    for user in (deputy.person.user, handler):
        client = Client()
        client.force_login(user)
        for act in ("versions/", "upload/", "correct/", "county/"):
            assert client.get(url(paper, act)).status_code == 404


def test_a_draft_file_reads_back_as_it_went_out(desk, paper):
    file = desk.get(url(paper, "file.docx")).content
    page = desk.post(
        url(paper, "upload/"), {"file": SimpleUploadedFile("稿.docx", BytesIO(file).read())}
    )
    assert page.context["parts"] == []
    assert page.context["taken"] == Taken(TEXT.body, [])
