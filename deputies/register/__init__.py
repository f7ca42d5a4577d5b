"""What this room puts into the registries of the shared ground; each noun its own entries."""

from deputies.register import (
    assisting,
    county,
    deputies,
    home,
    manual,
    papers,
    phone,
    promises,
    proposal_turns,
    proposals,
    ratings,
    roster,
)


def all_entries() -> None:
    assisting.entries()
    deputies.entries()
    home.entries()
    manual.entries()
    papers.entries()
    phone.entries()
    proposals.entries()
    promises.entries()
    ratings.entries()
    roster.entries()
    proposal_turns.entries()
    county.entries()
