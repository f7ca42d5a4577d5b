"""The enums of 代表、单位、建议."""

from django.db import models


class Level(models.TextChoices):
    """The congress in which the seat is held; levels are kept apart (features 3.13–3.16)."""

    TOWN = "town", "镇"
    COUNTY = "county", "县"
    CITY = "city", "市"
    PROVINCE = "province", "省"
    NATION = "nation", "全国"


class DeputyState(models.TextChoices):
    ACTIVE = "active", "在任"
    SUSPENDED = "suspended", "暂停执行职务"
    ENDED = "ended", "已终止"


class EndReason(models.TextChoices):
    """Why a seat ended (《代表法》第六十二条, rules D-02)."""

    MOVED = "moved", "迁出或者调离本行政区域"
    RESIGNED = "resigned", "辞职或者责令辞职被接受"
    ABSENT = "absent", "未经批准两次不出席本级人民代表大会会议"
    RECALLED = "recalled", "被罢免"
    NATIONALITY = "nationality", "丧失中华人民共和国国籍"
    RIGHTS = "rights", "依照法律被剥夺政治权利"
    CAPACITY = "capacity", "丧失行为能力"
    DEATH = "death", "去世"
    TERM = "term", "任期届满"


class SessionKind(models.TextChoices):
    REGULAR = "regular", "例会"
    EXTRA = "extra", "临时会议"


class UnitKind(models.TextChoices):
    DEPARTMENT = "department", "部门"
    STATION = "station", "站所"
    VILLAGE = "village", "村（社区）"
    OUTSIDE = "outside", "外单位"


class UnitPost(models.TextChoices):
    HANDLER = "handler", "经办人"
    HEAD = "head", "负责人"


class DutyState(models.TextChoices):
    OPEN = "open", "待核对"
    CONFIRMED = "confirmed", "已确认"
    OBJECTED = "objected", "有异议"
    WITHDRAWN = "withdrawn", "已撤销"


class DutyOutcome(models.TextChoices):
    """What the office found when it looked into an objection."""

    MENDED = "mended", "代表说得对，已改正"
    KEPT = "kept", "核实过，记录没有错"
    WITHDRAWN = "withdrawn", "这条不该有，撤销"


class ImportState(models.TextChoices):
    PREVIEW = "preview", "待核对"
    WRITING = "writing", "正在写入"
    DONE = "done", "已导入"
    UNDONE = "undone", "已撤销"
    DROPPED = "dropped", "没有导入"


class RowKind(models.TextChoices):
    NEW = "new", "新"
    SAME = "same", "一样"
    CHANGED = "changed", "有变"
    SUSPICIOUS = "suspicious", "可疑"


class RowChoice(models.TextChoices):
    TAKE = "take", "加入"
    UPDATE = "update", "更新"
    SKIP = "skip", "跳过"


class ProposalState(models.TextChoices):
    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "已提交"
    RETURNED = "returned", "退回"
    ACCEPTED = "accepted", "已受理"
    ASSIGNED = "assigned", "已交办"
    SIGNED = "signed", "已签收"
    REPLIED = "replied", "已答复"
    CLOSED = "closed", "办结"
    MERGED = "merged", "已并案"
    WITHDRAWN = "withdrawn", "已撤回"


class ProposalCategory(models.TextChoices):
    """What the proposal is about; the first word stands in its number's label."""

    BUILDING = "building", "城乡建设"
    TRAFFIC = "traffic", "道路交通"
    FARMING = "farming", "农业农村"
    WATER = "water", "水利灌溉"
    ENVIRONMENT = "environment", "生态环境"
    EDUCATION = "education", "教育文化"
    HEALTH = "health", "卫生养老"
    SAFETY = "safety", "治安安全"
    MARKET = "market", "市场经营"
    OTHER = "other", "其他"


class Occasion(models.TextChoices):
    IN_SESSION = "in_session", "大会期间"
    IN_RECESS = "in_recess", "闭会期间"


class ReplyClass(models.TextChoices):
    """How far the matter got (rules S-07)."""

    A = "A", "A 类：已经解决或者采纳"
    B = "B", "B 类：正在解决或者列入计划"
    C = "C", "C 类：目前不具备条件，说明原因"
    D = "D", "D 类：涉及上级职权，已经反映"


class ContactPhase(models.TextChoices):
    BEFORE = "before", "办前"
    DURING = "during", "办中"
    AFTER = "after", "办后"


class ContactWay(models.TextChoices):
    MEETING = "meeting", "当面"
    SITE = "site", "现场"
    PHONE = "phone", "电话"
    WRITING = "writing", "书面"


class CosignerState(models.TextChoices):
    """Where a deputy stands who was asked to sign another's 建议, or asked to join it (附议)."""

    INVITED = "invited", "已邀请"
    SIGNED = "signed", "已签名"
    DECLINED = "declined", "不联名"
    REMOVED = "removed", "不再邀请"
    ASKED = "asked", "附议待确认"


class WithdrawalState(models.TextChoices):
    """A deputy's written wish to take an accepted 建议 back."""

    OPEN = "open", "等主任确认"
    CONFIRMED = "confirmed", "已确认"
    TAKEN_BACK = "taken_back", "不撤了"


class CountyState(models.TextChoices):
    """Where a county deputy's 建议 is on its way up; the town only collects it (rules S-14)."""

    COLLECTED = "collected", "已收"
    PRINTED = "printed", "已打印"
    HANDED_OVER = "handed_over", "已上交"


class Verdict(models.TextChoices):
    """What a deputy says of the handling, and apart from it of the result (rules S-08)."""

    SATISFIED = "satisfied", "满意"
    MOSTLY = "mostly", "基本满意"
    UNSATISFIED = "unsatisfied", "不满意"


class PromiseState(models.TextChoices):
    """What became of the dated promise of a class B reply (D7)."""

    OPEN = "open", "待兑现"
    KEPT = "kept", "按期兑现"
    LATE = "late", "逾期兑现"
    BROKEN = "broken", "没有兑现"
    REPLACED = "replaced", "由后来的答复取代"

    @classmethod
    def outcomes(cls) -> list["PromiseState"]:
        """What a person finds; the others come about by themselves."""
        return [cls.KEPT, cls.LATE, cls.BROKEN]
