"""What a paper repeats from its record stands as it was said."""

import pytest

from tests.office.proofing import found, said
from township_npc.office.papers.proof import facts_from

BROUGHT = "镇十九届人大六次会议第22号代表建议"


def test_a_number_in_the_words_of_the_record_is_right():
    text = f"关于{BROUGHT}办理工作的督办函。"
    assert said(text, "ordinal", kind="督办函") == [("六", "七")]
    assert found(text, "ordinal", kind="督办函", quotes=(BROUGHT,)) == []


def test_it_is_wrong_where_it_stands_outside_them_too():
    text = f"{BROUGHT}没有答复。清溪镇第十九届人民代表大会第六次会议现在开幕。"
    (one,) = found(text, "ordinal", quotes=(BROUGHT,))
    assert one.start > len(BROUGHT)


def test_changed_words_are_no_quote_any_more():
    text = "关于镇十九届人大五次会议第22号代表建议办理工作的督办函。"
    assert said(text, "ordinal", quotes=(BROUGHT,)) == [("五", "七")]


@pytest.mark.parametrize(("quote", "is_left_alone"), [("路灯,", False), ("路灯,坏", True)])
def test_words_of_fewer_than_four_characters_quote_nothing(quote, is_left_alone):
    assert (found("村口路灯,坏了半年。", "mark_width", quotes=(quote,)) == []) == is_left_alone


def test_an_outside_text_may_name_its_quotes():
    assert facts_from({"原文": [BROUGHT]}).quotes == (BROUGHT,)


def test_what_the_program_puts_on_the_paper_is_not_missing_in_its_text():
    text = "清溪镇人大简报\n关于代表视察的情况\n代表视察了供水点。\n清溪镇人大办公室\n2026年1月16日"
    missing = [one.what for one in found(text, "part_missing", kind="简报")]
    assert missing == ["简报：没有期号"]
    assert found(text, "part_missing", kind="简报", given=frozenset({"期号"})) == []
