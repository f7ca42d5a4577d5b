"""The pages of the import: choose a file, look, import, undo; for the office alone."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deputies.choices import ImportState
from deputies.models import Deputy, RosterImport
from deputies.roster.headings import find_table
from deputies.roster.reader import read_sheets
from tests.deputies.roster_files import named, people, person, roster, sample
from tests.deputies.roster_steps import imported, kept
from tests.factories import make_term
from township_npc.office import clock
from township_npc.office.models import Office

pytestmark = pytest.mark.django_db
IMPORT = "/deputies/import/"


@pytest.fixture
def term(office):
    return make_term(quota=71)


@pytest.fixture
def desk(client, staff, term):
    client.force_login(staff)
    return client


def upload(client, file, **fields):
    sent = SimpleUploadedFile(file.name, file.getvalue())
    return client.post(IMPORT, {"once": uuid4(), "file": sent, **fields}, follow=True)


def address(name: str, batch: RosterImport) -> str:
    return reverse(f"deputies:roster-{name}", args=[batch.pk])


def test_a_roster_goes_from_the_file_to_the_deputies(desk):
    page = upload(desk, sample("deputies.xlsx"))
    assert "72 人，新 66，可疑 6。" in page.text
    batch = RosterImport.objects.get()
    done = desk.post(address("write", batch), follow=True)
    assert "导入好了：加入 66 名代表。" in done.text
    assert Deputy.objects.count() == 66


def test_no_number_of_a_person_stands_in_the_page(desk):
    page = upload(desk, sample("deputies.xlsx")).text
    done = desk.post(address("write", RosterImport.objects.get()), follow=True).text
    for number in ("360199194204289684", "17605824395", "1380000", "36019919520610281X"):
        assert number not in page + done
    assert "360***********9684" in page


def test_a_file_that_cannot_be_read_is_refused_beside_the_field(desk):
    page = upload(desk, named(roster([]), "旧.xls"))
    assert "表头下面没有人名，请看看是不是空表。" in page.text
    assert page.context["form"].errors.keys() == {"file"}


def test_no_file_is_said_in_the_office_s_words(desk):
    assert "请先选名册文件。" in desk.post(IMPORT, {"once": uuid4()}).text


def test_the_same_upload_sent_twice_is_one_preview(desk):
    once = uuid4()
    upload(desk, roster(people(2)), once=once)
    upload(desk, roster(people(2)), once=once)
    assert RosterImport.objects.count() == 1


def test_a_town_without_a_term_is_led_to_open_one(client, staff):
    client.force_login(staff)
    assert "还没有开届。" in client.get(IMPORT).text
    assert "还没有开届。" in upload(client, roster(people(1))).text
    assert RosterImport.objects.count() == 0


def test_the_demo_says_that_it_takes_no_real_people(desk):
    Office.objects.update(is_demo=True)
    real = roster([person(1, 身份证号="11010519491231002X")])
    assert "演示里不能放真实的人" in upload(desk, real).text


def test_choices_are_kept_when_a_chip_is_pressed(desk, term):
    batch = kept(roster(people(3)))
    page = desk.post(address("choose", batch), {"row-4": "skip", "kind": "new"})
    assert page.url == address("preview", batch) + "?kind=new"
    assert list(batch.rows.values_list("choice", flat=True)) == ["take", "skip", "take"]


def test_choices_are_kept_by_the_import_itself(desk, term):
    batch = kept(roster(people(3)))
    desk.post(address("write", batch), {"row-4": "skip"})
    assert Deputy.objects.count() == 2


@pytest.mark.parametrize("data", [{"row-3": "odd"}, {"row-x": "take"}, {"row-3": "update"}])
def test_a_choice_nobody_offered_is_refused_and_nothing_is_written(desk, term, data):
    batch = kept(roster(people(1)))
    page = desk.post(address("write", batch), data, follow=True)
    assert [str(message) for message in page.context["messages"]]
    assert Deputy.objects.count() == 0


def test_a_chip_shows_only_its_rows(desk, term):
    batch = kept(sample("deputies.xlsx"))
    page = desk.get(address("preview", batch), {"kind": "suspicious"})
    assert [line.name for line in page.context["page_obj"]] == [
        "雷冬",
        "贺红",
        "杨庚昇",
        "余贵珍",
        "贾娣强",
        "金晨冬",
    ]


@pytest.mark.parametrize("query", ["?kind=odd", "?page=99", "?page=x", "?kind=same"])
def test_an_odd_address_shows_a_page_all_the_same(desk, term, query):
    assert desk.get(address("preview", kept(roster(people(1)))) + query).status_code == 200


def test_an_import_that_stopped_half_way_offers_to_go_on(desk, term):
    batch = kept(roster(people(2)))
    RosterImport.objects.filter(pk=batch.pk).update(state=ImportState.WRITING)
    assert "接着导入 2 行" in desk.get(address("preview", batch)).text
    desk.post(address("write", batch))
    assert Deputy.objects.count() == 2


def test_dropping_a_preview_leads_back_to_the_files(desk, term):
    page = desk.post(address("drop", kept(roster(people(2)))), follow=True)
    assert page.redirect_chain == [(IMPORT, 302)]
    assert "没有导入，读到的内容已经删掉。" in page.text


def test_an_import_is_undone_from_its_page(desk, term):
    batch = imported(roster(people(2)))
    RosterImport.objects.update(done_at=clock.now())
    assert address("undo", batch) in desk.get(address("preview", batch)).text
    assert "这次加入的 2 名代表会删掉" in desk.get(address("undo", batch)).text
    assert "的导入已经撤销。" in desk.post(address("undo", batch), follow=True).text
    assert Deputy.objects.count() == 0


def test_an_import_that_cannot_be_undone_any_more_says_so(desk, term):
    batch = imported(roster(people(1)))
    RosterImport.objects.update(done_at="2025-01-01T00:00:00Z")
    assert "撤销这次导入" not in desk.get(address("preview", batch)).text
    assert "已经超过 30 天" in desk.post(address("undo", batch), follow=True).text


def test_the_sample_roster_can_be_imported_as_it_is(desk):
    answer = desk.get(reverse("deputies:roster-sample"))
    table = find_table(read_sheets(named(BytesIO(answer.content), "x")))
    assert len(table.columns) == 12
    page = upload(desk, named(BytesIO(answer.content), "名册样表.xlsx"))
    assert "2 人，新 2。" in page.text


def test_earlier_imports_are_listed_and_dropped_ones_are_not(desk, term):
    imported(named(roster(people(1)), "第一份.xlsx"))
    desk.post(address("drop", kept(named(roster(people(1)), "第二份.xlsx"))))
    desk.get(IMPORT)
    page = desk.get(IMPORT).text
    assert "第一份.xlsx" in page and "第二份.xlsx" not in page


@pytest.mark.parametrize("who", ["chair", "sysadmin", "deputy", "handler"])
def test_nobody_outside_the_office_meets_the_import(client, request, who, term):
    batch = kept(roster(people(1)))
    user = request.getfixturevalue(who)
    client.force_login(user.person.user)
    pages = [IMPORT, reverse("deputies:roster-sample"), address("preview", batch)]
    acts = [address(name, batch) for name in ("choose", "write", "drop", "undo")]
    assert {client.get(page).status_code for page in pages} == {404}
    assert {client.post(act).status_code for act in [IMPORT, *acts]} == {404}


def test_a_visitor_is_led_to_the_door(client, term):
    assert client.get(IMPORT).url.startswith(reverse("office:login"))


def test_the_preview_costs_the_same_queries_for_any_number_of_rows(desk, term):
    def queries(rows: int) -> int:
        page = address("preview", kept(roster(people(rows))))
        desk.get(page)
        with CaptureQueriesContext(connection) as captured:
            desk.get(page)
        return len(captured)

    assert queries(1) == queries(50) <= 12
