"""What the gates say about a place in a text."""

from dataclasses import dataclass

FORM, POLICY, WORDING = "行文", "政策", "文字"
GATES = (FORM, POLICY, WORDING)


@dataclass(frozen=True, order=True)
class Finding:
    """``text[start:end]`` is what is meant; ``suggestion`` may stand in its place.

    ``sure`` says that it is an error; else a person should look at it. A missing part has an empty
    ``quoted`` and stands where the part belongs.
    """

    start: int
    end: int
    gate: str
    code: str
    quoted: str
    what: str
    suggestion: str = ""
    sure: bool = True


def accept(text: str, finding: Finding) -> str:
    """The text with the suggestion in its place; unchanged where there is none to take."""
    if not finding.suggestion:
        return text
    return text[: finding.start] + finding.suggestion + text[finding.end :]


def place_of(text: str, finding: Finding) -> tuple[int, int]:
    """Line and character, both counted from one."""
    before = text[: finding.start]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def in_order(findings) -> list[Finding]:
    """By place; of two about the same words the sure one, else the first, stays."""
    kept: dict[tuple[int, int, str], Finding] = {}
    for finding in findings:
        key = (finding.start, finding.end, "" if finding.quoted else finding.what)
        if key not in kept or (finding.sure and not kept[key].sure):
            kept[key] = finding
    return sorted(kept.values())
