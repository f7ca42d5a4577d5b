"""名册样表: the columns that the import understands, with two invented persons."""

from township_npc.office.workbook import Export, make_export

HEADINGS = (
    "序号", "姓名", "性别", "民族", "出生年月", "党派", "文化程度", "工作单位及职务", "选区",
    "代表小组", "身份证号", "联系电话",
)  # fmt: skip
_ROWS = (
    (
        "1", "王秋生", "男", "汉族", "1968-05-06", "中共党员", "高中", "小蓝村党支部书记",
        "第1选区", "小蓝村小组", "360199196805060016", "13300000001",
    ),
    (
        "2", "买买提·艾力", "男", "维吾尔族", "1992-10-18", "群众", "大专", "个体工商户",
        "第2选区", "小蓝村小组", "360199199210180020", "13300000002",
    ),
)  # fmt: skip
_NOTE = "说明：样表里的人是编的，请删掉，换成本地的代表。身份证号和电话按文本填，不然末几位会丢。"


def roster_sample() -> Export:
    return make_export("名册样表", HEADINGS, _ROWS, note=_NOTE)
