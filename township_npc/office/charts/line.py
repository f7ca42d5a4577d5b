"""One line over time, with lines to be reached drawn across it."""

from collections.abc import Sequence
from dataclasses import dataclass

from township_npc.office.charts.drawing import WIDTH, Box, Chart, Stroke, Table, Word
from township_npc.office.charts.text import said, width_of

_LEFT, _TOP, _TALL = 46, 18, 130
_BOTTOM = _TOP + _TALL
_APART = 38  # two words under the line need so much


@dataclass(frozen=True)
class Mark:
    """A figure to be reached: 任务线 95."""

    label: str
    value: float


def line(
    key: str,
    title: str,
    points: Sequence[tuple[str, float]],
    *,
    unit: str,
    marks: Sequence[Mark] = (),
    of_what: str = "月",
) -> Chart:
    """``points``: (11 月, 112) in the order of time. Its scale begins at nought."""
    table = Table([of_what, unit], [list(point) for point in points])
    chart = Chart(key, title, _describe(points, unit, marks), _BOTTOM + 24, table)
    if not points:
        return chart
    most = max([value for _, value in points] + [mark.value for mark in marks]) or 1
    places = [(_x(n, len(points)), _y(value, most)) for n, (_, value) in enumerate(points)]
    _draw_axis(chart)
    for mark in marks:
        _draw_mark(chart, mark, _y(mark.value, most))
    _draw_line(chart, points, places)
    return chart


def _x(n: int, count: int) -> float:
    right = WIDTH - 24
    return round(_LEFT + (right - _LEFT) * (n / (count - 1) if count > 1 else 0.5), 1)


def _y(value: float, most: float) -> float:
    return round(_BOTTOM - _TALL * max(value, 0) / most, 1)


def _draw_axis(chart: Chart) -> None:
    chart.strokes.append(Stroke(f"{_LEFT},{_BOTTOM} {WIDTH - 8},{_BOTTOM}", "ax"))
    chart.words.append(Word(_LEFT - 6, _BOTTOM + 4, "0", "e"))


def _draw_mark(chart: Chart, mark: Mark, y: float) -> None:
    chart.strokes.append(Stroke(f"{_LEFT},{y} {WIDTH - 8},{y}", "tk"))
    chart.words.append(Word(_LEFT - 6, y + 4, said(mark.value), "b e"))
    chart.words.append(Word(_LEFT + 4, y - 5, mark.label))


def _draw_line(chart: Chart, points, places: list[tuple[float, float]]) -> None:
    if len(places) > 1:
        chart.strokes.append(Stroke(" ".join(f"{x},{y}" for x, y in places), "ln"))
    last_x, last_y = places[-1]
    chart.boxes.append(Box(last_x - 4, last_y - 4, 8, 8, "f-ink"))
    words = said(points[-1][1])
    at = min(last_x, WIDTH - width_of(words) / 2 - 2)
    chart.words.append(Word(round(at, 1), round(max(last_y - 9, 12), 1), words, "b m"))
    every = -(-len(points) * _APART // (WIDTH - _LEFT))
    for n, (label, _) in enumerate(points):
        if n % every == 0:
            chart.words.append(Word(places[n][0], _BOTTOM + 18, label, "m"))


def _describe(points, unit: str, marks: Sequence[Mark]) -> str:
    if not points:
        return "没有数。"
    told = "，".join(f"{label} {said(value)} {unit}" for label, value in points)
    wanted = "".join(f"；{mark.label} {said(mark.value)} {unit}" for mark in marks)
    return f"{told}{wanted}。"
