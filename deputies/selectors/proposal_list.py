"""The list of 建议: saved views, filters, order, and every count of the page in one query."""

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from deputies.choices import Level, ProposalCategory
from deputies.choices import ProposalState as S
from deputies.models import CongressSession, DeputyGroup, KeyProposal, Proposal, Reply
from deputies.permissions import proposals as permissions
from deputies.rules.proposals import WITH_THE_UNIT
from deputies.rules.terms import chinese_ordinal, reading_order
from deputies.selectors.cosigner_list import signer_count
from deputies.selectors.proposal_answers import answer_menus, narrow_by_answer
from deputies.selectors.proposals import proposals_visible_to

_OPEN = Q(state__in=WITH_THE_UNIT)
_KEY = {"now": Q(key__ended_on=None), "ever": Q()}
#: What a row of the list or of its export shows; fifty texts and sealed phones stay where they are.
_SHOWN = (
    "number", "title", "state", "category", "submitted_at", "assigned_on", "reply_due_on",
    "due_sum", "lead__person__name", "lead_unit__name", "is_confidential", "merged_into__number",
    "merged_into__state", "merged_into__lead_unit",
)  # fmt: skip
ORDERS = {
    "due": ("urgency", "reply_due_on", "number", "pk"),
    "new": ("-submitted_at", "pk"),
    "number": ("-congress_session__starts_on", "number", "pk"),
}
ORDER_LABELS = {"due": "按期限排，急的在前", "new": "新提出的在前", "number": "按编号排"}
_FIRST_VIEWS = ("all", "submitted", "late", "in7")
_RARE_VIEWS = ("merged", "withdrawn")
VIEW_LABELS = {
    "all": "全部",
    "submitted": "待受理",
    "accepted": "待交办",
    "late": "超期",
    "in7": "7 天内到期",
    "in15": "15 天内",
    "in30": "30 天内",
    "again": "二次办理",
    "answered": "已答复",
    "replied": "已答复待办结",
    "closed": "办结",
    "merged": "并案的",
    "withdrawn": "已撤回",
}
KEY_LABELS = {"now": "正在重点督办", "ever": "重点督办过"}


def view_conditions(today: date) -> dict[str, Q]:
    """What each saved view holds."""

    def within(days: int) -> Q:
        return _OPEN & Q(reply_due_on__range=(today, today + timedelta(days=days)))

    return {
        "all": Q(),
        "submitted": Q(state=S.SUBMITTED),
        "accepted": Q(state=S.ACCEPTED),
        "late": _OPEN & Q(reply_due_on__lt=today),
        "in7": within(7),
        "in15": within(15),
        "in30": within(30),
        "again": Q(round__gt=1) & ~Q(state=S.CLOSED),
        "answered": Q(state__in=(S.REPLIED, S.CLOSED)),
        "replied": Q(state=S.REPLIED),
        "closed": Q(state=S.CLOSED),
        "merged": Q(state=S.MERGED),
        "withdrawn": Q(state=S.WITHDRAWN),
    }


@dataclass(frozen=True)
class ProposalFilter:
    """What the list is narrowed to: one object for the page, its counts and the export."""

    view: str = "all"
    unit: str = ""
    category: str = ""
    session: str = ""
    group: str = ""
    key: str = ""
    year: str = ""
    replied: str = ""
    result: str = ""
    time: str = ""
    text: str = ""
    order: str = "due"

    def narrow(self, proposals: QuerySet[Proposal], today: date) -> QuerySet[Proposal]:
        """Everything but the saved view, which the counts compare."""
        exact = {
            "lead_unit": self.unit,
            "category": self.category,
            "congress_session": self.session,
            "lead__group": self.group,
        }
        proposals = proposals.filter(**{name: value for name, value in exact.items() if value})
        if self.key:
            proposals = proposals.filter(Q(key__isnull=False) & _KEY[self.key])
        proposals = narrow_by_answer(proposals, self, today)
        if self.text:
            words = Q(title__icontains=self.text) | Q(lead__person__name__icontains=self.text)
            proposals = proposals.filter(words)
        return proposals

    @property
    def is_narrowed(self) -> bool:
        """Something beside the saved view and the order is set."""
        return bool(self.chosen.keys() - {"view", "order"})

    @property
    def chosen(self) -> dict[str, str]:
        """What is narrowed, for the export's log line and the sentence of an empty list."""
        return {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if getattr(self, field.name) != field.default
        }


