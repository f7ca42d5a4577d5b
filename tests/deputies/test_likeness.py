"""相近的建议: which titles are alike, and what a deputy who writes is told of them."""

import tomllib
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings

from deputies.choices import ProposalState as S
from deputies.models import CongressTerm, Proposal
from deputies.rules.likeness import ENOUGH, alike, likeness, plain
from tests.deputies.likeness_pairs import NEAR, OTHER, SAME
from tests.deputies.proposal_pages import LIST, signed_in
from tests.factories import make_deputy, make_draft, make_user
from township_npc.office.choices import Role

DEMO = Path(settings.BASE_DIR) / "deputies/demo/proposals.toml"
TITLES = [row["title"] for row in tomllib.loads(DEMO.read_text(encoding="utf-8"))["matter"]]
MISSED = "文教路上学放学堵得厉害，要有人疏导交通"
WORDS = "莲南小学门口没有人行横道，大车多。建议画斑马线。"


def found(words: str) -> list[str]:
    return [TITLES[n] for n in alike(words, TITLES)]


@pytest.mark.parametrize("words", [words for words in SAME if words != MISSED])
def test_what_means_the_same_stands_first(words):
    assert found(words)[0].startswith(SAME[words])


@pytest.mark.parametrize("words", [*dict.fromkeys(word for word in OTHER if word not in NEAR)])
def test_what_means_something_else_shows_nothing(words):
    assert found(words) == []


def test_what_was_measured_is_what_the_rule_says_of_itself():
    assert (len(SAME), len(OTHER), len(NEAR)) == (41, 64, 16)
    assert found(MISSED) == []
    assert all(found(words) for words in NEAR)


@pytest.mark.parametrize(
    ("one", "other", "is_enough"),
    [
        ("小蓝到八一桥路坏了", "小蓝村至八一桥通组道路破损路面修复", True),
        ("魏坊村口减速带", "莲南小学门口增设人行横道和减速带", False),
        ("塘南村口路灯", "塘南村口路灯安装", True),
        ("路灯", "塘南村口路灯安装", False),  # shorter than five characters says too little
        ("", "塘南村口路灯安装", False),
    ],
)
def test_both_sides_of_the_threshold(one, other, is_enough):
    assert (likeness(one, other) > ENOUGH) is is_enough


def test_full_width_blanks_and_filling_words_make_no_difference():
    assert plain("关于恢复２１８路　公交的建议！") == plain("恢复 218 路公交") == "恢复218路公交"


def test_at_most_three_the_nearest_first():
    titles = [f"塘南村{n}组路灯安装" for n in range(9)] + ["塘南村口路灯安装"]
    near = alike("塘南村口路灯安装", titles)
    assert (len(near), near[0]) == (3, 9)


def hints(user, **fields) -> list[str]:
    """The words of the answer that the page shows."""
    answer = signed_in(user).post(f"{LIST}{uuid4()}/likeness/", {"text": WORDS, **fields})
    return answer.json()["html"].strip()


@pytest.fixture
def writer(congress_session, db):
    return make_deputy("陈桂兰").person.user


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "word"),
    [(S.ACCEPTED, "待交办"), (S.ASSIGNED, "待签收"), (S.SIGNED, "办理中"), (S.REPLIED, "待办结")],
)
def test_an_open_one_is_told_by_number_title_and_state_and_can_be_seconded(
    bring, writer, state, word
):
    proposal = bring(state)
    shown = hints(writer)
    for told in ("第 1 号", proposal.title, word, f"{LIST}{proposal.pk}/second/"):
        assert told in shown
    for hidden in (proposal.text, "万秋生", "村镇建设办"):
        assert hidden not in shown


@pytest.mark.django_db
def test_a_closed_one_is_told_and_not_offered(bring, writer):
    bring(S.CLOSED)
    shown = hints(writer)
    assert "办结" in shown
    assert "/second/" not in shown


@pytest.mark.django_db
@pytest.mark.parametrize("state", [S.DRAFT, S.SUBMITTED, S.RETURNED])
def test_what_the_office_has_not_accepted_is_not_told(bring, writer, state):
    bring(state)
    assert hints(writer) == ""


@pytest.mark.django_db
def test_the_own_ones_and_those_of_a_past_term_are_not_told(bring, deputy, writer):
    bring(S.ACCEPTED)
    assert hints(deputy.person.user) == ""
    CongressTerm.objects.update(ends_on=date(2026, 6, 19))
    assert hints(writer) == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields", [{"text": ""}, {"text": "路"}, {"text": "长" * 5001}, {"title": "长" * 121}]
)
def test_nothing_too_short_or_too_long_is_asked_about(bring, writer, fields):
    bring(S.ACCEPTED)
    assert hints(writer, **fields) == ""


@pytest.mark.django_db
def test_the_title_counts_before_the_first_sentence(bring, writer):
    bring(S.ACCEPTED)
    assert hints(writer, title="恢复 218 路公交晚班车") == ""
    assert hints(writer, text="别的事。", title="莲南小学门口画斑马线") != ""


@pytest.mark.django_db
def test_a_title_is_shown_as_text(bring, writer):
    bring(S.ACCEPTED, title="<script>alert(1)</script>莲南小学门口没有人行横道")
    assert "<script>" not in hints(writer)


@pytest.mark.django_db
def test_only_deputies_ask(bring, director, handler, sysadmin):
    for user in (director, handler, sysadmin, make_user(Role.STATION_HEAD)):
        url = f"{LIST}{uuid4()}/likeness/"
        assert signed_in(user).post(url, {"text": WORDS}).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 50])
def test_it_costs_one_query_for_any_number_of_titles(
    deputy, writer, congress_session, count, django_assert_num_queries
):
    for n in range(count):
        make_draft(
            deputy, state=S.ACCEPTED, number=n + 1, congress_session=congress_session,
            submitted_at="2026-06-11T09:00+08:00", title=f"第 {n} 组的路灯",
        )  # fmt: skip
    assert Proposal.objects.count() == count
    client, url = signed_in(writer), f"{LIST}{uuid4()}/likeness/"
    client.post(url, {"text": WORDS})
    with django_assert_num_queries(4):
        client.post(url, {"text": WORDS})


@pytest.mark.django_db
def test_without_scripts_the_check_page_tells_them_on_request(bring, writer):
    proposal = bring(S.ACCEPTED)
    key, client = uuid4(), signed_in(writer)
    url = f"{LIST}{key}/write/"
    there = client.post(url, {"once": uuid4(), "text": WORDS, "act": "look"})
    assert there.url == f"{url}#likeness"
    shown = client.get(url).content.decode()
    assert f"{LIST}{proposal.pk}/second/?draft={key}" in shown
