"""全部资料: everything the director may see, readable without this program, and logged."""

import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories import PASSWORD, make_deputy, make_unit, moment
from township_npc.office.documents import business_sheets
from township_npc.office.models import AuditEntry
from township_npc.office.services import files
from township_npc.office.services.export import BOOK, full_export

pytestmark = pytest.mark.django_db

ADDRESS = reverse("office:full-export")
TYPED = {"password": PASSWORD, "reason": "换系统"}


@pytest.fixture
def seat(director):
    seat = make_deputy("万秋生", post="=HYPERLINK(1)")
    seat.person.phone, seat.person.id_number = "13800001234", "360199197503071234"
    seat.person.save()
    upload = SimpleUploadedFile("说明.txt", "说明".encode())
    files.store_document(upload, subject=make_unit(), by=None, at=moment(2026, 6, 1))
    return seat


def taken(director, **wanted) -> zipfile.ZipFile:
    with full_export(director, reason="换系统", at=moment(2026, 11, 23), **wanted) as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def cells(archive: zipfile.ZipFile, sheet: str) -> list[list]:
    book = load_workbook(io.BytesIO(archive.read(BOOK)))
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


def test_the_package_holds_a_sheet_for_each_kind_and_every_file(seat, director):
    archive = taken(director, sealed=False)
    book = load_workbook(io.BytesIO(archive.read(BOOK)))
    assert {"代表", "单位", "建议", "届", "选区", "附件"} <= set(book.sheetnames)
    headings, row = cells(archive, "代表")[:2]
    assert dict(zip(headings, row, strict=True))["姓名"] == "万秋生"
    (place,) = (name for name in archive.namelist() if name != BOOK)
    assert archive.read(place).decode() == "说明"
    assert place in cells(archive, "附件")[1]


def test_what_somebody_typed_stays_text(seat, director):
    book = load_workbook(io.BytesIO(taken(director, sealed=False).read(BOOK)))
    types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in types


def test_numbers_and_addresses_leave_only_when_they_are_asked_for(seat, director):
    def leaves(sealed: bool) -> bool:
        return any("13800001234" in row for row in cells(taken(director, sealed=sealed), "代表"))

    assert (leaves(False), leaves(True)) == (False, True)


def test_no_password_and_no_machine_field_leaves(seat, director):
    headings = {
        heading for sheet in business_sheets(director, sealed=True) for heading in sheet.headings
    }
    assert not [heading for heading in headings if heading.isascii()]
    assert "账号" not in {sheet.title for sheet in business_sheets(director, sealed=True)}


def test_who_took_what_and_why_is_logged(seat, director):
    taken(director, sealed=True)
    entry = AuditEntry.objects.get(verb="export.full")
    assert (entry.actor, entry.note.text, entry.facts["sealed"]) == (director, "换系统", True)
    assert entry.facts["files"] == 1


def test_nobody_but_the_director_takes_everything(seat, staff, sysadmin, client):
    for user in (staff, sysadmin):
        with pytest.raises(PermissionDenied):
            full_export(user, reason="看看", sealed=False, at=moment(2026, 11, 23))
        client.force_login(user)
        assert client.post(ADDRESS, TYPED).status_code == 404


def test_the_page_hands_the_package_over(seat, director, client):
    client.force_login(director)
    response = client.post(ADDRESS, {**TYPED, "sealed": "on"})
    assert zipfile.ZipFile(io.BytesIO(response.getvalue())).testzip() is None
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("change", "sentence"), [({"reason": ""}, "请填用途"), ({"password": "x"}, "登录密码不对")]
)
def test_without_a_reason_or_the_password_nothing_leaves(seat, director, client, change, sentence):
    client.force_login(director)
    assert sentence in client.post(ADDRESS, {**TYPED, **change}).content.decode()
    assert not AuditEntry.objects.filter(verb="export.full").exists()


@pytest.mark.parametrize("more", [0, 5])
def test_more_rows_cost_no_more_queries(seat, director, django_assert_num_queries, more):
    for n in range(more):
        make_deputy(f"代表{n}")
    _ = director.roles
    sheets = {sheet.title: sheet for sheet in business_sheets(director, sealed=True)}
    with django_assert_num_queries(1):
        assert len(list(sheets["代表"].rows)) == 1 + more
