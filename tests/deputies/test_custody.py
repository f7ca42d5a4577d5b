"""The register of D-04 reports: 主任 and 主席, and for everybody else it is not there."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from deputies.models import CustodyReport
from deputies.services.custody import correct_report, register_report, write_handling
from tests.deputies.edit_pages import change, opened
from tests.factories import make_deputy, make_user, moment
from township_npc.office.choices import Role
from township_npc.office.models import AuditEntry
from township_npc.office.selectors import timeline

DAY = date(2026, 11, 20)

ONCE = "8a1f8c62-3f3c-4a54-9a4e-0f5f5f0f4d06"


@pytest.fixture
def report(director, deputy):
    return register_report(
        deputy,
        by=director,
        authority="示例县公安局",
        measure="刑事拘留",
        received_at=moment(2026, 11, 20, 16, 30),
    )


def form(deputy, **changes) -> dict:
    return {
        "once": ONCE,
        "deputy": deputy.pk,
        "authority": "示例县公安局",
        "measure": "刑事拘留",
        "received_on": "2026-11-20",
        "received_time": "16:30",
        "is_written": "on",
        **changes,
    }


def test_a_report_is_registered_once_with_the_moment_it_came_in(client, chair, deputy):
    client.force_login(chair)
    for _ in range(2):
        assert client.post(reverse("deputies:custody-new"), form(deputy)).status_code == 302
    report = CustodyReport.objects.get()
    assert report.received_at == moment(2026, 11, 20, 16, 30)
    assert (report.registered_by, report.is_written) == (chair, True)


def test_a_moment_that_has_not_come_is_refused(client, director, deputy):
    client.force_login(director)
    answer = client.post(reverse("deputies:custody-new"), form(deputy, received_on="2099-01-01"))
    assert "时间还没有到。" in answer.content.decode()
    assert not CustodyReport.objects.exists()


@pytest.mark.parametrize("value", ["下午", "25:00", ""])
def test_a_time_that_is_none_is_refused(client, director, deputy, value):
    client.force_login(director)
    answer = client.post(reverse("deputies:custody-new"), form(deputy, received_time=value))
    assert answer.status_code == 200
    assert not CustodyReport.objects.exists()


def test_the_handling_is_written_down(client, director, report):
    client.force_login(director)
    address = reverse("deputies:custody-detail", args=[report.pk])
    change(client, address, handling="11 月 21 日报主席团")
    report.refresh_from_db()
    assert report.handling == "11 月 21 日报主席团"
    assert "报主席团" in client.get(address).content.decode()


def test_the_log_names_neither_the_deputy_nor_the_measure(report):
    entry = AuditEntry.objects.get(verb="custody.registered")
    assert entry.facts == {}
    assert not hasattr(entry, "note")


@pytest.mark.parametrize("role", [Role.STAFF, Role.DEPUTY, Role.HANDLER, Role.SYSADMIN])
def test_for_everybody_else_there_is_no_such_page(client, report, role):
    user = make_user(role)
    client.force_login(user)
    for address in (
        reverse("deputies:custody-list"),
        reverse("deputies:custody-new"),
        reverse("deputies:custody-detail", args=[report.pk]),
        reverse("deputies:custody-correct", args=[report.pk]),
    ):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    with pytest.raises(PermissionDenied):
        write_handling(report, by=user, handling="改了")
    with pytest.raises(PermissionDenied):
        correct_report(report, by=user, reason="改了", measure="")
    with pytest.raises(PermissionDenied):
        register_report(
            report.deputy, by=user, authority="", measure="", received_at=report.received_at
        )


def test_staff_see_no_way_there(client, staff, director, report):
    client.force_login(staff)
    assert "受限报告" not in client.get(reverse("deputies:deputy-list")).content.decode()
    client.force_login(director)
    assert "受限报告" in client.get(reverse("deputies:deputy-list")).content.decode()


def test_a_visitor_is_asked_to_sign_in(client, report):
    assert client.get(reverse("deputies:custody-list")).url.startswith(reverse("office:login"))


def corrected(report, by, **facts) -> None:
    correct_report(report, by=by, reason="措施写错了。", **facts)


def test_what_was_written_down_wrongly_is_put_right_and_stays_in_the_timeline(chair, report):
    other = make_deputy("陈桂兰")
    right = {"deputy": other, "received_at": moment(2026, 11, 20, 17), "is_written": False}
    corrected(report, chair, measure="行政拘留", taken_on=DAY, authority="示例县公安局", **right)
    report.refresh_from_db()
    assert (report.measure, report.deputy, report.taken_on) == ("行政拘留", other, DAY)
    correction, _ = timeline(report, chair)
    assert correction["label"] == "更正"
    assert correction["note"] == (
        "措施写错了。　原来：采取的措施 刑事拘留；采取措施的日期 未录入；代表 万秋生；"
        "收到报告的时间 2026-11-20 16:30；书面报告 是"
    )


def test_the_chain_names_the_fields_alone(chair, report):
    corrected(report, chair, measure="行政拘留")
    assert AuditEntry.objects.get(verb="custody.corrected").facts == {"fields": ["measure"]}


def test_nothing_changed_is_no_correction(director, report):
    with pytest.raises(ValidationError, match="没有改动"):
        corrected(report, director, measure="刑事拘留", is_written=True)
    assert not AuditEntry.objects.filter(verb="custody.corrected").exists()


def test_the_handling_that_was_written_over_stays_in_the_timeline(director, report):
    write_handling(report, by=director, handling="已报主席团")
    write_handling(report, by=director, handling="已报主席团，下次大会报告")
    notes = [line["note"] for line in timeline(report, director)]
    assert notes == ["已报主席团，下次大会报告", "已报主席团", ""]


def test_the_report_is_put_right_on_its_page_with_a_reason(client, director, report):
    client.force_login(director)
    address = reverse("deputies:custody-correct", args=[report.pk])
    assert "请选理由。" in change(client, address, measure="行政拘留").content.decode()
    answer = change(client, address, received_time="16:45", ready="日期或时间写错了。")
    assert answer.url == reverse("deputies:custody-detail", args=[report.pk])
    report.refresh_from_db()
    assert (report.received_at, report.measure) == (moment(2026, 11, 20, 16, 45), "刑事拘留")
    assert "原来：收到报告的时间 2026-11-20 16:30" in client.get(answer.url).content.decode()


def test_a_moment_that_has_not_come_is_refused_here_too(client, director, report):
    client.force_login(director)
    address = reverse("deputies:custody-correct", args=[report.pk])
    sent = {"received_on": "2099-01-01", "ready": "日期或时间写错了。"}
    assert change(client, address, **sent).context["form"].errors == {
        "received_on": ["时间还没有到。"]
    }


def test_a_report_about_somebody_who_has_left_can_still_be_put_right(client, director, report):
    deputy = report.deputy
    deputy.state, deputy.ended_on, deputy.end_reason = "ended", DAY, "moved"
    deputy.save()
    client.force_login(director)
    address = reverse("deputies:custody-correct", args=[report.pk])
    answer = change(client, address, measure="行政拘留", ready="措施写错了。")
    assert answer.status_code == 302


def test_the_second_of_the_two_who_see_it_is_told(client, director, chair, report):
    client.force_login(chair)
    address = reverse("deputies:custody-correct", args=[report.pk])
    mine = opened(client, address)
    corrected(report, director, measure="行政拘留")
    sent = {**mine, "authority": "示例县法院", "ready": "机关写错了。"}
    page = client.post(address, sent).content.decode()
    assert "徐明华" in page and "现在存着：行政拘留" in page
