"""政策关 and 文字关: names against the roster, posts, and who has left."""

import pytest

from tests.office.proofing import found, said
from township_npc.office.papers.proof import Person


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("周莉萍代表发言。", [("周莉萍", "周丽萍")]),
        ("出席：陈国华、周丽平、何平", [("周丽平", "周丽萍")]),
        ("镇长刘致远作报告。", [("刘致远", "刘志远")]),
        ("湛志敏代表发言。", [("湛志敏", "谭志敏")]),
        ("谭敏志、陈国华代表：", [("谭敏志", "谭志敏")]),
        ("出席：陈国华、谭敏、何平", [("谭敏", "谭志敏")]),
        ("高锋代表提出建议。", [("高锋", "高峰")]),
        ("召集人：何萍", [("何萍", "何平")]),
        ("欧阳坤代表发言。", [("欧阳坤", "欧阳堃")]),
        ("主持人：陈国桦", [("陈国桦", "陈国华")]),
    ],
)
def test_a_name_one_slip_off_the_roster_is_seen(text, expected):
    assert said(text, "name_near") == expected


@pytest.mark.parametrize(
    "text",
    [
        "建设和平安宁的乡村。",
        "经济发展迎来高分答卷。",
        "高峰时段注意安全。",
        "提高分析能力，合理建设项目。",
        "加强乡里建设等工作。",
        "何时何地都要讲规矩。",
        "陈国华主席主持会议。",
        "何　平　高　峰　陈国华",
        "村民陈国栋反映路灯不亮。",
    ],
)
def test_ordinary_words_and_the_names_themselves_are_left_alone(text):
    assert found(text, "name_near") == []


def test_a_name_nothing_like_is_only_to_be_looked_at():
    [finding] = found("出席：何平、周丽春、高峰", "name_near")
    assert (finding.suggestion, finding.sure) == ("周丽萍", False)


def test_a_name_alone_on_its_line_is_a_name():
    assert said("主持词\n谌国华\n各位代表：", "name_near") == [("谌国华", "陈国华")]


def test_who_has_left_is_no_longer_named_as_if_there():
    assert said("杨春生代表发言。", "person_left") == [("杨春生", "")]
    assert said("镇人大主席涂伟民主持会议。", "person_left") == [("涂伟民", "陈国华")]


@pytest.mark.parametrize(
    "text",
    ["杨春生调离本镇，代表资格终止。", "接受涂伟民辞去镇人大主席职务。", "原主席涂伟民讲话。"],
)
def test_of_who_has_left_the_leaving_may_be_told(text):
    assert found(text, "person_left") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("镇人大主席李建设主持会议。", [("主席", "副主席")]),
        ("镇人大副主席李建设主持会议。", []),
        ("副镇长刘志远作报告。", [("副镇长", "镇长")]),
        ("镇长周丽萍作报告。", [("镇长", "")]),
        ("李建设主席主持会议。", [("主席", "副主席")]),
        ("执行主席：李建设", []),
        ("执行主席李建设主持会议。", []),
        ("工会主席周丽萍发言。", []),
        ("下陂村党支部书记周丽萍发言。", []),
        ("选举周丽萍为镇长。", []),
        ("镇长候选人周丽萍发言。", []),
        ("镇党委副书记、镇长刘志远讲话。", []),
        ("主　席：陈国华　　副主席：李建设", []),
        ("陈国华（副主席）", [("副主席", "主席")]),
        ("镇长 刘志远 副主席 李建设", []),
    ],
)
def test_a_post_is_that_of_the_roster(text, expected):
    assert said(text, "post_wrong") == expected


def test_a_post_that_one_holds_given_to_a_stranger_is_to_be_looked_at():
    [finding] = found("会上，镇长王大力作工作报告。", "post_holder")
    assert (finding.quoted, finding.suggestion, finding.sure) == ("王大力", "刘志远", False)
    assert found("镇长任期五年。镇长应当报告工作。镇长代表镇政府作报告。", "post_holder") == []


def test_the_body_is_no_person():
    assert said("主席团陈国华同志主持会议。", "term")[0] == ("主席团", "主席")
    assert found("主席团成员陈国华出席。", "term") == []


def test_a_roster_of_names_alone_checks_no_posts():
    people = (Person("陈国华"), Person("李建设"))
    assert found("镇人大主席李建设主持会议。", "post_wrong", people=people, former=None) == []


def test_without_a_roster_no_name_is_checked():
    assert found("周莉萍代表、镇长王大力发言。", people=(), former=None) == []
