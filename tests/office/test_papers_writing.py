"""改: what this kind of paper has is asked for in the open, the rest stands under a fold."""

import re

import pytest

from tests.factories import moment
from township_npc.office.services.papers.drafting import draft_paper

pytestmark = pytest.mark.django_db
AT = moment(2026, 6, 18)


def asked(client, director, kind: str, **words) -> tuple[list[str], list[str], str]:
    """The labels in the open and under the fold, and whether the fold stands open."""
    paper = draft_paper(kind, by=director, at=AT)
    version = paper.versions.get()
    for name, value in words.items():
        setattr(version, name, value)
    version.save()
    client.force_login(director)
    page = client.get(f"/papers/{paper.pk}/write/").content.decode()
    before, _, fold = page.partition("<details")
    label = re.compile(r'<label class="form-label" for="id_[a-z_]+">([^<]+)</label>')
    return label.findall(before), label.findall(fold), fold[: fold.find(">")]


def test_a_notice_asks_for_its_parts_and_says_which_may_wait_and_which_may_stay_empty(
    client, director
):
    in_the_open, folded, _ = asked(client, director, "notice")
    assert in_the_open == [
        "标志（可以以后写）",
        "标题",
        "主送（可以以后写）",
        "正文（可以以后写）",
        "附件（可以不写）",
        "署名（可以以后写）",
        "附注（可以不写）",
        "抄送（可以不写）",
        "印发机关（可以不写）",
    ]
    assert folded == [
        f"{name}（可以不写）" for name in ["题下", "签发人", "密级", "紧急程度", "份号"]
    ]


def test_a_speech_has_no_red_head_to_fill_in(client, director):
    in_the_open, folded, opened = asked(client, director, "speech")
    assert [name.partition("（")[0] for name in in_the_open] == ["标题", "主送", "正文"]
    assert "标志（可以不写）" in folded
    assert "open" not in opened


def test_what_the_text_has_is_never_hidden(client, director):
    in_the_open, _, _ = asked(client, director, "speech", secrecy="内部")
    assert "密级（可以不写）" in in_the_open
