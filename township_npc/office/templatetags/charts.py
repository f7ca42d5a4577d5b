"""``{% chart figure %}``: a chart as SVG, with the table of its figures under it."""

from django import template

from township_npc.office.charts import Chart

register = template.Library()


@register.inclusion_tag("office/_chart.html", name="chart")
def draw(chart: Chart) -> dict:
    return {"chart": chart}
