"""What every template of the house may say: icons, chips, deadlines, dates, pages of a list."""

import uuid
from dataclasses import replace
from datetime import date, datetime

from django import template
from django.core.paginator import Page
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from township_npc.office import clock
from township_npc.office.choices import PeriodUnit
from township_npc.office.home import Card
from township_npc.office.rulebook import UNFOUNDED
from township_npc.office.rules import Deadline, Standing, due_standing, weekday_name
from township_npc.office.services.once import FIELD

register = template.Library()


@register.simple_tag(name="icon")
def draw(name: str) -> SafeString:
    """A drawing out of static/icons.svg; the words beside it carry the meaning."""
    return format_html(
        '<svg class="i" aria-hidden="true"><use href="{}#i-{}"/></svg>', static("icons.svg"), name
    )


@register.simple_tag
def chip(text, tone: str = "", icon: str = "") -> SafeString:
    """A state in words; ``tone`` is is-late, is-soon, is-ok, is-none or nothing."""
    drawing = draw(icon) if icon else ""
    return format_html('<span class="{}">{}{}</span>', f"chip {tone}".strip(), drawing, text)


@register.simple_tag
def once() -> SafeString:
    """The hidden key by which a creating form counts once (``services.once.create_once``)."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, uuid.uuid4())


@register.inclusion_tag("office/_due.html")
def due(
    deadline: Deadline | dict | None,
    *,
    today: date,
    done_on: date | None = None,
    start: str = "交办",
    act: str = "答复",
    here: bool = False,
    folded: bool = False,
) -> dict:
    """The deadline chip, opening to its arithmetic and article; ``here``: opened in the page, or
    ``folded`` there.

    Takes a Deadline or what ``as_json`` stored of it or of an Extended. None: nothing has started
    the clock. A length that no law gives stays grey, however late (architecture 2: Rulebook).
    """
    if not deadline:
        return {"start_label": start}
    stored = deadline.as_json() if isinstance(deadline, Deadline) else deadline
    due_on = date.fromisoformat(stored["due"])
    return {
        **stored,
        "due_on": due_on,
        "nominal_on": date.fromisoformat(stored["nominal"]),
        "period": f"{stored['amount']} {PeriodUnit(stored['unit']).label}",
        "standing": _toned(stored, due_standing(due_on, today=today, done_on=done_on, act=act)),
        "was_due_on": _stored_day(stored, "extended_from"),
        "limit_on": _stored_day(stored, "limit"),
        "agreed_on": _stored_day(stored, "agreed_on"),
        "days_left": (due_on - (done_on or today)).days,
        "days_over": ((done_on or today) - due_on).days,
        "today": today,
        "done_on": done_on,
        "start_label": start,
        "act": act,
        "here": here,
        "folded": folded,
    }


@register.inclusion_tag("office/_pager.html", takes_context=True)
def pager(context, page_obj: Page, unit: str = "件") -> dict:
    """第 1–12 件，共 46 件, and the way to the pages beside this one."""
    return {"page": page_obj, "unit": unit, "request": context["request"]}


@register.simple_tag(takes_context=True)
def query(context, *pair, **changes) -> str:
    """This page's query string with some values changed; None takes one out. A name that the page
    reads from data comes first with its value: ``{% query menu.key choice %}``.

    Any change but that of the page itself starts again at the first page.
    """
    values = context["request"].GET.copy()
    if pair:
        changes[pair[0]] = pair[1]
    if "page" not in changes:
        values.pop("page", None)
    for name, value in changes.items():
        if value is None:
            values.pop(name, None)
        else:
            values[name] = value
    return f"?{values.urlencode()}"


@register.simple_tag(takes_context=True)
def home_card(context, card: Card) -> SafeString:
    """A room's panel on the home page; what the room built stands under its own names."""
    with context.push(**card.data):
        return get_template(card.template).template.render(context)


@register.filter
def cn_date(on: date | None) -> str:
    """``2026 年 6 月 16 日``."""
    on = _day(on)
    return f"{on.year} 年 {on.month} 月 {on.day} 日" if on else ""


@register.filter
def md(on: date | None) -> str:
    """``06-16``."""
    on = _day(on)
    return f"{on:%m-%d}" if on else ""


@register.filter
def weekday(on: date | None) -> str:
    """``星期一``."""
    on = _day(on)
    return weekday_name(on) if on else ""


@register.filter
def moment(at: datetime | None) -> str:
    """``11-21 08:00``, with the year in front when it is not this one."""
    if not at:
        return ""
    local = timezone.localtime(at)
    return f"{local:%m-%d %H:%M}" if local.year == clock.today().year else f"{local:%Y-%m-%d %H:%M}"


def _toned(stored: dict, standing: Standing) -> Standing:
    is_suggested = stored["source"].endswith(UNFOUNDED) and "extended_from" not in stored
    return replace(standing, tone="is-none") if is_suggested else standing


def _stored_day(stored: dict, name: str) -> date | None:
    return date.fromisoformat(stored[name]) if name in stored else None


def _day(value: date | datetime | None) -> date | None:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value
