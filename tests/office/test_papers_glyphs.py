"""Rare names are printed, and a character that no font has is named before it is a box."""

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from township_npc.office.fonts import bundled
from township_npc.office.papers.glyphs import Glyphs, glyphs_of


@pytest.fixture(scope="module")
def bundled_fonts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fonts")
    bundled.prepare(folder)
    return folder


def test_the_rare_names_of_the_roster_have_glyphs_in_the_fonts_of_the_program(
    settings, bundled_fonts
):
    settings.FONT_DIR = bundled_fonts
    assert glyphs_of("䶮㛃玥昇堃喆 莲塘镇〔2026〕1号") == Glyphs((), ())


def test_a_character_that_no_font_has_is_named_once(settings, bundled_fonts):
    settings.FONT_DIR = bundled_fonts
    unknown = "\U0003134f"
    assert glyphs_of(f"王{unknown}、李{unknown}").missing == (unknown,)


def test_a_font_that_the_office_lays_into_the_folder_ends_it(settings, bundled_fonts, tmp_path):
    unknown = "\U0003134f"
    settings.FONT_DIR = tmp_path
    assert glyphs_of(unknown).missing == (unknown,)
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "rare"])
    builder.setupCharacterMap({ord(unknown): "rare"})
    builder.setupGlyf({name: TTGlyphPen(None).glyph() for name in (".notdef", "rare")})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "rare": (1000, 0)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.save(tmp_path / "office-own.TTF")
    assert glyphs_of(unknown).missing == ()


def test_spaces_and_line_ends_need_no_glyph(settings, bundled_fonts):
    settings.FONT_DIR = bundled_fonts
    assert glyphs_of("\u3000\n\t ").missing == ()


def test_without_any_font_everything_is_missing_rather_than_silently_printed(settings, tmp_path):
    settings.FONT_DIR = tmp_path
    assert glyphs_of("莲").missing == ("莲",)
