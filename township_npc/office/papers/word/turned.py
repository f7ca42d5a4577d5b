"""A box of text that stands on its head: Word turns text only with the shape it is in."""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.paragraph import CT_P

_EMU = 36_000  # in a mm
_HALF_TURN = 180 * 60_000
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
#: Placed from the paper's edges, behind nothing, without frame, its text in the middle.
_BOX = """<mc:AlternateContent xmlns:mc="{mc}" xmlns:wps="{wps}" {ns}><mc:Choice Requires="wps">
<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1"
 behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionV>
<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="{number}" name="{number}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="{wps}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>
<a:xfrm rot="{turn}"><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
<wps:txbx><w:txbxContent/></wps:txbx>
<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/></wps:wsp></a:graphicData></a:graphic>
</wp:anchor></w:drawing></mc:Choice></mc:AlternateContent>"""


def add_turned(
    anchor: CT_P, text: CT_P, *, width: float, height: float, left: float, number: int
) -> None:
    """``text`` at the upper edge of the page ``anchor`` is on, in mm; ``number``: which box of the
    file it is."""
    box = parse_xml(
        _BOX.format(
            mc=_MC,
            wps=_WPS,
            ns=nsdecls("w", "wp", "a"),
            width=round(width * _EMU),
            height=round(height * _EMU),
            left=round(left * _EMU),
            number=number,
            turn=_HALF_TURN,
        )
    )
    box.find(f".//{qn('w:txbxContent')}").append(text)
    anchor.add_r().append(box)
