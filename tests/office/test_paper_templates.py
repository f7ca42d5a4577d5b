"""The office words its templates itself: looked at first, kept version by version, never broken."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests.office.paper_steps import AT
from township_npc.office.models import AuditEntry, TemplateWording
from township_npc.office.papers.templates import TEMPLATES
from township_npc.office.papers.text import PaperText
from township_npc.office.selectors.papers import all_templates
from township_npc.office.services.papers.drafting import draft_paper
from township_npc.office.services.papers.templates import use_wording

URL = "/papers/templates/"
NOTICE = next(template for template in TEMPLATES if template.key == "notice")


def edit(client: Client, key: str = "notice", **fields):
    """The form as it lies open, with some fields changed."""
    form = client.get(f"{URL}{key}/edit/").context["form"]
    values = {field.name: field.value() for field in form} | fields
    return client.post(f"{URL}{key}/edit/", values)


def body_of_a_draft(by) -> str:
    return draft_paper("notice", by=by, at=AT).versions.get().body


def test_what_the_office_wrote_stands_in_the_next_paper(desk, director):
    answer = edit(desk, body="经研究，{镇}人大定于{时间}开会。")
    assert answer.url == f"{URL}notice/"
    assert body_of_a_draft(director) == "经研究，莲塘镇人大定于{时间}开会。"
    assert "本会的第 1 版" in desk.get(answer.url).content.decode()
    assert "经研究" in desk.get("/papers/new/notice/").content.decode()


def test_it_is_looked_at_with_a_sample_before_it_is_kept(desk):
    page = edit(desk, body="会议在{地点}召开。", look="1").content.decode()
    assert "会议在镇政府三楼会议室召开。" in page
    assert "还没有存" in page
    assert not TemplateWording.objects.exists()


@pytest.mark.parametrize("look", ["", "1"])
@pytest.mark.parametrize(
    ("fields", "sentences"),
    [
        ({"body": "在{哪里}开会"}, ["没有叫“哪里”的内容可以填"]),
        ({"body": "在{地点开会"}, ["“正文”里有一个大括号没有成对。"]),
        ({"title": ""}, ["请填标题。"]),
        (
            {"body": "{甲}和{乙}", "issuer": "主席团}"},
            ["没有叫“甲”", "没有叫“乙”", "“署名”里有一个大括号没有成对。"],
        ),
    ],
)
def test_a_broken_wording_is_refused_with_a_sentence_for_each_fault(
    desk, director, fields, sentences, look
):
    before = body_of_a_draft(director)
    page = edit(desk, **fields, **({"look": look} if look else {})).content.decode()
    for sentence in sentences:
        assert sentence in page
    assert not TemplateWording.objects.exists()
    assert body_of_a_draft(director) == before


def test_text_that_looks_like_markup_or_code_stays_text(desk, director):
    edit(desk, body="<script>1</script>")
    page = desk.get(f"{URL}notice/").content.decode()
    assert "<script>1" not in page
    assert body_of_a_draft(director) == "<script>1</script>"
    assert edit(desk, body="{% load x %}{{ user }}").status_code == 200
    assert TemplateWording.objects.count() == 1


def test_the_names_for_the_braces_stand_beside_with_what_they_say(desk):
    context = desk.get(f"{URL}notice/edit/").context
    assert {place.name: place.example for place in context["own"]}["地点"] == "镇政府三楼会议室"
    assert {place.name: place.example for place in context["common"]}["主席团"] == (
        "莲塘镇人民代表大会主席团"
    )


def test_every_name_listed_is_taken_in_every_template(desk):
    for template in TEMPLATES:
        context = desk.get(f"{URL}{template.key}/edit/").context
        names = [place.name for place in [*context["own"], *context["common"]]]
        assert edit(desk, template.key, body="".join(f"{{{name}}}" for name in names)).url


def test_an_earlier_wording_comes_back_with_the_difference_shown_first(desk, director):
    edit(desk, body="甲版。")
    edit(desk, body="乙版。")
    page = desk.get(f"{URL}notice/1/").content.decode()
    assert "删去：</span>乙</del>" in page
    desk.post(f"{URL}notice/1/", {"seen": 2})
    assert body_of_a_draft(director) == "甲版。"
    assert TemplateWording.objects.count() == 3


def test_the_programs_own_comes_back(desk, director):
    usual = body_of_a_draft(director)
    edit(desk, body="甲版。")
    desk.post(f"{URL}notice/0/", {"seen": 1})
    assert body_of_a_draft(director) == usual
    assert TemplateWording.objects.latest("number").is_withdrawn
    assert "程序自带的" in desk.get(f"{URL}notice/").content.decode()


def test_what_is_in_force_already_is_not_put_in_force_again(desk, director):
    edit(desk, body="甲版。")
    edit(desk, body="甲版。")
    use_wording("notice", 1, seen=1, by=director, at=AT)
    assert TemplateWording.objects.count() == 1
    assert AuditEntry.objects.filter(verb="paper_template.worded").count() == 1


def test_two_clerks_on_one_template_the_second_is_told(desk, director):
    edit(desk, body="甲版。")
    form = desk.get(f"{URL}notice/edit/").context["form"]
    late = {field.name: field.value() for field in form} | {"body": "丙版。", "seen": 0}
    page = desk.post(f"{URL}notice/edit/", late).content.decode()
    assert "这个模板刚被别人改过" in page
    with pytest.raises(ValidationError, match="刚被别人改过"):
        use_wording("notice", 0, seen=0, by=director, at=AT)


def test_a_version_or_template_that_is_not_there_is_not_found(desk, office):
    for path in ("nothing/", "notice/7/", "nothing/edit/", "nothing/0/"):
        assert desk.get(f"{URL}{path}").status_code == 404


def test_the_list_says_whose_words_each_template_has(desk, office):
    edit(desk, "letter", body="甲。")
    rows = desk.get(URL).context["rows"]
    assert [template.key for template, worded in rows if worded] == ["letter"]
    assert [template.key for template, _ in rows][:2] == ["notice", "letter"]


def test_who_chooses_reads_what_each_paper_is_for_and_comes_to_where_it_is_begun(desk, office):
    page = desk.get("/papers/new/").content.decode()
    for _, template in all_templates():
        assert f"<strong>{template.label}</strong>" in page
        assert template.use and template.use in page
        begin = (
            reverse(template.begun_at[1]) if template.is_about else f"/papers/new/{template.key}/"
        )
        assert f'href="{begin}"' in page
        assert desk.get(begin).status_code == 200


def test_each_template_looks_whole_with_its_sample(desk, chair, congress_session):
    for template in TEMPLATES:
        page = desk.get(f"{URL}{template.key}/")
        assert page.status_code == 200
        assert "{" not in page.context["looks"], template.key


def test_a_wording_fits_the_columns(desk):
    assert "最多 200 个字" in edit(desk, title="议" * 201).content.decode()
    assert NOTICE.wording() != PaperText()
