"""Reads of what waits: for one person, and what the office may send to whom by hand."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from township_npc.office.addressees import OFFICE, addresses_of
from township_npc.office.models import Office, Person, Todo
from township_npc.office.registries import Matter, subjects
from township_npc.office.rules import SOON_DAYS, due_standing

#: So many are read for one page, so many of those that are done are shown.
MOST, DONE = 200, 8
_LATE, _SOON, _LATER = 10, 20, 40


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


def done_lately(user) -> list[Todo]:
    """Of records that this person may still read: a unit that has lost one, a deputy who did not
    sign one, meet its title here no more. What was over before it began was never shown."""
    ends_on = TruncDate("closed_at")
    has_begun = Q(begins_on__isnull=True) | Q(begins_on__lte=F("ends_on"))
    done = todos_of(user).filter(closed_at__isnull=False).annotate(ends_on=ends_on)
    done = done.filter(has_begun)
    rows = list(done.order_by("-closed_at")[:DONE])
    readable = {kind: _readable(user, kind, rows) for kind in {row.subject_kind for row in rows}}
    return [row for row in rows if row.subject_id in readable[row.subject_kind]]


def _readable(user, kind: str, rows: list[Todo]) -> set:
    keys = [row.subject_id for row in rows if row.subject_kind == kind]
    seen = subjects[kind].visible_to(user).filter(pk__in=keys)
    return set(seen.values_list("pk", flat=True))


@dataclass(frozen=True)
class Bundle:
    """What waits under one heading of the list."""

    label: str
    matters: list[Matter]


def bundles(user, today: date) -> list[Bundle]:
    """超期, 七天内到期, 以后到期, 没有期限; those that hold something."""
    found: dict[str, list[Matter]] = defaultdict(list)
    for todo in todos_of(user).waiting(today).worst_first()[:MOST]:
        found[_heading(todo.due_on, today)].append(matter(todo, today))
    return [Bundle(label, matters) for label, matters in found.items()]


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
    call = f"有疑问请打{office.phone}。" if office.phone else ""
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
    """今天 07:55, 昨天 18:42, 11-20 来的."""
    local = timezone.localtime(at)
    days = (today - local.date()).days
    return f"{('今天', '昨天')[days]} {local:%H:%M}" if days in (0, 1) else f"{local:%m-%d} 来的"
