"""印发: what is issued is stored with its number and hash, and never made again."""

import hashlib
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from tests.factories import moment
from tests.office.paper_steps import AT, ON, TEXT, brought_to_review, brought_to_sign
from township_npc.office.choices import NumberState
from township_npc.office.choices import PaperState as S
from township_npc.office.models import OfficialPaper, PaperNumber
from township_npc.office.papers.text import PaperText
from township_npc.office.selectors.papers import content_of, newest_version
from township_npc.office.services.papers import issuing, moves
from township_npc.office.services.papers.drafting import correct_paper, set_dates, write_paper
from township_npc.office.services.papers.issuing import issue_paper


@pytest.fixture
def signed(director, chair):
    return brought_to_sign(director, chair)


def bytes_of(file) -> bytes:
    with default_storage.open(file.key) as stored:
        return stored.read()


def test_an_issued_paper_has_its_number_its_day_and_both_files_with_their_hashes(signed, director):
    issue_paper(signed, on=ON, by=director, at=AT, copies=80)
    assert (signed.state, str(signed.number), signed.dated_on, signed.copies) == (
        S.ISSUED,
        "莲人发〔2026〕1号",
        ON,
        80,
    )
    assert signed.number.state == NumberState.ISSUED
    for file in (signed.issued_pdf, signed.issued_docx):
        body = bytes_of(file)
        assert hashlib.sha256(body).hexdigest() == file.sha256
    assert bytes_of(signed.issued_pdf).startswith(b"%PDF")
    assert signed.issued_pdf.name == "莲人发〔2026〕1号关于召开会议的通知.pdf"


def test_the_day_on_the_paper_is_the_one_that_was_entered_wherever_it_is_told(
    signed, director, client
):
    set_dates(signed, due_on=None, dated_on=ON, by=director)
    entered = ON + timedelta(days=3)
    issue_paper(signed, on=entered, by=director, at=moment(2026, 3, 9))
    assert (signed.dated_on, signed.went_out_on) == (ON, entered)
    assert content_of(signed).printed_on == entered
    client.force_login(director)
    page = client.get(f"/papers/{signed.pk}/").content.decode()
    assert "2026 年 3 月 5 日 徐明华" in page
    words = newest_version(correct_paper(signed, by=director, at=AT)).body
    assert words.startswith("2026年3月5日印发的")


def test_a_paper_issued_before_its_day_was_kept_apart_went_out_when_it_was_issued(signed, director):
    issue_paper(signed, on=ON, by=director, at=AT)
    OfficialPaper.objects.update(printed_on=None)
    signed.refresh_from_db()
    assert signed.went_out_on == ON


def test_what_is_issued_is_served_and_never_made_again(signed, director, client):
    issue_paper(signed, on=ON, by=director, at=AT)
    stored = bytes_of(signed.issued_pdf)
    client.force_login(director)
    served = client.get(f"/papers/{signed.pk}/file.pdf")
    assert b"".join(served.streaming_content) == stored
    with pytest.raises(ValidationError):
        write_paper(signed, PaperText(title="别的"), by=director, at=AT, seen=2)


def test_before_it_is_issued_one_reads_which_number_is_next_and_that_it_is_for_good(
    signed, director, chair, client
):
    client.force_login(director)
    url = f"/papers/{signed.pk}/issue/"
    told = "印发以后这份文件不能再改。"
    assert f"文号接着编，现在轮到 莲人发〔2026〕1号。{told}" in client.get(url).content.decode()
    issue_paper(brought_to_sign(director, chair), on=ON, by=director, at=AT)
    assert "现在轮到 莲人发〔2026〕2号。" in client.get(url).content.decode()
    text = PaperText(title="决议", under_title="（2026年1月16日通过）", body="会议决定批准。")
    outside = brought_to_sign(director, chair, text, key="resolution")
    page = client.get(f"/papers/{outside.pk}/issue/").content.decode()
    assert told in page and "现在轮到" not in page


