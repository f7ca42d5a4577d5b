"""A paper is begun, written, taken over from outside."""

from dataclasses import replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from township_npc.office.choices import PaperState as S
from township_npc.office.choices import WordingOrigin
from township_npc.office.models import OfficialPaper, PaperVersion, User
from township_npc.office.papers.text import PaperText
from township_npc.office.papers.wording import correction_line
from township_npc.office.permissions import may_keep_papers, require
from township_npc.office.registries import subject_kind
from township_npc.office.selectors.papers import newest_version, template_of
from township_npc.office.selectors.wordings import filled_wording, row_facts
from township_npc.office.services.audit import record


@transaction.atomic
def draft_paper(
    key: str,
    *,
    by: User,
    at: datetime,
    about=None,
    due_on: date | None = None,
    follows: OfficialPaper | None = None,
) -> OfficialPaper:
    """起草 from a template, its braces filled from the office and the record it is about; or with
    the words of an older paper that was issued, which the gates then look for traces of."""
    require(may_keep_papers(by))
    kind, template = template_of(key)
    if template.is_about and (about is None or subject_kind(about) != kind):
        raise ValidationError("这种文件要从它说的那件事的页面上起草。", code="no_subject")
    today = timezone.localdate(at)
    if follows is None:
        text = filled_wording(template, row_facts(template, about, today), today)
    else:
        text = _words_of(follows, key)
    paper = _begin(
        text,
        WordingOrigin.TEMPLATE if follows is None else WordingOrigin.FOLLOWED,
        by=by,
        at=at,
        template=key,
        layout=template.layout,
        title=text.title or template.label,
        subject_kind=subject_kind(about) if about is not None else "",
        subject_id=about.pk if about is not None else None,
        due_on=due_on,
        series=template.series,
        follows=follows,
    )
    note = {} if follows is None else {"note": f"照着《{follows}》"[:200]}
    record(by, "paper.drafted", paper, template=key, **note)
    return paper


@transaction.atomic
def correct_paper(
    old: OfficialPaper, *, by: User, at: datetime, due_on: date | None = None
) -> OfficialPaper:
    """更正 of an issued paper: a new paper of the same kind that begins with its words and names
    it. The old one stays as it was issued."""
    require(may_keep_papers(by))
    if not old.is_issued:
        raise ValidationError("文件还没有印发，直接改就行。", code="wrong_state")
    words = newest_version(old).text()
    number = str(old.number) if old.number_id else ""
    line = correction_line(str(old), number, old.went_out_on)
    same = ("template", "layout", "title", "subject_kind", "subject_id", "series")
    paper = _begin(
        replace(words, body=f"{line}\n{words.body}"),
        WordingOrigin.CORRECTION,
        by=by,
        at=at,
        due_on=due_on,
        corrects=old,
        **{name: getattr(old, name) for name in same},
    )
    record(by, "paper.correction_drafted", paper, note=number or str(old))
    record(by, "paper.correction_begun", old)
    return paper


def _begin(text: PaperText, origin: str, *, by: User, at: datetime, **facts) -> OfficialPaper:
    paper = OfficialPaper.objects.create(drafted_by=by, created_at=at, **facts)
    _add_version(paper, text, origin, by=by, at=at)
    return paper


@transaction.atomic
def write_paper(
    paper: OfficialPaper,
    text: PaperText,
    *,
    by: User,
    at: datetime,
    seen: int,
    origin: str = WordingOrigin.WRITTEN,
) -> PaperVersion:
    """A new version on top of version ``seen``; the same words again make none.

    Raises ValidationError when somebody has written meanwhile or the paper is out of hand.
    """
    require(may_keep_papers(by))
    OfficialPaper.objects.select_for_update().get(pk=paper.pk)
    paper.refresh_from_db()
    if not paper.may_be_written:
        raise ValidationError("文件已经送审，不能再改；要改请先撤回。", code="wrong_state")
    last = newest_version(paper)
    if last.text() == text:
        return last
    if last.number != seen:
        raise ValidationError(
            f"{last.by.name} 刚改过这份文件，请打开最新的一稿再改。", code="stale"
        )
    version = _add_version(paper, text, origin, by=by, at=at)
    OfficialPaper.objects.filter(pk=paper.pk).update(title=text.title)
    paper.title = text.title
    record(by, "paper.written", paper, version=version.number, origin=origin)
    return version


@transaction.atomic
def set_dates(
    paper: OfficialPaper, *, due_on: date | None, dated_on: date | None, by: User
) -> None:
    """The day it has to be out, and the 成文日期, until it is issued."""
    require(may_keep_papers(by))
    moved = OfficialPaper.objects.filter(
        pk=paper.pk, state__in=(S.DRAFT, S.PROOF, S.REVIEW, S.SIGNED)
    ).update(due_on=due_on, dated_on=dated_on)
    if not moved:
        raise ValidationError("文件已经印发，日期不能再改。", code="wrong_state")
    paper.due_on, paper.dated_on = due_on, dated_on
    record(by, "paper.dated", paper)


def _words_of(older: OfficialPaper, key: str) -> PaperText:
    """A copy number belongs to one copy of one paper, so it is not taken over."""
    if template_of(key)[1].is_about:
        raise ValidationError("这种文件的内容从那件事来，不能照着别的起草。", code="not_older")
    if older.template != key or not older.is_issued:
        raise ValidationError("只能照着同一种、已经印发的文件起草。", code="not_older")
    return replace(newest_version(older).text(), copy_number="")


def _add_version(
    paper: OfficialPaper, text: PaperText, origin: str, *, by: User, at: datetime
) -> PaperVersion:
    number = paper.versions.count() + 1
    parts = {name: getattr(text, name) for name in PaperText.__dataclass_fields__}
    version = PaperVersion(paper=paper, number=number, origin=origin, by=by, at=at, **parts)
    version.full_clean(exclude=["paper", "by"])
    version.save(force_insert=True)
    return version
