"""Where one 建议 stands, in words: the state line, the steps, the timeline."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils import timezone

from deputies.choices import Occasion, WithdrawalState
from deputies.choices import ProposalState as S
from deputies.models import Proposal, Reply
from deputies.rules.proposals import handover_counts_from, handover_period
from deputies.selectors.proposals import rules_in_force
from deputies.selectors.reworks import round_began_on
from township_npc.office.rules import Deadline, deadline, due_standing, read_deadline
from township_npc.office.selectors import timeline, work_calendar


@dataclass(frozen=True)
class Whereabouts:
    """The state line: who has it and since when; what comes next, by when."""

    now: str
    next: str = ""


def whereabouts(proposal: Proposal, reply: Reply | None, today: date) -> Whereabouts:
    lead, unit = proposal.lead.person.name, proposal.lead_unit
    match proposal.state:
        case S.DRAFT:
            return Whereabouts("草稿，还没有送出。", "写好以后送给人大办。")
        case S.SUBMITTED:
            sent = timezone.localdate(proposal.submitted_at)
            return Whereabouts(
                f"{_short(sent)}送到人大办，还没有受理。", "人大办受理，或者退回代表修改。"
            )
        case S.RETURNED:
            return Whereabouts(
                f"已经退回{lead}代表修改：{proposal.return_reason}", "代表改好再送来。"
            )
        case S.ACCEPTED:
            due = handover_due(proposal)
            return Whereabouts(
                "已经受理，还没有交办。",
                f"{_short(due.due_on)}前交给承办单位，{due.period.source}。",
            )
        case S.ASSIGNED | S.SIGNED:
            return _with_the_unit(proposal, today)
        case S.REPLIED:
            return Whereabouts(
                f"{unit} {_short(reply.replied_on)}书面答复，{reply.result} 类。",
                "代表评价，人大办核对后办结，或者请单位再办。",
            )
        case S.MERGED:
            main = proposal.merged_into
            return Whereabouts(f"并入{main.called}，一起办理。", "主件答复了，这一件也就答复了。")
        case S.WITHDRAWN:
            return _withdrawn(proposal)
    result = f"，{reply.result} 类" if reply else ""
    return Whereabouts(f"{_short(proposal.closed_on)}办结{result}。")


def _withdrawn(proposal: Proposal) -> Whereabouts:
    request = proposal.withdrawals.filter(state=WithdrawalState.CONFIRMED).first()
    settled_on = timezone.localdate(request.settled_at)
    return Whereabouts(
        f"代表 {_short(request.asked_on)}要求撤回，{_short(settled_on)}确认，不再办理。"
    )


def _with_the_unit(proposal: Proposal, today: date) -> Whereabouts:
    has_signed = proposal.state == S.SIGNED
    due_on, is_late = proposal.reply_due_on, proposal.reply_due_on < today
    again = f"（第 {proposal.round} 次办理）" if proposal.round > 1 else ""
    doing = f"正在{'重新' if again else ''}办理{again}" if has_signed else f"还没有签收{again}"
    standing = due_standing(due_on, today=today).text
    year = f"{due_on.year} 年 " if due_on.year != today.year else ""
    when = "尽快" if is_late else f"{year}{_short(due_on)}前"
    return Whereabouts(
        f"{proposal.lead_unit}{doing}，{'已' if is_late else ''}{standing}。",
        f"{'' if has_signed else '签收，'}与{proposal.lead}代表联系，{when}书面答复。",
    )


def steps_of(proposal: Proposal, reply: Reply | None) -> list[dict]:
    """提出 to 办结, those that are behind with their day."""
    moves = proposal.moves.filter(is_undone=False)
    accepted = moves.filter(from_state=S.SUBMITTED, to_state=S.ACCEPTED).last()
    days = {
        "提出": proposal.submitted_at,
        "受理": accepted.at if accepted else None,
        "交办": proposal.assigned_on,
        **({"重新办理": round_began_on(proposal)} if proposal.round > 1 else {}),
        "签收": proposal.signed_on,
        "答复": reply.replied_on if reply else None,
        "办结": proposal.closed_on,
    }
    if proposal.state == S.RETURNED:
        days = {"提出": proposal.submitted_at, "退回修改": None}
    if proposal.state in (S.MERGED, S.WITHDRAWN):
        days = {**dict(list(days.items())[:2]), proposal.get_state_display(): moves.last().at}
    todo = [label for label, day in days.items() if not day]
    return [
        {
            "label": label,
            "on": _md(day) if day else "",
            "state": "done" if day else "current" if label == todo[0] else "todo",
        }
        for label, day in days.items()
    ]


def proposal_lines(proposal: Proposal, user) -> list[dict]:
    """The timeline; ``on`` is the day of the act where it lies before its entry, and the days that
    are read stand newest first."""
    lines = sorted(timeline(proposal, user), key=_day_of, reverse=True)
    said = [{**line, **_said(line), "on": _acted_on(line), "day": _day_of(line)} for line in lines]
    return [_together(list(same)) for _, same in groupby(said, key=_sameness)]


def _sameness(line: dict) -> tuple:
    return line["day"], line["label"], line["note"]


def _together(same: list[dict]) -> dict:
    """Twelve who signed on one day are one line with twelve names."""
    names = dict.fromkeys(line["who"] for line in same)
    return {**same[0], "who": "、".join(names)}


def _said(line: dict) -> dict:
    facts = line["facts"]
    if "because" in facts:
        return _recounted(facts)
    if "moved" in facts:
        days = "；".join(f"{verb} {old} → {new}" for verb, old, new in facts["moved"])
        return {"label": f"{line['label']}：{days}"}
    return {"label": _told(line["label"], facts)}


def _recounted(facts: dict) -> dict:
    """期限因节假日安排重新计算：2026-10-08 → 2026-10-09, and under it the new arithmetic."""
    old, new = read_deadline(facts["old"]), read_deadline(facts["new"])
    days = f"{old.due_on} → {new.due_on}" if old.due_on != new.due_on else f"{new.due_on}，日子不变"
    whose = f"{facts['whose']}的" if "whose" in facts else ""
    return {"label": f"{whose}期限因{facts['because']}重新计算：{days}", "note": new.arithmetic}


def _day_of(line: dict) -> str:
    """The day of the act, at the latest the day of its entry."""
    entered = timezone.localdate(line["at"]).isoformat()
    return min(line["facts"].get("on") or entered, entered)


def _acted_on(line: dict) -> str:
    """``08-25``, with its year where that is another one."""
    on, entered = line["facts"].get("on", ""), timezone.localdate(line["at"]).isoformat()
    if on == entered:
        return ""
    return on[5:] if on[:4] == entered[:4] else on


def _told(label: str, facts: dict) -> str:
    """交办给村镇建设办，2026-09-16 前答复."""
    to = f"给{facts['unit']}" if "unit" in facts else ""
    left = f"由{facts['from_unit']}" if "from_unit" in facts else ""
    meant = f"，拟交{facts['suggested_unit']}" if facts.get("suggested_unit") else ""
    number = f"，编为第 {facts['number']} 号" if "number" in facts else ""
    due = f"，{facts['due']} 前答复" if "due" in facts else ""
    result = f"，{facts['result']} 类" if "result" in facts else ""
    undone = (
        f"：{S(facts['from_state']).label}改回{S(facts['to_state']).label}"
        if "to_state" in facts
        else ""
    )
    others = f"：{facts['others']}" if "others" in facts else ""
    of_units = "".join(f"，{words}" for words in _of_units(facts))
    return f"{left}{label}{to}{meant}{number}{of_units}{due}{result}{undone}{others}"


def _of_units(facts: dict) -> list[str]:
    """What the turns of the units add to a line."""
    said = []
    if facts.get("by_unit"):
        said.append(facts["by_unit"])
    if facts.get("believed"):
        said.append(f"认为归{facts['believed']}管")
    if "agrees" in facts:
        said.append("拟同意" if facts["agrees"] else "拟不同意")
    if "assisting" in facts:
        names = facts["assisting"]
        said.append(f"协办：{'、'.join(names)}" if names else "没有协办单位")
    if facts.get("is_late"):
        said.append("提出时已经过了期限")
    if "was_due" in facts:
        said.append(f"原期限 {facts['was_due']}")
    return said


def _short(on: date) -> str:
    return f"{on.month} 月 {on.day} 日"


def _md(day) -> str:
    on = timezone.localdate(day) if hasattr(day, "hour") else day
    return f"{on:%m-%d}"


def handover_due(proposal: Proposal) -> Deadline:
    """By when to assign; no law gives the number (S-04)."""
    meeting = proposal.congress_session
    submitted_on = timezone.localdate(proposal.submitted_at)
    in_session = proposal.occasion == Occasion.IN_SESSION
    start = handover_counts_from(submitted_on, meeting.ends_on if in_session else None)
    return deadline(start, handover_period(rules_in_force()), work_calendar())