def test_the_second_of_two_who_issue_is_told_that_it_went_out(signed, director, client):
    client.force_login(director)
    url = f"/papers/{signed.pk}/issue/"
    for answer in (client.post(url, {"on": ON.isoformat()}), client.get(url)):
        assert answer.url == f"/papers/{signed.pk}/"
    told = "这份文件已经印发，文号 莲人发〔2026〕1号，不用再印发。"
    assert told in client.get(url, follow=True).content.decode()
    assert told in client.post(url, {"on": ON.isoformat()}).content.decode()
    assert PaperNumber.objects.count() == 1


def test_the_page_of_issue_does_not_open_before_the_signature(director, client):
    paper = brought_to_review(director)
    client.force_login(director)
    page = client.get(f"/papers/{paper.pk}/issue/", follow=True).content.decode()
    assert "文件还没有签发，不能印发。" in page
    assert OfficialPaper.objects.get().state == S.REVIEW


@pytest.mark.parametrize("part", ["addressees", "issuer", "body", "mark"])
def test_a_paper_without_a_part_it_needs_is_not_issued_and_takes_no_number(director, chair, part):
    text = PaperText(**{**vars(TEXT), part: ""})
    paper = brought_to_sign(director, chair, text)
    with pytest.raises(ValidationError, match="还缺"):
        issue_paper(paper, on=ON, by=director, at=AT)
    assert (paper.state, PaperNumber.objects.count()) == (S.SIGNED, 0)


def test_a_paper_with_an_empty_place_is_not_issued(director, chair):
    paper = brought_to_sign(director, chair, PaperText(**{**vars(TEXT), "body": "定于{时间}。"}))
    with pytest.raises(ValidationError, match="还有没填的空：时间"):
        issue_paper(paper, on=ON, by=director, at=AT)


def test_a_fault_after_the_number_leaves_it_with_the_paper_for_the_next_try(
    signed, director, monkeypatch
):
    with monkeypatch.context() as broken:
        broken.setattr(issuing, "paper_docx", lambda content: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            issue_paper(signed, on=ON, by=director, at=AT)
    assert OfficialPaper.objects.get(pk=signed.pk).state == S.SIGNED
    issue_paper(signed, on=ON, by=director, at=AT)
    assert str(signed.number) == "莲人发〔2026〕1号"
    assert PaperNumber.objects.count() == 1


def test_it_is_issued_once_when_two_press_at_the_same_moment(signed, director, staff):
    theirs = OfficialPaper.objects.get(pk=signed.pk)
    issue_paper(signed, on=ON, by=director, at=AT)
    with pytest.raises(ValidationError):
        issue_paper(theirs, on=ON, by=staff, at=AT)
    assert PaperNumber.objects.count() == 1


def test_where_no_pdf_can_be_made_the_word_file_is_issued_alone(signed, director, monkeypatch):
    monkeypatch.setattr(issuing.pdf, "can_render", lambda: False)
    issue_paper(signed, on=ON, by=director, at=AT)
    assert (signed.issued_pdf, bool(signed.issued_docx)) == (None, True)


def test_the_number_is_of_the_year_the_paper_is_dated(director, chair):
    paper = brought_to_sign(director, chair)
    OfficialPaper.objects.filter(pk=paper.pk).update(dated_on=date(2025, 12, 31))
    paper.refresh_from_db()
    issue_paper(paper, on=date(2026, 1, 4), by=director, at=AT)
    assert str(paper.number) == "莲人发〔2025〕1号"


def test_only_the_office_issues(signed, chair):
    with pytest.raises(PermissionDenied):
        issue_paper(signed, on=ON, by=chair, at=AT)


def test_the_database_refuses_an_issued_paper_without_file_or_number(signed):
    rows = OfficialPaper.objects.filter(pk=signed.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state=S.ISSUED)


def test_filing_can_be_put_right_and_the_files_stay(signed, director):
    issue_paper(signed, on=ON, by=director, at=AT)
    moves.file_paper(signed, by=director)
    assert signed.state == S.FILED
    moves.unfile_paper(signed, by=director, reason="点错了")
    assert (signed.state, bool(signed.issued_docx)) == (S.ISSUED, True)
