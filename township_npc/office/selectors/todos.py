"""Reads of what waits: for one person, and what the office may send to whom by hand."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from township_npc.office.addressees import OFFICE, addresses_of
from township_npc.office.models import Office, Person, Todo
from township_npc.office.registries import Matter, subjects
from township_npc.office.rules import SOON_DAYS, due_standing

#: So many are read for one page, so many of those that are done are shown.
MOST, DONE = 200, 8
_LATE, _SOON, _LATER = 10, 20, 40
_HEADINGS = ("超期", "七天内到期", "以后到期", "没有期限")


def todos_of(user) -> QuerySet[Todo]:
    """All that ever waited for a person, also through a post held now."""
    return Todo.objects.filter(addressee__in=addresses_of(user))


def open_counts(user, today: date) -> dict[str, int]:
    """How much waits for a person, by kind of record; the one query of the shell."""
    waiting = todos_of(user).waiting(today).order_by()
    return dict(waiting.values_list("subject_kind").annotate(Count("pk")))


def waiting_matters(user, today: date) -> list[Matter]:
    """The open to-dos as rows of the home page."""
    return [matter(todo, today) for todo in todos_of(user).waiting(today).worst_first()[:MOST]]


def matter(todo: Todo, today: date) -> Matter:
    chip, tone, icon = _chip(todo, today)
    return Matter(
        title=todo.title,
        detail=todo.detail,
        url=todo.url,
        verb=todo.verb,
        chip=chip,
        tone=tone,
        icon=icon,
        rank=_rank(todo.due_on, today),
    )


def done_lately(user) -> QuerySet[Todo]:
    """Of records that this person still sees: a unit that lost one, a deputy who did not sign one,
    reads its title no more. What was over before it began was never shown."""
    done = todos_of(user).filter(_still_seen(user), closed_at__isnull=False)
    has_begun = Q(begins_on__isnull=True) | Q(begins_on__lte=F("ended_on"))
    begun = done.annotate(ended_on=TruncDate("closed_at")).filter(has_begun)
    return begun.order_by("-closed_at")[:DONE]


def _still_seen(user) -> Q:
    kinds = [(kind, subject) for kind, subject in subjects.items() if subject.todos]
    seen = [
        Q(subject_kind=kind, subject_id__in=subject.visible_to(user).values("pk"))
        for kind, subject in kinds
    ]
    return reduce(or_, seen)


@dataclass(frozen=True)
class Bundle:
    """What waits under one heading of the list."""

    label: str
    matters: list[Matter]


def bundles(user, today: date) -> list[Bundle]:
    """超期, 七天内到期, 以后到期, 没有期限, where they hold something. A to-do says how often this
    person was reminded of it."""
    found: dict[str, list[Matter]] = {heading: [] for heading in _HEADINGS}
    own = Q(notices__recipient=user)
    reminded = {"times": Count("notices", filter=own), "last": Max("notices__at", filter=own)}
    for todo in todos_of(user).waiting(today).annotate(**reminded).worst_first()[:MOST]:
        found[_heading(todo.due_on, today)].append(_reminded(todo, today))
    return [Bundle(label, matters) for label, matters in found.items() if matters]


def _reminded(todo: Todo, today: date) -> Matter:
    row = matter(todo, today)
    if not todo.times:
        return row
    last = timezone.localtime(todo.last)
    said = f"提醒过 {todo.times} 次，最近 {last.month} 月 {last.day} 日"
    return replace(row, detail="；".join(words for words in (row.detail, said) if words))


@dataclass(frozen=True)
class PasteText:
    """One message for one person or unit, ready to be pasted into a chat or a text message."""

    name: str
    text: str
    lines: int
    is_late: bool


def texts_to_paste(office: Office, today: date) -> list[PasteText]:
    """What is overdue or due within seven days outside the office, one text for each addressee."""
    due = Todo.objects.waiting(today).filter(due_on__isnull=False).worst_first()
    outside = due.exclude(addressee=OFFICE).exclude(addressee__startswith="role:")
    soon = [todo for todo in outside[:MOST] if (todo.due_on - today).days <= SOON_DAYS]
    names = _names({todo.addressee for todo in soon})
    waiting: dict[str, list[Todo]] = defaultdict(list)
    for todo in soon:
        waiting[todo.addressee].append(todo)
    return [_text(office, names[to], todos, today) for to, todos in waiting.items()]


def _text(office: Office, name: str, todos: list[Todo], today: date) -> PasteText:
    lines = [f"{n}. {_line(todo, today)}" for n, todo in enumerate(todos, 1)]
    call = f"有疑问请打 {office.phone}。" if office.phone else ""
    head = f"【需您办理】{name}：{office.town}人大办提醒您，"
    text = "\n".join([f"{head}有 {len(todos)} 件事要办。", *lines, f"办好了不用回复。{call}"])
    return PasteText(name, text, len(todos), todos[0].due_on < today)


def _line(todo: Todo, today: date) -> str:
    standing = due_standing(todo.due_on, today=today).text
    return f"{todo.told}，{todo.due_on.isoformat()} 前，{standing}。"


def _names(addressees: set[str]) -> dict[str, str]:
    """The names of persons and posts, one query for each kind."""
    keys: dict[str, list[str]] = defaultdict(list)
    for addressee in addressees:
        kind, _, key = addressee.partition(":")
        keys[kind].append(key)
    return {
        f"{kind}:{pk}": _title(kind, row)
        for kind, of_kind in keys.items()
        for pk, row in _model(kind).objects.in_bulk(of_kind).items()
    }


def _model(kind: str):
    return Person if kind == "person" else apps.get_model(kind)


def _title(kind: str, row) -> str:
    return row.name if kind == "person" else subjects[kind].title(row)


def _heading(due_on: date | None, today: date) -> str:
    if due_on is None:
        return "没有期限"
    left = (due_on - today).days
    return "超期" if left < 0 else "七天内到期" if left <= SOON_DAYS else "以后到期"


def _rank(due_on: date | None, today: date) -> int:
    return {"超期": _LATE, "七天内到期": _SOON}.get(_heading(due_on, today), _LATER)


def _chip(todo: Todo, today: date) -> tuple[str, str, str]:
    if todo.due_on:
        standing = due_standing(todo.due_on, today=today)
        return standing.text, standing.tone, standing.icon
    return came(todo.opened_at, today), "", todo.icon


def came(at, today: date) -> str:
    """今天 07:55 来的, 昨天 18:42 来的, 11-20 来的: never to be read as a deadline."""
    local = timezone.localtime(at)
    days = (today - local.date()).days
    day = f"{('今天', '昨天')[days]} {local:%H:%M}" if days in (0, 1) else f"{local:%m-%d}"
    return f"{day} 来的"
