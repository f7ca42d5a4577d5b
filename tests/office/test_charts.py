"""Charts: where bars and words stand, what they say, and that nothing typed is run."""

import itertools

import pytest
from django.template import Context, Template

from township_npc.office.charts import Mark, Row, Series, bars, line, stacked_bars
from township_npc.office.charts.drawing import WIDTH
from township_npc.office.charts.text import broken, said, width_of

IN_TIME = Series("按时", "f-dark")
MISSED = Series("没按时", "f-late", is_hatched=True)
CLASSES = [Series(f"{mark} 类", "f-grey", mark=mark) for mark in "ABCD"]


def stacked(*rows: Row, **how):
    return stacked_bars("units", "按时答复", rows, [IN_TIME, MISSED], of_what="单位", **how)


def shown(chart) -> str:
    return Template("{% load charts %}{% chart it %}").render(Context({"it": chart}))


def texts(chart) -> list[str]:
    return [word.text for word in chart.words]


def bar_boxes(chart) -> list:
    """Without the squares of the legend."""
    return [box for box in chart.boxes if box.height == 20]


def test_the_parts_of_a_bar_stand_side_by_side_on_one_scale():
    chart = stacked(Row("村镇建设办", [6, 2]), Row("公共服务办", [4, 0]))
    first, second, other = bar_boxes(chart)
    assert first.x == other.x == 106
    assert second.x == pytest.approx(first.x + first.width + 1, abs=0.2)
    assert first.width + 1 == pytest.approx(3 * (second.width + 1), abs=0.3)
    assert other.width + 1 == pytest.approx(2 * (second.width + 1), abs=0.3)
    assert other.y > first.y == second.y


def test_shares_fill_the_whole_width_of_each_bar():
    chart = stacked_bars(
        "classes", "结果", [Row("今年", [1, 1, 0, 0]), Row("去年", [30, 10, 5, 5])], CLASSES,
        is_full=True,
    )  # fmt: skip
    by_row = {}
    for box in bar_boxes(chart):
        by_row.setdefault(box.y, []).append(box)
    ends = [row[-1].x + row[-1].width for row in by_row.values()]
    assert len(set(ends)) == 1
    assert "A 30" in texts(chart)


def test_the_figure_of_a_bar_stands_beside_it_or_a_word_instead():
    chart = stacked(Row("村镇建设办", [6, 2]), Row("公共服务办", [4, 0], "全部按时"))
    assert "8" in texts(chart)
    assert "全部按时" in texts(chart)


def test_what_is_late_is_hatched_so_that_red_never_stands_alone():
    chart = stacked(Row("村镇建设办", [6, 2]))
    assert [box.is_hatched for box in chart.boxes] == [False, True, False, True]
    assert shown(chart).count('fill="url(#units-hatch)"') == 2


@pytest.mark.parametrize("rows", [1, 2, 12])
def test_everything_stands_inside_the_paper(rows):
    names = ["某某镇综合行政执法和应急管理服务中心办公室", "水务站", "Power Supply 12"]
    chart = stacked(*(Row(names[n % 3], [n * 100_000, 7 * n]) for n in range(rows)))
    for box in chart.boxes:
        assert box.x >= 0
        assert box.x + box.width <= WIDTH
        assert box.y + box.height <= chart.height
    for word in chart.words:
        wide = width_of(word.text)
        left = {"e": word.x - wide, "m": word.x - wide / 2}.get(word.css[-1:], word.x)
        assert left >= 0
        assert left + wide <= WIDTH + 1
        assert word.y <= chart.height


def test_bars_do_not_touch_and_a_long_name_gets_two_lines():
    chart = stacked(Row("综合行政执法和应急管理中心", [1, 0]), Row("水务站", [1, 0]))
    first, second = bar_boxes(chart)
    assert second.y >= first.y + 20 + 8
    assert texts(chart)[:2] == ["综合行政执法和", "应急管理中心"]


def test_a_name_too_long_for_two_lines_ends_in_dots_and_stands_whole_in_the_table():
    name = "某某镇综合行政执法和应急管理服务中心办公室"
    chart = stacked(Row(name, [1, 0]))
    assert broken(name, 98) == ["某某镇综合行政", "执法和应急管…"]
    assert f'<th scope="row">{name}</th>' in shown(chart)


def test_a_bar_of_nought_is_no_bar_but_its_name_and_figure_stay():
    chart = stacked(Row("水务站", [0, 0]))
    assert bar_boxes(chart) == []
    assert texts(chart)[:2] == ["水务站", "0"]


