"""What the handbook says of 届次、代表、建议: a page a task."""

from township_npc.office.choices import Role
from township_npc.office.manual import PLACE, ManualPage
from township_npc.office.policy import SIGNED_IN
from township_npc.office.registries import Slot, register

_DIRECTOR = frozenset({Role.DIRECTOR})
_OFFICE = _DIRECTOR | {Role.STAFF}
_DEPUTY = frozenset({Role.DEPUTY})
_UNITS = frozenset({Role.HANDLER})

_LIST = ("建议", "deputies:proposal-list")
_PROPOSE = ("提建议", "deputies:proposal-new")
_DRAFTS = ("草稿", "deputies:draft-list")
_DEPUTIES = ("代表", "deputies:deputy-list")
_UNIT_LIST = ("单位", "deputies:unit-list")
_TERMS = ("会议", "deputies:term-list")
_ROSTER = ("导入名册", "deputies:roster-import")
_HANDOVER = ("集中交办", "deputies:handover-new")
_KEYS = ("重点督办", "deputies:key-list")
_PROMISES = ("承诺事项", "deputies:promise-list")
_REPORT = ("办理情况", "deputies:proposal-report")
_PUBLIC = ("公开页", "deputies:public-proposal-list")
_DOSSIER = ("履职", "deputies:deputy-me")


def entries() -> None:
    register(Slot(PLACE, 10, SIGNED_IN, lambda user: _PAGES))


def _page(slug, title, order, roles, *doors, shows="") -> ManualPage:
    return ManualPage(slug, title, "deputies", order, roles, doors, shows)


_PAGES = [
    _page("terms", "登记届次、会议和单位", 20, _OFFICE, _TERMS, _DEPUTIES, _UNIT_LIST),
    _page("roster", "导入名册", 21, _OFFICE, _ROSTER, shows="导入名册：先选文件，再“看一遍”。"),
    _page("entrances", "给代表和单位发入口", 22, _OFFICE, _DEPUTIES, _UNIT_LIST),
    _page("accept", "受理和编号", 100, _OFFICE, _LIST, shows="建议清单，右上角是“登记建议”。"),
    _page("assign", "交办", 101, _OFFICE, _LIST),
    _page("handover", "集中交办", 102, _OFFICE, _HANDOVER, shows="集中交办：一件一行，选单位。"),
    _page("contest-decide", "退件和改交", 103, _OFFICE, _LIST),
    _page("extension-decide", "延期", 104, _DIRECTOR, _LIST),
    _page("merge", "并案和拆分", 105, _OFFICE, _LIST),
    _page("key", "重点督办", 106, _OFFICE | {Role.CHAIR}, _KEYS),
    _page("close", "答复核对和办结", 107, _OFFICE, _LIST),
    _page("rework", "重新办理", 108, _DIRECTOR, _LIST),
    _page("promises", "承诺事项", 109, _OFFICE | {Role.CHAIR}, _PROMISES),
    _page("publish", "公开", 110, _DIRECTOR, _PUBLIC, _LIST),
    _page(
        "report",
        "办理情况报告",
        111,
        _OFFICE | {Role.CHAIR},
        _REPORT,
        shows="办理情况：右上角是“打印报告”和“导出表格”。",
    ),
    _page("propose", "提建议", 200, _DEPUTY, _PROPOSE, shows="提建议的第一步：点一下哪一类。"),
    _page("no-signal", "没有信号的时候", 201, _DEPUTY, _DRAFTS),
    _page("cosign", "请别的代表联名", 202, _DEPUTY, _LIST),
    _page("second", "附议", 203, _DEPUTY, _PROPOSE),
    _page("rate", "评价答复", 204, _DEPUTY, _LIST),
    _page("duties", "核对履职", 205, _DEPUTY, _DOSSIER, shows="我的履职：没错点“确认”。"),
    _page("handle-sign", "签收和联系代表", 210, _UNITS, _LIST),
    _page("handle-reply", "写答复", 211, _UNITS, _LIST),
    _page("handle-opinion", "协办意见", 212, _UNITS, _LIST),
    _page("handle-extend", "申请延期", 213, _UNITS, _LIST),
    _page("handle-promise", "报告承诺", 214, _UNITS, _PROMISES),
]
