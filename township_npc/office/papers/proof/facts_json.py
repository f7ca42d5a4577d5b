"""ProofFacts out of JSON, with the keys people write: Chinese or English, dates in any usual form.

See docs/papers.md. Whatever cannot be read raises ValidationError with one Chinese sentence.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType

from django.core.exceptions import ValidationError

from township_npc.office.numerals import NUMERAL, number_in
from township_npc.office.papers.proof.dates import days_in
from township_npc.office.papers.proof.facts import Law, Person, ProofFacts

KEYS = {
    "town": "town 镇 乡 乡镇 镇名 乡镇名称 名称 地名",
    "county": "county 县 区 市 上级",
    "term": "term 届 届数 第几届",
    "session": "session 次 会次 次数 第几次 meeting",
    "ordinal": "ordinal 届次 会议 会议名称 congress 大会",
    "year": "year 年 年份 年度",
    "kind": "kind 文种 种类 type 类型",
    "series": "series 机关代字 代字 文号代字 发文代字",
    "numbers": "numbers number 文号 发文字号",
    "dates": "dates date 日期 时间",
    "people": "people 名册 persons person 人员 人名 姓名 名单 代表名单 roster names 代表",
    "figures": "figures figure 数字 数据 人数 counts",
    "laws": "laws law 法律 法规 法律法规",
    "quotes": "quotes quote 引文 原文 照录",
    "former": "former previous old older last 上次 上一次 上届 旧 旧文 旧稿 去年 上年 原",
}
PERSON_KEYS = {
    "name": "name 姓名 名字",
    "posts": "posts post 职务 职位 身份 title",
    "left": "left 离任 已离任 离职 已离职 不在任 former",
}
LAW_KEYS = {
    "title": "title name 名称 全称",
    "short": "short 简称",
    "state": "state status 状态",
    "replaced_by": "replaced_by 替代 代替 新法",
    "version": "version 版本 日期",
}
_IS_POST = re.compile(r"(主席|[镇乡县区所站院校组团]长|秘书长|书记|主任|委员|代表|主持人|票人)$")
_NO = ("", "否", "false", "no", "0", "在任", "无")


def facts_from(data: object) -> ProofFacts:
    """The facts; keys that are not known are passed over (``unknown_keys`` names them)."""
    if not isinstance(data, Mapping):
        raise ValidationError("事实要写成一个 JSON 对象（最外面是花括号）。", code="facts")
    parts = _named(data, KEYS)
    # One key, two readings: a table of figures, or a list of 文号.
    if isinstance(parts.get("numbers"), Mapping):
        parts.setdefault("figures", parts.pop("numbers"))
    term, session = _ordinals(parts.pop("ordinal", ""))
    dates = _part(parts, "dates", _dates)
    years = {day.year for day in dates.values()}
    return ProofFacts(
        town=_text(parts.get("town")),
        county=_text(parts.get("county")),
        term=_count(parts.get("term"), "届") or term,
        session=_count(parts.get("session"), "次") or session,
        year=_count(parts.get("year"), "年份") or (years.pop() if len(years) == 1 else None),
        kind=_text(parts.get("kind")),
        series=_texts(parts.get("series")),
        numbers=_texts(parts.get("numbers")),
        dates=dates,
        people=tuple(_part(parts, "people", _people)),
        figures=_part(parts, "figures", _figures),
        laws=tuple(_part(parts, "laws", _laws)),
        quotes=_texts(parts.get("quotes")),
        former=facts_from(parts["former"]) if parts.get("former") else None,
    )


def _part(parts: Mapping, key: str, read: Callable):
    """A part that is a list or an object; refused by its name when it is something else."""
    try:
        held = read(parts.get(key))
        return list(held) if isinstance(held, Iterator) else held
    except (TypeError, AttributeError):
        label = next(name for name in KEYS[key].split() if not name.isascii())
        raise ValidationError(
            f"事实里的“{label}”写得不对，应是一个列表或对象。", code="facts"
        ) from None


def unknown_keys(data: Mapping) -> list[str]:
    known = {name for names in KEYS.values() for name in names.split()}
    return [key for key in data if str(key).strip().lower() not in known]


def _named(data: Mapping, keys: Mapping[str, str]) -> dict:
    """Values by our own names; of two spellings of one key the first counts."""
    names = {alias: name for name, aliases in keys.items() for alias in aliases.split()}
    found: dict = {}
    for key, value in data.items():
        if name := names.get(str(key).strip().lower()):
            found.setdefault(name, value)
    return found


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _texts(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list | tuple) else [value]
    return tuple(filter(None, map(_text, values)))


def _count(value: object, label: str) -> int | None:
    """19, "19", "十九", "第十九届", "71名"."""
    if value is None or value == "":
        return None
    found = re.search(NUMERAL, _text(value).removesuffix(".0"))
    number = number_in(found[0]) if found and not isinstance(value, bool) else None
    if number is None:
        raise ValidationError(f"“{label}”要写数字，现在是“{value}”。", code="facts")
    return number


def _ordinals(value: object) -> tuple[int | None, int | None]:
    """第十九届人民代表大会第七次会议, or 19 for the 届 alone."""
    text = _text(value)
    term, session = re.search(rf"({NUMERAL})届", text), re.search(rf"({NUMERAL})次", text)
    return number_in(term[1]) if term else number_in(text), number_in(
        session[1]
    ) if session else None


def _dates(value: object) -> Mapping[str, date]:
    found: dict[str, date] = {}
    for name, day in _pairs(value, ("date", "日期", "on"), "日期"):
        days = _days(day)
        if not days:
            raise ValidationError(
                f"日期“{day}”看不懂，请写成 2026-01-15 或 2026年1月15日。", code="facts"
            )
        for n, one in enumerate(days, 1):
            found[name if n == 1 else f"{name}（{n}）"] = one
    return MappingProxyType(found)


def _days(value: object) -> list[date]:
    """One day, a list of days, or 2026年1月15日至16日."""
    if isinstance(value, datetime):
        return [value.date()]
    if isinstance(value, date):
        return [value]
    if isinstance(value, list | tuple):
        return [day for one in value for day in _days(one)]
    return days_in(_text(value))


def _figures(value: object) -> Mapping[str, int]:
    """Whole numbers; 18.6 is passed over, since the gates compare whole numbers only."""
    pairs = _pairs(value, ("value", "数字", "count", "数"), "数字")
    whole = [(name, one) for name, one in pairs if not re.search(r"\d\.\d*[1-9]", _text(one))]
    return MappingProxyType(
        {name: number for name, one in whole if (number := _count(one, name)) is not None}
    )


def _pairs(value: object, value_keys: tuple[str, ...], label: str) -> Iterator[tuple[str, object]]:
    """Names and values out of an object, a list of objects, or a bare list."""
    if value is None:
        return
    if isinstance(value, Mapping):
        yield from ((_text(name), one) for name, one in value.items())
        return
    for n, one in enumerate(value if isinstance(value, list | tuple) else [value], 1):
        if isinstance(one, Mapping):
            held = next((one[key] for key in value_keys if key in one), None)
            yield _text(one.get("name") or one.get("名称") or f"{label}{n}"), held
        else:
            yield f"{label}{n}", one


def _people(value: object) -> Iterator[Person]:
    if value is None:
        return
    if isinstance(value, str):
        value = re.split(r"[、，,；;\s]+", value.strip())
    if isinstance(value, Mapping):
        value = [one for name, held in value.items() for one in _of_pair(_text(name), held)]
    for one in value:
        person = _person(one)
        if person.name:
            yield person


def _of_pair(key: str, held: object) -> list[Mapping]:
    """{"陈国华": "镇人大主席"}, {"陈国华": {…}}, or {"镇人大主席": "陈国华"}."""
    if isinstance(held, Mapping):
        return [{"name": key, **held}]
    if _IS_POST.search(key):
        return [{"name": name, "posts": [key]} for name in _texts(held)]
    return [{"name": key, "posts": held}]


def _person(value: object) -> Person:
    if not isinstance(value, Mapping):
        return Person(_name(value))
    parts = _named(value, PERSON_KEYS)
    if not _name(parts.get("name")):
        raise ValidationError("名单里有一个人没有写姓名。", code="facts")
    left = _text(parts.get("left")).lower() not in _NO
    left = left or _text(value.get("state") or value.get("状态")) in ("离任", "已离任", "left")
    posts = _text(parts.get("posts")) if isinstance(parts.get("posts"), str) else None
    listed = re.split(r"[、，,；;]", posts) if posts is not None else _texts(parts.get("posts"))
    return Person(_name(parts["name"]), tuple(filter(None, map(str.strip, listed))), left)


def _name(value: object) -> str:
    return re.sub(r"\s", "", _text(value))


def _laws(value: object) -> Iterator[Law]:
    """Titles, objects, or {"旧名": "新名"}."""
    if isinstance(value, Mapping):
        value = [
            {"title": title, "state": "已废止", "replaced_by": new} for title, new in value.items()
        ]
    for one in [value] if isinstance(value, str) else value or ():
        parts = _named(one, LAW_KEYS) if isinstance(one, Mapping) else {"title": one}
        title = _text(parts.get("title")).strip("《》")
        if not title:
            raise ValidationError("法规表里有一条没有写名称。", code="facts")
        replaced = _text(parts.get("replaced_by")).strip("《》")
        state = _text(parts.get("state"))
        yield Law(
            title=title,
            short=_texts(parts.get("short")),
            state="已废止" if "废" in state or (replaced and not state) else state or "现行",
            replaced_by=replaced,
            version=_text(parts.get("version")),
            source="随事实给出",
        )
