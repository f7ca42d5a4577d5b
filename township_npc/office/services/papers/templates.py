"""The office words a template its own way; each wording is kept, and the newest is in force."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from township_npc.office.models import TemplateWording, User
from township_npc.office.papers.text import PaperText, check_places
from township_npc.office.permissions import may_keep_papers, require
from township_npc.office.selectors.papers import template_of
from township_npc.office.selectors.wordings import known_places, wording_in_force
from township_npc.office.services.audit import record


@transaction.atomic
def word_template(
    key: str, text: PaperText, *, seen: int, by: User, at: datetime
) -> TemplateWording | None:
    """Put the office's wording in force; the same words again are no new wording.

    Raises ValidationError for braces that nothing fills, and when somebody was faster.
    """
    require(may_keep_papers(by))
    _, template = template_of(key)
    check_places(text, known_places(template))
    if wording_in_force(template) == text:
        return None
    return _add(key, text, seen=seen, by=by, at=at, is_withdrawn=False)


@transaction.atomic
def use_wording(key: str, number: int, *, seen: int, by: User, at: datetime) -> None:
    """撤销: an earlier wording comes into force again; 0 is the program's own. The one that is in
    force already stays as it is."""
    require(may_keep_papers(by))
    _, template = template_of(key)
    earlier = TemplateWording.objects.filter(template=key, number=number).first()
    if number and earlier is None:
        raise ValidationError("没有这一版。", code="no_version")
    is_own = earlier is not None and not earlier.is_withdrawn
    text = earlier.text() if is_own else template.wording()
    if wording_in_force(template) != text:
        _add(key, text, seen=seen, by=by, at=at, is_withdrawn=not is_own)


def _add(
    key: str, text: PaperText, *, seen: int, by: User, at: datetime, is_withdrawn: bool
) -> TemplateWording:
    number = TemplateWording.objects.filter(template=key).count()
    if number != seen:
        raise ValidationError("这个模板刚被别人改过，请打开最新的再改。", code="stale")
    parts = {name: getattr(text, name) for name in PaperText.__dataclass_fields__}
    wording = TemplateWording(
        template=key, number=number + 1, is_withdrawn=is_withdrawn, by=by, at=at, **parts
    )
    wording.full_clean(exclude=["by"])
    wording.save(force_insert=True)
    record(by, "paper_template.worded", None, template=key, number=wording.number)
    return wording
