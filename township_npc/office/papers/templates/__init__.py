"""The papers that every office writes and that are about no record; a text file each."""

from functools import partial
from pathlib import Path

from township_npc.office.choices import SeriesKind
from township_npc.office.papers.content import Layout
from township_npc.office.papers.library import PaperTemplate, read_sample

_HERE = Path(__file__).parent
_SIGNED = frozenset({"title", "body", "issuer", "dated_on"})
_USES = {
    "notice": "告诉大家开会、办事：什么时候、在哪里、谁参加。",
    "letter": "和别的单位商量、询问、答复。",
    "minutes": "会议议了什么、定了什么。",
    "resolution": "代表大会表决通过的事。",
    "announcement": "选举结果、任免这些要让全镇知道的事。",
    "work_report": "主席团向代表大会报告工作。",
    "bulletin": "会议、活动的情况，报上级，发各单位。",
    "speech": "主持人照着念的话，字大。",
}


def _template(key: str, label: str, layout: Layout, order: int, **more) -> PaperTemplate:
    sample = partial(read_sample, _HERE / f"{key}.sample.txt")
    more |= {"use": _USES[key], "sample": sample}
    return PaperTemplate(key, label, layout, _HERE / f"{key}.txt", order, **more)


TEMPLATES = (
    _template(
        "notice",
        "通知",
        Layout.DOCUMENT,
        10,
        series=SeriesKind.CONGRESS,
        needs=_SIGNED | {"mark", "addressees"},
    ),
    _template(
        "letter",
        "函",
        Layout.LETTER,
        12,
        series=SeriesKind.LETTER,
        sample_day="2026年3月20日",
        needs=_SIGNED | {"mark", "addressees"},
    ),
    _template(
        "minutes",
        "会议纪要",
        Layout.MINUTES,
        14,
        series=SeriesKind.MINUTES,
        sample_day="2026年6月16日",
        needs=frozenset({"mark", "title", "body"}),
    ),
    _template(
        "resolution",
        "决议",
        Layout.RESOLUTION,
        16,
        sample_day="{闭幕日期}",
        needs=frozenset({"title", "under_title", "body"}),
    ),
    _template(
        "announcement",
        "公告",
        Layout.RESOLUTION,
        18,
        series=SeriesKind.ANNOUNCEMENT,
        sample_day="{闭幕日期}",
        needs=_SIGNED,
    ),
    _template("work_report", "工作报告", Layout.REPORT, 20, sample_day="{开幕日期}"),
    _template(
        "bulletin",
        "简报",
        Layout.BULLETIN,
        22,
        series=SeriesKind.BULLETIN,
        needs=_SIGNED | {"mark"},
    ),
    _template("speech", "主持词", Layout.SPEECH, 24, sample_day="{开幕日期}"),
)
