"""收文: registered without a gap, instructed, dealt with, put right; on its pages and in Excel."""

from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from openpyxl import load_workbook

from tests.factories import moment
from township_npc.office import clock
from township_npc.office.models import AuditEntry, IncomingPaper, StoredFile, Todo
from township_npc.office.services.papers import incoming
from township_npc.office.services.papers.drafting import draft_paper

URL = "/papers/incoming/"
AT, ON = moment(2026, 3, 2), date(2026, 3, 2)


def receive(by, title="关于报送代表履职情况的通知", **more) -> IncomingPaper:
    facts = {"received_on": ON, "sender": "某县人大常委会办公室", "title": title, **more}
    return incoming.receive_paper(by=by, at=AT, **facts)


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def body(**fields) -> dict:
    values = {"once": uuid4(), "received_on": "2026-03-02", "sender": "某县人大常委会办公室"}
    return {**values, "title": "关于报送代表履职情况的通知", "copies": 1, **fields}


def seen(client, url: str) -> str:
    """The mark of a form as it was opened."""
    return client.get(url).context["form"]["seen"].value()


def instruct(user, paper, **fields) -> None:
    client, url = browser(user), f"{URL}{paper.pk}/instruct/"
    client.post(url, {"once": uuid4(), "seen": seen(client, url), **fields})


def scan(name: str = "扫描件.txt", words: str = "通知全文。") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, words.encode())


@pytest.fixture
def paper(director) -> IncomingPaper:
    return receive(director)


def titles(client, query: str = "") -> list[str]:
    return [paper.title for paper, _ in client.get(f"{URL}?{query}").context["rows"]]


# 登记


def test_numbers_begin_with_one_each_year_and_have_no_gap(director):
    called = [receive(director).called, receive(director).called]
    called.append(receive(director, received_on=date(2027, 1, 4)).called)
    assert called == ["2026 年第 1 号", "2026 年第 2 号", "2027 年第 1 号"]


