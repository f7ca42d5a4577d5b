"""选票、签到表、席卡、代表证 and lists, read back out of their PDFs."""

import pytest
from django.core.exceptions import ValidationError

from tests.office import measured
from township_npc.office.papers.ballot import Ballot, ballot_page, ballot_pdf, explanation
from township_npc.office.papers.cards import (
    Badge,
    badge_size,
    badges_pdf,
    card_size,
    place_cards_pdf,
)
from township_npc.office.papers.tables import Sheet, sheet_pdf

TITLE = "莲塘镇第十九届人民代表大会第七次会议\n补选镇人大副主席选票"
NAMES = [f"{family}{given}" for family in "王张李赵刘" for given in
         ("玥", "堃喆", "昇", "㛃䶮", "秋生", "国庆", "小红", "建平")]  # fmt: skip


def ballot(count: int, **more) -> Ballot:
    return Ballot(TITLE, NAMES[:count], **{"seats": 1, **more})


@pytest.mark.looks
@pytest.mark.parametrize("count", range(1, 41))
def test_a_ballot_is_one_page_with_every_candidate_once_and_nothing_else(count):
    [page] = measured.pages(ballot_pdf(ballot(count)))
    text = measured.text(page).replace("\u3000", "")
    printed = [name for name in NAMES if name in text]
    assert printed == NAMES[:count]
    assert text.count("另选他人") == 2  # the line, and the explanation
    assert "—" not in text
    bottom = max(char["bottom"] for char in page.chars)
    assert bottom < page.height - 20


@pytest.mark.looks
@pytest.mark.parametrize("count", [2, 20, 40])
def test_a_long_name_stands_whole_in_one_line_and_all_names_are_of_one_size(count):
    names = ["古丽巴哈尔·阿不都热依木", "欧阳㛃䶮", *NAMES][:count]
    [page] = measured.pages(ballot_pdf(Ballot(TITLE, names, seats=1)))
    [long] = [
        line for line in measured.lines(page, smallest=0) if "古丽巴哈尔·阿不都热依木" in line.text
    ]
    assert long.text.startswith("古丽巴哈尔·阿不都热依木")
    named = [char for char in page.chars if char["text"] in "古欧" or char["text"] in "㛃䶮"]
    [size] = {round(char["size"], 1) for char in named}
    assert size >= 8.5
    heights = {round(row.bbox[3] - row.bbox[1]) for t in page.find_tables() for row in t.rows[1:]}
    assert len(heights) == 1


def test_a_ballot_has_a_candidate_and_at_most_forty():
    for count in (0, 41):
        with pytest.raises(ValidationError, match="1 名、最多 40 名"):
            ballot_page(Ballot(TITLE, [*NAMES, "王一"][:count], seats=1))


def test_too_many_lines_for_other_names_are_refused_rather_than_run_over():
    assert ballot_page(ballot(40, write_ins=8)).columns
    with pytest.raises(ValidationError, match="一页排不下"):
        ballot_page(ballot(40, write_ins=9))


def test_candidates_keep_the_order_they_were_given():
    names = [name for column in ballot_page(ballot(20)).columns for name in column]
    assert names[:20] == ["　".join(n) if len(n) == 2 else n for n in NAMES[:20]]


def test_the_explanation_says_how_many_may_be_chosen_and_who_may_write_another_name():
    words = explanation(ballot(5, seats=3))
    assert "应选3名" in words and "多于3名的无效" in words and "弃权的不能另选他人" in words
    assert "另选他人" not in explanation(ballot(5, write_ins=0))


@pytest.mark.looks
def test_a_place_card_bears_its_name_twice_and_two_characters_stand_apart():
    pages = measured.pages(place_cards_pdf(["王玥", "欧阳㛃䶮", "古丽娜尔·买买提"]))
    assert len(pages) == 3
    for page, name in zip(pages, ["王玥", "欧阳㛃䶮", "古丽娜尔·买买提"], strict=True):
        printed = [char["text"] for char in page.chars if char["text"].strip()]
        assert sorted(printed) == sorted(name * 2)
        assert all(char["x0"] >= 0 and char["x1"] <= page.width for char in page.chars)


def test_long_names_are_set_smaller():
    assert card_size("王玥") == card_size("张堃喆") == 120
    assert card_size("古丽娜尔·买买提") < card_size("欧阳㛃䶮") <= 120
    assert badge_size("王玥") > badge_size("古丽娜尔·买买提")


@pytest.mark.looks
def test_a_badge_says_who_in_what_and_where_from():
    badge = Badge(
        "欧阳㛃䶮", "代表证", "莲塘镇第十九届\n人民代表大会第七次会议", "第一代表小组", "007"
    )
    [page] = measured.pages(badges_pdf([badge]))
    text = measured.text(page)
    assert [part for part in ("代表证", "欧阳㛃䶮", "第一代表小组", "007") if part in text] == [
        "代表证", "欧阳㛃䶮", "第一代表小组", "007",
    ]  # fmt: skip


@pytest.mark.looks
def test_a_list_turned_across_repeats_its_head_and_counts_its_pages():
    rows = [[str(n), "关于召开会议的通知", "20260105"] for n in range(1, 61)]
    sheet = Sheet("归档文件目录", ["序号", "题名", "日期"], rows, (20, 180, 50), is_across=True)
    pages = measured.pages(sheet_pdf(sheet))
    assert all(page.width > page.height for page in pages)
    assert all("序号题名日期" in measured.text(page) for page in pages)
    assert f"第1页共{len(pages)}页" in measured.text(pages[0]).replace("\u3000", "").replace(
        " ", ""
    )
