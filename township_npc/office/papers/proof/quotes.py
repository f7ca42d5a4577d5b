"""Words that stand as the record has them: they were said so, and are not the paper's to change."""

from collections.abc import Iterable, Iterator, Sequence

from township_npc.office.papers.proof.finding import Finding

#: A shorter one stands in a paper by chance.
_SHORTEST = 4


def outside_quotes(
    findings: Iterable[Finding], text: str, quotes: Sequence[str]
) -> Iterator[Finding]:
    """What was found, but for what lies whole in one of the quotes."""
    spans = [span for quote in quotes for span in _places(text, quote)]
    return (
        one
        for one in findings
        if not any(start <= one.start and one.end <= end for start, end in spans)
    )


def _places(text: str, quote: str) -> Iterator[tuple[int, int]]:
    if len(quote) < _SHORTEST:
        return
    at = text.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1)
