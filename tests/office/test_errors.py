"""Pages for what went wrong: in the house voice, and dear to nobody."""

from django.test import Client, RequestFactory

from township_npc.office.files import limit
from township_npc.office.views import errors


def test_a_page_that_is_not_there_leads_home(client, office):
    page = client.get("/nowhere/")
    assert page.status_code == 404
    assert "没有找到这一页" in page.content.decode()
    assert 'href="/"' in page.content.decode()


def test_a_strangers_wrong_turn_costs_no_query_and_leads_to_what_everybody_may_read(
    client, db, django_assert_num_queries
):
    with django_assert_num_queries(0):
        page = client.get("/nowhere/").content.decode()
    assert 'href="/public/deputies/"' in page
    assert 'href="/public/proposals/"' in page


def test_somebody_signed_in_is_told_the_offices_telephone(client, director, office):
    office.phone = "0796 800 0019"
    office.save()
    client.force_login(director)
    assert 'href="tel:07968000019"' in client.get("/nowhere/").content.decode()


def test_a_crash_shows_a_number_and_no_trace(
    client, director, monkeypatch, django_assert_num_queries, caplog
):
    def crash(*args, **kwargs):
        raise RuntimeError("秘密的内情")

    monkeypatch.setattr("township_npc.office.views.home.home_page", crash)
    client.raise_request_exception = False
    client.force_login(director)
    page = client.get("/")
    text = page.content.decode()
    assert page.status_code == 500
    assert "系统出了毛病" in text
    assert "秘密的内情" not in text
    assert "Traceback" not in text
    number = text.split('<strong class="num">')[1].split("<")[0]
    assert number in caplog.text
    with django_assert_num_queries(0):
        errors.server_error(RequestFactory().get("/"))


def test_a_form_from_elsewhere_is_refused_in_the_house_voice(office):
    page = Client(enforce_csrf_checks=True).post("/me/big/")
    assert page.status_code == 403
    assert "页面放得太久了" in page.content.decode()


def test_a_request_of_more_than_200_mb_is_refused_unread(client, office):
    one_more = str(limit.MAX_REQUEST + 1)
    page = client.post("/login/", {"username": "zhuren"}, CONTENT_LENGTH=one_more)
    assert page.status_code == 400
    assert "一次最多送 200 MB" in page.content.decode()
