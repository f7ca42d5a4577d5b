"""What each row of numbers is usually called, and who signs its papers; the office may differ."""

from collections.abc import Mapping

from township_npc.office.choices import SeriesKind

#: What follows the first character of the town's name (莲人发), or its whole name.
_WORDS: Mapping[str, str] = {
    SeriesKind.CONGRESS: "人发",
    SeriesKind.OFFICE: "人办",
    SeriesKind.LETTER: "人函",
    SeriesKind.MINUTES: "人大主席团会议纪要",
    SeriesKind.BULLETIN: "人大简报",
    SeriesKind.ANNOUNCEMENT: "人民代表大会公告",
}
_WHOLE_NAME = frozenset({SeriesKind.MINUTES, SeriesKind.BULLETIN, SeriesKind.ANNOUNCEMENT})
_SIGNED_BY_DIRECTOR = frozenset({SeriesKind.OFFICE, SeriesKind.BULLETIN})


def usual_agency(kind: str, town: str) -> str:
    """莲人发; 莲塘镇人大简报."""
    return f"{town if kind in _WHOLE_NAME else town[:1]}{_WORDS[kind]}"


def usually_signed_by_director(kind: str) -> bool:
    return kind in _SIGNED_BY_DIRECTOR
