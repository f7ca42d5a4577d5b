"""One paper in each format, with invented names, long enough for two pages."""

from datetime import date
from pathlib import Path

from township_npc.office.papers.content import Layout, Paper
from township_npc.office.papers.plain import read_body

NOTICE = (Path(__file__).parent / "papers" / "notice.txt").read_text()
ANNEX = "附件\n日程\n| 时间 | 内容 |\n| 1月15日上午 | 预备会议 |"
ROLLS = "出席：王玥、李昇、张堃、赵喆、刘䶮、陈㛃、周晓明、熊建平、徐明华、李海燕、万秋生\n请假：无"
TITLE = "莲塘镇人民代表大会主席团关于召开镇第十九届人民代表大会第七次会议的通知"
PRESIDIUM = "莲塘镇人民代表大会主席团"
_SIGNED = {"issuer": PRESIDIUM, "dated_on": date(2026, 1, 5)}
_IMPRINT = {
    "copies_to": "县人大常委会办公室，镇党委、镇人民政府",
    "printed_by": "莲塘镇人民代表大会办公室",
    "printed_on": date(2026, 1, 5),
}
_FORMATS = {
    Layout.DOCUMENT: {
        "mark": f"{PRESIDIUM}文件",
        "number": "莲人发〔2026〕1号",
        "addressees": "各代表小组，各村（社区），镇直有关单位：",
        "attachments": ("日程", "专用纸"),
        "note": "联系人：周晓明，电话：0571-88880000",
        **_SIGNED,
        **_IMPRINT,
    },
    Layout.LETTER: {
        "mark": PRESIDIUM,
        "number": "莲人函〔2026〕1号",
        "addressees": "镇村镇建设办公室：",
        **_SIGNED,
        **_IMPRINT,
    },
    Layout.MINUTES: {"mark": "莲塘镇人大主席团会议纪要", "number": "第21期", **_IMPRINT},
    Layout.RESOLUTION: {"under_title": "（2026年1月16日莲塘镇第十九届人民代表大会第七次会议通过）"},
    Layout.REPORT: {"number": "会议文件（3）", "under_title": "莲塘镇人大主席　熊建平", **_SIGNED},
    Layout.SPEECH: {"addressees": "各位代表："},
    Layout.BULLETIN: {
        "mark": "莲塘人大简报",
        "number": "第3期",
        "copies_to": "县人大常委会办公室",
        **_SIGNED,
    },
}


def sample(layout: Layout, **changes) -> Paper:
    """``text`` is the body; other changes are fields of the paper."""
    text = changes.pop("text", NOTICE)
    blocks, annexes = read_body(text, with_rolls=layout == Layout.MINUTES)
    fields = {"title": TITLE, **_FORMATS[layout], **changes}
    return Paper(layout, blocks=blocks, annexes=annexes, **fields)
