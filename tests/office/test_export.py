"""全部资料: everything the director may see, readable without this program, and logged."""

import io
import uuid
import zipfile
from collections import namedtuple
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from tests.deputies.proposal_steps import ANSWER, brought_to
from tests.factories import PASSWORD, make_deputy, make_session, make_unit, moment
from township_npc.office import tasks
from township_npc.office.choices import JobState, Role
from township_npc.office.documents import business_sheets
from township_npc.office.models import AuditEntry, JobRun, StoredFile
from township_npc.office.services import export, files
from township_npc.office.services.export import BOOK, ask_full_export

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


@pytest.fixture
def answered(director, handler, unit):
    """A proposal with a paper, answered, the reply with a paper of its own."""
    make_session()
    crew = {"director": director, "unit": unit, "handler": handler}
    proposal = brought_to("replied", lead=make_deputy("陈桂兰"), **crew)
    for subject, name in ((proposal, "照片.txt"), (proposal.replies.get(), "答复.txt")):
        upload = SimpleUploadedFile(name, name.encode())
        files.store_document(upload, subject=subject, by=None, at=moment(2026, 9, 2))
    return proposal


def run(director, *, sealed: bool = False) -> JobRun:
    asked = ask_full_export(director, reason="换系统", sealed=sealed)
    tasks.full_export(str(asked.pk))
    asked.refresh_from_db()
    return asked


def taken(director, **wanted) -> zipfile.ZipFile:
    file = files.files_of(run(director, **wanted)).get()
    with default_storage.open(file.key) as body:
        return zipfile.ZipFile(io.BytesIO(body.read()))


def cells(archive: zipfile.ZipFile, sheet: str) -> list[list]:
    book = load_workbook(io.BytesIO(archive.read(BOOK)))
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


def test_the_package_holds_a_sheet_for_each_kind_and_every_file(seat, director):
    archive = taken(director)
    book = load_workbook(io.BytesIO(archive.read(BOOK)))
    assert {"代表", "单位", "建议", "届", "选区", "附件"} <= set(book.sheetnames)
    headings, row = cells(archive, "代表")[:2]
    assert dict(zip(headings, row, strict=True))["姓名"] == "万秋生"
    (place,) = (name for name in archive.namelist() if name != BOOK)
    assert archive.read(place).decode() == "说明"
    assert place in cells(archive, "附件")[1]


def test_a_proposal_stands_beside_its_reply_and_its_papers_lie_under_its_number(answered, director):
    archive = taken(director)
    headings, row = cells(archive, "建议")[:2]
    said = dict(zip(headings, row, strict=True))
    assert (said["编号"], said["答复内容"]) == (1, ANSWER["text"])
    headings, row = cells(archive, "答复")[:2]
    assert dict(zip(headings, row, strict=True))["建议编号"] == 1
    folder = f"附件/建议/第十九届第六次会议/第 1 号 {answered.title}"
    places = sorted(name.rpartition("/")[0] for name in archive.namelist() if name != BOOK)
    assert places == [folder, f"{folder}/第 1 次答复"]


def test_a_title_never_leads_out_of_its_folder(answered, director):
    type(answered).objects.update(title="../../改 路/灯\\桥")
    (place,) = (name for name in taken(director).namelist() if "照片" in name)
    assert place.startswith("附件/建议/第十九届第六次会议/第 1 号 ")
    assert ".." not in place.split("/")
    assert len(place.split("/")) == 5


def test_results_of_earlier_jobs_are_no_part_of_it(seat, director):
    run(director)
    assert len(taken(director).namelist()) == 2


def test_what_somebody_typed_stays_text(seat, director):
    book = load_workbook(io.BytesIO(taken(director).read(BOOK)))
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
    done = run(director, sealed=True)
    entry = AuditEntry.objects.get(verb="export.full")
    assert (entry.actor, entry.note.text, entry.facts["sealed"]) == (director, "换系统", True)
    assert (entry.subject_id, entry.facts["files"]) == (str(done.pk), 1)
    assert entry.facts["sha256"] == files.files_of(done).get().sha256