def proposal_rows(user, chosen: ProposalFilter, today: date) -> QuerySet[Proposal]:
    """The rows of a page or an export, with what each of them shows."""
    rows = chosen.narrow(proposals_visible_to(user), today)
    rows = rows.filter(view_conditions(today)[chosen.view]).order_by(*ORDERS[chosen.order])
    in_force = Reply.objects.filter(is_withdrawn=False, round=F("proposal__round"))
    answers = in_force.only("proposal", "result", "replied_on", "due_on")
    running = KeyProposal.objects.filter(proposal=OuterRef("pk"), ended_on=None)
    return (
        rows.select_related(None)
        .select_related("lead__person", "lead_unit", "merged_into")
        .only(*_SHOWN)
        .annotate(signers=signer_count(), is_key=Exists(running))
        .prefetch_related(Prefetch("replies", answers, to_attr="answers"))
    )


def proposal_counts(user, chosen: ProposalFilter, today: date) -> dict[str, int]:
    """How many each saved view holds under the present filters; one query."""
    conditions = view_conditions(today).items()
    counts = {name: Count("state", filter=condition) for name, condition in conditions}
    return chosen.narrow(proposals_visible_to(user), today).aggregate(**counts)


class UnitLoad(NamedTuple):
    pk: UUID
    name: str
    late: int


def units_with_work(user, today: date) -> list[UnitLoad]:
    """Units that ever had a proposal, each with its overdue ones; for who sees all of them."""
    if not permissions.may_see_all(user):
        return []
    late = Count("state", filter=view_conditions(today)["late"])
    assigned = Proposal.objects.filter(lead_unit__isnull=False).order_by("lead_unit__name")
    counted = assigned.values_list("lead_unit", "lead_unit__name").annotate(late=late)
    return [UnitLoad(*row) for row in counted]


def latest_units(units: list[UnitLoad]) -> list[UnitLoad]:
    """Those that are late, the most first."""
    return sorted((unit for unit in units if unit.late), key=lambda unit: -unit.late)


@dataclass(frozen=True)
class SavedView:
    key: str
    label: str
    count: int
    is_here: bool
    is_first: bool  # the others stand behind 更多清单 on a phone
    is_rare: bool = False  # behind it on a desk too


def saved_views(user, chosen: ProposalFilter, counts: dict[str, int]) -> list[SavedView]:
    """A unit has no proposals before they are assigned, nor after they were withdrawn: those views
    are not for it."""
    of_office = () if permissions.may_see_all(user) else ("submitted", "accepted", "withdrawn")
    return [
        SavedView(
            key, label, counts[key], key == chosen.view, key in _FIRST_VIEWS, key in _RARE_VIEWS
        )
        for key, label in VIEW_LABELS.items()
        if key not in of_office
    ]


@dataclass(frozen=True)
class Menu:
    """A filter as a chip: what it narrows, the choices, and the one that is set."""

    key: str
    label: str
    choices: list[tuple[str, str]]
    here: str = ""


def filter_menus(chosen: ProposalFilter, units: list[UnitLoad], today: date) -> list[Menu]:
    """The chips above the list. A handler sees the own unit's work: no unit or group to choose."""
    menus = [
        Menu("category", "类别", list(ProposalCategory.choices)),
        Menu("session", "届次", _session_choices()),
        Menu("key", "重点督办", list(KEY_LABELS.items())),
        *(Menu(*menu) for menu in answer_menus(chosen, today)),
    ]
    if units:
        groups = DeputyGroup.objects.filter(term__ends_on__isnull=True)
        menus.insert(0, Menu("unit", "承办单位", [(str(unit.pk), unit.name) for unit in units]))
        menus.append(Menu("group", "代表小组", _named(groups)))
    return [_with_choice(menu, getattr(chosen, menu.key)) for menu in menus if menu.choices]


def _with_choice(menu: Menu, key: str) -> Menu:
    return replace(menu, here=dict(menu.choices).get(key, ""))


def _named(rows: QuerySet) -> list[tuple[str, str]]:
    """By name, 第十代表小组 after 第九."""
    named = [(str(pk), name) for pk, name in rows.values_list("pk", "name")]
    return sorted(named, key=lambda choice: reading_order(choice[1]))


def _session_choices() -> list[tuple[str, str]]:
    """第六次会议 and the recess after it, newest first."""
    held = CongressSession.objects.filter(term__level=Level.TOWN, term__ends_on__isnull=True)
    numbers = held.values_list("pk", "ordinal")
    return [(str(pk), f"第{chinese_ordinal(n)}次会议及闭会期间") for pk, n in numbers]
