"""The enums of the shared ground."""

from django.db import models


class Role(models.TextChoices):
    """The seven fixed roles; one person may hold several (security B)."""

    DIRECTOR = "director", "主任"
    STAFF = "staff", "工作人员"
    CHAIR = "chair", "主席"
    DEPUTY = "deputy", "代表"
    HANDLER = "handler", "承办单位经办人"
    STATION_HEAD = "station_head", "站所负责人"
    SYSADMIN = "sysadmin", "系统管理员"


#: Posts that sit at a desk in the office: short idle time, two-factor sign-in when served.
OFFICE_POSTS = frozenset({Role.DIRECTOR, Role.STAFF, Role.CHAIR, Role.SYSADMIN})


#: The fact ``by`` of an act done at the machine itself, where nobody is signed in.
BY_MACHINE = "machine"


class DayKind(models.TextChoices):
    HOLIDAY = "holiday", "放假"
    WORKDAY = "workday", "调休上班"


class DayVerdict(models.TextChoices):
    """A day that is to be kept, against the day that is kept now."""

    NEW = "new", "新"
    SAME = "same", "一样"
    CHANGED = "changed", "有变"
    GONE = "gone", "撤掉"


class PeriodUnit(models.TextChoices):
    """日、工作日、月 are three different units; each deadline stores its own (rules A-15)."""

    DAY = "day", "日"
    WORKDAY = "workday", "个工作日"
    MONTH = "month", "个月"


class JobState(models.TextChoices):
    PENDING = "pending", "排队"
    RUNNING = "running", "在做"
    DONE = "done", "做好了"
    FAILED = "failed", "没有做完"


class TicketKind(models.TextChoices):
    LINK = "link", "一次性链接"
    CODE = "code", "六位数"
    RESET = "reset", "重设密码链接"


class DigestState(models.TextChoices):
    """A mail that goes out at most once; ``unknown``: the machine stopped in between."""

    CLAIMED = "claimed", "正在发"
    SENT = "sent", "已发出"
    FAILED = "failed", "没有发出"
    UNKNOWN = "unknown", "不知道发没发出"
