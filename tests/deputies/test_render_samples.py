"""manage.py render_samples: a PDF and a Word file of every template and every sheet."""

from datetime import date
from io import BytesIO, StringIO

import pypdf
import pytest
from django.core.management import CommandError, call_command
from docx import Document

from deputies.demo.load import load_demo
from deputies.management.commands import render_samples
from township_npc.office.papers import pdf
from township_npc.office.selectors.papers import all_templates

pytestmark = pytest.mark.django_db
KEYS = {
    *("notice", "letter", "minutes", "resolution", "announcement", "work_report", "bulletin"),
    *("speech", "handling_report", "assignment", "reply", "urging", "rework_notice"),
    *("ballot", "sign_in", "place_cards", "badges", "name_list", "catalogue", "calibration"),
}
DAY = date(2026, 11, 23)


def run(folder, *options: str) -> list[str]:
    said = StringIO()
    call_command("render_samples", folder, *options, stdout=said)
    return said.getvalue().splitlines()


@pytest.mark.looks
def test_every_template_and_sheet_is_written_as_pdf_and_word(sample_day, tmp_path):
    assert load_demo(today=DAY)
    said = run(tmp_path / "new" / "folder", "--pictures")
    files = {path.name for path in (tmp_path / "new" / "folder").iterdir()}
    assert files == {f"{key}.{kind}" for key in KEYS for kind in ("pdf", "docx", "png")}
    assert sorted(line.partition("　")[0] for line in said) == sorted(files)
    for path in (tmp_path / "new" / "folder").iterdir():
        body = path.read_bytes()
        if path.suffix == ".pdf":
            assert "{" not in "".join(
                page.extract_text() for page in pypdf.PdfReader(BytesIO(body)).pages
            )
        elif path.suffix == ".docx":
            assert Document(BytesIO(body)).sections
        else:
            assert body.startswith(b"\x89PNG") and len(body) <= 60 * 1024


def test_every_template_of_the_library_is_among_them():
    assert {template.key for _, template in all_templates()} <= KEYS


def test_an_office_without_records_is_told_what_to_do_and_gets_the_rest(
    office, tmp_path, monkeypatch
):
    monkeypatch.setattr(pdf, "can_render", lambda: False)  # Word alone: quick
    said = run(tmp_path)
    assert (
        "assignment：这里还没有已交办的建议，先运行 manage.py demo 装入演示数据，再生成这份样本。"
        in said
    )
    assert (
        "ballot：这里还没有次会议和代表，先运行 manage.py demo 装入演示数据，再生成这份样本。"
        in said
    )
    assert (
        "speech：这里还没有代表总数、会议，先运行 manage.py demo 装入演示数据，再生成这份样本。"
        in said
    )
    assert {path.name for path in tmp_path.iterdir()} == {
        f"{key}.docx" for key in ("letter", "bulletin", "calibration", "catalogue")
    }


def test_without_the_printing_library_word_files_are_written_and_it_is_said(
    sample_day, tmp_path, monkeypatch
):
    assert load_demo(today=DAY)
    monkeypatch.setattr(pdf, "can_render", lambda: False)
    monkeypatch.setattr(render_samples, "missing_packages", lambda: ("libpango-1.0-0",))
    said = run(tmp_path)
    assert said[0] == "这台机器缺 libpango-1.0-0，不能生成 PDF，只写 Word 稿。"
    assert {path.name for path in tmp_path.iterdir()} == {f"{key}.docx" for key in KEYS}


def test_without_an_office_nothing_is_made_and_it_is_said_why(db, tmp_path):
    with pytest.raises(CommandError, match="这里还没有办公室"):
        run(tmp_path)
