"""A paper's text with its lines, sentences and title. Every offset is one of the raw text."""

import re
from bisect import bisect_right
from functools import cached_property

#: One character for one: offsets stay.
_WIDTHS = str.maketrans("０１２３４５６７８９％\u00a0\t\r", "0123456789%   ")
_SENTENCE_ENDS = "。；！？\n"
_CLAUSE_ENDS = "，。；：！？\n"
_INDENT = re.compile(r"[ \u3000]*")
HAN = r"\u3400-\u9fff\U00020000-\U000323af"
_HEADING = re.compile(r"[ \u3000]*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])")


class ProofText:
    """``raw`` as it came; ``text`` the same with half-width digits, character for character."""

    def __init__(self, raw: str, kind_names: tuple[str, ...] = ()):
        self.raw = raw
        self.text = raw.translate(_WIDTHS)
        self._kind_names = kind_names

    @cached_property
    def lines(self) -> list[tuple[int, int]]:
        """Start and end of every line, empty ones too."""
        return [(line.start(), line.end()) for line in re.finditer(r"[^\n]*", self.text)]

    @cached_property
    def filled(self) -> list[tuple[int, int]]:
        """Lines with something in them, without the blanks around it."""
        spans = []
        for start, end in self.lines:
            stripped = self.text[start:end].strip(" \u3000")
            if stripped:
                begin = _INDENT.match(self.text, start).end()
                spans.append((begin, begin + len(stripped)))
        return spans

    def line(self, at: int) -> tuple[int, int]:
        start = self.text.rfind("\n", 0, at) + 1
        end = self.text.find("\n", at)
        return start, len(self.text) if end < 0 else end

    def sentence(self, at: int) -> tuple[int, int]:
        return self._within(at, self._sentence_marks)

    def clause(self, at: int) -> tuple[int, int]:
        return self._within(at, self._clause_marks)

    def before(self, at: int, length: int) -> str:
        return self.text[max(0, at - length) : at]

    def after(self, at: int, length: int) -> str:
        return self.text[at : at + length]

    @cached_property
    def _sentence_marks(self) -> list[int]:
        return [n for n, char in enumerate(self.text) if char in _SENTENCE_ENDS]

    @cached_property
    def _clause_marks(self) -> list[int]:
        return [n for n, char in enumerate(self.text) if char in _CLAUSE_ENDS]

    def _within(self, at: int, marks: list[int]) -> tuple[int, int]:
        n = bisect_right(marks, at - 1)
        start = marks[n - 1] + 1 if n else 0
        end = marks[n] if n < len(marks) else len(self.text)
        return start, end

    @cached_property
    def title(self) -> tuple[int, int]:
        """From the first line of the title to the last: the block that ends with a kind of paper
        (…的通知), else the first line that has something in it.
        """
        head = self.filled[:12]
        for n, (_, end) in enumerate(head):
            if self._ends_body(head[n]):
                break
            if self._kind_of(self.text[:end]):
                return self._block_start(n), end
        return head[0] if head else (0, 0)

    @cached_property
    def kind(self) -> str:
        """The kind of paper the title ends with, or ''."""
        return self._kind_of(self.text[: self.title[1]])

    def is_title(self, at: int) -> bool:
        return self.title[0] <= at < self.title[1]

    def heading_before(self, at: int) -> str:
        """The nearest numbered heading above, with what stands above it in rank."""
        found: list[str] = []
        for start, end in self.lines:
            if start > at:
                break
            if _HEADING.match(self.text, start):
                line = self.text[start:end].strip(" \u3000")
                rank = 0 if line[0] not in "（(" else 1
                found = [*found[:rank], line.partition("。")[0]]
        return "".join(found)

    def _ends_body(self, span: tuple[int, int]) -> bool:
        line = self.text[span[0] : span[1]]
        return line[-1] in "。；" or len(line) > 60

    def _kind_of(self, text: str) -> str:
        bare = re.sub(r"[（(][^（）()\n]{0,12}[）)]$", "", text.rstrip())
        ending = [name for name in self._kind_names if bare.endswith(name)]
        return max(ending, key=len, default="")

    def _block_start(self, n: int) -> int:
        """Back over the lines that touch each other, as a title is broken."""
        while n and self.text.count("\n", self.filled[n - 1][1], self.filled[n][0]) == 1:
            n -= 1
        return self.filled[n][0]
