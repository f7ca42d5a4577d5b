"""The demo's 县代表建议: one in each state, and one that came from a phone."""

from datetime import timedelta

from deputies.demo.town import Town
from deputies.demo.turns import ROWS
from deputies.models import CountyProposal, Deputy
from deputies.services.county import collect_county, hand_up, note_answer, note_printed

_ANSWER = "县卫健委、县公交公司已经研究，明年 3 月起开通早上一班，运行三个月后再定是否加中午一班。"


def load(town: Town) -> None:
    """Called last: collected on a phone, collected on paper, printed, handed up, answered."""
    on_phone, on_paper, answered, handed, printed = ROWS["county"]
    _collect(town, on_phone, 3, from_phone=True)
    _collect(town, on_paper, 4)
    note_printed([_collect(town, printed, 6)], by=town.staff)
    up = [_collect(town, row, 40) for row in (answered, handed)]
    on = town.today - timedelta(days=36)
    receiver = "县人大选任联工委值班员"
    hand_up(up, by=town.staff, on=on, receiver=receiver, today=town.today)
    answered_on = town.today - timedelta(days=9)
    note_answer(up[0], by=town.staff, on=answered_on, answer=_ANSWER, today=town.today)


def _collect(town: Town, row: dict, days: int, *, from_phone: bool = False) -> CountyProposal:
    lead = Deputy.objects.select_related("person").get(level="county", person__name=row["lead"])
    by = lead.person.user if from_phone else town.staff
    on = town.today - timedelta(days=days)
    return collect_county(lead, by=by, fields=row, on=on, today=town.today)
