"""The pages of the handbook about the shared ground."""

from township_npc.office.choices import OFFICE_POSTS, Role
from township_npc.office.manual import ManualPage
from township_npc.office.permissions import ENTRANCE_ROLES

_OFFICE = frozenset({Role.DIRECTOR, Role.STAFF})
_DESKS = _OFFICE | {Role.CHAIR}
_MACHINE = frozenset({Role.DIRECTOR, Role.SYSADMIN})

PAGES = [
    ManualPage(
        "come-in", "第一次进来，设签名密码", "office", 10, ENTRANCE_ROLES, (("我的", "office:me"),)
    ),
    ManualPage(
        "sign-in", "登录，绑手机两步登录", "office", 11, OFFICE_POSTS, (("我的账号", "office:me"),)
    ),
    ManualPage(
        "password", "忘记密码", "office", 12, frozenset(Role.values), (("账号", "office:accounts"),)
    ),
    ManualPage(
        "paper-draft",
        "起草一份公文",
        "office",
        120,
        _OFFICE,
        (("起草", "office:paper-choose"), ("公文", "office:paper-list")),
    ),
    ManualPage(
        "paper-word",
        "改了 Word 再传回来",
        "office",
        121,
        _OFFICE,
        (("公文", "office:paper-list"),),
    ),
    ManualPage(
        "paper-sign",
        "签发",
        "office",
        122,
        frozenset({Role.DIRECTOR, Role.CHAIR}),
        (("公文", "office:paper-list"),),
    ),
    ManualPage(
        "paper-issue",
        "印发和发文登记",
        "office",
        123,
        _OFFICE,
        (("发文登记簿", "office:paper-register"), ("公文", "office:paper-list")),
    ),
    ManualPage(
        "paper-incoming",
        "收文",
        "office",
        124,
        _DESKS,
        (("收文登记簿", "office:incoming-list"),),
    ),
    ManualPage(
        "paper-templates", "改模板", "office", 125, _OFFICE, (("模板", "office:template-list"),)
    ),
    ManualPage(
        "reminders",
        "催办用的话",
        "office",
        300,
        _OFFICE,
        (("催办用的话", "office:todo-texts"),),
        "催办用的话：一人一段，下面有“复制这段话”。",
    ),
    ManualPage(
        "holidays",
        "节假日和规则",
        "office",
        310,
        _DESKS,
        (("节假日", "office:holiday-list"), ("规则", "office:rulebook")),
        "一年的日历，右上角有“录一天”和“导入一年”。",
    ),
    ManualPage(
        "backup",
        "备份和钥匙页",
        "office",
        320,
        _MACHINE,
        (("备份", "office:backup"), ("钥匙页", "office:key-sheet")),
        "备份页，右上角是“做一份备份”。",
    ),
]
