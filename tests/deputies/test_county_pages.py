"""县代表建议 through the pages: who sees which, the list, the downloads, the phone."""

from datetime import date
from io import BytesIO
from uuid import UUID

import pytest
from docx import Document
from openpyxl import load_workbook

from deputies.choices import CountyState as C
from deputies.models import CountyProposal
from deputies.services.county import hand_up
from tests.deputies.edit_pages import opened
from tests.deputies.proposal_pages import LIST, signed_in
from tests.factories import make_county, make_county_seat, make_user
from township_npc.office.choices import Role
from township_npc.office.models import AuditEntry
from township_npc.office.services.entrance import bind_pin

pytestmark = pytest.mark.django_db
COUNTY, PIN = f"{LIST}county/", "204861"
KEY = UUID("1e7e7a9e-0000-4000-8000-000000000006")
WRITTEN = {"category": "traffic", "title": "县道拓宽", "text": "太窄了。请拓宽。", "co_signers": ""}


@pytest.fixture
def author(deputy):
    return deputy.person.user


@pytest.fixture
def seat(author):
    return make_county_seat(author, post="小蓝村党支部书记")


@pytest.fixture
def other_seat(office):
    return make_county_seat(make_user(Role.DEPUTY, name="程远山"))


def titles(answer) -> list[str]:
    return [row.title for row in answer.context["page_obj"].object_list]


def test_the_office_and_the_chairman_see_all_and_a_deputy_the_own(
    seat, other_seat, author, staff, director, chair, handler, sysadmin
):
    mine = make_county(seat, by=author, title="县道")
    theirs = make_county(other_seat, by=staff, title="村医")
    for user in (staff, director, chair):
        assert sorted(titles(signed_in(user).get(COUNTY))) == ["县道", "村医"]
    client = signed_in(author)
    assert titles(client.get(COUNTY)) == ["县道"]
    assert client.get(f"{COUNTY}{mine.pk}/").status_code == 200
    assert client.get(f"{COUNTY}{theirs.pk}/").status_code == 404
    for user in (handler, sysadmin):
        assert signed_in(user).get(COUNTY).status_code == 404


def test_they_stand_in_no_list_of_the_towns(seat, author, director):
    make_county(seat, by=author, title="县道")
    assert "县道" not in signed_in(director).get(LIST).content.decode()
    assert "向县里提的建议" in signed_in(author).get(LIST).content.decode()
    assert "向县里提的建议" not in signed_in(make_user(Role.DEPUTY)).get(LIST).content.decode()


def test_filters_come_from_the_address_and_nothing_else(seat, other_seat, staff):
    make_county(seat, by=staff, title="县道")
    up = {"state": C.HANDED_OVER, "handed_over_on": date(2026, 1, 9), "receiver": "李某"}
    make_county(
        other_seat, by=staff, title="村医", category="health", collected_on=date(2025, 12, 1), **up
    )
    client = signed_in(staff)

    def shown(query: str) -> list[str]:
        return titles(client.get(f"{COUNTY}?{query}"))

    assert shown("") == ["县道", "村医"]
    assert shown("state=handed_over") == ["村医"]
    assert shown("category=traffic") == ["县道"]
    assert shown("year=2025") == ["村医"]
    assert shown("text=程远山") == ["村医"]
    assert shown("level=city") == []
    assert shown("level=town&state=lost&year=abc&ordering=lead__person__phone_sealed") == [
        "县道",
        "村医",
    ]


def test_an_empty_list_offers_the_act_that_fills_it(staff, chair):
    assert "登记第一件" in signed_in(staff).get(COUNTY).content.decode()
    assert "登记第一件" not in signed_in(chair).get(COUNTY).content.decode()


def test_the_office_enters_one(seat, staff):
    fields = {**WRITTEN, "lead": seat.pk, "on": "2026-06-10", "state": "handed_over", "once": KEY}
    for _ in range(2):
        answer = signed_in(staff).post(f"{COUNTY}new/", fields)
        assert answer.status_code == 302
    proposal = CountyProposal.objects.get()
    assert (proposal.lead, proposal.state, proposal.title) == (seat, C.COLLECTED, "县道拓宽")


def test_a_township_seat_is_not_offered(deputy, seat, staff):
    form = signed_in(staff).get(f"{COUNTY}new/").context["form"]
    assert list(form.fields["lead"].queryset) == [seat]
    fields = {**WRITTEN, "lead": deputy.pk, "on": "2026-06-10", "once": KEY}
    signed_in(staff).post(f"{COUNTY}new/", fields)
    assert not CountyProposal.objects.exists()


