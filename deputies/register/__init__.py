"""What this room puts into the registries of the shared ground; each noun its own entries."""

from deputies.register import (
    assisting,
    county,
    deputies,
    home,
    phone,
    proposal_turns,
    proposals,
    roster,
)


def all_entries() -> None:
    assisting.entries()
    deputies.entries()
    home.entries()
    phone.entries()
    proposals.entries()
    roster.entries()
    proposal_turns.entries()
    county.entries()
