"""What the shared ground puts into its own registries; each noun its own entries."""

from township_npc.office.register import ground, papers


def entries() -> None:
    ground.entries()
    papers.entries()