def test_a_deputy_writes_on_the_phone_and_signs(seat, author):
    bind_pin(author, PIN)
    client = signed_in(author)
    fields = {**WRITTEN, "seat": seat.pk, "once": KEY}
    wrong = client.post(f"{COUNTY}write/", {**fields, "pin": "999999"})
    assert "还可以试 4 次" in wrong.content.decode()
    assert "太窄了。请拓宽。" in wrong.content.decode()
    for _ in range(2):
        assert client.post(f"{COUNTY}write/", {**fields, "pin": PIN}).status_code == 302
    proposal = CountyProposal.objects.get()
    assert (proposal.lead, proposal.entered_by) == (seat, author)
    assert "镇人大办收到了，还没有打印。" in client.get(f"{COUNTY}{proposal.pk}/").content.decode()


def test_5_nobody_writes_in_anothers_seat_or_in_the_towns(deputy, seat, other_seat, author):
    bind_pin(author, PIN)
    for foreign in (other_seat, deputy):
        fields = {**WRITTEN, "seat": foreign.pk, "pin": PIN, "once": KEY}
        assert signed_in(author).post(f"{COUNTY}write/", fields).status_code == 200
    assert not CountyProposal.objects.exists()


def test_who_sits_only_in_the_town_has_no_such_page(author):
    client = signed_in(author)
    assert client.get(f"{COUNTY}write/").status_code == 404
    assert "您没有县级以上的代表席位。" in client.get(COUNTY).content.decode()


def test_who_sits_in_two_congresses_chooses(seat, author):
    make_county_seat(author, "city")
    text = signed_in(author).get(f"{COUNTY}write/").content.decode()
    assert "用哪一级的代表身份提" in text
    assert "市代表" in text


def test_the_deputy_changes_and_takes_back_on_the_phone(seat, author, staff):
    own, entered = make_county(seat, by=author), make_county(seat, by=staff)
    client = signed_in(author)
    for act in ("edit", "drop"):
        assert client.get(f"{COUNTY}{entered.pk}/{act}/").status_code == 403
    fields = {**WRITTEN, "on": "2026-06-09", "reason": "抄错了。", "once": KEY}
    address, received_on = f"{COUNTY}{own.pk}/edit/", own.collected_on
    assert "收到日期" not in client.get(address).content.decode()
    client.post(address, {**opened(client, address), **fields})
    own.refresh_from_db()
    assert (own.title, own.collected_on) == ("县道拓宽", received_on)
    key = UUID("1e7e7a9e-0000-4000-8000-000000000007")
    client.post(f"{COUNTY}{own.pk}/drop/", {"ready": "代表不提了。", "once": key})
    assert list(CountyProposal.objects.all()) == [entered]


@pytest.fixture
def two(seat, other_seat, staff):
    make_county(seat, by=staff, title="县道", text="第一段。\n第二段。", co_signers="陈桂兰")
    make_county(other_seat, by=staff, title="=1+1", text="村医")


def test_the_word_file_has_a_page_for_each_that_the_list_shows(two, staff):
    answer = signed_in(staff).post(f"{COUNTY}word/")
    document = Document(BytesIO(answer.content))
    assert len(document.tables) == 2
    headings = [p for p in document.paragraphs if p.text == "代表建议、批评和意见"]
    assert [p.paragraph_format.page_break_before for p in headings] == [False, True]
    cells = {row.cells[0].text: row.cells[1].text for row in document.tables[1].rows}
    assert (cells["标题"], cells["领衔代表"]) == ("县道", "万秋生（县代表）")
    assert cells["内容"].startswith("第一段。\n第二段。")
    assert (cells["联名代表"], cells["单位职务"]) == ("陈桂兰", "小蓝村党支部书记")
    narrowed = signed_in(staff).post(f"{COUNTY}word/?text=县道")
    assert len(Document(BytesIO(narrowed.content)).tables) == 1
    entry = AuditEntry.objects.latest("seq")
    assert (entry.verb, entry.facts["rows"], entry.facts["filter"]) == ("county.exported", 1, {})


