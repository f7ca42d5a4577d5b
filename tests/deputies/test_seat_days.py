"""The day of an act on a seat: not later than today, not before the seat began (D-02, D-03)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from deputies.rules.deputies import day_fault
from deputies.services.deputies import end_seat, restore_seat, suspend_seat
from tests.factories import make_deputy
from township_npc.office import clock
from township_npc.office.models import AuditEntry

SINCE, BEFORE = date(2021, 11, 20), date(2021, 11, 19)
TODAY, TOMORROW = date(2026, 9, 18), date(2026, 9, 19)
ACTS = {"end": "终止", "suspend": "暂停", "restore": "恢复"}


def fault(on: date, *, since=SINCE, term_began_on=SINCE) -> str:
    return day_fault("终止", on, since=since, term_began_on=term_began_on, today=TODAY)


@pytest.mark.parametrize("on", [SINCE, date(2024, 2, 29), TODAY])
def test_from_the_first_day_of_the_seat_until_today_every_day_will_do(on):
    assert fault(on) == ""


def test_tomorrow_will_not_do():
    assert fault(TOMORROW) == "终止日期不能晚于今天，决定作出以后再记。"


def test_the_day_before_the_seat_began_will_not_do():
    assert fault(BEFORE) == "终止日期不能早于任职日期 2021-11-20。"


def test_a_seat_without_a_first_day_began_with_its_term_at_the_earliest():
    assert fault(SINCE, since=None) == ""
    assert fault(BEFORE, since=None) == (
        "终止日期不能早于本届开始的日子 2021-11-20；任职更早的，先在资料里填任职日期。"
    )


def test_a_seat_elected_before_the_first_meeting_of_its_term_may_end_before_it():
    assert fault(BEFORE, since=date(2021, 11, 1)) == ""


def test_of_a_higher_seat_without_a_first_day_nothing_is_known():
    assert fault(date(2001, 1, 1), since=None, term_began_on=None) == ""


def seat_for(act: str):
    """A seat on which the act is open."""
    suspended = {"state": "suspended", "suspended_on": SINCE} if act == "restore" else {}
    return make_deputy(since=SINCE, **suspended)


def do(act: str, deputy, *, by, on: date) -> None:
    facts = {"by": by, "on": on, "today": TODAY, "note": "公告"}
    if act == "end":
        end_seat(deputy, reason="moved", **facts)
    else:
        {"suspend": suspend_seat, "restore": restore_seat}[act](deputy, **facts)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("on", [BEFORE, TOMORROW])
def test_an_act_of_a_wrong_day_leaves_the_seat_as_it_was(director, act, on):
    deputy = seat_for(act)
    state = deputy.state
    with pytest.raises(ValidationError, match=f"{ACTS[act]}日期不能"):
        do(act, deputy, by=director, on=on)
    deputy.refresh_from_db()
    assert deputy.state == state
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("on", [SINCE, TODAY])
def test_an_act_of_the_first_or_the_last_possible_day_is_recorded(director, act, on):
    deputy = seat_for(act)
    do(act, deputy, by=director, on=on)
    assert AuditEntry.objects.get().facts["on"] == on.isoformat()


def test_a_restoration_before_the_suspension_is_refused_beside_its_day(director):
    deputy = make_deputy(since=SINCE, state="suspended", suspended_on=TODAY)
    with pytest.raises(ValidationError) as refused:
        do("restore", deputy, by=director, on=date(2026, 9, 17))
    assert refused.value.message_dict == {"on": ["恢复日期不能早于暂停日期 2026-09-18。"]}


@pytest.mark.parametrize("act", ACTS)
def test_the_page_says_so_beside_the_field_and_keeps_what_was_typed(client, director, act):
    deputy = seat_for(act)
    client.force_login(director)
    address = reverse(f"deputies:deputy-{act}", args=[deputy.pk])
    form = {"reason": "moved", "on": "2099-01-01", "note": "公告〔2026〕3 号"}
    answer = client.post(address, form)
    sentence = f"{ACTS[act]}日期不能晚于今天，决定作出以后再记。"
    assert answer.context["form"].errors == {"on": [sentence]}
    assert "公告〔2026〕3 号" in answer.content.decode()
    form["on"] = clock.today().isoformat()
    assert client.post(address, form).status_code == 302
