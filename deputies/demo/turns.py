"""The demo's hard turns: 并案, 拆分, 保密, 书面撤回, 重点督办, 集中交办, each in a state to see."""

import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path
from uuid import uuid4

from django.utils import timezone

from deputies.demo.pictures import road_under_water
from deputies.demo.town import Town
from deputies.models import Proposal
from deputies.services.answering import sign_for
from deputies.services.handling import accept_proposal, assign_proposal, suggest_handling
from deputies.services.handover import Choice, hand_over
from deputies.services.key_proposals import end_key, set_key
from deputies.services.key_visits import log_visit
from deputies.services.merge_suggestions import suggest_merge
from deputies.services.merging import merge_proposals
from deputies.services.proposals import save_draft, submit_proposal
from deputies.services.splitting import split_proposal
from deputies.services.withdrawals import ask_withdrawal, confirm_withdrawal
from township_npc.office.services.files import prepare_photo

ROWS = tomllib.loads(Path(__file__).with_name("turns.toml").read_text(encoding="utf-8"))
_ROAD, _SLUICE, _PRESSED_BEFORE = 18, 31, 1  # numbers of 重点督办建议: two running, one ended
_BUS = 35


def load(town: Town) -> None:
    """Called after the proposals, which it goes on from."""
    _merge(town)
    _split(town)
    _keep_confidential(town)
    _withdraw(town)
    _press(town)
    _hand_over(town)
    _suggest_merge(town)


def _merge(town: Town) -> None:
    one = _accepted(town, ROWS["alike"], 9)
    main = Proposal.objects.get(number=_ROAD)
    reason = "都是要求修八一桥头到小蓝村这段路。"
    merge_proposals(main, [one], by=town.director, at=_at(town, 8), reason=reason)


def _split(town: Town) -> None:
    row = ROWS["two_matters"]
    paper = _accepted(town, row, 7)
    split_proposal(
        paper,
        by=town.director,
        title=row["part_title"],
        part=row["part"],
        category=row["part_category"],
        at=_at(town, 6),
    )


def _keep_confidential(town: Town) -> None:
    _assigned(town, ROWS["confidential"], 12, is_confidential=True)


def _withdraw(town: Town) -> None:
    """One waits for the director, one was confirmed."""
    for name, days in (("asks_back", 14), ("withdrawn", 20)):
        row = ROWS[name]
        bring = _assigned if row["unit"] else _accepted
        proposal = bring(town, row, days)
        lead = proposal.lead.person.user
        asked = ask_withdrawal(proposal, by=lead, reason=row["reason"], at=_at(town, 2, 19))
        if name == "withdrawn":
            confirm_withdrawal(asked, by=town.director, at=_at(town, 1))


def _press(town: Town) -> None:
    """The road is pressed for, with one look on the spot, and the sluice, where nobody has been
    yet; the lamps were, and it is over."""
    post = {"leader": town.chair.person, "leader_name": "", "leader_post": "镇人大主席"}
    road = Proposal.objects.get(number=_ROAD)
    reason = "两名代表先后提出，涉及 412 户出行。"
    key = set_key(road, by=town.director, on=_on(town, 30), reason=reason, at=_at(town, 30), **post)
    log_visit(
        key,
        by=town.staff,
        on=_on(town, 5),
        came="熊建平主席、万秋生代表、陈桂兰代表、村镇建设办万春林",
        found="已经铺好 1.1 公里，桥头 60 米还没有动，低洼处积水。",
        result="桥头段下周进场，排水沟同步做。",
        at=_at(town, 5),
        files=[prepare_photo(road_under_water("桥头积水.jpg"))],
    )
    sluice, since = Proposal.objects.get(number=_SLUICE), 27
    reason = "汛期前要堵住，关系两个村。"
    set_key(
        sluice, by=town.director, on=_on(town, since), reason=reason, at=_at(town, since), **post
    )
    lamps = Proposal.objects.get(number=_PRESSED_BEFORE)
    reason = "村民反映多，入冬前要亮。"
    ended = set_key(
        lamps, by=town.director, on=_on(town, 70), reason=reason, at=_at(town, 70), **post
    )
    end_key(ended, by=town.director, on=_on(town, 40), note="八盏路灯都亮了。", at=_at(town, 40))


def _hand_over(town: Town) -> None:
    choices = []
    for row in ROWS["batch"]:
        proposal = _accepted(town, row, 13)
        unit = town.units[row["unit"]]
        suggest_handling(
            proposal, by=town.staff, category=row["category"], unit=unit, at=_at(town, 11)
        )
        choices.append(Choice(proposal.pk, unit))
    meeting = proposal.congress_session
    hand_over(meeting, choices, by=town.director, on=_on(town, 10), at=_at(town, 10))


def _suggest_merge(town: Town) -> None:
    """It waits for the director."""
    main = Proposal.objects.get(number=_BUS)
    other = Proposal.objects.get(title=ROWS["batch"][-1]["title"])
    reason = "都是公交车的事，要找同一家公司。"
    suggest_merge(main, [other], by=town.staff, at=_at(town, 1, 16), reason=reason)


def _accepted(town: Town, row: dict, days: int, **fields) -> Proposal:
    """Sent and accepted so many days ago."""
    lead = town.deputy(row["lead"])
    written = {name: row[name] for name in ("title", "category", "place", "text")}
    fields = {**written, "is_plain": True, "step": 4, **fields}
    at = _at(town, days + 1)
    proposal = save_draft(lead, by=lead.person.user, id=uuid4(), fields=fields, at=at)
    submit_proposal(proposal, by=lead.person.user, at=at)
    accept_proposal(proposal, by=town.director, at=_at(town, days))
    return proposal


def _assigned(town: Town, row: dict, days: int, **fields) -> Proposal:
    """And with its unit since the day after."""
    proposal = _accepted(town, row, days, **fields)
    unit, at = town.units[row["unit"]], _at(town, days - 1)
    assign_proposal(proposal, to=unit, by=town.director, on=at.date(), at=at)
    sign_for(proposal, by=town.handlers[row["unit"]], at=_at(town, days - 2))
    return proposal


def _on(town: Town, days: int):
    return town.today - timedelta(days=days)


def _at(town: Town, days: int, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.combine(_on(town, days), time(hour, 40)))
