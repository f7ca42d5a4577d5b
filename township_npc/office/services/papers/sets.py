"""整套公文: many papers at once, as a package and as one file for the printer."""

import zipfile
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.utils import timezone

from township_npc.office import tasks
from township_npc.office.files.names import clean_name
from township_npc.office.jobs import Work
from township_npc.office.models import JobRun, OfficialPaper, StoredFile, User
from township_npc.office.papers import pdf
from township_npc.office.papers.binding import Leaf, bind
from township_npc.office.papers.page import paper_pdf
from township_npc.office.papers.word import paper_docx
from township_npc.office.permissions import may_see_papers, require
from township_npc.office.selectors.papers import content_of, papers_visible_to
from township_npc.office.services.jobs import Made, start_job

#: A session has about forty; more than this is asked for in parts.
MOST = 200
PRINT = "整套打印稿.pdf"
_NO_PDF = "这台机器缺排版程序，不能生成 PDF，这里只有 Word 稿。\n"


def ask_paper_set(papers: Sequence[OfficialPaper], *, by: User) -> JobRun:
    """In this order. Raises ValidationError for none, and for more than ``MOST``."""
    if not papers:
        raise ValidationError("请先选要放在一起的文件。", code="none")
    if len(papers) > MOST:
        raise ValidationError(
            f"一次最多 {MOST} 份，这里有 {len(papers)} 份，请分几次做。", code="too_many"
        )
    keys = [str(paper.pk) for paper in papers]
    return start_job(tasks.paper_set, by=by, title=f"生成整套公文（{len(keys)} 份）", papers=keys)


def make_paper_set(work: Work, *, papers: list[str], at: datetime) -> Made:
    """Those of them that this person still sees; what is issued goes in as it was issued."""
    require(may_see_papers(work.by))
    found = _in_order(work.by, papers)
    steps, title = len(found) + 1, f"整套公文{timezone.localdate(at)}"
    leaves: list[Leaf] = []
    with zipfile.ZipFile(work.file, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, paper in enumerate(work.progress.over(found, steps=steps), start=1):
            leaves += _add(archive, place, paper)
        work.progress(len(found), steps)
        if leaves:
            archive.writestr(PRINT, bind(leaves, title="整套公文"))
        else:
            archive.writestr("说明.txt", _NO_PDF)
    drafts = sum(not paper.is_issued for paper in found)
    return Made(
        "paper_set.made",
        name=f"{title}.zip",
        media_type="application/zip",
        facts={"papers": len(found), "drafts": drafts},
    )


def _in_order(user: User, keys: list[str]) -> list[OfficialPaper]:
    rows = papers_visible_to(user).filter(pk__in=keys)
    files = ("number__series", "issued_pdf", "issued_docx")
    found = {paper.pk: paper for paper in rows.select_related(*files)}
    ordered = [found[key] for key in map(UUID, keys) if key in found]
    if not ordered:
        raise ValidationError("选的文件都不在了，请回到清单重新选。", code="gone")
    return ordered


def _add(archive: zipfile.ZipFile, place: int, paper: OfficialPaper) -> list[Leaf]:
    """01 莲人发〔2026〕1号 关于……的通知.pdf and .docx; a leaf where there is a PDF."""
    try:
        printed, word = _files(paper)
    except ValidationError as refusal:
        sentence = f"《{paper.title[:60]}》：{refusal.messages[0]}"
        raise ValidationError(sentence, code=refusal.code) from None
    number = str(paper.number or "") or ("" if paper.is_issued else "草稿")
    name = clean_name(" ".join(filter(None, (f"{place:02}", number, _one_line(paper)[:70]))))
    archive.writestr(f"{name}.docx", word)
    if printed is None:
        return []
    archive.writestr(f"{name}.pdf", printed)
    return [Leaf(_one_line(paper), number, printed)]


def _files(paper: OfficialPaper) -> tuple[bytes | None, bytes]:
    if paper.is_issued:
        return paper.issued_pdf and _stored(paper.issued_pdf), _stored(paper.issued_docx)
    content = content_of(paper)
    return (paper_pdf(content) if pdf.can_render() else None), paper_docx(content)


def _stored(file: StoredFile) -> bytes:
    if not default_storage.exists(file.key):
        raise ValidationError("印发时存的文件不在了，请系统管理员运行检查。", code="lost")
    with default_storage.open(file.key) as stored:
        return stored.read()


def _one_line(paper: OfficialPaper) -> str:
    return "".join(paper.title.split())
