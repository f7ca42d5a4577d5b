"""A .docx, looked into: what Word would read."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from township_npc.office.papers.content import Paper
from township_npc.office.papers.word import paper_docx


class Opened:
    def __init__(self, paper: Paper | bytes):
        self.file = paper if isinstance(paper, bytes) else paper_docx(paper)
        self.document = Document(BytesIO(self.file))
        self.body = self.document.element.body

    def parts(self) -> dict[str, etree._Element]:
        """Every part that is XML of Word."""
        with zipfile.ZipFile(BytesIO(self.file)) as archive:
            names = [name for name in archive.namelist() if name.startswith("word/")]
            return {
                name: etree.fromstring(archive.read(name))
                for name in names
                if name.endswith(".xml")
            }

    def outline(self) -> list[tuple[str, str]]:
        """Style and text of each paragraph of the body, tables left out."""
        return [(p.style.name, p.text) for p in self.document.paragraphs]

    def paragraph(self, style: str):
        return next(p for p in self.document.paragraphs if p.style.name == style)

    def style(self, name: str) -> "Style":
        return Style(self.document.styles[name].element)


class Style:
    """What a style says; what it does not say, 正文 says."""

    def __init__(self, element):
        self.element = element

    def get(self, path: str, attribute: str = "val") -> str | None:
        return value(self.element, path, attribute)

    def fonts(self) -> set[str]:
        fonts = self.element.find(f".//{qn('w:rFonts')}")
        return {fonts.get(qn(f"w:{key}")) for key in ("ascii", "hAnsi", "eastAsia", "cs")}

    def points(self) -> float:
        return int(self.get("rPr/sz")) / 2


def value(element, path: str, attribute: str = "val") -> str | None:
    """``value(p, "pPr/jc")``: the attribute of the first such child, None where there is none."""
    found = element.find("/".join(qn(f"w:{name}") for name in path.split("/")))
    return None if found is None else found.get(qn(f"w:{attribute}"))


def all_of(element, tag: str) -> Iterator:
    return element.iter(qn(tag))
