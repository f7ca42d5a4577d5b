"""A paper with a character that no font has says so wherever somebody acts on it."""

import pytest
from django.test import Client

from tests.office.paper_steps import TEXT, brought_to_review, brought_to_sign
from township_npc.office.papers.text import PaperText

UNKNOWN = "\U0003134f"
MARK = f"这些字没有字体能印：{UNKNOWN}（U+3134F）。"


def with_part(**parts: str) -> PaperText:
    return PaperText(**{**vars(TEXT), **parts})


def page(client: Client, paper, path: str = "") -> str:
    return client.get(f"/papers/{paper.pk}/{path}").content.decode()


@pytest.mark.parametrize(
    "parts",
    [
        {"body": f"请王{UNKNOWN}参加。"},
        {"title": f"关于王{UNKNOWN}任职的通知"},
        {"signer": f"王{UNKNOWN}"},
        {"note": f"联系人：王{UNKNOWN}"},
        {"copies_to": f"王{UNKNOWN}"},
    ],
    ids=lambda parts: next(iter(parts)),
)
def test_the_page_of_the_paper_names_the_character_in_whatever_part_it_stands(
    client, director, parts
):
    client.force_login(director)
    paper = brought_to_review(director, with_part(**parts))
    assert MARK in page(client, paper)


def test_it_is_named_at_proof_reading_at_signing_and_at_issue(client, director, chair):
    text = with_part(body=f"请王{UNKNOWN}参加。")
    client.force_login(director)
    assert MARK in page(client, brought_to_review(director, text), "proof/")
    client.force_login(chair)
    assert MARK in page(client, brought_to_review(director, text), "sign/")
    client.force_login(director)
    assert MARK in page(client, brought_to_sign(director, chair, text), "issue/")


def test_rare_names_that_are_printed_raise_no_mark(client, director, chair):
    client.force_login(director)
    paper = brought_to_sign(
        director, chair, with_part(body="请刘䶮、陈㛃、王玥、李昇、张堃、赵喆参加。")
    )
    for path in ("", "proof/", "issue/"):
        assert "没有字体能印" not in page(client, paper, path)
