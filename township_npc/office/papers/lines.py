"""Where a title breaks: by sense, in lines that taper (GB/T 9704-2012, 7.3.1)."""

import re
from itertools import pairwise
from math import ceil

#: What stays in one piece, longest first: names of bodies, ordinals, numbers with their unit.
_WHOLE = re.compile(
    r"《[^》]{1,18}》|代表建议、批评和意见|(?:[一-龥]{2}[镇乡])?第[一二三四五六七八九十百\d]+[届次号期]|〔\d{4}〕\d*号?|[\d.]+[年月日号%个件]*"
    r"|[一二三四五六七八九十]+届人大[一二三四五六七八九十]+次会议|人民代表大会|常务委员会|主席团|人民政府|委员会|办公室|代表|建议|工作|报告|会议|通知|决议|情况|关于"
    r"|镇人大|镇直|审议|批准|选举|结果|公告|办理|答复"
)
#: A line ends well behind these, and begins well with those.
_GOOD_END = ("主席团", "委员会", "人民政府", "办公室", "代表大会", "会议", "》", "、")
_FAIR_END = ("届",)
_GOOD_START = ("关于", "第", "《")
_NEVER_START = "的、，》）”和及与了"
_MOST_LINES = 4  # what is longer is cut into even lines


def title_lines(title: str, *, cells: int) -> list[str]:
    """The lines a person chose, else as few as hold the title, broken where the sense allows."""
    chosen = [line.strip() for line in title.split("\n") if line.strip()]
    return [line for part in chosen for line in _broken(part, cells)]


def _broken(text: str, cells: int) -> list[str]:
    if _cells(text) <= cells:
        return [text]
    fewest = ceil(_cells(text) / cells)
    counts = (fewest, fewest + 1) if fewest < _MOST_LINES else ()
    plans = [plan for count in counts for plan in _plans(text, count, cells)]
    if not plans:
        even = _even(text, fewest)
        return even if max(map(_cells, even)) <= cells else _even(text, fewest + 1)
    return min(plans, key=_ugliness)


def _even(text: str, count: int) -> list[str]:
    """As many lines of like length, none of which begins with a mark."""
    lines = []
    for left in range(count, 1, -1):
        place = ceil(len(text) / left)
        while place > 1 and text[place] in _NEVER_START:
            place -= 1
        lines.append(text[:place])
        text = text[place:]
    return [*lines, text]


def _plans(text: str, count: int, cells: int) -> list[list[str]]:
    """Every way to cut the text into ``count`` lines at allowed places."""
    if count == 1:
        return [[text]] if _cells(text) <= cells else []
    plans = []
    for place in _places(text):
        if _cells(text[:place]) <= cells and _cells(text[place:]) <= cells * (count - 1):
            plans += [[text[:place], *rest] for rest in _plans(text[place:], count - 1, cells)]
    return plans


def _places(text: str) -> list[int]:
    inside = {i for found in _WHOLE.finditer(text) for i in range(found.start() + 1, found.end())}
    return [i for i in range(2, len(text) - 1) if i not in inside and text[i] not in _NEVER_START]


def _senseless(line: str, after: str) -> float:
    if line.endswith(_GOOD_END) or after.startswith(_GOOD_START):
        return 0
    return 3 if line.endswith(_FAIR_END) else 6


def _cells(text: str) -> float:
    """How wide it is: digits and letters are half a character."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def _ugliness(lines: list[str]) -> float:
    """Few lines, of like length, cut where the sense is; a hourglass is worse than a taper."""
    lengths = [_cells(line) for line in lines]
    mean = sum(lengths) / len(lengths)
    uneven = sum((length - mean) ** 2 for length in lengths) / mean
    senseless = sum(_senseless(line, after) for line, after in pairwise(lines))
    hourglass = sum(
        4
        for left, middle, right in zip(lengths, lengths[1:], lengths[2:], strict=False)
        if middle < left and middle < right
    )
    return uneven + senseless + hourglass + 5 * len(lines)
