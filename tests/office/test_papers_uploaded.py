"""A draft that went out as a Word file comes back: its body is taken, head and tail are kept."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.office.paper_samples import NOTICE, ROLLS
from township_npc.office.papers.content import Layout
from township_npc.office.papers.text import PaperText, compose
from township_npc.office.papers.uploaded import Taken, frame_of, take_body
from township_npc.office.papers.word import paper_docx
from township_npc.office.reading import text_of

PRESIDIUM = "莲塘镇人民代表大会主席团"
WHOLE = PaperText(
    title=f"{PRESIDIUM}关于召开镇第十九届人民代表大会第七次会议的通知",
    body="定于三月五日召开会议。\n一、时间\n三月五日。\n特此通知。",
    mark=f"{PRESIDIUM}文件",
    addressees="各代表小组，各村（社区），镇直有关单位：",
    attachments="日程\n专用纸",
    issuer=PRESIDIUM,
    note="联系人：李海燕，电话：0791-88880000",
    copies_to="县人大常委会办公室",
    printed_by="莲塘镇人民代表大会办公室",
    secrecy="内部",
)
ANNEX = "附件1\n日程\n| 时间 | 内容 |\n| 1月15日 | 预备会议 |\n附件2\n专用纸"
SET = {"layout": Layout.DOCUMENT, "number": "莲人发〔2026〕　号", "dated_on": date(2026, 3, 2)}


def as_word(text: PaperText, **more) -> str:
    """The words that stand in the Word file of this paper."""
    return text_of(BytesIO(paper_docx(compose(text, **{**SET, **more}))), "稿.docx")


def back(text: PaperText, before: PaperText = WHOLE, **more) -> Taken:
    """The file of ``text`` comes back to a paper that still reads ``before``."""
    return take_body(as_word(text, **more), frame_of(before, **SET))


def test_an_unchanged_file_brings_the_same_body():
    assert back(WHOLE) == Taken(WHOLE.body, [])


@pytest.mark.parametrize(
    "body", ["改了。", NOTICE.strip(), f"{WHOLE.body}\n{ANNEX}", f"改了。\n{ANNEX}"]
)
def test_what_was_changed_in_the_body_and_its_annexes_is_taken(body):
    assert back(replace(WHOLE, body=body)) == Taken(body, [])


@pytest.mark.parametrize("layout", Layout)
def test_each_format_keeps_its_head_and_tail(layout):
    text = replace(WHOLE, body=f"{ROLLS}\n改了。\n完。\n{ANNEX}")
    frame = frame_of(WHOLE, layout=layout, number="第3期", dated_on=date(2026, 3, 2))
    assert take_body(as_word(text, layout=layout, number="第3期"), frame) == Taken(text.body, [])


@pytest.mark.parametrize(
    ("changes", "left_out"),
    [
        ({"issuer": "镇人大"}, ["镇人大"]),
        ({"attachments": "新日程\n专用纸"}, ["附件：1.新日程"]),
        ({"note": "联系人：徐明华"}, ["（联系人：徐明华）"]),
    ],
)
def test_what_was_changed_outside_the_body_is_named_and_not_taken(changes, left_out):
    taken = back(replace(WHOLE, **changes, body="改了。"))
    assert taken == Taken("改了。", left_out)


def test_a_changed_title_is_named_and_may_mean_another_paper():
    title = f"{PRESIDIUM}关于开会的通知"
    assert back(replace(WHOLE, title=title, body="改了。")) == Taken("改了。", [title], False)


BARE = replace(WHOLE, attachments="", note="", copies_to="", printed_by="", secrecy="")


@pytest.mark.parametrize(
    ("changes", "left_out", "has_title"),
    [
        ({"addressees": "各选区："}, ["各选区："], True),
        ({"issuer": "莲塘镇人大办公室"}, ["莲塘镇人大办公室"], True),
        (
            {"title": "关于表彰的通报", "addressees": "各选区："},
            ["关于表彰的通报", "各选区："],
            False,
        ),
    ],
)
def test_a_changed_head_or_tail_beside_the_body_is_no_body(changes, left_out, has_title):
    uploaded = as_word(replace(BARE, **changes, body="改了。\n完。"), dated_on=None)
    frame = frame_of(BARE, **{**SET, "dated_on": None})
    assert take_body(uploaded, frame) == Taken("改了。\n完。", left_out, has_title)


@pytest.mark.parametrize(
    "body", ["各位代表：\n请准时到会。", "现将事项通知如下：\n一、时间\n二、地点", "莲塘人"]
)
def test_lines_of_the_body_stay_when_head_and_tail_did_not_change(body):
    assert back(replace(BARE, body=body), BARE) == Taken(body, [])


def test_a_line_that_the_body_had_already_is_body_still():
    before = replace(BARE, body="现将事项通知如下：\n改了。\n各代表小组")
    uploaded = as_word(replace(before, addressees="", issuer=""), dated_on=None)
    frame = frame_of(before, **{**SET, "dated_on": None})
    assert take_body(uploaded, frame).body == before.body


def test_a_file_of_another_paper_has_not_the_title():
    other = replace(WHOLE, title="关于征集建议的通知", addressees="各代表小组：", body="请报来。")
    taken = back(other)
    assert (taken.has_title, taken.body.split("\n")[-1]) == (False, "请报来。")


def test_a_number_and_a_day_that_the_paper_has_not_yet_are_no_body():
    taken = take_body(
        as_word(WHOLE, number="莲人发〔2026〕5号", dated_on=date(2026, 3, 9)),
        frame_of(WHOLE, **{**SET, "dated_on": None}),
    )
    assert taken == Taken(WHOLE.body, ["莲人发〔2026〕5号", "2026年3月9日"])


def test_a_file_of_the_body_alone_is_all_body():
    assert take_body("第一段。\n第二段。", frame_of(WHOLE, **SET)) == Taken(
        "第一段。\n第二段。", [], has_title=False
    )


def test_a_title_in_one_line_is_the_head_too():
    uploaded = f"{WHOLE.title}\n{WHOLE.addressees}\n改了。"
    assert take_body(uploaded, frame_of(WHOLE, **SET)) == Taken("改了。", [])


def test_the_same_words_far_inside_the_body_stay():
    body = "\n".join(["第一段。", *(["又一段。"] * 12), PRESIDIUM, *(["又一段。"] * 16)])
    assert back(replace(WHOLE, body=body)) == Taken(body, [])


def test_an_empty_body_is_empty():
    assert back(replace(WHOLE, body="")).body == ""


_LINES = st.lists(st.text("一二、（）。1会议组", min_size=1, max_size=12), min_size=1, max_size=6)


@given(_LINES)
def test_any_body_of_plain_lines_comes_back_whole(lines):
    body = "\n".join(line.strip() or "莲" for line in lines)
    assert back(replace(WHOLE, body=body)) == Taken(body, [])
