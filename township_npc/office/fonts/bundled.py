"""The fonts out of the wheel, and the private fontconfig that names every stand-in."""

import importlib.util
from pathlib import Path
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont

from township_npc.office.disk import draft_of, write_whole

#: File in the wheel → family name it gets here, with the em box of the body font.
FAMILIES = {"NotoSerifSC-Regular": "GW Serif", "NotoSansSC-Regular": "GW Sans"}
ASCENT, DESCENT = 880, -120

#: Names that papers ask for first → what stands in.
FANG, KAI, HEI = ("FandolFang", "GW Serif"), ("FandolKai", "GW Serif"), ("FandolHei", "GW Sans")
TITLE, SONG = ("GW XiaoBiaoSong", "GW Serif"), ("FandolSong", "GW Serif")
STAND_INS = {
    **dict.fromkeys(("仿宋_GB2312", "仿宋", "FangSong"), FANG),
    **dict.fromkeys(("楷体_GB2312", "楷体", "KaiTi"), KAI),
    **dict.fromkeys(("黑体", "SimHei"), HEI),
    **dict.fromkeys(("方正小标宋简体", "方正小标宋_GBK"), TITLE),
    **dict.fromkeys(("宋体", "SimSun"), SONG),
}


def configuration(folder: Path) -> Path:
    return folder / "fonts.conf"


def are_in(folder: Path) -> bool:
    return configuration(folder).exists()


def prepare(folder: Path) -> None:
    """Copy Noto out of its wheel with even metrics, and write fonts.conf last."""
    folder.mkdir(parents=True, exist_ok=True)
    wheel = Path(importlib.util.find_spec("pylopdf_fonts_zh_cn").origin).parent
    for name, family in FAMILIES.items():
        _even_metrics(wheel / f"{name}.otf", family, folder / f"{family.replace(' ', '')}.otf")
    write_whole(configuration(folder), [fontconfig(folder).encode()], mode=0o644)


def _even_metrics(source: Path, family: str, target: Path) -> None:
    """A line keeps its height when one rare character falls back to this font."""
    with TTFont(source, lazy=True, recalcBBoxes=False) as font:
        across, windows = font["hhea"], font["OS/2"]
        across.ascent, across.descent, across.lineGap = ASCENT, DESCENT, 0
        windows.sTypoAscender, windows.sTypoDescender, windows.sTypoLineGap = ASCENT, DESCENT, 0
        windows.usWinAscent, windows.usWinDescent = ASCENT, -DESCENT
        for record in font["name"].names:
            if record.nameID in (1, 3, 4, 16):
                record.string = family
            elif record.nameID == 6:
                record.string = f"{family.replace(' ', '')}-Regular"
        draft = draft_of(target)
        font.save(draft)
        draft.replace(target)


def fontconfig(folder: Path) -> str:
    """A private fontconfig: our folder first, then the machine's; FandolSong-Bold is 小标宋.

    小标宋 gets a family of its own at normal weight, so that no paper ever asks for a made-up bold.
    """
    aliases = "\n".join(
        f'  <alias binding="same"><family>{name}</family><prefer>'
        + "".join(f"<family>{family}</family>" for family in (name, *stand_ins))
        + "</prefer></alias>"
        for name, stand_ins in STAND_INS.items()
    )
    here = escape(str(folder.resolve()))
    return f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{here}</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir prefix="xdg">fonts</dir>
  <cachedir>{here}/cache</cachedir>
  <match target="scan">
    <test name="postscriptname" compare="eq"><string>FandolSong-Bold</string></test>
    <edit name="family" mode="assign_replace"><string>GW XiaoBiaoSong</string></edit>
    <edit name="weight" mode="assign"><const>regular</const></edit>
    <edit name="style" mode="assign"><string>Regular</string></edit>
  </match>
{aliases}
</fontconfig>
"""
