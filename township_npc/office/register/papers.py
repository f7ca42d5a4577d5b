"""发文、收文 in the registries: rooms, verbs, who is waited for."""

from django.urls import reverse

from township_npc.office import permissions
from township_npc.office.addressees import OFFICE, to_person, to_role
from township_npc.office.choices import PaperState as S
from township_npc.office.choices import Role
from township_npc.office.models import IncomingPaper, OfficialPaper, PaperNumber, PaperSeries
from township_npc.office.papers.templates import TEMPLATES
from township_npc.office.registries import HomeCard, Room, Subject, Verb, Wanted, register
from township_npc.office.selectors.incoming import incoming_visible_to
from township_npc.office.selectors.papers import (
    is_signed_by_director,
    papers_visible_to,
    template_of,
)

_OFFICE = frozenset({Role.DIRECTOR, Role.STAFF, Role.CHAIR})
_VERBS = {
    "paper.drafted": "起草",
    "paper.correction_drafted": "起草更正",
    "paper.correction_begun": "发现有误，另发更正",
    "paper.written": "改了一稿",
    "paper.dated": "改了日期",
    "paper.to_proof": "送校对",
    "paper.proof_passed": "校对通过，送审",
    "paper.proof_returned": "校对退回",
    "paper.review_passed": "签发",
    "paper.review_returned": "退回修改",
    "paper.taken_back": "撤回",
    "paper.dropped": "不发了",
    "paper.taken_up": "重新起草",
    "paper.numbered": "取号",
    "paper.issued": "印发",
    "paper.filed": "归档",
    "paper.unfiled": "更正：还没有归档",
    "paper.county_asked": "请县人大把关",
    "paper.county_answered": "县人大答复",
    "paper.finding_let_stand": "校对提示不改",
    "paper.ticked": "三关检查打勾",
    "paper.unticked": "三关检查取消一勾",
    "paper.finding_reopened": "校对提示重新看",
}
_INCOMING_VERBS = {
    "incoming.received": "登记收文",
    "incoming.changed": "更正",
    "incoming.instructed": "批示",
    "incoming.done": "办好",
    "incoming.reopened": "没有办好，重开",
    "incoming.file_dropped": "撤掉文件",
    "file.stored": "存了文件",
}
_NUMBER_VERBS = {
    "paper_number.reserved": "预留",
    "paper_number.voided": "作废",
    "paper_number.restored": "作废错了，恢复",
}
_SERIES_VERBS = {
    "paper_series.changed": "改了代字或者谁签发",
    "paper_series.begun": "接着纸上的号编",
}


def _read_by_office(verbs: dict[str, str]) -> dict[str, Verb]:
    return {verb: Verb(label, _OFFICE) for verb, label in verbs.items()}


def entries() -> None:
    sees = permissions.may_see_papers
    kinds = frozenset({"office.OfficialPaper", "office.IncomingPaper"})
    register(
        Room("papers", "公文", "doc", "office:paper-list", 46, sees, kinds),
        HomeCard(
            "papers-enter",
            "quick",
            20,
            frozenset({Role.DIRECTOR, Role.STAFF}),
            lambda user, today: {},
            "office/_paper_enter_card.html",
        ),
        Subject(
            "office.OfficialPaper",
            "发文",
            papers_visible_to,
            _page,
            str,
            _read_by_office(_VERBS),
            todos=wanted_todos,
            papers=TEMPLATES,
        ),
        Subject(
            "office.IncomingPaper",
            "收文",
            incoming_visible_to,
            lambda paper: _address("incoming-detail", paper),
            str,
            _read_by_office(_INCOMING_VERBS),
            todos=_incoming_todos,
        ),
        Subject(
            "office.PaperNumber",
            "文号",
            _for_office(PaperNumber),
            page_of_number,
            str,
            _read_by_office(_NUMBER_VERBS),
        ),
        Subject(
            "office.PaperSeries",
            "文号系列",
            _for_office(PaperSeries),
            lambda series: reverse("office:series-list"),
            str,
            _read_by_office(_SERIES_VERBS),
        ),
    )


def _for_office(model):
    def rows(user):
        return model.objects.all() if permissions.may_see_papers(user) else model.objects.none()

    return rows


def page_of_number(number: PaperNumber) -> str:
    return f"{reverse('office:paper-register')}?series={number.series_id}&year={number.year}"


def _page(paper: OfficialPaper) -> str:
    return _address("paper-detail", paper)


def wanted_todos(paper: OfficialPaper) -> list[Wanted]:
    """Whose desk the paper is on, by the day it has to be out."""
    page = _page(paper)
    standing = {
        S.DRAFT: ("paper.draft", _writer(paper), "写好送校对", "去写", page),
        S.PROOF: ("paper.proof", OFFICE, "校对", "去校对", _address("paper-proof", paper)),
        S.REVIEW: ("paper.sign", _signer(paper), "签发", "去签发", _address("paper-sign", paper)),
        S.SIGNED: ("paper.issue", OFFICE, "取号印发", "去印发", page),
    }.get(paper.state)
    if standing is None:
        return []
    kind, to, act, verb, url = standing
    detail = f"{template_of(paper.template)[1].label}，{paper.drafted_by.name}起草"
    return [Wanted(kind, to, f"{act}：{paper}", verb, url, paper.due_on, detail, "doc")]


def _writer(paper: OfficialPaper) -> str:
    by = paper.drafted_by
    return to_person(by.person_id) if by.person_id and by.is_active else OFFICE


def _signer(paper: OfficialPaper) -> str:
    return to_role(Role.DIRECTOR if is_signed_by_director(paper) else Role.CHAIR)


def _incoming_todos(paper: IncomingPaper) -> list[Wanted]:
    """The office has it until it is done; the chairman while his word is asked for."""
    if paper.done_on:
        return []
    detail = f"{paper.sender}来文 {paper.sender_number}".strip()
    called, page = f"第 {paper.number} 号收文：{paper}", _address("incoming-detail", paper)
    more = (paper.due_on, detail, "doc")
    wanted = [Wanted("incoming.handle", OFFICE, f"办理{called}", "去办", page, *more)]
    if paper.waits_for_chair:
        chair, act = to_role(Role.CHAIR), _address("incoming-instruct", paper)
        wanted.append(Wanted("incoming.instruct", chair, f"批示{called}", "去批示", act, *more))
    return wanted


def _address(name: str, row) -> str:
    return reverse(f"office:{name}", args=[row.pk])