def test_a_very_small_part_is_seen_and_its_figure_left_to_the_table():
    chart = stacked(Row("村镇建设办", [1, 0], "1 件"), Row("公共服务办", [9999, 0]))
    tiny = bar_boxes(chart)[0]
    assert tiny.width == 1
    assert "1" not in texts(chart)


def test_a_narrow_part_says_at_least_its_letter():
    chart = stacked_bars("c", "结果", [Row("今年", [30, 20, 3, 3])], CLASSES, is_full=True)
    assert texts(chart)[1:5] == ["A 30", "B 20", "C", "D"]


def test_two_lines_of_a_name_are_about_as_long():
    assert broken("小蓝市场监管分局", 98) == ["小蓝市场", "监管分局"]
    assert broken("七个字正好够了", 98) == ["七个字正好够了"]


def test_great_numbers_are_said_shortly():
    numbers = (0, 9999, 10_000, 12_345, 123_456_789, 2.5)
    assert [said(n) for n in numbers] == ["0", "9999", "1 万", "1.2 万", "1.2 亿", "2.5"]


def test_the_table_holds_the_same_figures_with_their_sum():
    table = stacked(Row("村镇建设办", [6, 2])).table
    assert (table.head, table.rows) == (
        ["单位", "按时", "没按时", "合计"],
        [["村镇建设办", 6, 2, 8]],
    )
    one = bars("n", "件数", [Row("水务站", [3])], IN_TIME).table
    assert (one.head, one.rows) == (["名称", "按时"], [["水务站", 3]])


def test_of_many_rows_the_first_twelve_are_drawn_and_all_stand_in_the_table():
    chart = stacked(*(Row(f"第{n}站", [n, 0]) for n in range(1, 15)))
    assert len(bar_boxes(chart)) == 12
    assert "其余 2 个在表里" in texts(chart)
    assert len(chart.table.rows) == 14


def test_a_row_opens_from_the_table():
    page = shown(stacked(Row("水务站", [1, 0], url="/proposals/?a=1&b=2"), Row("电站", [1, 0])))
    assert '<th scope="row"><a href="/proposals/?a=1&amp;b=2">水务站</a></th>' in page
    assert '<th scope="row">电站</th>' in page


def test_a_chart_says_in_words_what_it_shows():
    chart = stacked(Row("村镇建设办", [6, 2]), Row("水务站", [1, 0]))
    assert chart.description == (
        "村镇建设办：按时 6 件，没按时 2 件；水务站：按时 1 件，没按时 0 件。"
    )
    page = shown(chart)
    assert 'role="img" aria-labelledby="units-t units-d"' in page
    assert '<title id="units-t">按时答复</title>' in page
    assert '<desc id="units-d">村镇建设办' in page


def test_what_was_typed_is_never_run():
    page = shown(stacked(Row("<script>alert(1)</script>", [1, 0], "<b>1</b>")))
    assert "<script" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;" in page


def test_no_style_stands_in_the_page():
    assert "style=" not in shown(stacked(Row("水务站", [1, 2])))


def test_nothing_to_draw_draws_nothing():
    for chart in (stacked(), line("x", "分", [], unit="分")):
        assert chart.is_empty
        assert chart.description == "没有数。"
        assert shown(chart).strip() == ""


def test_a_line_runs_from_left_to_right_over_nought():
    chart = line("p", "累计分", [("1 月", 0), ("2 月", 50), ("3 月", 100)], unit="分")
    axis, drawn = chart.strokes
    assert axis.points == "46,148 332,148"
    assert drawn.points == "46.0,148.0 181.0,83.0 316.0,18.0"
    assert {"1 月", "2 月", "3 月", "100"} <= set(texts(chart))


def test_a_line_to_be_reached_is_drawn_and_said():
    chart = line("p", "累计分", [("1 月", 10)], unit="分", marks=[Mark("任务线", 95)])
    assert chart.strokes[1].css == "tk"
    assert {"任务线", "95", "10"} <= set(texts(chart))
    assert chart.description == "1 月 10 分；任务线 95 分。"


def test_twelve_months_do_not_run_into_each_other():
    chart = line("p", "累计分", [(f"{n} 月", n) for n in range(1, 13)], unit="分")
    places = sorted(word.x for word in chart.words if word.text.endswith(" 月"))
    assert min(b - a for a, b in itertools.pairwise(places)) >= 38


def test_points_that_are_all_nought_lie_on_the_axis():
    chart = line("p", "累计分", [("1 月", 0), ("2 月", 0)], unit="分")
    assert chart.strokes[1].points == "46.0,148.0 316.0,148.0"