def test_the_page_registers_a_paper_with_its_scans_once(desk, office):
    sent = body(sender_number="某人常办〔2026〕12号", due_on="2026-03-09")
    answers = [desk.post(f"{URL}new/", {**sent, "attachments": scan()}) for _ in range(2)]
    paper = IncomingPaper.objects.get()
    assert [answer.url for answer in answers] == [f"{URL}{paper.pk}/"] * 2
    assert (paper.number, paper.sender_number, paper.due_on) == (
        1,
        "某人常办〔2026〕12号",
        date(2026, 3, 9),
    )
    assert StoredFile.objects.get(subject_id=paper.pk).name == "扫描件.txt"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"received_on": lambda: clock.today() + timedelta(days=1)}, "收到日期不能晚于今天。"),
        ({"dated_on": lambda: date(2026, 3, 3)}, "来文日期不能晚于收到日期。"),
        ({"due_on": lambda: date(2026, 3, 1)}, "办好的期限不能早于收到日期。"),
        ({"title": lambda: ""}, "请填标题。"),
        ({"sender": lambda: ""}, "请填来文单位。"),
        ({"copies": lambda: 0}, "不能小于 1。"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(desk, office, fields, sentence):
    wrong = body(**{name: value() for name, value in fields.items()})
    assert sentence in desk.post(f"{URL}new/", wrong).content.decode()
    assert not IncomingPaper.objects.exists()


def test_the_days_at_the_boundary_are_taken(desk, office):
    desk.post(
        f"{URL}new/",
        body(received_on=clock.today(), dated_on=clock.today(), due_on=clock.today()),
    )
    assert IncomingPaper.objects.get().due_on == clock.today()


def test_a_number_of_the_same_sender_that_was_registered_before_is_shown(desk, director):
    first = receive(director, sender_number="某人常办〔2026〕12号")
    second = receive(director, sender_number="某人常办〔2026〕12号")
    other = receive(director, sender="某县民政局", sender_number="某人常办〔2026〕12号")
    assert list(desk.get(f"{URL}{second.pk}/").context["twins"]) == [first]
    assert list(desk.get(f"{URL}{other.pk}/").context["twins"]) == []


def test_the_database_refuses_a_number_twice_and_a_paper_done_before_it_came(paper):
    with pytest.raises(IntegrityError), transaction.atomic():
        IncomingPaper.objects.create(
            year=2026, number=1, received_on=ON, sender="甲", title="乙", taken_by=paper.taken_by,
            taken_at=AT,
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        IncomingPaper.objects.filter(pk=paper.pk).update(done_on=ON - timedelta(days=1))


# 批示


def test_the_chairman_is_asked_and_gives_his_word_with_one_tap(director, chair):
    paper = receive(director, is_for_chair=True, opinion="拟请各代表小组报送。")
    waiting = Todo.objects.open().get(addressee="role:chair")
    assert (waiting.title, waiting.url) == (
        "批示第 1 号收文：关于报送代表履职情况的通知",
        f"{URL}{paper.pk}/instruct/",
    )
    phone = browser(chair)
    assert "拟请各代表小组报送。" in phone.get(waiting.url).content.decode()
    instruct(chair, paper, ready="同意拟办意见。")
    paper.refresh_from_db()
    assert (paper.instruction, Todo.objects.open().filter(addressee="role:chair").count()) == (
        "同意拟办意见。",
        0,
    )


def test_what_is_written_beside_a_ready_sentence_stands_behind_it(paper, chair):
    instruct(chair, paper, ready="请办公室办理。", reason="周五前报我。")
    paper.refresh_from_db()
    assert paper.instruction == "请办公室办理。周五前报我。"


def test_a_paper_that_asks_no_word_of_the_chairman_waits_for_the_office_alone(paper):
    assert list(Todo.objects.open().values_list("kind", "addressee")) == [
        ("incoming.handle", "office")
    ]


def test_who_overwrites_a_word_that_came_meanwhile_is_told(paper, chair, staff):
    url = f"{URL}{paper.pk}/instruct/"
    opened = seen(browser(staff), url)
    instruct(chair, paper, ready="已阅。")
    late = {"once": uuid4(), "ready": "请办公室办理。", "seen": opened}
    page = browser(staff).post(url, late).content.decode()
    assert "熊建平" in page and "改过这份资料" in page
    paper.refresh_from_db()
    assert paper.instruction == "已阅。"


@pytest.mark.parametrize(("length", "kept"), [(500, True), (501, False)])
def test_a_word_is_as_long_as_it_can_be_kept(paper, chair, length, kept):
    instruct(chair, paper, ready="已阅。", reason="办" * (length - 3))
    paper.refresh_from_db()
    assert bool(paper.instruction) == kept


# 办好、重开、更正


def test_it_is_done_once_and_opened_again_with_a_reason(desk, paper):
    done = {"once": uuid4(), "on": "2026-03-05", "result": "已报县人大。"}
    desk.post(f"{URL}{paper.pk}/finish/", done)
    paper.refresh_from_db()
    assert (paper.done_on, paper.result) == (date(2026, 3, 5), "已报县人大。")
    assert not Todo.objects.open().exists()
    again = desk.post(f"{URL}{paper.pk}/finish/", {**done, "once": uuid4()})
    assert "这份收文已经办好了。" in again.content.decode()
    desk.post(f"{URL}{paper.pk}/reopen/", {"once": uuid4(), "ready": "点错了。"})
    paper.refresh_from_db()
    assert (paper.done_on, paper.result) == (None, "")
    assert Todo.objects.open().count() == 1


@pytest.mark.parametrize(("day", "taken"), [(ON - timedelta(days=1), False), (ON, True)])
def test_it_is_not_done_before_it_came(director, paper, day, taken):
    if taken:
        incoming.finish_incoming(paper, on=day, result="办了", by=director)
    else:
        with pytest.raises(ValidationError, match="不能早于收到"):
            incoming.finish_incoming(paper, on=day, result="办了", by=director)
    assert bool(IncomingPaper.objects.get().done_on) == taken


def test_it_is_not_done_tomorrow(desk, paper):
    tomorrow = clock.today() + timedelta(days=1)
    page = desk.post(
        f"{URL}{paper.pk}/finish/", {"once": uuid4(), "on": tomorrow, "result": "办了"}
    )
    assert "办好的日期不能晚于今天。" in page.content.decode()


def test_each_fact_can_be_put_right_and_the_number_stays(desk, paper):
    url = f"{URL}{paper.pk}/change/"
    desk.post(url, body(title="关于报送履职情况的函", copies=2, seen=seen(desk, url)))
    paper.refresh_from_db()
    assert (paper.title, paper.copies, paper.number) == ("关于报送履职情况的函", 2, 1)
    entry = AuditEntry.objects.latest("seq")
    assert (entry.verb, sorted(entry.facts["fields"])) == ("incoming.changed", ["copies", "title"])


def test_a_paper_stays_in_the_year_of_its_number(desk, paper):
    url = f"{URL}{paper.pk}/change/"
    page = desk.post(url, body(received_on="2025-12-31", seen=seen(desk, url)))
    assert "收文号是 2026 年的" in page.content.decode()


def test_two_clerks_on_one_paper_the_second_is_told_who_was_faster(desk, staff, paper):
    url = f"{URL}{paper.pk}/change/"
    opened, theirs = seen(desk, url), browser(staff)
    theirs.post(url, body(title="李海燕改的", seen=seen(theirs, url)))
    page = desk.post(url, body(title="我改的", seen=opened)).content.decode()
    assert "李海燕" in page and "现在存着：李海燕改的" in page
    paper.refresh_from_db()
    assert paper.title == "李海燕改的"


# 文件


def test_its_files_are_read_by_the_office_and_the_chairman_alone(paper, desk, chair, deputy):
    desk.post(f"{URL}{paper.pk}/files/", {"once": uuid4(), "attachments": scan()})
    url = f"/files/{StoredFile.objects.get().pk}/"
    assert browser(chair).get(url).getvalue().decode() == "通知全文。"
    assert browser(deputy.person.user).get(url).status_code == 404


def test_without_a_file_there_is_nothing_to_add(paper, desk):
    page = desk.post(f"{URL}{paper.pk}/files/", {"once": uuid4()}).content.decode()
    assert "请选一个文件。" in page


def test_a_wrong_file_is_taken_away_and_the_record_says_so(paper, desk, director):
    desk.post(f"{URL}{paper.pk}/files/", {"once": uuid4(), "attachments": scan("别的.txt")})
    file = StoredFile.objects.get()
    desk.post(f"{URL}{paper.pk}/files/{file.pk}/drop/")
    assert not StoredFile.objects.exists()
    assert "别的.txt" in desk.get(f"{URL}{paper.pk}/").content.decode()


def test_a_file_of_another_paper_is_not_taken_away_here(paper, desk, director):
    other = receive(director)
    desk.post(f"{URL}{other.pk}/files/", {"once": uuid4(), "attachments": scan()})
    file = StoredFile.objects.get()
    assert desk.post(f"{URL}{paper.pk}/files/{file.pk}/drop/").status_code == 404
    assert StoredFile.objects.exists()


# 登记簿


@pytest.fixture
def book(director):
    """Three at work, the middle one due first; one done; one of the year before."""
    receive(director, "甲文")
    receive(director, "乙文", due_on=date(2026, 3, 20))
    receive(director, "丙文", due_on=date(2026, 3, 25), sender="某县民政局", holder="李海燕")
    done = receive(director, "丁文")
    incoming.finish_incoming(done, on=ON, result="已办", by=director)
    receive(director, "戊文", received_on=date(2025, 12, 30))


def test_at_work_the_soonest_day_comes_first(desk, book):
    assert titles(desk) == ["乙文", "丙文", "戊文", "甲文"]
    assert titles(desk, "view=done") == ["丁文"]
    assert titles(desk, "view=all") == ["丁文", "丙文", "乙文", "甲文", "戊文"]


def test_the_list_is_narrowed_by_its_address_and_nothing_else(desk, book):
    assert titles(desk, "text=民政") == titles(desk, "text=李海燕") == ["丙文"]
    assert titles(desk, "year=2025") == ["戊文"]
    assert titles(desk, "year=x&view=y&sender=z") == titles(desk)
    assert desk.get(f"{URL}?text=民政").context["counts"] == {"work": 1, "done": 0, "all": 1}


def test_excel_has_what_the_page_shows_and_the_log_no_name(desk, book):
    answer = desk.post(f"{URL}export/?view=all&text=民政")
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert (rows[1][0], rows[1][2], rows[1][4], rows[1][10]) == (
        "2026-3",
        "某县民政局",
        "丙文",
        "李海燕",
    )
    entry = AuditEntry.objects.latest("seq")
    assert (entry.verb, entry.facts["rows"]) == ("incoming.exported", 1)
    assert entry.facts["filter"] == {"view": "all"}
    assert entry.note.text == "搜“民政”"


def test_an_empty_register_offers_to_register_the_first(desk, office):
    assert "还没有登记过收文。" in desk.get(URL).content.decode()


@pytest.mark.parametrize("rows", [1, 50])
def test_the_register_costs_the_same_queries_for_any_number_of_rows(
    desk, director, rows, django_assert_num_queries
):
    for n in range(rows):
        receive(director, f"第 {n} 份")
    desk.get(URL)
    with django_assert_num_queries(8):
        assert len(titles(desk)) == rows


def test_the_page_of_papers_counts_what_goes_out_and_what_came_in_as_its_room_does(
    director, chair, paper
):
    page = browser(director).get("/papers/").content.decode()
    assert f'等您办的：<a href="{URL}">收文 1 份</a>。' in page
    draft_paper("notice", by=director, at=AT)
    page = browser(director).get("/papers/").content.decode()
    out = '<a href="/papers/?view=mine">发文 1 份</a>'
    assert f'等您办的：{out}，<a href="{URL}">收文 1 份</a>。' in page
    assert 'aria-label="2 件等办">2</span>' in page
    assert "等您办的" not in browser(chair).get("/papers/").content.decode()


@pytest.mark.parametrize(
    ("given", "told"), [({}, "请选批示。"), ({"ready": "other"}, "请写批示。")]
)
def test_an_instruction_without_a_word_is_asked_for_by_its_name(chair, paper, given, told):
    client, url = browser(chair), f"{URL}{paper.pk}/instruct/"
    answer = client.post(url, {"once": uuid4(), "seen": seen(client, url), **given})
    assert told in answer.content.decode()
    assert IncomingPaper.objects.get().instruction == ""


def test_only_the_office_registers_and_only_office_and_chairman_instruct(
    paper, chair, deputy, handler
):
    with pytest.raises(PermissionDenied):
        receive(chair)
    for user in (deputy.person.user, handler):
        with pytest.raises(PermissionDenied):
            incoming.instruct(paper, instruction="阅", by=user)
    incoming.instruct(paper, instruction="阅", by=chair)
    assert IncomingPaper.objects.get().instruction == "阅"
