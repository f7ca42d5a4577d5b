"""What deputies said of the replies, as the figure 代表满意 needs it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rated:
    """Each: satisfied or mostly so, and of how many forms. ``url``: the forms themselves."""

    process_first: tuple[int, int]
    process_final: tuple[int, int]
    result_first: tuple[int, int]
    result_final: tuple[int, int]
    url: str = ""


def ratings_said(user) -> Rated | None:
    """None until deputies rate the replies."""
    return None
