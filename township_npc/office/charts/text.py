"""Words on a chart: how wide they are, where they are broken, how a great number is said."""

from unicodedata import east_asian_width

#: The size of the letters of a chart, in its own units; a Chinese character is as wide as high.
SIZE = 13
LINES = 2


def width_of(text: str) -> float:
    """Two columns for a Chinese character, one for a figure or a Latin letter (0.6 of its size)."""
    return sum(SIZE if east_asian_width(letter) in "WF" else SIZE * 0.6 for letter in text)


def broken(text: str, width: float) -> list[str]:
    """At most two lines that fit, about as long as each other; what is left over is said by …"""
    if width < width_of(text) <= LINES * width - SIZE:
        width = max(width_of(text) / LINES, width_of(text[: -(-len(text) // LINES)]))
    lines = [""]
    for letter in text:
        if width_of(lines[-1] + letter) > width:
            lines.append("")
        lines[-1] += letter
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1][:-1]}…"]
    return lines


def said(number: float) -> str:
    """9999, 1.2 万, 3.4 亿: never wider than its place."""
    for size, word in ((10**8, "亿"), (10**4, "万")):
        if abs(number) >= size:
            return f"{number / size:.1f}".removesuffix(".0") + f" {word}"
    return f"{number:g}" if isinstance(number, float) else str(number)