def test_nobody_but_the_director_takes_everything(seat, staff, sysadmin, client):
    for user in (staff, sysadmin):
        with pytest.raises(PermissionDenied):
            ask_full_export(user, reason="看看", sealed=False)
        client.force_login(user)
        assert client.post(ADDRESS, TYPED).status_code == 404


def test_24_a_director_no_more_gets_nothing(seat, director):
    asked = ask_full_export(director, reason="换系统", sealed=False)
    director.role_grants.filter(role=Role.DIRECTOR).delete()
    tasks.full_export(str(asked.pk))
    asked.refresh_from_db()
    assert asked.state == JobState.FAILED
    assert not StoredFile.objects.filter(subject_kind="office.JobRun").exists()


def test_from_the_page_to_the_package(seat, director, client):
    client.force_login(director)
    typed = {**TYPED, "sealed": "on", "once": uuid.uuid4()}
    first, second = (client.post(ADDRESS, typed) for _ in range(2))
    asked = JobRun.objects.get()
    assert first.url == second.url == f"/jobs/{asked.pk}/"
    assert asked.title == "导出全部资料，连同身份证号、电话、住址"
    tasks.full_export(str(asked.pk))
    response = client.get(f"/jobs/{asked.pk}/file/")
    assert zipfile.ZipFile(io.BytesIO(response.getvalue())).testzip() is None
    assert response["Content-Disposition"].startswith("attachment")


def test_after_a_day_the_form_with_the_password_is_asked_again(seat, director, client):
    done = run(director)
    JobRun.objects.update(expires_at=done.finished_at + timedelta(microseconds=1))
    client.force_login(director)
    page = client.get(f"/jobs/{done.pk}/file/")
    assert (page.status_code, '"/backup/#export">重新做一份' in page.content.decode()) == (
        410,
        True,
    )


def test_a_full_disk_is_said_before_anything_is_written(seat, director, monkeypatch):
    usage = namedtuple("Usage", "total used free")
    monkeypatch.setattr(export.shutil, "disk_usage", lambda place: usage(10**9, 10**9, 10**6))
    asked = run(director)
    assert (asked.state, "硬盘空间不够" in asked.error) == (JobState.FAILED, True)


@pytest.mark.parametrize(
    ("change", "sentence"), [({"reason": ""}, "请填用途"), ({"password": "x"}, "登录密码不对")]
)
def test_without_a_reason_or_the_password_nothing_leaves(seat, director, client, change, sentence):
    client.force_login(director)
    typed = {**TYPED, **change, "once": uuid.uuid4()}
    assert sentence in client.post(ADDRESS, typed).content.decode()
    assert not JobRun.objects.exists()


@pytest.mark.parametrize("more", [0, 5])
def test_more_rows_cost_no_more_queries(seat, director, django_assert_num_queries, more):
    for n in range(more):
        make_deputy(f"代表{n}")
    _ = director.roles
    sheets = {sheet.title: sheet for sheet in business_sheets(director, sealed=True)}
    with django_assert_num_queries(1):
        assert len(list(sheets["代表"].rows)) == 1 + more


@pytest.mark.parametrize("more", [0, 3])
def test_more_proposals_cost_no_more_queries(answered, director, django_assert_num_queries, more):
    lead, unit = answered.lead, answered.lead_unit
    handler = answered.signed_by
    for n in range(more):
        crew = {"director": director, "unit": unit, "handler": handler}
        brought_to("replied", lead=lead, title=f"第 {n} 件", **crew)
    _ = director.roles
    sheets = {sheet.title: sheet for sheet in business_sheets(director, sealed=False)}
    with django_assert_num_queries(3):  # proposals, their replies; replies
        assert len(list(sheets["建议"].rows)) == len(list(sheets["答复"].rows)) == 1 + more
