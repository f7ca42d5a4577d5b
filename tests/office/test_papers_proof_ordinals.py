"""政策关: 届次 of the meeting at hand, and those of others that may be named beside it."""

import pytest

from tests.office.proofing import found, said

HERE = "清溪镇第十九届人民代表大会第七次会议"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("清溪镇第十九届人民代表大会第五次会议定于1月15日召开。", [("五", "七")]),
        ("清溪镇第十九届人民代表大会第六次会议现在开幕。", [("六", "七")]),
        ("清溪镇第十九届人民代表大会第八次会议现在开幕。", [("八", "七")]),
        ("清溪镇第十八届人民代表大会第七次会议现在开幕。", [("十八", "十九")]),
        ("镇十九届人大5次会议现在开幕。", [("5", "7")]),
        (f"{HERE}现在开幕。", []),
        ("镇十九届人大七次会议现在开幕。", []),
    ],
)
def test_the_meeting_at_hand_has_its_own_numbers(text, expected):
    assert said(text, "ordinal") == expected


@pytest.mark.parametrize(
    "text",
    [
        "镇十九届人大六次会议以来，共收到建议43件。",
        "镇十九届人大五次会议确定的各项目标任务已经完成。",
        "认真执行镇十九届人大五次会议、六次会议的各项决议。",
        "2025年7月10日，镇十九届人大六次会议听取了报告。",
        "去年召开的镇十九届人大五次会议上，代表提出了建议。",
        "清溪镇第十九届人民代表大会第一次会议选举产生的镇长。",
        "下次会议即镇十九届人大八次会议再作研究。",
    ],
)
def test_another_meeting_may_be_named_where_the_words_say_so(text):
    assert found(text, "ordinal") == []


@pytest.mark.parametrize(
    "text",
    [
        "县十八届人大五次会议精神已经传达。",
        "学习十四届全国人大四次会议精神。",
        "中国共产党清溪镇第十五次代表大会第三次会议召开。",
        "学习党的二十届四中全会精神。",
        "镇人大主席团第二十一次会议决定召开大会。",
        "主席团召开第23次会议。",
        "大塘镇第十八届人民代表大会第三次会议经验值得学习。大塘镇的做法很好。",
        "每届人民代表大会第一次会议听取报告。",
        "第二次全体会议于上午举行。",
    ],
)
def test_meetings_of_others_are_none_of_ours(text):
    assert found(text, "ordinal") == []


def test_a_slip_in_the_towns_name_does_not_make_another_town():
    assert said("青溪镇第十八届人民代表大会第七次会议现在开幕。", "ordinal") == [("十八", "十九")]


def test_the_note_under_a_title_speaks_of_the_meeting_at_hand():
    note = "关于报告的决议\n（2026年1月16日清溪镇第十九届人民代表大会\n第{}次会议通过）\n"
    assert said(note.format("五"), "ordinal") == [("五", "七")]
    assert found(note.format("七"), "ordinal") == []


def test_a_title_speaks_of_the_meeting_at_hand():
    title = "关于交办镇第十九届人民代表大会第{}次会议代表建议的通知\n"
    assert said(title.format("五"), "ordinal") == [("五", "七")]
    assert said(title.format("六"), "ordinal") == [("六", "七")]


def test_a_reply_may_name_an_earlier_meeting_in_its_title():
    title = "对镇第十九届人民代表大会第六次会议第12号建议的答复\n"
    assert found(title, "ordinal", kind="答复函") == []


def test_the_older_papers_number_is_called_so():
    [finding] = found("镇十九届人大五次会议现在开幕。", "ordinal")
    assert "旧文" in finding.what and finding.sure


def test_without_the_numbers_in_the_facts_nothing_is_said():
    text = "清溪镇第十八届人民代表大会第五次会议现在开幕。"
    assert found(text, term=None, session=None, former=None) == []
