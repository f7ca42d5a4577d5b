"""拆分: one paper with two matters becomes two 建议; the deputy's text stays as it is."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from deputies.choices import ProposalState as S
from deputies.models import Proposal
from deputies.permissions.proposal_turns import may_merge
from deputies.rules.merging import is_in_own_words
from deputies.rules.proposals import BEFORE_THE_REPLY
from deputies.selectors.proposal_page import label_of
from deputies.services.cosigner_moves import carry_signatures
from deputies.services.duties import note_cosigners, note_proposal
from deputies.services.moves import hold, move
from deputies.services.numbers import next_number
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record
from township_npc.office.services.files import Prepared, files_of, keep

#: What a part has from the paper it comes from; nothing of it is written anew.
_CARRIED = (
    "lead", "text", "place", "is_plain", "unfit_reason", "written_at", "saved_at", "step",
    "congress_session", "occasion", "entered_by", "signed_on_paper_on", "is_confidential",
)  # fmt: skip


@transaction.atomic
def split_proposal(
    proposal: Proposal, *, by: User, title: str, part: str, category: str, at: datetime
) -> Proposal:
    """A further proposal of the same deputy with a number of its own; ``part`` says in one line
    which part of the text it is about.

    Who has signed beside the lead has signed each part: a co-signer confirms the content as the
    own will (重庆建议条例第八条、山东办理条例第七条), the content is the whole text, and that goes
    into each part; that different matters are separate 建议 (重庆建议条例第九条, S-11) takes
    nobody's signature off one of them. So each part is answered to each of them (S-06,
    浙江办理规定第二十二条、河南办理办法第二十一条), and each rates each reply (S-08). A 附议 that
    the lead has confirmed counts alike; one that waits is no signature yet, and stays where it was
    asked for.
    """
    require(may_merge(by))
    hold(proposal)
    _refuse_split(proposal, title)
    new = Proposal.objects.create(
        split_from=proposal,
        title=title,
        category=category,
        part_note=part,
        number=next_number(proposal.congress_session),
        **{name: getattr(proposal, name) for name in _CARRIED},
    )
    move(new, S.SUBMITTED, by=by, at=at, submitted_at=proposal.submitted_at)
    move(new, S.ACCEPTED, by=by, at=at)
    _carry_files(proposal, new, by=by, at=at)
    carry_signatures(proposal, new)
    note_proposal(new)
    note_cosigners(new)
    on = timezone.localdate(at).isoformat()
    record(by, "proposal.split", proposal, note=part, others=label_of(new), on=on)
    record(by, "proposal.split_off", new, note=part, others=label_of(proposal), on=on)
    return new


def _refuse_split(proposal: Proposal, title: str) -> None:
    if proposal.state not in BEFORE_THE_REPLY:
        raise ValidationError(
            f"{proposal.called}现在是“{proposal.standing}”，不能再拆分。", code="stale"
        )
    if not is_in_own_words(title, proposal.title, proposal.text):
        sentence = "标题要用代表原来写的话，请从原文里摘一句。"
        raise ValidationError({"title": sentence}, code="not_own_words")


def _carry_files(proposal: Proposal, new: Proposal, *, by: User, at: datetime) -> None:
    """The photos and papers go with each part: another unit may have to look at them."""
    for file in files_of(proposal):
        with default_storage.open(file.key) as body:
            copy = Prepared(file.name, file.media_type, body.read())
        keep(copy, subject=new, by=by, at=at, purpose=file.purpose)
