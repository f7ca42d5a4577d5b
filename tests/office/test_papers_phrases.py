"""校对用词: the office's own words at the gates, the program's switched off, all of it undone."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.factories import make_session, moment
from tests.office.test_papers_folded import drafted
from township_npc.office.models import AuditEntry, PhraseRule
from township_npc.office.papers.proof import builtins, default_lists
from township_npc.office.selectors.paper_proof import proof_of
from township_npc.office.selectors.phrases import lists_in_force
from township_npc.office.services.papers import findings
from township_npc.office.services.papers.phrases import (
    add_phrase,
    change_phrase,
    switch_builtin,
    use_version,
)

AT = moment(2026, 6, 2)
WORDS = {
    "kind": "term",
    "wrong": "镇人大主席办",
    "right": "镇人大办公室",
    "reason": "规范的名称",
    "unless": "",
    "is_sure": True,
    "is_on": True,
}


@pytest.fixture(autouse=True)
def session(db):
    make_session()


@pytest.fixture
def rule(director):
    return add_phrase(by=director, at=AT, **WORDS)


def said(director, body: str) -> list[tuple[str, str, str]]:
    """What the gates of a paper say of these words: code, words, suggestion."""
    waiting = proof_of(drafted(director, body), AT.date()).waiting
    return [
        (group.finding.code, group.finding.quoted, group.finding.suggestion)
        for group in waiting
        if group.finding.code in ("term", "typo", "law_title")
    ]


def test_the_offices_own_word_is_found_and_mended_with_one_tap(director, rule):
    paper = drafted(director, "请报镇人大主席办。")
    [group] = proof_of(paper, AT.date()).waiting
    assert group.what == "“镇人大主席办”应写成“镇人大办公室”（规范的名称）"
    findings.accept_finding(
        paper, code="term", start=group.finding.start, seen=2, by=director, at=AT
    )
    assert paper.versions.last().body == "请报镇人大办公室。"


@pytest.mark.parametrize(
    ("kind", "code"), [("term", "term"), ("typo", "typo"), ("law", "law_title")]
)
def test_each_kind_of_word_answers_its_own_line_of_the_check_sheet(director, kind, code):
    add_phrase(by=director, at=AT, **WORDS | {"kind": kind})
    assert said(director, "请报镇人大主席办。") == [(code, "镇人大主席办", "镇人大办公室")]


def test_a_word_that_may_not_be_written_has_no_suggestion(director):
    add_phrase(by=director, at=AT, **WORDS | {"kind": "banned", "wrong": "全国最强"})
    assert said(director, "建设全国最强乡镇。") == [("term", "全国最强", "")]


def test_inside_the_words_that_are_excepted_and_inside_the_right_one_nothing_is_found(director):
    own = {"wrong": "便民中心", "right": "便民中心大厅", "unless": "县便民中心 村便民中心"}
    add_phrase(by=director, at=AT, **WORDS | own)
    text = "县便民中心、村便民中心、便民中心大厅、镇便民中心。"
    assert said(director, text) == [("term", "便民中心", "便民中心大厅")]


def test_switched_off_it_says_nothing(director, rule):
    change_phrase(rule.line, seen=1, by=director, at=AT, **WORDS | {"is_on": False})
    assert said(director, "请报镇人大主席办。") == []


def test_an_entry_of_the_program_is_switched_off_and_on_again(director):
    text = "各村座落图另发。"
    switch_builtin("typo:座落", is_on=False, by=director, at=AT)
    switch_builtin("typo:座落", is_on=False, by=director, at=AT)
    assert (said(director, text), PhraseRule.objects.count()) == ([], 1)
    switch_builtin("typo:座落", is_on=True, by=director, at=AT)
    assert said(director, text) == [("typo", "座落", "坐落")]


def test_a_term_and_a_pattern_of_the_program_are_switched_off(director):
    text = "镇人大常委会第六界人大。"
    assert [code for code, _, _ in said(director, text)] == ["term", "typo"]
    for key in ("standing-committee", "term-for-world"):
        switch_builtin(key, is_on=False, by=director, at=AT)
    assert said(director, text) == []


def test_what_an_update_no_longer_has_does_no_harm(director):
    PhraseRule.objects.create(number=1, builtin="typo:旧词", is_on=False, by=director, at=AT)
    assert lists_in_force().terms == default_lists().terms


def test_with_nothing_of_its_own_the_office_has_the_programs_lists():
    assert lists_in_force() is default_lists()


def test_every_entry_of_the_program_has_one_key_for_ever():
    keys = [entry.key for entry in builtins(default_lists())]
    assert len(keys) == len(set(keys)) > 200
    assert max(map(len, keys)) <= PhraseRule._meta.get_field("builtin").max_length


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"wrong": "办"}, "“办”太短，至少写两个字，不然到处都会报错。"),
        ({"wrong": "，。、"}, "“，。、”太短，至少写两个字，不然到处都会报错。"),
        ({"wrong": "主席 办"}, "词里不能有空格，也不能换行。"),
        ({"right": "镇人大主席办"}, "“镇人大主席办”改成的还是“镇人大主席办”，请写该写成什么。"),
        ({"right": ""}, "请写该写成什么；没有别的写法的，选“不能写”。"),
        ({"right": "布署办公室"}, "“布署办公室”里面有单子上不该写的词，改过去又会报错。"),
        ({"unless": "县人大"}, "除外的词里都要有“镇人大主席办”，没有的不用写。"),
        (
            {"wrong": "现将有关事项通知如下"},
            "“现将有关事项通知如下”是本会模板里要用的话，写进来每份文件都会报错；请写长一些。",
        ),
    ],
)
def test_a_broken_word_is_refused_with_one_sentence_and_changes_nothing(director, fields, sentence):
    with pytest.raises(ValidationError) as refusal:
        add_phrase(by=director, at=AT, **WORDS | fields)
    assert refusal.value.messages == [sentence]
    assert not PhraseRule.objects.exists()


def test_a_word_stands_in_the_list_once_and_never_turns_in_a_circle(director, rule):
    with pytest.raises(ValidationError, match="已经在单子里了"):
        add_phrase(by=director, at=AT, **WORDS | {"right": "人大办"})
    with pytest.raises(ValidationError, match="改过去又会报错"):
        add_phrase(by=director, at=AT, **WORDS | {"wrong": "人大办公厅", "right": rule.wrong})


def test_every_version_is_kept_and_an_earlier_one_taken_back(director, rule):
    change_phrase(rule.line, seen=1, by=director, at=AT, **WORDS | {"right": "人大办"})
    assert (
        change_phrase(rule.line, seen=2, by=director, at=AT, **WORDS | {"right": "人大办"}) is None
    )
    use_version(rule.line, 1, seen=2, by=director, at=AT)
    rights = PhraseRule.objects.filter(line=rule.line).order_by("number").values_list("right")
    assert [right for (right,) in rights] == ["镇人大办公室", "人大办", "镇人大办公室"]
    assert AuditEntry.objects.filter(verb="paper_phrase.kept").count() == 3


def test_the_second_of_two_who_change_a_word_is_told(director, rule):
    change_phrase(rule.line, seen=1, by=director, at=AT, **WORDS | {"right": "人大办"})
    with pytest.raises(ValidationError, match="刚被别人改过"):
        change_phrase(rule.line, seen=1, by=director, at=AT, **WORDS | {"right": "办公室"})


def test_only_the_director_decides(staff, chair, rule):
    for user in (staff, chair):
        for act in (
            lambda by: add_phrase(by=by, at=AT, **WORDS),
            lambda by: switch_builtin("until", is_on=False, by=by, at=AT),
            lambda by: use_version(rule.line, 1, seen=1, by=by, at=AT),
        ):
            with pytest.raises(PermissionDenied):
                act(user)


@pytest.mark.parametrize(
    "fields",
    [
        {"builtin": "until", "wrong": "截止"},
        {"kind": "", "wrong": "截止"},
        {"kind": "term", "wrong": "截止", "right": ""},
        {"kind": "banned", "wrong": "截止", "right": "截至"},
        {"kind": "term", "wrong": "", "right": "截至"},
    ],
)
def test_the_database_itself_refuses_a_row_that_is_half_one_thing(director, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        PhraseRule.objects.create(number=1, by=director, at=AT, **fields)


def test_the_director_adds_changes_and_takes_back_on_the_pages(client, director):
    client.force_login(director)
    new, listed = reverse("office:phrase-new"), reverse("office:phrase-list")
    once = {"once": str(uuid.uuid4()), "seen": 0}
    refused = client.post(new, once | WORDS | {"wrong": "办"})
    assert "太短" in refused.content.decode()
    client.post(new, once | WORDS)
    assert "镇人大主席办" in client.get(listed).content.decode()
    line = PhraseRule.objects.get().line
    page = reverse("office:phrase-detail", args=[line])
    client.post(page, WORDS | {"right": "人大办", "seen": 1})
    assert "换回这一版" in client.get(page).content.decode()
    client.post(reverse("office:phrase-use", args=[line]), {"number": 1, "seen": 2})
    assert PhraseRule.objects.order_by("-number").first().right == "镇人大办公室"


def test_the_programs_entries_are_found_by_word_and_switched_on_their_page(client, director):
    client.force_login(director)
    page = reverse("office:phrase-builtin")
    client.post(reverse("office:phrase-switch"), {"key": "typo:座落", "q": "座落"})
    shown = client.get(page, {"q": "座落"}).content.decode()
    assert "停用" in shown and "启用" in shown
    assert "没有这个词" in client.get(page, {"q": "天书"}).content.decode()


def test_staff_read_the_list_and_change_nothing(client, staff, rule):
    client.force_login(staff)
    shown = client.get(reverse("office:phrase-list")).content.decode()
    assert "镇人大主席办" in shown and "加一条" not in shown
    assert "停用</button>" not in client.get(reverse("office:phrase-builtin")).content.decode()


@pytest.mark.parametrize("rows", [1, 40])
def test_the_list_costs_the_same_queries_for_any_number_of_words(
    client, director, rows, django_assert_max_num_queries
):
    for n in range(rows):
        add_phrase(by=director, at=AT, **WORDS | {"wrong": f"第{n}号错词"})
    client.force_login(director)
    for name in ("office:phrase-list", "office:phrase-builtin"):
        client.get(reverse(name))
        with django_assert_max_num_queries(12):
            client.get(reverse(name))
