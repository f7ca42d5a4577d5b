"""The chairman's 看板: who reads it, what it says first, what it costs; the homes it stands on."""

from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse

from deputies.choices import ProposalState as S
from deputies.models import Proposal, Unit
from tests.deputies.proposal_pages import LIST, signed_in
from tests.factories import make_handler, make_unit, make_user
from township_npc.office.choices import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]

BOARD = "/dashboard/"


def read(user, url: str = BOARD) -> str:
    return signed_in(user).get(url).content.decode()


@pytest.mark.parametrize("role", [*Role.values, ""])
def test_only_the_chairman_and_the_director_read_it(office, client, role):
    if role:
        client.force_login(make_user(role))
    answer = client.get(BOARD)
    expected = {Role.CHAIR: 200, Role.DIRECTOR: 200, "": 302}.get(role, 404)
    assert answer.status_code == expected
    assert reverse("desk:dashboard") == BOARD


def test_nobody_sends_anything_to_it(chair):
    assert signed_in(chair).post(BOARD).status_code == 405


def test_it_says_first_what_is_overdue_and_whose(put, chair):
    put(S.SIGNED)
    put(S.SIGNED)
    put(S.SIGNED, unit="公共服务办")
    board = signed_in(chair).get(BOARD).context["board"]
    assert board.first == "现在有 3 件建议超期，2 件属村镇建设办。"
    assert [(tile.label, tile.number, tile.urge) for tile in board.tiles] == [
        ("现在超期", 3, "要催"),
        ("30 天内到期", 0, ""),
        ("今年收到", 3, ""),
        ("其中已答复", 0, ""),
    ]


def test_each_number_opens_to_as_many_rows(put, chair):
    put(S.SIGNED)
    put(S.SIGNED, due=date(2026, 12, 1))
    put(S.CLOSED, on=date(2026, 9, 1))
    client = signed_in(chair)
    board = client.get(BOARD).context["board"]
    for tile in board.tiles:
        assert client.get(tile.url).context["page_obj"].paginator.count == tile.number
    in_time, _, results, _ = board.figures
    assert (in_time.url_label, results.url_label) == ("看 2 件", "看 1 件")
    for figure, count in ((in_time, 2), (results, 1)):
        assert client.get(figure.url).context["page_obj"].paginator.count == count


def test_an_empty_office_reads_one_sentence_for_each_figure(chair):
    page = read(chair)
    for sentence in (
        "没有超期没答复的建议。",
        "今年还没有到期和答复的建议。",
        "今年和去年都还没有答复。",
        "代表还没有评价过答复。",
        "本季度没有到期的承诺。",
    ):
        assert sentence in page
    assert '<svg class="chart"' not in page


def test_the_director_reads_the_same_and_is_told_so(put, chair, director):
    put(S.SIGNED)
    boards = [signed_in(user).get(BOARD).context["board"] for user in (chair, director)]
    assert boards[0] == boards[1]
    assert "主席打开看到的就是这一页，只能看。" in read(director)
    assert "主席打开看到的就是这一页" not in read(chair)


def test_a_name_with_a_script_in_it_is_shown_as_text(put, chair):
    put(S.SIGNED, unit="<script>alert(1)</script>")
    for url in (BOARD, "/"):
        page = read(chair, url)
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("rows", [1, 50])
def test_it_costs_the_same_queries_for_any_number_of_rows(
    put, chair, rows, django_assert_num_queries
):
    for n in range(rows):
        put(S.CLOSED, unit=f"第 {n % 20} 站", on=date(2026, 9, 1), result="B")
    client = signed_in(chair)
    client.get(BOARD)  # the first page of a sign-in also writes the sign-in down
    with django_assert_num_queries(12):
        client.get(BOARD)


@pytest.mark.parametrize("rows", [1, 50])
def test_the_chairmans_home_costs_the_same_queries_for_any_number_of_rows(
    put, chair, rows, django_assert_num_queries
):
    for n in range(rows):
        put(S.SIGNED)
        put(S.CLOSED, unit=f"第 {n % 20} 站", on=date(2026, 9, 1), result="B")
    client = signed_in(chair)
    client.get("/")
    with django_assert_num_queries(17):  # the frame's six, the rail's three, six of the board
        client.get("/")


def test_the_chairmans_home_shows_the_figures_and_no_empty_list_of_things_to_do(put, chair):
    put(S.SIGNED)
    page = read(chair, "/")
    assert "现在有 1 件建议超期，属村镇建设办。" in page
    assert "超期没有答复的" in page
    assert "都办完了" not in page


def test_without_anything_overdue_the_chairmans_home_has_no_such_panel(put, chair):
    put(S.SIGNED, due=date(2026, 12, 1))
    assert "超期没有答复的" not in read(chair, "/")


def test_the_directors_home_leads_to_what_the_chairman_sees(director, staff):
    assert f'href="{BOARD}"' in read(director, "/")
    assert f'href="{BOARD}"' not in read(staff, "/")


def test_a_handlers_home_counts_the_own_units_work_and_no_others(put):
    put(S.SIGNED)
    put(S.SIGNED, due=date(2026, 12, 1))
    put(S.REPLIED, on=date(2026, 9, 1))
    put(S.SIGNED, unit="公共服务办")
    handler = make_handler(Unit.objects.get(name="村镇建设办"))
    page = read(handler, "/")
    assert "您单位的建议" in page
    assert "全部 3 件" in page
    for view, count in (("late", 1), ("in30", 1), ("answered", 1)):
        rows = signed_in(handler).get(f"{LIST}?view={view}").context["page_obj"]
        assert rows.paginator.count == count


def test_a_unit_without_work_reads_that_nothing_waits(office):
    handler = make_handler(make_unit())
    page = read(handler, "/")
    assert "您单位的建议" not in page
    assert "都办完了" in page
    assert Proposal.objects.count() == 0


def test_a_stations_head_has_a_home_without_proposals(put):
    put(S.SIGNED, unit="莲南派出所")
    page = read(make_user(Role.STATION_HEAD), "/")
    assert "现在没有等您办的事。" in page
    assert "您单位的建议" not in page


def test_figures_of_the_list_that_nobody_wrote_are_as_if_not_there(put, chair):
    put(S.SIGNED)
    url = f"{LIST}?year=abc&time=never&result=Z&replied=1"
    assert signed_in(chair).get(url).context["page_obj"].paginator.count == 1


def test_a_filter_set_by_a_figure_stands_above_the_list_and_can_be_taken_off(put, chair):
    put(S.SIGNED)
    page = read(chair, f"{LIST}?time=missed&replied=2026&year=2026&result=A")
    for words in ("今年没按时：迟了或者没答", "2026 年答复的", "2026 年提的", "A 类"):
        assert words in page
    assert "今年没按时" not in read(chair, LIST)


def test_on_paper_the_board_keeps_its_figures_and_drops_what_cannot_be_pressed():
    css = Path("static/css/charts.css").read_text(encoding="utf-8")
    printed = css.split("@media print{")[1]
    assert ".fold" in printed
    assert "grid-template-columns:1fr 1fr" in printed
    assert "max-height" in printed
