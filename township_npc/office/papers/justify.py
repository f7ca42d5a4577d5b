"""Chinese lines that end flush: WeasyPrint stretches spaces only, and Chinese has none.

A line that 禁则 shortened (no comma begins a line) would end a cell short at the right. ``install``
makes ``text-align: justify`` share the gap between the characters. Where the library's inside is
not the one we know, nothing is changed and papers are set flush left.


Imported only behind ``fonts.load_weasyprint``, which has to come before the library.
"""

import inspect
from collections.abc import Iterator
from functools import cache

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import line_break

#: A gap wider than this is a last line or a mistake, never 禁则.
_WIDEST_GAP_EM = 2.5
_KNOWN = {
    "justify_line": ["context", "line", "extra_width"],
    "create_layout": ["text", "style", "context", "max_width", "justification_spacing"],
}


@cache
def install() -> bool:
    """Change WeasyPrint once in this process; False where its inside is another."""
    if not _is_known():
        return False
    theirs = inline.justify_line

    def justify_line(context, line, extra_width):
        count = sum(len(box.text) for box in _texts(line))
        if count > 1 and 0 < extra_width <= _WIDEST_GAP_EM * line.style["font_size"]:
            _spread(context, line, extra_width / (count - 1), 0)
        else:
            theirs(context, line, extra_width)

    inline.justify_line = justify_line
    return True


def _is_known() -> bool:
    found = {"justify_line": inline, "create_layout": line_break}
    return all(
        callable(there := getattr(module, name, None))
        and list(inspect.signature(there).parameters) == _KNOWN[name]
        for name, module in found.items()
    )


def _texts(box) -> Iterator:
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _texts(child)


def _spread(context, box, gap: float, moved: float) -> float:
    """Widen each character of the line by ``gap``; return how far the end has moved."""
    for child in box.children:
        child.position_x += moved
        if isinstance(child, boxes.TextBox):
            moved += _widen(context, child, gap)
        elif isinstance(child, boxes.InlineBox):
            before = moved
            moved = _spread(context, child, gap, moved)
            child.width += moved - before
    return moved


def _widen(context, box, gap: float) -> float:
    if not box.text:
        return 0
    spacing = box.style["letter_spacing"]
    box.style = box.style.copy()
    box.style["letter_spacing"] = gap + (0 if spacing == "normal" else spacing)
    layout = line_break.create_layout(box.text, box.style, context, None, box.justification_spacing)
    layout.deactivate()
    box.pango_layout = layout
    added = len(box.text) * gap
    box.width += added
    return added
