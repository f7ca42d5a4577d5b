"""Charts drawn by the server: figures in, places on the paper out; the template only prints them.

Every chart has a title, a description in words and a table of the same figures; a colour never
stands alone (a letter, a word or hatching stands with it).
"""

from township_npc.office.charts.bars import bars, stacked_bars
from township_npc.office.charts.drawing import Chart, Row, Series, Table
from township_npc.office.charts.line import Mark, line

__all__ = ["Chart", "Mark", "Row", "Series", "Table", "bars", "line", "stacked_bars"]
