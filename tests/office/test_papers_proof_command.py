"""manage.py proofread: a text from outside, its findings one a line, and how it ends."""

import io
import json
import sys

import docx
import pytest
from django.core.management import CommandError, call_command

PAPER = "关于召开会议的通知\n　　定于1月15日（星期三）召开。\n"
FACTS = {"town": "清溪镇", "year": 2026}


@pytest.fixture
def proofread(tmp_path, capsys):
    """Runs the command on files of the folder: (code it ends with, lines, what it says aside)."""

    def run(*texts, facts=FACTS, **options):
        file = tmp_path / "facts.json"
        file.write_text(facts if isinstance(facts, str) else json.dumps(facts), encoding="utf-8")
        code = 0
        try:
            call_command("proofread", *texts, facts=str(file), **options)
        except SystemExit as end:
            code = end.code
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def paper(tmp_path):
    def write(body, name="通知.txt"):
        file = tmp_path / name
        file.write_bytes(body if isinstance(body, bytes) else body.encode())
        return str(file)

    return write


def test_each_finding_is_a_line_with_place_gate_words_and_suggestion(proofread, paper):
    code, out, err = proofread(paper(PAPER))
    line = "第 2 行第 13 字　文字关　“三”　2026年1月15日是星期四，不是星期三　建议：四\n"
    assert (code, out) == (1, line)
    assert "共 1 处" in err


def test_a_clean_paper_ends_with_zero(proofread, paper):
    code, out, err = proofread(paper(PAPER.replace("三", "四")))
    assert (code, out) == (0, "")
    assert "没有发现问题" in err


def test_json_holds_the_same_with_offsets(proofread, paper):
    code, out, _ = proofread(paper(PAPER), json=True)
    [row] = json.loads(out)
    assert code == 1
    assert (row["line"], row["column"], row["code"], row["sure"]) == (2, 13, "weekday", True)
    assert PAPER[row["start"] : row["end"]] == row["quoted"] == "三"


def test_json_of_a_clean_paper_is_an_empty_list(proofread, paper):
    code, out, _ = proofread(paper("各位代表：\n"), json=True)
    assert (code, json.loads(out)) == (0, [])


def test_a_text_may_come_from_standard_input(proofread, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAPER.encode())))
    assert proofread("-")[0] == 1


def test_a_word_file_is_read(proofread, tmp_path):
    document = docx.Document()
    document.add_paragraph("定于1月15日（星期三）召开。")
    document.save(tmp_path / "通知.docx")
    code, out, _ = proofread(str(tmp_path / "通知.docx"))
    assert (code, out.count("\n")) == (1, 1)


def test_papers_of_a_set_are_compared_with_each_other(proofread, paper):
    first = paper("应到代表71名。\n", "通知.txt")
    second = paper("应到代表71名。\n", "决议.txt")
    third = paper("应到代表70名。\n", "主持词.txt")
    code, out, _ = proofread(first, second, third)
    assert code == 1
    assert out.count("\n") == 1 and out.startswith(third) and "70" in out


def test_a_kind_may_be_given_beside_the_facts(proofread, paper):
    assert proofread(paper("关于放假的通知\n"))[0] == 0
    code, out, _ = proofread(paper("关于放假的通知\n"), kind="通知")
    assert (code, out.count("\n")) == (1, 3)


def test_keys_that_are_not_known_are_said_aside(proofread, paper):
    assert "“天气”不认识" in proofread(paper("好。"), facts={"天气": "晴"})[2]


@pytest.mark.parametrize(
    ("facts", "words"),
    [("{", "第 1 行"), ('{"term": "很多"}', "届"), ("[]", "花括号")],
)
def test_facts_that_cannot_be_read_end_with_two_and_a_sentence(proofread, paper, facts, words):
    with pytest.raises(CommandError, match=words) as refusal:
        proofread(paper("好。"), facts=facts)
    assert refusal.value.returncode == 2


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("旧.doc", b"x", "只能读"),
        ("坏.docx", b"x", "内容却不是"),
        ("图.txt", b"\xff\x00\xff", "文本"),
    ],
)
def test_a_text_that_cannot_be_read_ends_with_two(proofread, paper, name, body, words):
    with pytest.raises(CommandError, match=words) as refusal:
        proofread(paper(body, name))
    assert refusal.value.returncode == 2


def test_a_file_that_is_not_there_is_named(proofread):
    with pytest.raises(CommandError, match="打不开：没有这个"):
        proofread("没有这个.txt")
