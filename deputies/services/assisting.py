"""协办: the director says which units assist, each gives the lead unit its opinion (S-06)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from deputies.models import Assisting, Proposal, Unit
from deputies.permissions import assisting as permissions
from deputies.rules.clocks import assist_period
from deputies.rules.proposals import WITH_THE_UNIT
from deputies.selectors.proposals import rules_in_force
from township_npc.office.models import StoredFile, User
from township_npc.office.permissions import require
from township_npc.office.rules import deadline
from township_npc.office.selectors import work_calendar
from township_npc.office.services.audit import record
from township_npc.office.services.files import Prepared, files_of, keep, remove_file

#: Said under the field of each form that chooses them.
NOT_THE_LEAD = "主办单位不用再选为协办单位。"


@transaction.atomic
def choose_assisting(proposal: Proposal, *, by: User, units: Iterable[Unit], at: datetime) -> None:
    """Set which units assist from now on; those that go lose sight of it at once."""
    require(permissions.may_choose_assisting(by))
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)  # two choosing at once
    _refuse_unless_with_unit(proposal)
    names = set_assisting(proposal, units, on=timezone.localdate(at), at=at)
    facts = names or {"assisting": []}
    record(by, "proposal.assisting_chosen", proposal, on=_day(at), **facts)


def set_assisting(proposal: Proposal, units: Iterable[Unit], *, on: date, at: datetime) -> dict:
    """End those that are not named, begin those that are new; the names, for the record."""
    chosen = {unit.pk: unit for unit in units}
    if proposal.lead_unit_id in chosen:
        raise ValidationError({"assisting": NOT_THE_LEAD}, code="lead")
    now = proposal.assistings.in_force()
    now.exclude(unit__in=chosen).update(ended_at=at)
    there = set(now.values_list("unit", flat=True))
    due = deadline(on, assist_period(rules_in_force()), work_calendar())
    Assisting.objects.bulk_create(
        Assisting(
            proposal=proposal,
            unit=unit,
            asked_on=on,
            asked_at=at,
            due_on=due.due_on,
            due_sum=due.as_json(),
        )
        for pk, unit in chosen.items()
        if pk not in there
    )
    return {"assisting": sorted(unit.name for unit in chosen.values())} if chosen else {}


@transaction.atomic
def give_opinion(
    assisting: Assisting,
    *,
    by: User,
    text: str,
    at: datetime,
    attachments: Iterable[Prepared] = (),
    drop: Iterable[StoredFile] = (),
) -> None:
    """提出协办意见, or put it right, until the lead unit has replied."""
    require(permissions.may_give_opinion(by, assisting))
    proposal = assisting.proposal
    _refuse_unless_with_unit(proposal)
    verb = "proposal.opinion_changed" if assisting.given_at else "proposal.opinion_given"
    given = {"text": text, "given_at": at, "by": by}
    if not Assisting.objects.in_force().filter(pk=assisting.pk).update(**given):
        raise ValidationError("办公室刚改了协办单位，这件不用再写意见。", code="ended")
    for file in files_of(assisting).filter(pk__in=[file.pk for file in drop]):
        remove_file(file, by)
    for file in attachments:
        keep(file, subject=assisting, by=by, at=at)
    assisting.refresh_from_db()
    record(by, verb, proposal, by_unit=assisting.unit.name, on=_day(at))


def _refuse_unless_with_unit(proposal: Proposal) -> None:
    if proposal.state not in WITH_THE_UNIT:
        sentence = f"这件建议现在是“{proposal.standing}”，协办意见不能再改。"
        raise ValidationError(sentence, code="wrong_state")


def _day(at: datetime) -> str:
    return timezone.localdate(at).isoformat()
