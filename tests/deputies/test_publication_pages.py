"""公开 in the pages: the director's preview, what everybody reads, what nobody finds there."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from deputies.choices import ProposalState as S
from deputies.models import Proposal, Publication
from deputies.services.publication import take_down
from tests.deputies.proposal_pages import LIST, page, send, signed_in
from tests.deputies.proposal_steps import CONTACTED, published
from tests.factories import make_deputy, make_handler, make_unit, moment
from township_npc.office.services.files import store_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]
PUBLIC = reverse("deputies:public-proposal-list")


def words_of(answer) -> dict:
    """The form as the page shows it."""
    form = answer.context["form"]
    return {name: form[name].value() for name in ("title", "text", "reply", "seen")}


def test_the_director_sees_what_was_taken_out_ticks_and_publishes(bring, director):
    proposal = bring(S.CLOSED, text="万某家住小蓝村8号，电话１３８ 0000 1234。请画斑马线。")
    make_deputy("陈桂兰")
    shown = page(director, proposal, "publish/")
    html = shown.content.decode()
    assert "已经拿掉的" in html and "１３８ 0000 1234" in html
    assert "万某家住（略），电话（略）。请画斑马线。" in html
    send(director, proposal, "publish", **words_of(shown), is_checked="on")
    publication = Publication.objects.get()
    assert publication.text == "万某家住（略），电话（略）。请画斑马线。"
    assert "看公开的样子" in page(director, proposal).content.decode()


def test_without_the_tick_nothing_is_published(bring, director):
    proposal = bring(S.CLOSED)
    answer = send(director, proposal, "publish", **words_of(page(director, proposal, "publish/")))
    assert "没有个人信息再打勾" in answer.content.decode()
    assert not Publication.objects.exists()


def test_words_changed_after_the_look_are_shown_once_more(bring, director):
    proposal = bring(S.CLOSED)
    first = words_of(page(director, proposal, "publish/")) | {"text": "请画\n斑马线。"}
    again = send(director, proposal, "publish", **first, is_checked="on")
    assert "文字改过了" in again.content.decode()
    assert not Publication.objects.exists()
    second = words_of(again) | {"text": "请画\r\n斑马线。"}
    assert send(director, proposal, "publish", **second, is_checked="on").status_code == 302
    assert Publication.objects.get().text == "请画\r\n斑马线。"


def test_a_number_typed_into_the_form_is_refused_beside_it(bring, director):
    proposal = bring(S.CLOSED)
    typed = words_of(page(director, proposal, "publish/")) | {"reply": "请打 13800001234"}
    seen = words_of(send(director, proposal, "publish", **typed))
    answer = send(director, proposal, "publish", **seen, is_checked="on")
    assert "这里像是有手机号：13800001234" in answer.content.decode()
    assert not Publication.objects.exists()


def test_the_names_of_others_are_said_on_the_preview(bring, director):
    make_deputy("陈桂兰")
    proposal = bring(S.CLOSED, text="陈桂兰代表也看过。")
    assert "别的代表的名字：陈桂兰" in page(director, proposal, "publish/").content.decode()


def test_a_second_tap_publishes_once(bring, director):
    proposal = bring(S.CLOSED)
    body = words_of(page(director, proposal, "publish/")) | {"is_checked": "on"}
    key = "0b8e3d7e-3a35-4d38-9b1c-5d8a3a5a7f12"
    for _ in range(2):
        assert send(director, proposal, "publish", **body, once=key).status_code == 302
    assert Publication.objects.count() == 1


def test_it_is_taken_down_with_a_reason(bring, director):
    proposal = bring(S.CLOSED)
    published(proposal, director)
    assert "现在公开的" in page(director, proposal, "take-down/").content.decode()
    assert send(director, proposal, "take-down", ready="other").status_code == 200
    send(director, proposal, "take-down", ready="代表要求不再公开。")
    assert Publication.objects.get().reason == "代表要求不再公开。"
    assert Client().get(f"{PUBLIC}{proposal.pk}/").status_code == 404


def test_where_it_cannot_be_published_or_taken_down_the_page_leads_back(bring, director):
    proposal = bring(S.SIGNED)
    for act in ("publish/", "take-down/"):
        assert page(director, proposal, act).status_code == 302
    assert "公开" not in page(director, proposal).content.decode()


def test_a_visitor_reads_the_published_words_and_nothing_else(bring, deputy, director, handler):
    person = deputy.person
    person.phone, person.id_number = "15400000001", "360199197503010026"
    person.address = "小蓝村 8 号"
    person.save()
    proposal = bring(S.CLOSED, place="莲南小学北门")
    Proposal.objects.update(assignment_note="先找村里", close_note="已经看过")
    published(proposal, director)
    listed = Client().get(PUBLIC).content.decode()
    shown = Client().get(f"{PUBLIC}{proposal.pk}/").content.decode()
    for told in ("莲南小学门口增设人行横道", "万秋生", "小蓝选区", "村镇建设办"):
        assert told in listed and told in shown
    for told in ("人行横道已经画好", "A 类", "2026 年 6 月 11 日", "2026 年 9 月 1 日"):
        assert told in shown
    secrets = ("15400000001", "154****", "360199", "小蓝村 8 号", "大车多", "莲南小学北门",
               "先找村里", "已经看过", "问清路段", "经过", handler.person.name)  # fmt: skip
    assert [secret for secret in secrets if secret in listed + shown] == []


def test_other_deputies_are_led_to_what_everybody_reads_and_to_no_file(bring, deputy, director):
    proposal, other = bring(S.CLOSED), make_deputy("陈桂兰").person.user
    upload = SimpleUploadedFile("说明.txt", "路口。".encode())
    paper = store_document(upload, subject=proposal, by=director, at=CONTACTED)
    answer = store_document(upload, subject=proposal.replies.get(), by=director, at=CONTACTED)
    published(proposal, director)
    assert page(other, proposal).url == f"{PUBLIC}{proposal.pk}/"
    for act in ("print/", "publish/", "correct/"):
        assert page(other, proposal, act).status_code == 404
    for file in (paper, answer):
        assert signed_in(other).get(f"/files/{file.pk}/").status_code == 404
        mine = signed_in(deputy.person.user).get(f"/files/{file.pk}/")
        assert mine.getvalue().decode() == "路口。"
    assert proposal.title not in signed_in(other).get(LIST).content.decode()


def test_the_lead_still_reads_everything(bring, deputy, director):
    proposal = bring(S.CLOSED)
    published(proposal, director)
    html = page(deputy.person.user, proposal).content.decode()
    assert "大车多" in html and "看公开的样子" in html


def test_another_unit_is_not_led_anywhere(bring, director):
    proposal, stranger = bring(S.CLOSED), make_handler(make_unit("农业农村办"))
    published(proposal, director)
    assert page(stranger, proposal).status_code == 404


def test_taken_down_it_is_as_if_it_were_not_there(bring, director):
    proposal, other = bring(S.CLOSED), make_deputy("陈桂兰").person.user
    published(proposal, director)
    take_down(proposal, by=director, reason="有错。", at=moment(2026, 9, 20))
    assert page(other, proposal).status_code == 404
    assert "人行横道" not in Client().get(PUBLIC).content.decode()


def test_the_list_is_narrowed_by_year_unit_and_words(bring, director, deputy):
    new, old = bring(S.CLOSED), bring(S.CLOSED)
    at = moment(2025, 12, 31, 23, 59)
    Proposal.objects.filter(pk=old.pk).update(submitted_at=at)
    published(new, director)
    published(old, director, title="修水渠", reply="水渠修好了。")

    def found(**query) -> set[str]:
        return {row.title for row in Client().get(PUBLIC, query).context["page"]}

    assert found(year=2025) == {"修水渠"}
    assert found(year=2026) == {"莲南小学门口增设人行横道"}
    assert found(year=2024) == set()
    assert found(text="水渠修好") == {"修水渠"}
    assert found(unit=new.lead_unit_id) == {"修水渠", "莲南小学门口增设人行横道"}
    assert found(unit=make_unit("财政所").pk) == set()
    assert found(text="坏\0", year="x", unit="y") == {"修水渠", "莲南小学门口增设人行横道"}
    assert Client().get(PUBLIC).context["years"] == [2026, 2025]


def test_the_first_moment_of_a_year_belongs_to_it(bring, director):
    proposal = bring(S.CLOSED)
    at = moment(2026, 1, 1, 0, 0)
    assert at.astimezone(timezone.get_fixed_timezone(0)).year == 2025
    Proposal.objects.update(submitted_at=at)
    published(proposal, director)
    assert len(Client().get(PUBLIC, {"year": 2026}).context["page"]) == 1
    assert len(Client().get(PUBLIC, {"year": 2025}).context["page"]) == 0


def test_fifty_stand_on_a_page(bring, director):
    for n in range(51):
        published(bring(S.CLOSED), director, title=f"第{n}件")
    assert len(Client().get(PUBLIC).context["page"]) == 50
    assert len(Client().get(PUBLIC, {"page": 2}).context["page"]) == 1


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_the_same_queries_for_any_number_of_rows(
    bring, director, rows, django_assert_num_queries
):
    for _ in range(rows):
        published(bring(S.CLOSED), director)
    with django_assert_num_queries(7):
        assert Client().get(PUBLIC).status_code == 200


def test_the_pages_of_deputies_and_proposals_lead_to_each_other(bring, deputy, director):
    proposal = bring(S.CLOSED)
    published(proposal, director)
    of_deputy = reverse("deputies:public-deputy-detail", args=[deputy.pk])
    assert f"{PUBLIC}{proposal.pk}/" in Client().get(of_deputy).content.decode()
    assert of_deputy in Client().get(f"{PUBLIC}{proposal.pk}/").content.decode()
    assert PUBLIC in Client().get(reverse("deputies:public-deputy-list")).content.decode()


def test_a_deputy_whose_seat_has_ended_is_named_without_a_link(bring, deputy, director):
    proposal = bring(S.CLOSED)
    published(proposal, director)
    type(deputy).objects.update(state="ended", ended_on="2026-10-01", end_reason="moved")
    html = Client().get(f"{PUBLIC}{proposal.pk}/").content.decode()
    assert "万秋生代表" in html
    assert not re.search(r"/public/deputies/[0-9a-f-]{36}", html)


def test_the_public_pages_set_no_cookie_that_they_need(bring, director):
    proposal = bring(S.CLOSED)
    published(proposal, director)
    for address in (PUBLIC, f"{PUBLIC}{proposal.pk}/"):
        client = Client()
        client.get(address)
        client.cookies.clear()
        assert client.get(address).status_code == 200
        assert client.post(address).status_code == 405
