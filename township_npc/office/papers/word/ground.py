"""An empty file for a paper: page, grid, page numbers, settings; nothing of the template's own."""

from collections.abc import Iterable
from dataclasses import dataclass

from docx import Document as new_document
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part as FilePart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm

from township_npc.office.papers.word.looks import Measure
from township_npc.office.papers.word.schema import element, put
from township_npc.office.word.ground import FANGSONG, HEITI, KAITI, XIAOBIAOSONG, set_page

#: What a machine shows that lacks the font.
_STAND_INS = {FANGSONG: "仿宋", KAITI: "楷体", HEITI: "SimHei", XIAOBIAOSONG: "华文中宋"}
#: Parts of python-docx's template that say nothing about a paper.
_NEEDED = {RT.STYLES, RT.SETTINGS}
_OUTSIDE = {RT.OFFICE_DOCUMENT}
_COMPATIBILITY = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
}
_COMPATIBLE_WITH = "http://schemas.microsoft.com/office/word"


@dataclass(frozen=True)
class Page:
    """A sheet that is no official paper, in mm; ``foot``: the page number over the edge."""

    width: float
    height: float
    margins: tuple[float, float, float, float]  # top, right, bottom, left
    foot: float = 12

    @property
    def text_width(self) -> int:
        """1/20 pt."""
        _, right, _, left = self.margins
        return round((self.width - left - right) * 1440 / 25.4)


def blank() -> Document:
    document = new_document()
    _keep(document.part.rels, _NEEDED)
    _keep(document.part.package.rels, _OUTSIDE)
    _write_fonts(document)
    _write_settings(document.settings.element)
    return document


def set_section(section: Section, measure: Measure) -> None:
    """The page of GB/T 9704-2012; the foot of the page number 7 mm under the type area (7.5)."""
    set_page(section)
    section.header_distance, section.footer_distance = Mm(15), Mm(25.5)
    # "lines" and not "linesAndChars": 16 pt type in a cell of 15.8 pt would take two of them
    put(section._sectPr, element("w:docGrid", type="lines", linePitch=measure.pitch))


def set_sheet(section: Section, page: Page) -> None:
    """Any other page: no grid of lines."""
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.orientation = WD_ORIENT.LANDSCAPE if page.width > page.height else WD_ORIENT.PORTRAIT
    top, right, bottom, left = map(Mm, page.margins)
    section.top_margin, section.right_margin = top, right
    section.bottom_margin, section.left_margin = bottom, left
    section.header_distance = section.footer_distance = Mm(page.foot)
    put(section._sectPr, element("w:docGrid", linePitch=312))


def append(document: Document, parts: Iterable[BaseOxmlElement]) -> None:
    for part in parts:
        document.element.body.sectPr.addprevious(part)


def _keep(relations, kinds: set[str]) -> None:
    for key in [key for key, one in relations.items() if one.reltype not in kinds]:
        del relations[key]


def _write_fonts(document: Document) -> None:
    fonts = parse_xml(f"<w:fonts {nsdecls('w')}/>")
    for name, stand_in in _STAND_INS.items():
        fonts.append(element("w:font", element("w:altName", val=stand_in), name=name))
    part = FilePart(
        PackURI("/word/fontTable.xml"),
        CT.WML_FONT_TABLE,
        serialize_part_xml(fonts),
        document.part.package,
    )
    document.part.relate_to(part, RT.FONT_TABLE)


def _write_settings(settings) -> None:
    """In the order of the schema."""
    for child in list(settings):
        settings.remove(child)
    compatible = [
        element("w:compatSetting", name=name, uri=_COMPATIBLE_WITH, val=value)
        for name, value in _COMPATIBILITY.items()
    ]
    for child in (
        element("w:zoom", percent=100),
        element("w:defaultTabStop", val=420),
        element("w:evenAndOddHeaders"),
        element("w:characterSpacingControl", val="doNotCompress"),
        # a line that ends with a line end is not stretched to the edge
        element("w:compat", element("w:doNotExpandShiftReturn"), *compatible),
        element("w:themeFontLang", val="en-US", eastAsia="zh-CN"),
        element("w:decimalSymbol", val="."),
        element("w:listSeparator", val=","),
    ):
        settings.append(child)
