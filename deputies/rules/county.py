"""县代表建议: 镇人大办只收集、打印、上交 (rules S-14); the county answers, by its own clock."""

from collections.abc import Mapping

from deputies.choices import CountyState as C
from deputies.choices import Level

#: A step back is a 更正.
NEXT_STATES: Mapping[str, frozenset[str]] = {
    C.COLLECTED: frozenset({C.PRINTED, C.HANDED_OVER}),
    C.PRINTED: frozenset({C.HANDED_OVER, C.COLLECTED}),
    C.HANDED_OVER: frozenset({C.PRINTED}),
}
#: Where a 更正 leads back to.
BACK_TO: Mapping[str, str] = {C.PRINTED: C.COLLECTED, C.HANDED_OVER: C.PRINTED}

#: One download, one printed batch.
MOST = 200


def goes_up(level: str) -> bool:
    """The township's own deputies bring 建议 to the township; the others' go up (3.16)."""
    return level != Level.TOWN
