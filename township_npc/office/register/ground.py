"""The ground's own entries: home, rules, holidays, accounts, the machine."""

from django.urls import reverse

from township_npc.office import clock, health, permissions
from township_npc.office.choices import Role
from township_npc.office.manual import PLACE
from township_npc.office.manual.pages import PAGES
from township_npc.office.models import HolidayYear, User
from township_npc.office.policy import SIGNED_IN
from township_npc.office.registries import HomeCard, Matter, Room, Slot, Subject, Verb, register
from township_npc.office.selectors import the_office

#: Who reads what happened to an account; 系统管理员 verifies the chain and reads none of it.
_READERS = frozenset({Role.DIRECTOR, Role.CHAIR})
_ACCOUNT_VERBS = {
    "office.opened": "登记了本会",
    "user.created": "建了账号",
    "user.roles_changed": "改了角色",
    "user.disabled": "停用账号",
    "user.enabled": "启用账号",
    "user.ticket_issued": "发了入口",
    "user.entered": "用了入口",
    "user.signed_in": "登录",
    "user.sign_in_ended": "让一处登录退出",
    "user.password_changed": "改了密码",
    "user.pin_bound": "设了签名密码",
    "user.second_factor_set": "绑了两步登录",
    "user.second_factor_removed": "取消两步登录",
    "user.recovery_codes": "领了恢复码",
    "user.mail_address_set": "改了提醒邮件",
}
_DESKS = frozenset({Role.DIRECTOR, Role.STAFF, Role.CHAIR})
_CALENDAR_VERBS = {
    "holiday.set": "录了一天",
    "holiday.taken_back": "撤掉一天",
    "holiday_year.announced": "标为已公布",
    "holiday_year.announcement_taken_back": "改回暂定",
    "holidays.imported": "导入放假安排",
    "holidays.import_undone": "撤销导入",
}


def _reads_rules(user) -> bool:
    return permissions.works_at_desk(user) and permissions.may_see_business(user)


def entries() -> None:
    phone = permissions.is_only_deputy
    register(
        Room(
            "home",
            "工作台",
            "home",
            "office:home",
            0,
            permissions.works_at_desk,
            beside=("/todo/",),
        ),
        Room("phone-home", "首页", "home", "office:home", 0, phone, on_phone=True),
        Room("me", "我的", "dep", "office:me", 80, phone, on_phone=True),
        Room("rulebook", "规则", "eval", "office:rulebook", 90, _reads_rules),
        Room("holidays", "节假日", "cal", "office:holiday-list", 91, permissions.may_see_calendar),
        Room("health", "运行情况", "pulse", "office:health", 97, permissions.may_tend_machine),
        Room(
            "backup",
            "备份",
            "down",
            "office:backup",
            96,
            permissions.may_tend_machine,
            beside=("/keys/",),
        ),
        Room("accounts", "账号", "lock", "office:accounts", 95, permissions.may_manage_accounts),
        Room("manual", "怎么用", "help", "office:manual", 99, permissions.works_at_desk),
        Slot(PLACE, 0, SIGNED_IN, lambda user: PAGES),
    )
    directors = frozenset({Role.DIRECTOR})
    register(
        HomeCard("keys", "waiting", 0, directors, lambda user, today: _keys_to_put_away()),
        HomeCard(
            "health",
            "main",
            10,
            frozenset({Role.SYSADMIN}),
            lambda user, today: _machine(),
            "office/_health_card.html",
        ),
    )
    register(
        Subject(
            kind="office.User",
            label="账号",
            visible_to=_accounts_visible_to,
            url=lambda user: reverse("office:account-detail", args=[user.pk]),
            title=lambda user: user.name,
            verbs={verb: Verb(label, _READERS) for verb, label in _ACCOUNT_VERBS.items()},
        ),
        Subject(
            kind="office.HolidayYear",
            label="放假安排",
            visible_to=_years_visible_to,
            url=lambda year: f"{reverse('office:holiday-list')}?year={year.pk}",
            title=lambda year: f"{year.pk} 年放假安排",
            verbs={verb: Verb(label, _DESKS) for verb, label in _CALENDAR_VERBS.items()},
        ),
    )


def _years_visible_to(user):
    may_see = permissions.may_see_calendar(user)
    return HolidayYear.objects.all() if may_see else HolidayYear.objects.none()


def _accounts_visible_to(user):
    return User.objects.all() if permissions.may_manage_accounts(user) else User.objects.none()


def _machine() -> dict:
    """What is not in order at the machine."""
    lamps = health.lamps(clock.now())
    return {"all": len(lamps), "lamps": [lamp for lamp in lamps if lamp.needs_a_look]}


def _keys_to_put_away() -> list[Matter]:
    """Without the printed 钥匙页 no backup opens, so it is asked for until it is put away."""
    office = the_office()
    if office is None or office.is_demo or office.keys_put_away_at:
        return []
    return [
        Matter(
            title="钥匙页还没有打印收好",
            detail="电脑坏了以后，没有这张纸，备份打不开。",
            url=reverse("office:key-sheet"),
            verb="去打印",
            chip="还没收好",
            tone="is-soon",
            icon="lock",
            rank=5,
            urge="先打印钥匙页",
        )
    ]
