"""承诺事项 through its pages: the list, the export, the report and the settlement."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from deputies.models import Promise, Proposal, Reply
from deputies.services.promises import report_promise
from tests.deputies.proposal_pages import page, signed_in, text
from tests.deputies.rating_steps import promised
from tests.factories import make_deputy, make_handler, make_unit, moment
from township_npc.office.models import AuditEntry, StoredFile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]

URL = "/proposals/promises/"


@pytest.fixture
def promise(bring, handler):
    return promised(bring, handler)


def send(user, promise, act: str, **fields):
    body = {"once": uuid4(), **fields}
    return signed_in(user).post(f"{URL}{promise.pk}/{act}/", body)


def test_the_unit_reports_the_office_settles_and_everybody_reads_it(
    promise, deputy, handler, staff, chair
):
    paper = SimpleUploadedFile("验收单.txt", "合格。".encode())
    done = {"came_of_it": "done", "done_on": "2026-11-15", "proof": "装好了。"}
    send(handler, promise, "report", **done, attachments=paper)
    shown = text(signed_in(staff).get(f"{URL}{promise.pk}/settle/"))
    assert 'value="kept"' in shown
    assert "装好了。" in shown
    send(staff, promise, "settle", outcome="kept", kept_on="2026-11-15")
    promise.refresh_from_db()
    assert promise.state == "kept"
    for user in (deputy.person.user, handler, chair):
        assert "按期兑现" in text(page(user, promise.reply.proposal))


def test_a_unit_that_gives_up_says_why_and_needs_no_day(promise, handler):
    given_up = {"came_of_it": "given_up", "done_on": "2026-11-15", "proof": "经费没有批。"}
    send(handler, promise, "report", **given_up)
    promise.refresh_from_db()
    assert (promise.is_reported, promise.done_on) == (True, None)


def test_what_was_done_has_its_day(promise, handler):
    answer = send(handler, promise, "report", came_of_it="done", proof="装好了。")
    assert "请写哪天办完。" in text(answer)
    assert not Promise.objects.get().is_reported


def test_a_second_tap_is_the_same_report(promise, handler):
    key = uuid4()
    done = {"came_of_it": "done", "done_on": "2026-11-15", "proof": "装好了。", "once": key}
    answers = [send(handler, promise, "report", **done) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert AuditEntry.objects.filter(verb="proposal.promise_reported").count() == 1


def test_a_report_is_taken_back_or_sent_back_through_the_page(promise, handler, staff):
    done = {"came_of_it": "done", "done_on": "2026-11-15", "proof": "装好了。"}
    send(handler, promise, "report", **done)
    assert "撤回报告" in text(page(handler, promise.reply.proposal))
    send(handler, promise, "put-back", ready="日期写错了。")
    assert not Promise.objects.get().is_reported
    send(handler, promise, "report", **done)
    assert "退回报告" in text(page(staff, promise.reply.proposal))
    send(staff, promise, "put-back", ready="请补照片或者材料。")
    assert not Promise.objects.get().is_reported


@pytest.mark.parametrize("act", ["report", "settle", "put-back"])
def test_a_promise_of_another_unit_does_not_exist(promise, act):
    stranger = make_handler(make_unit("农业农村办"), name="胡水生")
    assert signed_in(stranger).get(f"{URL}{promise.pk}/{act}/").status_code == 404
    assert send(stranger, promise, act).status_code == 404


def test_the_papers_of_a_report_follow_the_proposal(promise, deputy, handler, director):
    paper = SimpleUploadedFile("验收单.txt", "合格。".encode())
    done = {"came_of_it": "done", "done_on": "2026-11-15", "proof": "装好了。"}
    send(handler, promise, "report", **done, attachments=paper)
    url = f"/files/{StoredFile.objects.get().pk}/"
    for user in (handler, director, deputy.person.user):
        assert signed_in(user).get(url).getvalue().decode() == "合格。"
    stranger = make_handler(make_unit("农业农村办"), name="胡水生")
    for user in (stranger, make_deputy("陈桂兰").person.user):
        assert signed_in(user).get(url).status_code == 404


def test_the_list_is_narrowed_by_its_address_and_nothing_else(promise, staff, unit):
    client = signed_in(staff)

    def shown(query: str) -> list:
        return [row.promise for row in client.get(f"{URL}?{query}").context["rows"]]

    assert shown("") == shown("view=overdue") == shown(f"unit={unit.pk}") == [promise]
    assert shown("year=2026") == [promise]
    assert shown("year=2025") == []
    assert shown("view=kept") == []
    assert shown("unit=x&year=y&view=z&state=kept") == [promise]


def test_a_unit_sees_its_own_promises_alone(promise, bring, handler):
    other = make_unit("农业农村办")
    stranger = make_handler(other, name="胡水生")
    promised(lambda state: bring(state, unit=other, handler=stranger), stranger)
    rows = signed_in(handler).get(URL).context["rows"]
    assert [row.promise for row in rows] == [promise]
    narrowed = signed_in(handler).get(f"{URL}?unit={other.pk}")
    assert narrowed.context["rows"] == []
    assert "农业农村办" not in text(signed_in(handler).get(URL))


def test_the_export_holds_what_the_list_shows_and_is_logged(promise, handler, staff):
    Reply.objects.update(essence="=1+1")
    report_promise(
        promise, by=handler, done_on=None, proof="+经费没有批。", at=moment(2026, 11, 20)
    )
    answer = signed_in(staff).post(f"{URL}export/?view=overdue")
    sheet = load_workbook(BytesIO(answer.content)).active
    rows = next(sheet.iter_rows(min_row=2, max_row=2))
    assert [cell.data_type for cell in rows if cell.data_type == "f"] == []
    assert (rows[1].value, rows[3].value) == ("莲南小学门口增设人行横道和减速带", "=1+1")
    entry = AuditEntry.objects.latest("seq")
    assert (entry.verb, entry.facts["rows"]) == ("promises.exported", 1)
    assert entry.facts["filter"] == {"view": "overdue"}


def test_a_deputy_and_the_machines_administrator_have_no_such_list(promise, deputy, sysadmin):
    for user in (deputy.person.user, sysadmin):
        assert signed_in(user).get(URL).status_code == 404
        assert signed_in(user).post(f"{URL}export/").status_code == 404


def test_an_empty_list_says_where_promises_come_from(director, office):
    assert "B 类答复写明哪天办完，就记在这里。" in text(signed_in(director).get(URL))


@pytest.fixture
def many(promise, deputy, unit, handler):
    def make(count: int) -> None:
        first = promise.reply
        for n in range(2, count + 1):
            proposal = Proposal.objects.get(pk=first.proposal_id)
            proposal.pk, proposal.number, proposal._state.adding = uuid4(), n, True
            proposal.save(force_insert=True)
            reply = Reply.objects.get(pk=first.pk)
            reply.pk, reply.proposal, reply._state.adding = uuid4(), proposal, True
            reply.save(force_insert=True)
            Promise.objects.create(reply=reply)

    return make


@pytest.mark.parametrize("role", ["director", "handler"])
def test_the_list_costs_the_same_queries_for_1_and_50_rows(
    request, many, role, django_assert_max_num_queries
):
    client = signed_in(request.getfixturevalue(role))

    def cost() -> int:
        with django_assert_max_num_queries(12) as caught:
            assert client.get(URL).status_code == 200
        return len(caught)

    client.get(URL)  # the first page of a sign-in also writes the sign-in down
    one = cost()
    many(50)
    assert cost() == one
