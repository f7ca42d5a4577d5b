"""Proposals as rows, on the days that the figures turn on; today is 2026-11-23."""

from datetime import date

import pytest
from django.utils import timezone

from deputies.choices import ProposalState as S
from deputies.models import Promise, Proposal, Reply
from tests.factories import make_handler, make_unit, moment

TODAY = date(2026, 11, 23)
_OF_UNIT = {S.ASSIGNED, S.SIGNED, S.REPLIED, S.CLOSED}


@pytest.fixture
def put(deputy, congress_session):
    """``put("signed", due=date(2026, 9, 16))``: a row in a state, and the reply that it has."""
    writers = {}

    def make(state, *, unit="村镇建设办", sent=(2026, 6, 11), due=date(2026, 9, 16), **answer):
        row = Proposal(
            lead=deputy,
            title="莲南小学门口增设人行横道",
            text="内容",
            category="traffic",
            state=state,
            number=Proposal.objects.count() + 1,
            congress_session=congress_session,
            submitted_at=moment(*sent, *([] if len(sent) > 3 else [9])),
            written_at=moment(2024, 6, 10),
            saved_at=moment(2024, 6, 10),
        )
        if state in _OF_UNIT:
            row.lead_unit, row.reply_due_on = make_unit(unit), due
            row.assigned_on = date(due.year - 1, due.month, 1)
        if state == S.CLOSED:
            row.closed_on = date(2026, 11, 20)
        row.save()
        if answer:
            by = writers.setdefault(unit, make_handler(make_unit(unit)))
            reply(row, by, **answer)
        return row

    return make


def reply(row, by, *, on, result="A", **fields):
    essence = "" if result == "A" else "年底前办完"
    promised = {"promised_by": date(2026, 12, 31)} if result == "B" else {}
    values = {
        "due_on": row.reply_due_on,
        "text": "已经办好。",
        "essence": essence,
        "written_at": moment(2026, 9, 1),
    }
    values |= promised | fields
    made = Reply.objects.create(
        proposal=row, unit=row.lead_unit, result=result, replied_on=on, by=by, **values
    )
    if result == "B":
        Promise.objects.create(reply=made)
    return made


@pytest.fixture
def sample_day(settings):
    """The day of the sample pages."""
    offset = moment(2026, 11, 23, 10) - timezone.now()
    file = settings.VAR_DIR / "clock-offset"
    file.write_text(str(offset.total_seconds()))
    yield
    file.unlink()
