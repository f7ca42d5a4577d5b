"""What this room puts into the registries of the shared ground; each noun its own entries."""

from deputies.register import deputies, home, phone, promises, proposals, ratings, roster


def all_entries() -> None:
    deputies.entries()
    home.entries()
    phone.entries()
    proposals.entries()
    promises.entries()
    ratings.entries()
    roster.entries()
