"""What this room gives to the office's papers."""

from deputies.documents.paper_facts import paper_facts, proof_parts
from township_npc.office.policy import SIGNED_IN
from township_npc.office.registries import Slot, register
from township_npc.office.selectors.paper_proof import PROOF_FACTS
from township_npc.office.selectors.wordings import FACTS


def entries() -> None:
    register(
        Slot(FACTS, 10, SIGNED_IN, paper_facts),
        Slot(PROOF_FACTS, 10, SIGNED_IN, proof_parts),
    )
