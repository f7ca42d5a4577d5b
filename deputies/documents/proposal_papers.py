"""What the papers about one 建议 say: 交办函, 答复函, 督办函, 重新办理通知.

``deputies/papers/*.txt`` hold their words, these functions the facts in the braces. A title that is
to be kept confidential (S-12) stands only in what goes to the unit that handles it and to its own
deputies, and in no paper with copies to others.
"""

from collections.abc import Mapping
from datetime import date

from deputies.choices import ReplyClass, UnitKind
from deputies.models import Proposal, Reply, Rework, Unit
from deputies.rules.terms import short_congress_name
from deputies.selectors.cosigners import signers_of
from deputies.selectors.reworks import round_began_on
from township_npc.office.choices import PeriodUnit
from township_npc.office.papers.plain import typed_table
from township_npc.office.papers.wording import closed, paper_date
from township_npc.office.rulebook import UNFOUNDED
from township_npc.office.selectors import the_office

Facts = dict[str, str]
_CONFIDENTIAL = "（代表要求保密）"
_KEEP_TO_YOURSELF = "代表要求保密：不得对外公开，经手的人不得对外说是谁提的、提了什么。"
#: What each class has to say beside its text (S-07), as it is called in a letter.
_ESSENCE = {ReplyClass.B: "办理计划", ReplyClass.C: "原因", ReplyClass.D: "反映情况"}
_CHOICES = "□满意　□基本满意　□不满意"


def assignment_facts(proposal: Proposal, today: date) -> Facts:
    """交办函, to the unit alone."""
    return _about(proposal) | {
        "建议标题": proposal.title,
        "建议内容": proposal.text,
        "建议情况": typed_table(("", ""), _filled(_assignment_rows(proposal))),
        "保密要求": _KEEP_TO_YOURSELF if proposal.is_confidential else "",
    }


def urging_facts(proposal: Proposal, today: date) -> Facts:
    """督办函, with a copy to the government."""
    return _about(proposal) | {
        "建议名称": _CONFIDENTIAL if proposal.is_confidential else f"“{proposal.title}”",
        "超期天数": str((today - proposal.reply_due_on).days),
    }


def rework_facts(rework: Rework, today: date) -> Facts:
    """重新办理通知: the office's words, to the unit alone; neither who was asked nor what they said
    of the reply (D8, S-09)."""
    proposal = rework.proposal
    return _about(proposal) | {
        "建议名称": f"“{proposal.title}”",
        "补办事项": closed(rework.text),
        "答复期限": paper_date(rework.due_on),
        "期限依据": reckoned(rework.due_sum, "自通知之日起"),
        "通知日期": paper_date(rework.issued_on),
    }


def reply_facts(proposal: Proposal, today: date) -> Facts:
    """答复函 of the unit, made of its reply of this round, to the deputies who asked."""
    reply = proposal.replies.get(round=proposal.round, is_withdrawn=False)
    signers = "、".join([proposal.lead.person.name, *map(str, signers_of(proposal))])
    unit = _full_name(reply.unit)
    phone = {"承办单位电话": reply.unit.phone} if reply.unit.phone else {}
    return (
        _about(proposal)
        | phone
        | {
            "建议名称": f"“{proposal.title}”的建议",
            "提出代表": signers,
            "承办单位全称": unit,
            "经办人": reply.by.name,
            "答复日期": paper_date(reply.replied_on),
            "答复文号": f"（{reply.number}）" if reply.number else "",
            "联系情况": _contacts(proposal),
            "答复内容": reply.text,
            "办理计划": _essence(reply),
            "办理结果": _result(reply.result),
            "征询意见表": typed_table(("", ""), _opinion_rows(proposal, unit, reply)),
        }
    )


def reckoned(due_sum: Mapping, start: str) -> str:
    """自交办之日起3个月，《代表法》第五十一条第二款; a number that no law gives cites nothing."""
    if due_sum.get("extended_from"):
        was = paper_date(date.fromisoformat(due_sum["extended_from"]))
        return f"原期限{was}，经同意延期"
    words = f"{start}{due_sum['amount']}{PeriodUnit(due_sum['unit']).label}"
    if due_sum["moved_because"]:
        words += f"，末日是{due_sum['moved_because']}，顺延"
    return words if UNFOUNDED in due_sum["source"] else f"{words}，{due_sum['source']}"


def _about(proposal: Proposal) -> Facts:
    meeting = proposal.congress_session
    town = the_office().town_on_paper
    return {
        "建议届次": short_congress_name(town, meeting.term.ordinal, meeting.ordinal),
        "建议编号": f"第{proposal.number}号",
        "承办单位": proposal.lead_unit.name,
        "交办日期": paper_date(proposal.assigned_on),
        "答复期限": paper_date(proposal.reply_due_on),
        "期限依据": reckoned(proposal.due_sum, "自交办之日起"),
    }


def _assignment_rows(proposal: Proposal) -> list[tuple[str, str]]:
    """Who brought it is told to the unit, which has to talk with them (S-03)."""
    assisting = proposal.assistings.in_force().select_related("unit")
    merged = proposal.merged.order_by("number").values_list("number", flat=True)
    return [
        ("建议编号", f"第{proposal.number}号"),
        ("标题", proposal.title),
        ("领衔代表", proposal.lead.person.name),
        ("联名代表", "、".join(map(str, signers_of(proposal)))),
        ("类别", proposal.get_category_display()),
        ("主办单位", proposal.lead_unit.name),
        ("协办单位", "、".join(row.unit.name for row in assisting)),
        ("并案办理", "、".join(f"第{number}号" for number in merged)),
        ("交办日期", paper_date(proposal.assigned_on)),
        (
            "答复期限",
            f"{paper_date(proposal.reply_due_on)}（{reckoned(proposal.due_sum, '自交办之日起')}）",
        ),
        ("交办意见", proposal.assignment_note),
    ]


def _opinion_rows(proposal: Proposal, unit: str, reply: Reply) -> list[tuple[str, str]]:
    """征询意见表, to be filled in by hand."""
    return [
        ("建议编号", f"第{proposal.number}号"),
        ("标题", proposal.title),
        ("承办单位", unit),
        ("办理结果", _result(reply.result)),
        ("对办理过程", _CHOICES),
        ("对办理结果", _CHOICES),
        ("意见和要求", ""),
        ("代表签名", "年　　月　　日"),
    ]


def _filled(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [row for row in rows if row[1]]


def _contacts(proposal: Proposal) -> str:
    """办理中，我们于6月24日与您联系沟通; those of this round."""
    talks = proposal.contacts.filter(on__gte=round_began_on(proposal))
    days = sorted(set(talks.values_list("on", flat=True)))
    named = "、".join(f"{on.month}月{on.day}日" for on in days)
    return f"办理中，我们于{named}与您联系沟通，听取了意见。" if days else ""


def _essence(reply: Reply) -> str:
    if not reply.essence:
        return ""
    words = f"{_ESSENCE[reply.result]}：{closed(reply.essence)}"
    if reply.promised_by:
        words += f"计划于{paper_date(reply.promised_by)}前办完。"
    return words


def _result(result: str) -> str:
    """A类（已经解决或者采纳）."""
    return f"{result}类（{ReplyClass(result).label.partition('：')[2]}）"


def _full_name(unit: Unit) -> str:
    """As it stands over its own letters: 莲塘镇村镇建设办."""
    town = the_office().town_on_paper
    is_whole = unit.kind == UnitKind.OUTSIDE or unit.name.startswith(town)
    return unit.name if is_whole else f"{town}{unit.name}"
