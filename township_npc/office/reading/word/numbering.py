"""Numbers that Word writes by itself: 一、 and （一） are often no characters of the text."""

import re
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import parse

from township_npc.office.reading.word.numerals import numeral
from township_npc.office.reading.word.xml import attribute, children, find, number

_LISTS, _STYLES = "word/numbering.xml", "word/styles.xml"
_LEVELS, _LONGEST_CHAIN = 9, 20
#: Bytes of a part; what is larger is no office's work, and goes without numbers.
_LARGEST = 5 * 1024 * 1024
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class Numbering:
    """The lists of one file and how far they are counted."""

    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)  # a list → the pattern it follows
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, Element] = field(default_factory=dict)
    level_of_style: dict[tuple[str, str], int] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def label(self, paragraph: Element) -> str:
        """What stands before the text of this paragraph; it counts on with each call."""
        style = attribute(find(paragraph, "pPr", "pStyle"))
        list_id, level = self._list_of(paragraph, style)
        if (pattern := self.lists.get(list_id)) is None:
            return ""
        self._count(list_id, pattern, level)
        form = self.levels.get((pattern, level), _Level())
        if form.form in ("bullet", "none"):
            return ""
        return _PLACE.sub(lambda place: self._shown(pattern, int(place[1]) - 1), form.text)

    def _list_of(self, paragraph: Element, style: str) -> tuple[str, int]:
        """The list and level that the paragraph names, or the nearest of its styles that does."""
        own = find(paragraph, "pPr", "numPr")
        list_id, level = attribute(find(own, "numId")), attribute(find(own, "ilvl"))
        for _ in range(_LONGEST_CHAIN):
            if list_id or style not in self.styles:
                break
            named = find(self.styles[style], "pPr", "numPr")
            list_id = attribute(find(named, "numId"))
            level = level or attribute(find(named, "ilvl"))
            if list_id and not level:
                level = str(self.level_of_style.get((self.lists.get(list_id, ""), style), 0))
            style = attribute(find(self.styles[style], "basedOn"))
        return list_id, min(number(level), _LEVELS - 1)

    def _count(self, list_id: str, pattern: str, level: int) -> None:
        counts = self.counts[pattern]
        start = self.levels.get((pattern, level), _Level()).start
        if (again := self.restarts.pop((list_id, level), None)) is not None:
            counts[level] = again
        else:
            counts[level] = counts.get(level, start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            counts.pop(deeper, None)

    def _shown(self, pattern: str, level: int) -> str:
        form = self.levels.get((pattern, level), _Level())
        return numeral(self.counts[pattern].setdefault(level, form.start), form.form)


def numbering_of(archive: zipfile.ZipFile) -> Numbering:
    found = Numbering()
    if (root := _part(archive, _LISTS)) is not None:
        _read_lists(root, found)
    if found.lists and (root := _part(archive, _STYLES)) is not None:
        found.styles = {attribute(one, "styleId"): one for one in children(root, "style")}
    return found


def _part(archive: zipfile.ZipFile, name: str) -> Element | None:
    if name not in archive.namelist() or archive.getinfo(name).file_size > _LARGEST:
        return None
    with archive.open(name) as stream:
        return parse(stream, forbid_dtd=True).getroot()


def _read_lists(root: Element, found: Numbering) -> None:
    for pattern in children(root, "abstractNum"):
        _read_pattern(pattern, attribute(pattern, "abstractNumId"), found)
    for one in children(root, "num"):
        list_id = attribute(one, "numId")
        found.lists[list_id] = attribute(find(one, "abstractNumId"))
        for override in children(one, "lvlOverride"):
            if start := attribute(find(override, "startOverride")):
                found.restarts[list_id, number(attribute(override, "ilvl"))] = number(start)
    found.lists.pop("0", None)  # "no list", of a paragraph whose style has one


def _read_pattern(pattern: Element, key: str, found: Numbering) -> None:
    for level in children(pattern, "lvl"):
        place = number(attribute(level, "ilvl"))
        found.levels[key, place] = _Level(
            attribute(find(level, "numFmt")) or "decimal",
            attribute(find(level, "lvlText")),
            number(attribute(find(level, "start")), otherwise=1),
        )
        if style := attribute(find(level, "pStyle")):
            found.level_of_style[key, style] = place
