"""The demo's 承诺事项: kept, late, broken, reported, overdue and still ahead; days from today."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from deputies.demo.pictures import road_under_water
from deputies.demo.town import Town
from deputies.models import Promise
from deputies.services.promises import report_promise, settle_promise
from township_npc.office.services.files import prepare_document

#: Number → the promised day, in days from today; the others promise the end of the year.
PROMISED_IN = {2: -40, 6: -20, 16: -3, 32: -8, 36: 12, 42: -12}
#: Number → the day it was done; None: given up.
_DONE_IN = {2: -45, 6: -12, 32: -9, 42: None}
_SETTLED = {2: "kept", 6: "late", 42: "broken"}
_PROOF = "已经办完，请代表看过现场。"
_GIVEN_UP = "今年的养护经费没有批下来，办不了，明年再报。"


def promised_by(town: Town, number: int) -> date:
    if number not in PROMISED_IN:
        return date(town.today.year, 12, 31)
    return town.today + timedelta(days=PROMISED_IN[number])


def load(town: Town) -> None:
    """Called after ``proposals.make``."""
    for number, days in _DONE_IN.items():
        promise = Promise.objects.select_related("reply__proposal").get(
            reply__proposal__number=number
        )
        _report(town, number, promise, days)
        if number in _SETTLED:
            settle_promise(
                promise,
                by=town.staff,
                outcome=_SETTLED[number],
                kept_on=promise.done_on,
                at=_at(town, -2),
            )


def _report(town: Town, number: int, promise: Promise, days: int | None) -> None:
    done_on = None if days is None else town.today + timedelta(days=days)
    proof = [prepare_document(road_under_water("现场.jpg"))] if number == 32 else []
    report_promise(
        promise,
        by=town.handlers[promise.reply.unit.name],
        done_on=done_on,
        proof=_GIVEN_UP if days is None else _PROOF,
        at=_at(town, -5),
        attachments=proof,
    )


def _at(town: Town, days: int) -> datetime:
    on = town.today + timedelta(days=days)
    return timezone.make_aware(datetime.combine(on, time(15, 20)))
