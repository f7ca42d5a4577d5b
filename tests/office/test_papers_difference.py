"""What changed between two texts: struck, added, the same; nothing is lost, nothing invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from township_npc.office.papers.difference import (
    GONE,
    NEW,
    SAME,
    counts,
    difference,
    difference_of,
    shortened,
)
from township_npc.office.papers.text import PaperText

_MARKS = {SAME: "{}", GONE: "[{}]", NEW: "<{}>"}


def shown(old: str, new: str) -> list[str]:
    lines = difference(old, new)
    return ["".join(_MARKS[p.kind].format(p.text) for p in line.pieces) for line in lines]


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("定于三月召开会议。", "定于四月召开会议。", ["定于[三]<四>月召开会议。"]),
        ("参加人员 12 人", "参加人员 120 人", ["参加人员 [12]<120> 人"]),
        ("3月5日上午", "4月6日上午", ["[3月5]<4月6>日上午"]),
        ("会议。", "主席团会议。", ["<主席团>会议。"]),
        ("一\n二\n三", "一\n新\n二\n三", ["一", "<新>", "二", "三"]),
        ("一\n二\n三", "一\n三", ["一", "[二]", "三"]),
        ("特此通知。", "特此通知。\n附件", ["特此通知。", "<附件>"]),
        ("一段。\n又一段。", "一段。又一段。", ["一段。[↵]", "又一段。"]),
        ("甲\n\n乙", "甲\n乙", ["甲", "[↵]", "乙"]),
        ("", "新的", ["<新的>"]),
        ("旧的", "", ["[旧的]"]),
        ("一样", "一样", ["一样"]),
    ],
)
def test_each_change_reads_as_a_person_made_it(old, new, lines):
    assert shown(old, new) == lines


@given(st.text("甲乙丙1a \n", max_size=40), st.text("甲乙丙1a \n", max_size=40))
def test_both_texts_are_there_whole(old, new):
    lines = difference(old, new)

    def read(without: str) -> str:
        kept = [p.text for line in lines for p in line.pieces if p.kind != without]
        return "".join(kept).replace("↵", "")

    assert read(NEW) == old.replace("\n", "")
    assert read(GONE) == new.replace("\n", "")
    assert any(line.is_changed for line in lines) == (old != new)


def test_far_from_a_change_lines_are_only_counted():
    old = [f"第{n}段" for n in range(9)]
    short = shortened(difference("\n".join(old), "\n".join([*old[:4], "改了", *old[5:]])))
    assert [line.left_out for line in short] == [3, 0, 0, 0, 3]


def test_only_the_parts_that_differ_are_shown_in_the_words_of_the_form():
    old = PaperText(title="通知", body="开会。", addressees="各组：")
    new = PaperText(title="通知", body="开大会。", addressees="各代表小组：")
    parts = difference_of(old, new)
    assert [part.label for part in parts] == ["主送", "正文"]
    assert counts(parts) == (0, 4)
    assert difference_of(old, old) == []


def test_a_whole_line_says_so_in_a_word():
    kinds = [line.whole for line in difference("甲\n乙\n丙", "乙\n丙\n丁")]
    assert kinds == [GONE, "", "", NEW]


def test_texts_that_have_nothing_in_common_and_are_very_long_are_shown_whole_and_at_once():
    old, new = "甲乙" * 50_000, "丙丁" * 50_000
    assert shown(old, new) == [f"[{old}]", f"<{new}>"]
