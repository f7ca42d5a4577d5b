"""What this room puts into the registries of the shared ground; each noun its own entries."""

from deputies.register import deputies, proposals


def all_entries() -> None:
    deputies.entries()
    proposals.entries()
