"""Is everything in order? Each question is a function that answers with a lamp (security D.17)."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import openpyxl
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Count, Min
from django.utils import timezone

from township_npc import env
from township_npc.office import fonts
from township_npc.office.backup import shelf
from township_npc.office.choices import JobState
from township_npc.office.models import Heartbeat, JobRun
from township_npc.office.selectors import is_demo
from township_npc.office.services.audit import chain_fault
from township_npc.office.serving import board, broker

#: Beat sends a heartbeat each 30 s; two missed ones are a fault, named within a minute.
SILENT_AFTER = timedelta(seconds=60)
#: How long somebody's job may wait to be begun (security D.6).
WAITING_ALARM = timedelta(minutes=5)
DISK_ALARM, DISK_FULL = 85, 95
CHAIN_ENTRIES = 200
#: One a night, with time for the night's other work.
BACKUP_OLD_AFTER = timedelta(hours=36)

#: The tones of the style book, worst first.
WORDS = {"is-late": "有问题", "is-soon": "要留意", "is-none": "没有", "is-ok": "正常"}
ICONS = {"is-late": "stop", "is-soon": "warn", "is-none": "none", "is-ok": "ok"}


@dataclass(frozen=True)
class Lamp:
    """One answer: how it stands, what was found, what to do about it."""

    name: str
    tone: str
    finding: str
    remedy: str = ""

    @property
    def word(self) -> str:
        return WORDS[self.tone]

    @property
    def icon(self) -> str:
        return ICONS[self.tone]

    @property
    def needs_a_look(self) -> bool:
        return self.tone in ("is-late", "is-soon")


def lamps(now: datetime) -> list[Lamp]:
    """Worst first."""
    found = [
        database(now),
        queue(),
        jobs(now),
        waiting(now),
        *processes(),
        disk(),
        backup(now),
        audit_chain(),
        pdf(),
        paper_fonts(),
        encryption(),
        workbook_guard(),
    ]
    worst_first = list(WORDS)
    return sorted(found, key=lambda lamp: worst_first.index(lamp.tone))


def can_write() -> bool:
    """Whether a transaction that writes gets through; what it wrote is taken back."""
    try:
        with transaction.atomic():
            Heartbeat.objects.update_or_create(name="ready", defaults={"at": timezone.now()})
            transaction.set_rollback(True)
    except DatabaseError:
        return False
    return True


def database(now: datetime) -> Lamp:
    try:
        Heartbeat.objects.update_or_create(name="page", defaults={"at": now})
    except DatabaseError as error:
        return Lamp("数据库", "is-late", f"写不进去：{error}", "看看磁盘是不是满了，再重新启动。")
    return Lamp("数据库", "is-ok", f"{connection.display_name} 读写正常")


def queue() -> Lamp:
    if broker.answers():
        return Lamp("队列", "is-ok", "能收任务")
    remedy = "已提交的内容都在，网页照常用；重新启动程序，恢复后自动补发。"
    return Lamp("队列", "is-late", "没有应答，后台任务先攒着", remedy)


def jobs(now: datetime) -> Lamp:
    """Beat sent and a worker worked: the heartbeat job proves both."""
    last = Heartbeat.objects.filter(name="jobs").values_list("at", flat=True).first()
    remedy = "看下面“后台任务”“定时”两个程序；都在就重新启动。"
    workers = _workers()
    if _have_just_begun(workers, now) or (last is None and not workers):
        return Lamp("后台任务", "is-soon", "还没有动静，刚启动时要等半分钟", remedy)
    if last is None:
        return Lamp("后台任务", "is-late", "从启动到现在没有动静", remedy)
    silent = now - last
    if silent > SILENT_AFTER:
        minutes = int(silent.total_seconds() // 60)
        return Lamp("后台任务", "is-late", f"已有 {minutes} 分钟没有动静", remedy)
    return Lamp("后台任务", "is-ok", f"{max(int(silent.total_seconds()), 0)} 秒前动过")


def _workers() -> list[dict]:
    """What the parent says of them; none where another program runs the office."""
    facts = board.read(settings.VAR_DIR)
    return [child for child in facts["children"] if child["name"] == "worker"] if facts else []


def _have_just_begun(workers: list[dict], now: datetime) -> bool:
    """In the morning the last sign of life is the evening's, until the worker has begun."""
    return any(
        child["restarts"] == 0
        and now - datetime.fromtimestamp(child["started_at"] or now.timestamp(), tz=UTC)
        < SILENT_AFTER
        for child in workers
    )


def standstill(now: datetime) -> str:
    """What the office's home page says while no background work is done, whatever has stopped: the
    broker is not asked, for a page must not wait for one that hangs (security D.5)."""
    lamp = jobs(now)
    return f"后台任务{lamp.finding}" if lamp.tone == "is-late" else ""


