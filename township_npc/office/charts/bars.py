"""Horizontal bars, plain and stacked."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from township_npc.office.charts.drawing import WIDTH, Box, Chart, Row, Series, Table, Word
from township_npc.office.charts.text import SIZE, broken, said, width_of

BAR, LINE, GAP = 20, 16, 8
_NAME = 98  # the column of names, seven Chinese characters
_LEFT = _NAME + 8
_INSIDE = 6  # from the edge of a bar to the words in it


def bars(
    key: str,
    title: str,
    rows: Sequence[Row],
    series: Series,
    *,
    unit: str = "件",
    of_what: str = "名称",
) -> Chart:
    """One figure for each name."""
    return stacked_bars(key, title, rows, [series], unit=unit, of_what=of_what)


def stacked_bars(
    key: str,
    title: str,
    rows: Sequence[Row],
    series: Sequence[Series],
    *,
    unit: str = "件",
    of_what: str = "名称",
    is_full: bool = False,
    most: int = 12,
) -> Chart:
    """A bar for each row, its parts side by side in the order of ``series``.

    All on one scale; with ``is_full`` each bar is the whole of its row, so that shares compare. Of
    more than ``most`` rows the first are drawn; words and table hold all.
    """
    table = table_of(rows, series, of_what)
    chart = Chart(key, title, describe(rows, series, unit), 0, table)
    y = _draw_rows(chart, rows[:most], series, is_full)
    if len(rows) > most:
        chart.words.append(Word(_LEFT, y + SIZE, f"其余 {len(rows) - most} 个在表里"))
        y += LINE + GAP
    if len(series) > 1 and rows:
        y = _draw_legend(chart, series, y + 2)
    return replace(chart, height=round(y, 1))


def _draw_rows(chart: Chart, rows: Sequence[Row], series: Sequence[Series], is_full: bool) -> float:
    """One under the other; the place under the last."""
    room, y = _room(rows), 2.0
    longest = max((sum(row.values) for row in rows), default=0)
    for row in rows:
        names = broken(row.name, _NAME)
        height = max(BAR, LINE * len(names))
        whole = sum(row.values) if is_full else longest
        _draw_name(chart, names, y, height)
        _draw_bar(chart, row, series, y + (height - BAR) / 2, room / whole if whole else 0)
        y += height + GAP
    return y


def describe(rows: Sequence[Row], series: Sequence[Series], unit: str) -> str:
    """村镇建设办：按时 8 件，没按时 3 件；…: for those who cannot see the bars."""
    said_of = [
        f"{row.name}：" + "，".join(f"{one.label} {n} {unit}" for one, n in _pairs(row, series))
        for row in rows
    ]
    return "；".join(said_of) + "。" if rows else "没有数。"


def table_of(rows: Sequence[Row], series: Sequence[Series], of_what: str) -> Table:
    labels = [one.label for one in series]
    urls = [row.url for row in rows]
    if len(series) == 1:
        return Table([of_what, *labels], [[row.name, *row.values] for row in rows], urls)
    lines = [[row.name, *row.values, sum(row.values)] for row in rows]
    return Table([of_what, *labels, "合计"], lines, urls)


def _room(rows: Sequence[Row]) -> float:
    """How long the longest bar may be: what the words at the ends leave."""
    ends = max((width_of(_end(row)) for row in rows), default=0)
    return max(WIDTH - _LEFT - ends - _INSIDE - 2, 80)


def _end(row: Row) -> str:
    return row.note or said(sum(row.values))


def _pairs(row: Row, series: Sequence[Series]) -> list[tuple[Series, int]]:
    return list(zip(series, row.values, strict=True))


def _draw_name(chart: Chart, names: list[str], y: float, height: float) -> None:
    top = y + (height - LINE * len(names)) / 2
    for n, name in enumerate(names):
        chart.words.append(Word(_NAME, round(top + LINE * n + SIZE, 1), name, "b e"))


def _draw_bar(chart: Chart, row: Row, series: Sequence[Series], y: float, scale: float) -> None:
    ends = [round(_LEFT + sum_ * scale, 1) for sum_ in accumulate(row.values, initial=0)]
    base = round(y + BAR / 2 + SIZE * 0.36, 1)
    for (one, value), (start, end) in zip(_pairs(row, series), pairwise(ends), strict=True):
        if not value:
            continue
        width = round(max(end - start - 1, 1), 1)  # a hair of paper between two parts
        chart.boxes.append(Box(start, round(y, 1), width, BAR, one.fill, one.is_hatched))
        words = _words_in(one, value, width) if len(series) > 1 else ""
        if words:
            chart.words.append(Word(round(start + width / 2, 1), base, words, f"{one.ink} m"))
    chart.words.append(Word(round(ends[-1] + _INSIDE, 1), base, _end(row)))


def _words_in(series: Series, value: int, width: float) -> str:
    """A 14, or as much of it as there is room for; nothing on hatching: it would not be read."""
    mark, number = series.mark, said(value)
    ways = (f"{mark} {number}", f"{mark}{number}", mark) if mark else (number,)
    fitting = (words for words in ways if width_of(words) + 2 <= width)
    return "" if series.is_hatched else next(fitting, "")


def _draw_legend(chart: Chart, series: Sequence[Series], y: float) -> float:
    """What each colour means, as many in a line as fit; the place under it."""
    x = 2.0
    for one in series:
        width = 18 + width_of(one.label) + 12
        if x > 2 and x + width > WIDTH:
            x, y = 2.0, y + LINE + 4
        chart.boxes.append(Box(x, y, 12, 12, one.fill, one.is_hatched))
        chart.words.append(Word(x + 17, y + 11, one.label))
        x = round(x + width, 1)
    return y + LINE + 4