def test_the_workbook_holds_the_rows_and_no_formula(two, staff):
    answer = signed_in(staff).post(f"{COUNTY}export/?state=collected")
    sheet = load_workbook(BytesIO(answer.content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    assert {sheet.cell(n, 2).value for n in (2, 3)} == {"=1+1", "县道"}
    assert AuditEntry.objects.latest("seq").facts["filter"] == {"state": "collected"}


def test_taking_it_away_changes_no_state_and_noting_it_printed_does(two, staff, chair):
    client = signed_in(staff)
    client.post(f"{COUNTY}word/")
    assert set(CountyProposal.objects.values_list("state", flat=True)) == {C.COLLECTED}
    sheets = client.get(f"{COUNTY}print/").content.decode()
    assert sheets.count("代表签名") == 2
    client.post(f"{COUNTY}printed/?text=县道")
    states = dict(CountyProposal.objects.values_list("title", "state"))
    assert states == {"县道": C.PRINTED, "=1+1": C.COLLECTED}
    for act in ("word", "export", "printed"):
        assert signed_in(chair).post(f"{COUNTY}{act}/").status_code == 404


def test_the_ticked_ones_go_up_with_day_and_receiver(two, staff, sample_day):
    client = signed_in(staff)
    form = client.get(f"{COUNTY}hand-up/").context["form"]
    assert len(form["picked"].value()) == 2
    picked = CountyProposal.objects.get(title="县道")
    fields = {"picked": [picked.pk], "on": "2026-06-20", "receiver": "县人大李某", "once": KEY}
    for _ in range(2):
        assert client.post(f"{COUNTY}hand-up/", fields).status_code == 302
    states = dict(CountyProposal.objects.values_list("title", "state"))
    assert states == {"县道": C.HANDED_OVER, "=1+1": C.COLLECTED}
    assert AuditEntry.objects.filter(verb="county.handed_over").count() == 1
    assert "县人大李某" in client.get(COUNTY).content.decode()


def test_the_answer_is_written_down_and_read_by_the_deputy(seat, author, staff, sample_day):
    proposal = make_county(seat, by=author)
    day = date(2026, 6, 20)
    hand_up([proposal], by=staff, on=day, receiver="县人大李某", today=day)
    fields = {"on": "2026-11-20", "answer": "已列入明年计划。", "once": KEY}
    signed_in(staff).post(f"{COUNTY}{proposal.pk}/answer/", fields)
    text = signed_in(author).get(f"{COUNTY}{proposal.pk}/").content.decode()
    assert "已列入明年计划。" in text
    assert "县里 2026 年 11 月 20 日答复了。" in text


def test_what_is_typed_is_shown_as_text(seat, author, staff):
    proposal = make_county(seat, by=author, title="<script>alert(1)</script>")
    for user in (staff, author):
        for url in (COUNTY, f"{COUNTY}{proposal.pk}/"):
            assert "<script>alert(1)" not in signed_in(user).get(url).content.decode()
    assert "<script>alert(1)" not in signed_in(staff).get(f"{COUNTY}print/").content.decode()


@pytest.mark.parametrize("rows", [1, 50])
@pytest.mark.parametrize(("role", "queries"), [("staff", 8), ("author", 8)])
def test_the_list_costs_the_same_queries_for_any_number_of_rows(
    request, seat, author, staff, rows, role, queries, django_assert_num_queries
):
    for n in range(rows):
        make_county(seat, by=staff, title=f"第 {n} 件")
    client = signed_in(author if role == "author" else request.getfixturevalue(role))
    client.get(COUNTY)
    with django_assert_num_queries(queries):
        assert client.get(COUNTY).status_code == 200


@pytest.mark.parametrize("rows", [1, 50])
def test_the_print_page_costs_the_same_queries_for_any_number_of_rows(
    seat, staff, rows, django_assert_num_queries
):
    for n in range(rows):
        make_county(seat, by=staff, title=f"第 {n} 件")
    client = signed_in(staff)
    client.get(COUNTY)
    for url, queries in ((f"{COUNTY}print/", 6), (f"{COUNTY}hand-up/", 6)):
        with django_assert_num_queries(queries):
            assert client.get(url).status_code == 200


def test_the_second_clerk_is_told_who_changed_a_paper_meanwhile(seat, staff, director):
    paper = make_county(seat, by=staff)
    address = f"{COUNTY}{paper.pk}/edit/"
    first, second = signed_in(staff), signed_in(director)
    mine = opened(second, address)
    typed = {"title": "县道拓宽", "reason": "抄错了。", "once": KEY}
    first.post(address, {**opened(first, address), **typed})
    page = second.post(address, {**mine, **typed, "title": "县道改造"})
    assert "现在存着：县道拓宽<" in page.content.decode()
    assert page.context["form"]["title"].value() == "县道改造"
    paper.refresh_from_db()
    assert paper.title == "县道拓宽"