def waiting(now: datetime) -> Lamp:
    """The oldest of the jobs that somebody asked for and nobody has begun."""
    queued = JobRun.objects.filter(state=JobState.PENDING)
    since = queued.aggregate(first=Min("created_at"), count=Count("pk"))
    if not since["count"]:
        return Lamp("等着做的事", "is-ok", "没有等着的")
    waited = now - since["first"]
    finding = f"{since['count']} 件等着做，最早的等了 {int(waited.total_seconds() // 60)} 分钟"
    if waited <= WAITING_ALARM:
        return Lamp("等着做的事", "is-ok", finding)
    remedy = "看“队列”“后台任务”两行；恢复后会自己接着做，不用再点一次。"
    return Lamp("等着做的事", "is-late", finding, remedy)


def processes() -> Iterator[Lamp]:
    """What the parent knows of its children; nothing where another program runs them."""
    facts = board.read(settings.VAR_DIR)
    for child in facts["children"] if facts else ():
        if child["once"]:
            continue
        name, restarts = f"程序：{child['label']}", child["restarts"]
        if child["pid"] is None:
            yield Lamp(name, "is-late", f"停了，正在重新启动（第 {restarts + 1} 次）")
        elif restarts:
            since = timezone.localtime(datetime.fromtimestamp(child["started_at"], tz=UTC))
            yield Lamp(name, "is-soon", f"自己重启过 {restarts} 次，最近 {since:%m-%d %H:%M}")
        else:
            yield Lamp(name, "is-ok", "在运行")


def disk() -> Lamp:
    usage = shutil.disk_usage(settings.VAR_DIR)
    percent = round(100 * (usage.total - usage.free) / usage.total)
    finding = f"用了 {percent}%，还剩 {usage.free / 2**30:.1f} GB"
    if percent < DISK_ALARM:
        return Lamp("磁盘", "is-ok", finding)
    tone = "is-late" if percent >= DISK_FULL else "is-soon"
    return Lamp("磁盘", tone, finding, "把旧备份移到别的盘，或者换大一点的硬盘。")


def backup(now: datetime) -> Lamp:
    if is_demo():
        return Lamp("备份", "is-none", "演示不用备份")
    remedy = "到“备份”页点一下，再把文件抄到优盘。"
    last = shelf.last_backup()
    if last is None:
        return Lamp("备份", "is-soon", "还没有做过", remedy)
    path, made_at = last
    finding = f"最近一次 {timezone.localtime(made_at):%m-%d %H:%M}"
    remark = shelf.size_remark()
    tail = f"。{remark}" if remark else ""
    if not path.exists():
        return Lamp("备份", "is-soon", f"{finding}，文件已经不在原处{tail}", remedy)
    if now - made_at > BACKUP_OLD_AFTER:
        return Lamp("备份", "is-late", f"{finding}{tail}", remedy)
    return Lamp("备份", "is-soon" if remark else "is-ok", f"{finding}{tail}")


def audit_chain() -> Lamp:
    """The newest entries; ``manage.py verify`` reads them all."""
    if fault := chain_fault(newest=CHAIN_ENTRIES):
        remedy = "不要再改动，马上告诉系统管理员，运行 manage.py verify。"
        return Lamp("操作记录", "is-late", fault, remedy)
    return Lamp("操作记录", "is-ok", f"最近 {CHAIN_ENTRIES} 条首尾相接，没有被改动")


def pdf() -> Lamp:
    missing = fonts.missing_packages()
    if not missing:
        return Lamp("PDF", "is-ok", "可以生成")
    remedy = f"请管理员安装：apt install {' '.join(missing)}；装好前用打印页和 Word。"
    return Lamp("PDF", "is-soon", "这台机器缺排版程序，不能生成 PDF", remedy)


def paper_fonts() -> Lamp:
    folder = settings.FONT_DIR
    if fonts.fandol.are_in(folder):
        return Lamp("公文字体", "is-ok", "仿宋、小标宋、楷体、黑体齐了")
    if fonts.bundled.are_in(folder):
        return Lamp("公文字体", "is-soon", "用自带的宋体和黑体代替仿宋、小标宋", "联网后会自己取。")
    return Lamp("公文字体", "is-soon", "正在准备", "过一分钟再看；也可以运行 manage.py fonts。")


def encryption() -> Lamp:
    if settings.TLS:
        return Lamp("加密", "is-ok", "网页经过加密（HTTPS）")
    if settings.MODE == env.DEMO:
        return Lamp("加密", "is-soon", "演示没有加密，不要放真实的人名和号码")
    remedy = "办好证书后用 ./run --empty --cert 证书 --key 私钥 启动。"
    return Lamp(
        "加密", "is-late", "没有加密，同一网络里的人可能看到内容；选举表决只能用纸票", remedy
    )


def workbook_guard() -> Lamp:
    if openpyxl.DEFUSEDXML:
        return Lamp("读表防护", "is-ok", "读 Excel 时拒收恶意内容")
    return Lamp(
        "读表防护", "is-late", "没有生效，先不要导入 Excel", "重新安装：删掉 .venv 再 ./run。"
    )
