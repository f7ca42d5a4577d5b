"""Files from outside: what is taken, what is refused and in which words (security C.8 to C.12)."""

import io
import os
import time
import zipfile

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.office.samples import OFD, OLE, PDF, XLSX, container, docx, picture, upload, with_part
from township_npc.office import containers
from township_npc.office.files.names import clean_name
from township_npc.office.services import files


@pytest.mark.parametrize(
    ("name", "body", "media_type"),
    [
        ("答复.pdf", PDF, "application/pdf"),
        (
            "答复.DOCX",
            docx(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            "名单.xlsx",
            XLSX,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("公文.ofd", OFD, "application/ofd"),
        ("说明.txt", "说明".encode("gb18030"), "text/plain; charset=utf-8"),
        ("名单.csv", "姓名\n王强\n".encode("utf-8-sig"), "text/csv; charset=utf-8"),
        ("扫描.png", picture(form="PNG"), "image/jpeg"),
        ("扫描.jpg", picture(), "image/jpeg"),
    ],
)
def test_each_kind_of_document_is_taken(name, body, media_type):
    assert files.prepare_document(upload(name, body)).media_type == media_type


HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def test_an_ordinary_hyperlink_is_no_reason_to_refuse():
    link = f'<R><Relationship Type="{HYPERLINK}" Target="http://a" TargetMode="External"/></R>'
    body = with_part("word/_rels/document.xml.rels", link)
    assert files.prepare_document(upload("答复.docx", body)).name == "答复.docx"


REFUSED = {
    "empty": ("答复.pdf", b"", "empty"),
    "20 MB and one byte": ("大.pdf", PDF + bytes(20 * 1024 * 1024 + 1 - len(PDF)), "too_large"),
    "program": ("安装.exe", b"MZ", "kind"),
    "vector picture": ("图.svg", b"<svg/>", "kind"),
    "page": ("页.html", b"<html>", "kind"),
    "no extension": ("答复", PDF, "kind"),
    "double extension": ("答复.pdf.exe", PDF, "kind"),
    "old format renamed": ("名单.xlsx", OLE, "ole"),
    "old format": ("名单.xls", OLE, "kind"),
    "page renamed to pdf": ("页.pdf", b"<html><script>alert(1)</script>", "mismatch"),
    "pdf behind a page": ("页.pdf", b"<html>" + PDF, "mismatch"),
    "truncated pdf": ("答复.pdf", PDF[:-10], "broken"),
    "program renamed to docx": ("答复.docx", b"MZ" + bytes(50), "mismatch"),
    "workbook named docx": ("答复.docx", XLSX, "mismatch"),
    "truncated docx": ("答复.docx", docx()[:-30], "broken"),
    "program renamed to txt": ("说明.txt", b"MZ\x00\x01\xff", "mismatch"),
    "program renamed to jpg": ("照片.jpg", b"MZ" + bytes(50), "broken"),
    "truncated jpg": ("照片.jpg", picture((400, 400))[:400], "broken"),
    "macro": ("答复.docx", with_part("word/vbaProject.bin", b"x"), "macro"),
    "external workbook": ("名单.docx", with_part("xl/externalLinks/e1.xml", "<a/>"), "external"),
    "embedded object": ("答复.docx", with_part("word/embeddings/oleObject1.bin", b"x"), "ole"),
    "object under another name": ("答复.docx", with_part("word/media/a.png", OLE), "ole"),
    "zip inside": ("答复.docx", with_part("word/embeddings/a.xlsx", XLSX), "nested"),
    "name that climbs": ("答复.docx", with_part("../../etc/passwd", "x"), "bad_name"),
    "absolute name": ("答复.docx", with_part("/etc/passwd", "x"), "bad_name"),
    "drive name": ("答复.docx", with_part("C:\\boot.ini", "x"), "bad_name"),
    "entity": (
        "答复.docx",
        container({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "bad_xml",
    ),
    "not xml": ("答复.docx", container({"word/document.xml": "<a>"}), "bad_xml"),
    "encoding of several bytes": (
        "答复.docx",
        container({"word/document.xml": "<?xml version='1.0' encoding='gb2312'?><a/>"}),
        "bad_xml",
    ),
    "encoding that nobody knows": (
        "公文.ofd", container({"OFD.xml": "<?xml version='1.0' encoding='x-y'?><a/>"}), "mismatch"
    ),
    "remote template": (
        "答复.docx",
        with_part(
            "word/_rels/settings.xml.rels",
            '<R><Relationship Type="x/attachedTemplate" TargetMode="External"/></R>',
        ),
        "external",
    ),
    "field that fetches": (
        "答复.docx",
        container({"word/document.xml": '<d xmlns="w"><instrText>DDEAUTO c</instrText></d>'}),
        "dde",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_everything_else_is_refused_with_one_sentence(case):
    name, body, code = REFUSED[case]
    with pytest.raises(ValidationError) as refusal:
        files.prepare_document(upload(name, body))
    assert (refusal.value.code, len(refusal.value.messages)) == (code, 1)


def refusal_of_zip(body: bytes) -> str:
    with pytest.raises(ValidationError) as refusal:
        containers.check_zip(io.BytesIO(body))
    return refusal.value.code


def test_a_container_may_unpack_to_a_hundred_times_its_size_and_no_more(monkeypatch):
    body = container({"a": os.urandom(1000), "b": bytes(50_000)})
    unpacked = 51_000
    monkeypatch.setattr(containers, "MAX_UNPACKED", unpacked)
    containers.check_zip(io.BytesIO(body))
    monkeypatch.setattr(containers, "MAX_UNPACKED", unpacked - 1)
    assert refusal_of_zip(body) == "bomb"


def test_a_bomb_is_refused_at_once():
    bomb = container({f"{n}.xml": bytes(50_000_000) for n in range(5)})
    started = time.monotonic()
    assert refusal_of_zip(bomb) == "bomb"
    assert time.monotonic() - started < 2


def test_a_container_of_2000_parts_is_taken_and_of_2001_refused():
    def parts(count):
        return container({f"{n}": "x" for n in range(count)}, zipfile.ZIP_STORED)

    containers.check_zip(io.BytesIO(parts(2000)))
    assert refusal_of_zip(parts(2001)) == "too_many_entries"


def test_a_header_that_lies_about_the_size_is_refused():
    body = bytearray(container({"a": bytes(5000)}))
    directory = body.rindex(b"PK\x01\x02")
    body[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    assert refusal_of_zip(bytes(body)) == "broken"


def test_entries_over_the_same_bytes_are_refused():
    body = bytearray(container({"a": bytes(5000), "b": bytes(5000)}))
    second = body.rindex(b"PK\x01\x02")
    body[second + 42 : second + 46] = (0).to_bytes(4, "little")
    assert refusal_of_zip(bytes(body)) == "overlap"


def test_a_link_and_an_unusual_compression_are_refused():
    link = zipfile.ZipInfo("a")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert refusal_of_zip(out.getvalue()) == "link"
    assert refusal_of_zip(container({"a": "x"}, zipfile.ZIP_LZMA)) == "method"


@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), cut=st.booleans())
def test_a_damaged_container_is_taken_or_refused_and_never_breaks_the_page(where, bit, cut):
    body = bytearray(docx())
    at = int(where * len(body))
    body[at] ^= 1 << bit
    try:
        files.prepare_document(upload("答复.docx", bytes(body[:at] if cut else body)))
    except ValidationError as refusal:
        assert len(refusal.messages) == 1


# --- photos -------------------------------------------------------------------------------------


def test_a_photo_loses_its_place_and_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # the phone was held upright
    exif[0x010F] = "某手机"
    exif.get_ifd(0x8825)[1] = "N"
    body = picture((3000, 2000), exif=exif, comment="家门口")
    kept = files.prepare_photo(upload("IMG_1.jpeg", body))
    with Image.open(io.BytesIO(kept.body)) as result:
        assert (result.format, result.size) == ("JPEG", (1067, 1600))
        assert not result.getexif()
        assert "comment" not in result.info
    assert kept.name == "IMG_1.jpg"


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_a_transparent_picture_comes_out_on_white(form):
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, form)
    kept = files.prepare_photo(upload("a", out.getvalue()))
    with Image.open(io.BytesIO(kept.body)) as result:
        assert result.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("size", [(10_000, 5_001), (20_000, 10_000)])
def test_a_photo_of_more_than_fifty_megapixels_is_refused(size):
    body = picture(size, form="PNG", mode="1")
    with pytest.raises(ValidationError) as refusal:
        files.prepare_photo(upload("a.png", body))
    assert refusal.value.code == "too_many_pixels"


def test_a_photo_of_another_format_is_refused():
    with pytest.raises(ValidationError, match="jpg、png 或 webp"):
        files.prepare_photo(upload("a.jpg", picture(form="GIF")))


# --- names --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("答\x00复\r\n.pdf", "答复.pdf"),
        ("a\u202egpj.exe", "agpj.exe"),
        ('a"b<c>.pdf', "a_b_c_.pdf"),
        ("CON.txt", "_CON.txt"),
        ("莲塘镇〔2026〕1号 答复.pdf", "莲塘镇〔2026〕1号 答复.pdf"),
        ("字" * 300 + ".pdf", "字" * 116 + ".pdf"),
        ("", "文件"),
        (" .. ", "文件"),
    ],
)
def test_a_name_is_only_text(raw, kept):
    assert clean_name(raw) == kept
