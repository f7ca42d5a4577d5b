"""The words of a paper as a person edits them, and the paper made of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date

from django.core.exceptions import ValidationError

from township_npc.office.papers.content import Layout, Paper
from township_npc.office.papers.plain import read_body

#: The parts of a paper in the words of the template files.
LABELS = {
    "mark": "标志",
    "title": "标题",
    "under_title": "题下",
    "addressees": "主送",
    "body": "正文",
    "attachments": "附件",
    "issuer": "署名",
    "note": "附注",
    "copies_to": "抄送",
    "printed_by": "印发机关",
    "signer": "签发人",
    "secrecy": "密级",
    "urgency": "紧急程度",
    "copy_number": "份号",
}
_NAMES = {label: name for name, label in LABELS.items()}
#: The order in which a reader meets them.
_READ = (
    "mark", "title", "under_title", "addressees", "body", "attachments", "issuer", "note",
    "copies_to", "printed_by",
)  # fmt: skip
#: The part of ``spans`` that is no words of anybody: the 成文日期.
DATED = "dated_on"
_HEAD_ENDS = "---"
_PLACE = re.compile(r"\{([^{}\n]{1,20})\}")
_LONELY = re.compile(r"[{}]")
_WIDE_BRACES = str.maketrans("{}", "｛｝")


@dataclass(frozen=True)
class PaperText:
    """Each part as text; ``attachments`` has one a line."""

    title: str = ""
    body: str = ""
    mark: str = ""
    under_title: str = ""
    addressees: str = ""
    attachments: str = ""
    issuer: str = ""
    note: str = ""
    copies_to: str = ""
    printed_by: str = ""
    signer: str = ""
    secrecy: str = ""
    urgency: str = ""
    copy_number: str = ""

    def filled(self, facts: Mapping[str, str]) -> "PaperText":
        """Each ``{名}`` with its fact. A name without a fact stays, to be seen and filled by hand;
        a line of nothing but facts that are empty goes."""
        return PaperText(**{name: fill(text, facts) for name, text in asdict(self).items()})

    def places(self) -> set[str]:
        """The names that stand in braces."""
        return {name for text in asdict(self).values() for name in places_in(text)}

    def in_one(self, dated: str = "") -> str:
        """All of it as the reader sees it, for proof-reading and comparing; ``dated`` is the
        成文日期, which stands under the 署名."""
        return "\n".join(text for _, text in self._read(dated))

    def everything(self) -> str:
        """Each part, those too that ``in_one`` leaves out: for what is asked of every character."""
        return "\n".join(asdict(self).values())

    def spans(self, dated: str = "") -> list[tuple[str, int, int]]:
        """Where each part lies in ``in_one``: its name, first and last place."""
        spans, at = [], 0
        for name, text in self._read(dated):
            spans.append((name, at, at + len(text)))
            at += len(text) + 1
        return spans

    def _read(self, dated: str) -> Iterator[tuple[str, str]]:
        for name in _READ:
            if text := getattr(self, name):
                yield name, text
            if name == "issuer" and dated:
                yield DATED, dated


def places_in(text: str) -> set[str]:
    return set(_PLACE.findall(text))


def read_template(text: str) -> PaperText:
    """A template file: ``标题：……`` lines, a line ``---``, then the body.

    Raises ValidationError naming the line that no part is called after.
    """
    head, mark, body = text.partition(f"\n{_HEAD_ENDS}\n")
    parts: dict[str, list[str]] = {}
    name = ""
    for number, line in enumerate(head.split("\n") if mark else [], 1):
        label, colon, rest = line.partition("：")
        if colon and label in _NAMES:
            name = _NAMES[label]
            parts[name] = [rest]
        elif line.strip() and name:
            parts[name].append(line)
        elif line.strip():
            raise ValidationError(f"模板第 {number} 行没有写明是哪一部分。", code="no_part")
    whole = {name: "\n".join(lines).strip() for name, lines in parts.items()}
    return PaperText(body=(body if mark else text).strip(), **whole)


def check_places(text: PaperText, known: set[str]) -> None:
    """Raise ValidationError with one sentence for each fault of a template that was edited."""
    faults = [
        f"没有叫“{name}”的内容可以填，请从列出的名称里选。"
        for name in sorted(text.places() - known)
    ]
    for field in fields(text):
        rest = _PLACE.sub("", getattr(text, field.name))
        if _LONELY.search(rest):
            faults.append(f"“{LABELS[field.name]}”里有一个大括号没有成对。")
    if not text.title.strip():
        faults.append("标题不能空着。")
    if faults:
        raise ValidationError(faults, code="places")


def compose(
    text: PaperText,
    *,
    layout: str,
    number: str = "",
    dated_on: date | None = None,
    printed_on: date | None = None,
) -> Paper:
    """The paper that these words make; ``layout`` as it is stored."""
    blocks, annexes = read_body(text.body, with_rolls=layout == Layout.MINUTES)
    parts = asdict(text)
    del parts["body"]
    attachments = [line.strip() for line in parts.pop("attachments").split("\n") if line.strip()]
    return Paper(
        Layout(layout),
        blocks=blocks,
        annexes=annexes,
        number=number,
        attachments=tuple(attachments),
        dated_on=dated_on,
        printed_on=printed_on,
        **parts,
    )


def fill(text: str, facts: Mapping[str, str]) -> str:
    """One text with its facts, as ``PaperText.filled``."""
    return "\n".join(line for part in text.split("\n") for line in _filled_line(part, facts))


def _filled_line(line: str, facts: Mapping[str, str]) -> Iterator[str]:
    names = _PLACE.findall(line)
    filled = _PLACE.sub(lambda found: _fact(found, facts), line)
    is_only_facts = bool(names) and not _PLACE.sub("", line).strip()
    if filled.strip() or not is_only_facts:
        yield filled


def _fact(place: re.Match, facts: Mapping[str, str]) -> str:
    """What somebody typed into a record never makes a place of its own."""
    if place[1] not in facts:
        return place[0]
    return facts[place[1]].translate(_WIDE_BRACES)
