"""The demo of the units' turns: 协办, 退件, 改交, 延期, a draft. Days count from today."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from deputies.demo.town import Town
from deputies.models import Proposal
from deputies.services.assisting import choose_assisting, give_opinion
from deputies.services.contests import contest_assignment, refuse_contest, suggest_on_contest
from deputies.services.extensions import agree_extension, ask_extension, refuse_extension
from deputies.services.reassigning import reassign_proposal
from deputies.services.reply_drafts import save_reply_draft
from township_npc.office.models import User

#: The numbers of the proposals on which each can be seen.
_ASSISTED, _JUST_ASSISTED = 31, 40
_CONTESTED, _REFUSED, _REASSIGNED = 33, 26, 35
_ASKED, _EXTENDED, _NOT_EXTENDED = 24, 38, 7
_DRAFTED = 22


def load(town: Town) -> None:
    """Called after the proposals stand in the database."""
    _assist(town)
    _contest(town)
    _reassign(town)
    _extend(town)
    _draft(town)


def _assist(town: Town) -> None:
    proposal = _numbered(_ASSISTED)
    names = ("财政所", "应急管理站")
    _choose(town, proposal, names, proposal.assigned_on + timedelta(days=2))
    opinion = proposal.assistings.get(unit=town.units["财政所"])
    give_opinion(
        opinion,
        by=town.handlers["财政所"],
        at=_at(proposal.assigned_on + timedelta(days=20)),
        text="所需经费从今年水利维修资金里安排，请主办单位按程序申报，十二月底前可以拨付。",
    )
    _choose(town, _numbered(_JUST_ASSISTED), ("莲南派出所",), _days_ago(town, 6))


def _choose(town: Town, proposal: Proposal, names: tuple[str, ...], on: date) -> None:
    units = [town.units[name] for name in names]
    choose_assisting(proposal, by=town.director, units=units, at=_at(on))


def _contest(town: Town) -> None:
    """One waits, with what the staff proposes; one was refused and stays."""
    proposal = _numbered(_CONTESTED)
    waiting = contest_assignment(
        proposal,
        by=_handler(town, proposal),
        reason="市场外面的排水沟去年已经移交镇里管护，我们只管市场里面的经营秩序。",
        suggested_unit=town.units["村镇建设办"],
        late_reason="移交清单上个月才找到。",
        at=_at(_days_ago(town, 1)),
    )
    suggest_on_contest(
        waiting,
        by=town.staff,
        agrees=True,
        note="移交清单看过了，属实。",
        at=_at(_days_ago(town, 1), time(16, 20)),
    )
    proposal = _numbered(_REFUSED)
    refused = contest_assignment(
        proposal,
        by=_handler(town, proposal),
        reason="牵涉几个部门，我们一家办不了。",
        at=_at(proposal.assigned_on + timedelta(days=6)),
    )
    refuse_contest(
        refused,
        by=town.director,
        note="由你们牵头，需要谁协办报过来。",
        at=_at(proposal.assigned_on + timedelta(days=8)),
    )


def _reassign(town: Town) -> None:
    proposal = _numbered(_REASSIGNED)
    on = _days_ago(town, 3)
    reassign_proposal(
        proposal,
        to=town.units["党政综合办"],
        by=town.director,
        on=on,
        at=_at(on),
        reason="县公交公司不便签收，由党政综合办与它对接。",
    )


def _extend(town: Town) -> None:
    """One waits, one was agreed to, one was asked for too late and refused."""
    _ask(town, _ASKED, "要等县里的设计批下来，才能定方案。", 1)
    asked = _ask(town, _EXTENDED, "路口标线要等寒假学生不上学才能改。", 6)
    agree_extension(asked, by=town.director, note="寒假里办完，每月报一次进度。",
                    at=_at(_days_ago(town, 5)))  # fmt: skip
    asked = _ask(town, _NOT_EXTENDED, "人手不够，想再缓一个月。", 2)
    refuse_extension(asked, by=town.director, note="已经超期，请先答复代表现在办到哪一步。",
                     at=_at(_days_ago(town, 1)))  # fmt: skip


def _ask(town: Town, number: int, reason: str, days: int):
    proposal = _numbered(number)
    at = _at(_days_ago(town, days))
    return ask_extension(proposal, by=_handler(town, proposal), reason=reason, at=at)


def _draft(town: Town) -> None:
    proposal = _numbered(_DRAFTED)
    fields = {"result": "A", "text": "我办已经和县医保局联系，新的刷卡设备"}
    at = _at(_days_ago(town, 1), time(17, 5))
    save_reply_draft(proposal, by=_handler(town, proposal), fields=fields, seen=0, at=at)


def _numbered(number: int) -> Proposal:
    return Proposal.objects.select_related("lead_unit", "lead__person").get(number=number)


def _handler(town: Town, proposal: Proposal) -> User:
    return town.handlers[proposal.lead_unit.name]


def _days_ago(town: Town, days: int) -> date:
    return town.today - timedelta(days=days)


def _at(on: date, clock: time = time(10, 30)) -> datetime:
    return timezone.make_aware(datetime.combine(on, clock))
