"""Lay the demo town into an empty data folder; a second run changes nothing."""

from datetime import date

from django.db import transaction

from deputies.demo import (
    cosigners,
    county,
    days,
    papers,
    promises,
    proposals,
    publication,
    ratings,
    turns,
    unit_turns,
)
from deputies.demo.congress import make_congress
from deputies.demo.people import Accounts, make_office_accounts, make_units
from deputies.demo.town import Town
from township_npc.office.models import Office
from township_npc.office.services.audit import record


@transaction.atomic
def load_demo(*, today: date) -> bool:
    """True when the town was laid, False when it stood already."""
    if Office.objects.filter(pk=1).exists():
        return False
    Office.objects.create(
        town="莲塘镇（示例）",
        province="江西",
        phone="0000-80000019",
        rules_preset="demo",
        is_demo=True,
    )
    town = Town(today)
    accounts = Accounts()
    make_office_accounts(town, accounts)
    make_units(town, accounts)
    make_congress(town, accounts)
    proposals.make(town)
    cosigners.load(town)
    unit_turns.load(town)
    turns.load(town)
    county.load(town)
    promises.load(town)
    ratings.load(town)
    publication.load(town)
    papers.load(town)
    days.date_todos()
    record(None, "demo.loaded", deputies=len(town.deputies), units=len(town.units))
    return True
