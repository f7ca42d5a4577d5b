"""The steps of a paper before 印发, and 归档 after it. ``_move`` alone writes a state."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from township_npc.office.choices import PaperState as S
from township_npc.office.choices import Verdict
from township_npc.office.models import OfficialPaper, PaperDecision, User
from township_npc.office.papers import rules
from township_npc.office.permissions import may_keep_papers, may_sign_paper, require
from township_npc.office.selectors.paper_proof import Proof, proof_of
from township_npc.office.selectors.papers import is_signed_by_director, newest_version
from township_npc.office.services.audit import record


def move_paper(paper: OfficialPaper, state: str, *, out_of: str | None = None, **changes) -> None:
    """The only line that writes a paper's state. ``out_of`` names the one state that this act
    leaves, where the table of moves has several ways to the same place."""
    if state not in rules.NEXT_STATES[paper.state] or out_of not in (None, paper.state):
        raise ValidationError("文件现在的状态不能这样做。", code="wrong_state")
    as_we_saw_it = OfficialPaper.objects.filter(pk=paper.pk, state=paper.state)
    if not as_we_saw_it.update(state=state, **changes):
        raise ValidationError("这份文件刚被别人处理过，请刷新后再看。", code="stale")
    paper.refresh_from_db()


@transaction.atomic
def send_to_proof(paper: OfficialPaper, *, by: User) -> None:
    """送校对: the draft is complete as its writer sees it."""
    require(may_keep_papers(by))
    move_paper(paper, S.PROOF)
    record(by, "paper.to_proof", paper)


@transaction.atomic
def decide_proof(
    paper: OfficialPaper, *, verdict: str, by: User, at: datetime, comment: str = ""
) -> None:
    """三关看过: on to the signer, or back to the writer with what to mend.

    With something not looked at or not ticked it goes on only with the reason.
    """
    require(may_keep_papers(by))
    if paper.state == S.PROOF and verdict == Verdict.PASSED and not comment.strip():
        _refuse_unread(proof_of(paper, at.date()))
    _decide(paper, S.PROOF, S.REVIEW, verdict=verdict, comment=comment, by=by, at=at)


@transaction.atomic
def decide_review(
    paper: OfficialPaper,
    *,
    verdict: str,
    by: User,
    at: datetime,
    comment: str = "",
    seen: int | None = None,
) -> None:
    """签发 by the chairman (主任 where the series says so), or returned with a comment.

    ``seen`` is the version that lay before the signer: nobody signs words he has not read.
    """
    require(may_sign_paper(by, director_signs=is_signed_by_director(paper)))
    if seen is not None and seen != newest_version(paper).number:
        raise ValidationError(
            "您打开以后办公室又改了一稿，下面是新的一稿，请看过再按。", code="stale"
        )
    _decide(paper, S.REVIEW, S.SIGNED, verdict=verdict, comment=comment, by=by, at=at)


@transaction.atomic
def take_back(paper: OfficialPaper, *, by: User, reason: str) -> None:
    """撤回重改: out of the signer's hands, or after 签发 while nothing is printed."""
    require(may_keep_papers(by))
    if paper.state not in (S.REVIEW, S.SIGNED):
        raise ValidationError("文件现在不在送审或者签发的环节，不用撤回。", code="wrong_state")
    if not reason.strip():
        raise ValidationError("请写明为什么撤回。", code="no_reason")
    move_paper(paper, S.DRAFT)
    record(by, "paper.taken_back", paper, note=reason.strip())


@transaction.atomic
def drop_paper(paper: OfficialPaper, *, by: User, reason: str) -> None:
    """不发了: the draft is put aside, and can be taken up again."""
    require(may_keep_papers(by))
    if not reason.strip():
        raise ValidationError("请写明为什么不发了。", code="no_reason")
    move_paper(paper, S.DROPPED)
    record(by, "paper.dropped", paper, note=reason.strip())


@transaction.atomic
def take_up(paper: OfficialPaper, *, by: User) -> None:
    """重新起草 what was put aside."""
    require(may_keep_papers(by))
    move_paper(paper, S.DRAFT, out_of=S.DROPPED)
    record(by, "paper.taken_up", paper)


@transaction.atomic
def file_paper(paper: OfficialPaper, *, by: User) -> None:
    require(may_keep_papers(by))
    move_paper(paper, S.FILED)
    record(by, "paper.filed", paper)


@transaction.atomic
def unfile_paper(paper: OfficialPaper, *, by: User, reason: str) -> None:
    """更正: it was not filed yet."""
    require(may_keep_papers(by))
    if not reason.strip():
        raise ValidationError("请写明为什么更正。", code="no_reason")
    move_paper(paper, S.ISSUED, out_of=S.FILED)
    record(by, "paper.unfiled", paper, note=reason.strip())


def _refuse_unread(proof: Proof) -> None:
    left = [
        words
        for count, words in (
            (proof.sure, f"{proof.sure} 处错误没有处理"),
            (proof.unticked, f"{proof.unticked} 项没有打勾"),
        )
        if count
    ]
    if left:
        raise ValidationError(
            f"还有{'、'.join(left)}。都看过再送；急着送审，请在说明里写明原因。", code="unread"
        )


def _decide(
    paper: OfficialPaper,
    step: str,
    onward: str,
    *,
    verdict: str,
    comment: str,
    by: User,
    at: datetime,
) -> None:
    if paper.state != step:
        raise ValidationError("这份文件刚被别人处理过，请刷新后再看。", code="stale")
    if verdict == Verdict.RETURNED and not comment.strip():
        raise ValidationError("退回时请写明要改什么。", code="no_comment")
    PaperDecision.objects.create(
        paper=paper,
        version=newest_version(paper),
        step=step,
        verdict=verdict,
        comment=comment.strip(),
        by=by,
        at=at,
    )
    move_paper(paper, onward if verdict == Verdict.PASSED else S.DRAFT)
    record(by, f"paper.{step}_{verdict}", paper, note=comment.strip())
