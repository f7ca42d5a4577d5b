"""The looks of a paper as styles of the file, and nothing else in its list."""

from collections.abc import Iterable

from docx.document import Document
from docx.oxml.ns import qn

from township_npc.office.papers.word.looks import LETTERS, Letters, Look, Measure, Part
from township_npc.office.papers.word.schema import element, put
from township_npc.office.word.ground import FANGSONG, name_font

#: What Word itself wants to find.
_GROUND = {"DefaultParagraphFont", "TableNormal", "NoList"}
_NORMAL = "Normal"  # 正文 in the list of a Chinese Word


def write_styles(document: Document, looks: Iterable[Look], measure: Measure) -> None:
    root = document.styles.element
    for style in root.style_lst:
        if style.styleId not in _GROUND:
            root.remove(style)
    _write_defaults(root.find(qn("w:docDefaults")))
    root.append(_normal(measure))
    for look in looks:
        root.append(_paragraph_style(look, measure))
    for name, font in LETTERS.items():
        root.append(_character_style(name, font))


def style_id(name: Part | Letters) -> str:
    return f"Paper{name.name.title().replace('_', '')}"


def spacing(line: float, before: float = 0, after: float = 0):
    """Exact lines; all in points."""
    return element(
        "w:spacing",
        before=_twips(before),
        after=_twips(after),
        line=_twips(line),
        lineRule="exact",
    )


def indents(size: float, **characters: float):
    """Word reads the ``…Chars``, which follow the type; others the twentieths of a point."""
    given = {name: value for name, value in characters.items() if value}
    twips = {name: _twips(value * size) for name, value in given.items()}
    chars = {f"{name}Chars": round(value * 100) for name, value in given.items()}
    return element("w:ind", **chars, **twips)


def _write_defaults(defaults) -> None:
    """Chinese, so that lines break as Chinese; no spacing of Word's own."""
    run = element("w:rPr")
    name_font(run, FANGSONG)
    put(run, element("w:lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"))
    for child in list(defaults):
        defaults.remove(child)
    defaults.append(element("w:rPrDefault", run))
    defaults.append(element("w:pPrDefault"))


def _normal(measure: Measure):
    paragraph = element("w:pPr")
    for child in (
        element("w:widowControl", val=0),
        element("w:overflowPunct", val=0),
        # no quarter space between digits and characters
        element("w:autoSpaceDE", val=0),
        element("w:autoSpaceDN", val=0),
        spacing(measure.line),
        element("w:jc", val="both"),
    ):
        put(paragraph, child)
    return _style(
        "paragraph",
        _NORMAL,
        _NORMAL,
        paragraph,
        _type(FANGSONG, measure.size, measure.spacing),
        default="1",
    )


def _paragraph_style(look: Look, measure: Measure):
    size = look.size or measure.size
    paragraph = element("w:pPr")
    put(paragraph, spacing(look.line or measure.line, look.before, look.after))
    if look.line:
        put(paragraph, element("w:snapToGrid", val=0))  # a line of its own height
    if look.keep_next:
        put(paragraph, element("w:keepNext"))
    if look.breaks_page:
        put(paragraph, element("w:pageBreakBefore"))
    asked = {"left": look.left, "right": look.right, "firstLine": look.first}
    if any(asked.values()):
        put(paragraph, indents(size, **asked, hanging=look.hanging))
    if look.align:
        put(paragraph, element("w:jc", val=look.align))
    if look.level is not None:
        put(paragraph, element("w:outlineLvl", val=look.level))
    run = _type(look.font, size, measure.spacing if look.spacing is None else look.spacing)
    if look.colour:
        put(run, element("w:color", val=look.colour))
    style = _style("paragraph", style_id(look.part), look.part, paragraph, run, customStyle="1")
    put(style, element("w:basedOn", val=_NORMAL))
    if look.then:
        put(style, element("w:next", val=style_id(look.then)))
    return style


def _character_style(name: Letters, font: str):
    run = element("w:rPr")
    name_font(run, font)
    return _style("character", style_id(name), name, run, customStyle="1")


def _type(font: str, size: float, between: int):
    run = element("w:rPr")
    name_font(run, font)
    put(run, element("w:spacing", val=between))
    for tag in ("w:sz", "w:szCs"):
        put(run, element(tag, val=round(size * 2)))
    return run


def _style(kind: str, identity: str, name: str, *children, **attributes: str):
    style = element("w:style", type=kind, styleId=identity, **attributes)
    for child in (element("w:name", val=name), element("w:qFormat"), *children):
        put(style, child)
    return style


def _twips(points: float) -> int:
    return round(points * 20)
