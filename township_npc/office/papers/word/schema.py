"""Elements of WordprocessingML in the order of the standard: Word refuses a file that breaks it."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

#: Children that we write, in the sequence of the schema (ISO/IEC 29500-1, annex A).
_SEQUENCES = {
    "w:pPr": "pStyle keepNext pageBreakBefore framePr widowControl pBdr tabs overflowPunct"
    " autoSpaceDE autoSpaceDN snapToGrid spacing ind jc outlineLvl sectPr",
    "w:rPr": "rStyle rFonts color spacing sz szCs lang",
    "w:style": "name basedOn next uiPriority qFormat pPr rPr",
    "w:tblPr": "tblStyle tblpPr tblOverlap tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "w:tcPr": "tcW tcBorders vAlign",
    "w:trPr": "cantSplit tblHeader",
    "w:sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
}
_SEQUENCES = {tag: names.split() for tag, names in _SEQUENCES.items()}


def element(tag: str, *children, **attributes: str | float):
    """``element("w:spacing", before=0)``: attributes in the namespace of the element."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    for child in children:
        made.append(child)
    return made


def put(parent, child) -> None:
    """Child to its place in the sequence, instead of one of its name."""
    order = _SEQUENCES[_name(parent, "w:")]
    place = order.index(_name(child))
    for there in list(parent):
        if there.tag == child.tag:
            parent.remove(there)
    after = [there for there in parent if order.index(_name(there)) > place]
    if after:
        after[0].addprevious(child)
    else:
        parent.append(child)


def _name(element, prefix: str = "") -> str:
    return prefix + element.tag.rpartition("}")[2]
