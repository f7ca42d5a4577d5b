"""政策关: titles of law against the law list."""

from dataclasses import replace

import pytest

from tests.office.proofing import FACTS, found, said
from township_npc.office.papers.proof import Law, default_lists, proofread

STATE = "中华人民共和国"


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("农产品质量法", "农产品质量安全法"),
        (f"{STATE}农产品质量法", f"{STATE}农产品质量安全法"),
        ("农产品质量安全发", ""),
        ("妇女保障法", "妇女权益保障法"),
        ("农村土地承办法", "农村土地承包法"),
        ("农药管理条列", "农药管理条例"),
        ("村民自治法", "村民委员会组织法"),
        ("防汛法", "防洪法"),
        ("劳动争议调解仲裁条例", "劳动争议调解仲裁法"),
    ],
)
def test_a_title_one_slip_off_the_list_is_seen(written, right):
    expected = [(written, right)] if right else []
    assert said(f"根据《{written}》的规定", "law_title") == expected


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("民法通则", "民法典"),
        (f"{STATE}合同法", f"{STATE}民法典"),
        ("物权法", "民法典"),
        ("信访条例", "信访工作条例"),
        ("环境噪声污染防治法", "噪声污染防治法"),
        ("档案法实施办法", "档案法实施条例"),
        ("国家行政机关公文处理办法", "党政机关公文处理工作条例"),
        ("社会抚养费征收管理办法", ""),
    ],
)
def test_a_repealed_law_is_named_with_what_holds_now(written, right):
    assert said(f"依照《{written}》的规定", "law_repealed") == [(written, right)]


def test_a_repealed_law_may_be_named_as_history():
    assert found("《民法典》施行，《合同法》《物权法》同时废止。") == []


def test_a_repealed_law_is_seen_without_its_marks():
    assert said("按照信访条例的规定办理。", "law_repealed") == [("信访条例", "信访工作条例")]
    assert found("按照信访工作条例的规定办理，遵守劳动合同法。") == []


@pytest.mark.parametrize(
    "text",
    [
        "《代表法》《选举法》《地方组织法》《监督法》《宪法》",
        f"《{STATE}预算法》",
        "《信访工作条例》",
        "《清溪镇人大代表建议办理办法》",
        "《云岭县水库管理条例》",
        "《选举办法（草案）》",
        "《关于补选副镇长的办法》",
        "《政府工作报告》《中国人大》《人大代表之窗》",
        "《写作方法》",
        "《未成年人保护法（2020年修订）》".replace("2020", "2024"),
    ],
)
def test_right_titles_own_papers_and_books_are_left_alone(text):
    assert found(text) == []


def test_an_unknown_law_is_only_to_be_looked_at():
    [finding] = found("根据《星际航行法》的规定")
    assert (finding.code, finding.sure) == ("law_unknown", False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《代表法》（2015年修正）", [("2015", "2025")]),
        ("《代表法》（2025年修正）", []),
        ("《代表法（2015年修正）》", [("2015", "2025")]),
        ("2018年修正的《农产品质量安全法》", [("2018", "2022")]),
        ("2022年修订的《农产品质量安全法》", []),
    ],
)
def test_an_old_version_is_seen(text, expected):
    assert said(text, "law_version") == expected


def test_an_article_past_the_last_is_seen():
    assert said("《代表法》第六十六条", "law_article") == [("六十六", "")]
    assert found("《代表法》第六十五条", "law_article") == []


def test_what_the_facts_say_of_a_law_counts_over_the_list():
    own = Law("清溪河保护条例", state="已废止", replaced_by="清溪河流域保护条例")
    assert said("《清溪河保护条例》", "law_repealed", laws=(own,)) == [
        ("清溪河保护条例", "清溪河流域保护条例")
    ]


def test_an_office_may_add_to_the_list():
    lists = default_lists()
    more = replace(lists, laws=(*lists.laws, Law(f"{STATE}星际航行法", state="现行")))
    assert proofread("根据《星际航行法》的规定", FACTS, more) == []
