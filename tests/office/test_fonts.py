"""The papers' fonts: Noto out of its wheel with even lines, and a stand-in for each name."""

import xml.etree.ElementTree as ElementTree

import pytest
from fontTools.ttLib import TTFont

from township_npc.office import fonts
from township_npc.office.fonts import bundled, fandol

RARE = "䶮㛃玥昇堃喆〇"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fonts")
    bundled.prepare(folder)
    return folder


@pytest.mark.parametrize("file", ["GWSerif.otf", "GWSans.otf"])
def test_a_bundled_font_has_the_body_fonts_lines_and_the_rare_characters(folder, file):
    with TTFont(folder / file, lazy=True) as font:
        heights = (font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap)
        assert heights == (bundled.ASCENT, bundled.DESCENT, 0)
        assert font["head"].unitsPerEm == bundled.ASCENT - bundled.DESCENT
        assert set(map(ord, RARE)) <= set(font.getBestCmap())


def test_every_name_that_a_paper_asks_for_has_a_stand_in(folder):
    tree = ElementTree.parse(bundled.configuration(folder))
    names = {alias.findtext("family") for alias in tree.iter("alias")}
    assert {"仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"} <= names
    assert tree.findtext("dir") == str(folder)


def test_fonts_are_ready_when_this_machine_can_get_no_more(folder, monkeypatch):
    monkeypatch.setattr(fandol, "can_be_fetched", lambda: False)
    assert fonts.are_ready(folder)
    monkeypatch.setattr(fandol, "can_be_fetched", lambda: True)
    assert not fonts.are_ready(folder)


def test_an_empty_folder_is_not_ready(tmp_path):
    assert not fonts.are_ready(tmp_path)
