"""The register of D-04 reports: 主任 and 主席, and for everybody else it is not there."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from deputies.models import CustodyReport
from deputies.services.custody import register_report, write_handling
from tests.factories import make_user, moment
from township_npc.office.choices import Role
from township_npc.office.models import AuditEntry

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
    client.post(address, {"handling": "11 月 21 日报主席团"})
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
    ):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    with pytest.raises(PermissionDenied):
        write_handling(report, by=user, handling="改了")
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
