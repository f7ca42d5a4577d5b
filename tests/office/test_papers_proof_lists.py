"""The data files: each entry whole, each pattern sound, no correction an error itself."""

import re

import pytest

from township_npc.office.papers.proof import ProofFacts, default_lists, proofread
from township_npc.office.papers.proof.laws import nearest

LISTS = default_lists()


def test_every_term_has_its_reason_and_its_source():
    for term in LISTS.terms:
        assert term["what"] and term["source"] and re.compile(term["pattern"])
        assert not ("instead" in term and "swap" in term), "two answers to one slip"


def test_every_group_of_misspellings_has_its_reason():
    for group in LISTS.typos["group"]:
        assert group["reason"]
        for pair in group["pairs"]:
            wrong, right = pair.split(" ")
            assert wrong != right and wrong not in right


def test_no_misspelling_is_listed_twice():
    wrong = [pair.split(" ")[0] for group in LISTS.typos["group"] for pair in group["pairs"]]
    assert sorted(set(wrong)) == sorted(wrong)


def test_what_is_suggested_is_no_fault_itself():
    for group in LISTS.typos["group"]:
        for pair in group["pairs"]:
            right = pair.split(" ")[1]
            assert [one for one in proofread(right, ProofFacts()) if one.code == "typo"] == []


def test_every_law_has_a_known_state_and_says_where_it_is_from():
    for law in LISTS.laws:
        assert law.state in ("现行", "已修改", "已废止"), law
        assert law.title and law.kind and law.source
        assert not law.version or re.fullmatch(r"\d{4}-\d\d-\d\d", law.version)


def test_what_replaces_a_law_is_on_the_list_and_in_force():
    in_force = {
        law.title.removeprefix("中华人民共和国") for law in LISTS.laws if law.state == "现行"
    }
    for law in LISTS.laws:
        assert not law.replaced_by or law.replaced_by in in_force, law
        assert not law.replaced_by or law.state == "已废止", law


def test_of_a_law_one_version_at_most_is_in_force():
    current = [law.title for law in LISTS.laws if law.state == "现行"]
    assert sorted(set(current)) == sorted(current)


def test_common_wrong_titles_lead_to_laws_in_force():
    names = {
        law.title.removeprefix("中华人民共和国"): law for law in LISTS.laws if law.state == "现行"
    }
    short = {name for law in LISTS.laws for name in law.short}
    for wrong, right in LISTS.law_titles.items():
        assert right in names or right in short, right
        assert wrong not in names and wrong not in short, wrong


def test_every_title_on_the_list_is_left_alone_or_called_repealed():
    for law in LISTS.laws:
        codes = {one.code for one in proofread(f"根据《{law.title}》的规定。", ProofFacts())}
        expected = {"law_repealed"} if law.state == "已废止" else set()
        assert codes - {"term"} == expected, law.title


def test_every_kind_asks_for_parts_that_are_described():
    described = {part["id"] for part in LISTS.kinds["part"]}
    for kind in LISTS.kinds["kind"]:
        assert set(kind["parts"]) <= described
    for part in LISTS.kinds["part"]:
        assert part["where"] in ("head", "tail", "text") and part["what"]
        assert re.compile(part["pattern"], re.M)


def test_every_sum_and_limit_names_figures_of_the_list():
    names = {figure["name"] for figure in LISTS.figures["figure"]}
    for rule in LISTS.figures["sum"]:
        assert {*rule["of"], *rule["parts"], *rule.get("maybe", ())} <= names
    for rule in LISTS.figures["limit"]:
        assert {rule["small"], rule["large"]} <= names


def test_no_other_name_belongs_to_two_figures():
    also = [
        name for figure in LISTS.figures["figure"] for name in (figure["name"], *figure["also"])
    ]
    assert sorted(set(also)) == sorted(also)


@pytest.mark.parametrize("name", LISTS.cues)
def test_every_cue_is_a_sound_pattern(name):
    assert LISTS.cue(name)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("政府工作报告", "工作报告"),
        ("会议通知", "通知"),
        ("建议答复函", "答复函"),
        ("督办函", "函"),
        ("", None),
    ],
)
def test_a_kind_is_known_by_the_end_of_its_name(name, kind):
    found = LISTS.kind(name)
    assert (found["name"] if found else None) == kind


def test_a_title_that_could_be_two_laws_is_not_guessed():
    assert nearest("土地税法", ("土地增值税法", "土地使用税法")) == ""
