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


class PaperState(models.TextChoices):
    """The life of a paper of the office (features 1.07, 1.39)."""

    DRAFT = "draft", "起草"
    PROOF = "proof", "校对"
    REVIEW = "review", "送审"
    SIGNED = "signed", "签发"
    ISSUED = "issued", "印发"
    FILED = "filed", "归档"
    DROPPED = "dropped", "不发"


class NumberState(models.TextChoices):
    RESERVED = "reserved", "预留"
    ISSUED = "issued", "已发"
    VOIDED = "voided", "作废"


class SeriesKind(models.TextChoices):
    """Which papers draw their numbers from one row of numbers."""

    CONGRESS = "congress", "本会文件"  # 莲人发
    OFFICE = "office", "办公室文件"  # 莲人办
    LETTER = "letter", "函"  # 莲人函
    MINUTES = "minutes", "会议纪要"  # 第21期
    BULLETIN = "bulletin", "简报"
    ANNOUNCEMENT = "announcement", "公告"  # 第1号


class Verdict(models.TextChoices):
    """What a proof-reader or a signer said."""

    PASSED = "passed", "通过"
    RETURNED = "returned", "退回修改"


class WordingOrigin(models.TextChoices):
    """Where a version of a paper comes from."""

    TEMPLATE = "template", "按模板起草"
    WRITTEN = "written", "在网页上改"
    UPLOADED = "uploaded", "传回 Word 稿"
    CORRECTION = "correction", "照印发的更正"
    FINDING = "finding", "按校对提示改"
    FOLLOWED = "followed", "照着旧的起草"


class PhraseKind(models.TextChoices):
    """What a word of the office's own list is."""

    TERM = "term", "说法不对"
    BANNED = "banned", "不能写"
    TYPO = "typo", "错别字"
    LAW = "law", "法律名称不对"
