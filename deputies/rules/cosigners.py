"""联名 and 附议: until when, in which order, and for which text (rules §6, S-06, S-11)."""

import hashlib
from collections.abc import Mapping

from deputies.choices import CosignerState as C
from deputies.choices import ProposalState as S
from deputies.rules.titles import first_sentence

#: 联名 until the office has accepted; 附议 from then on, until it is done.
OPEN_FOR_SIGNING = frozenset({S.DRAFT, S.SUBMITTED, S.RETURNED})
OPEN_FOR_SECONDING = frozenset({S.ACCEPTED, S.ASSIGNED, S.SIGNED, S.REPLIED})
#: What who writes a new one is told of: what the office has accepted, open or 办结.
COMPARABLE = OPEN_FOR_SECONDING | {S.CLOSED}

#: The table of moves. Back to 已邀请: the text was changed, or a paper was entered wrongly.
NEXT_STATES: Mapping[str, frozenset[str]] = {
    C.INVITED: frozenset({C.SIGNED, C.DECLINED, C.REMOVED, C.ASKED}),
    C.SIGNED: frozenset({C.INVITED, C.DECLINED, C.REMOVED}),
    C.DECLINED: frozenset({C.INVITED, C.SIGNED, C.ASKED}),
    C.REMOVED: frozenset({C.INVITED, C.SIGNED, C.ASKED}),
    C.ASKED: frozenset({C.SIGNED, C.REMOVED}),
}


def text_hash(title: str, text: str) -> str:
    """What a signature is for. A draft without a title is signed under its first sentence, which is
    its title when it is sent."""
    return hashlib.sha256(f"{title or first_sentence(text)}\0{text}".encode()).hexdigest()
