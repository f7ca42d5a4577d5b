"""Numbers in Chinese and Arabic figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from township_npc.office.numerals import chinese_ordinal, number_in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("七", 7), ("十", 10), ("十九", 19), ("二十", 20), ("七十一", 71), ("一百", 100), ("零", 0),
        ("一百零七", 107), ("一百一十", 110), ("两千零五", 2005), ("二〇二六", 2026),
        ("71", 71), ("1,024", 1024),
    ],
)  # fmt: skip
def test_a_number_is_read(text, number):
    assert number_in(text) == number


@pytest.mark.parametrize("text", ["", "许多", "1.5", "十百", "七一十二十", "1,02"])
def test_what_is_no_whole_number_is_none(text):
    assert number_in(text) is None


@given(st.integers(1, 99))
def test_what_is_written_is_read_back(number):
    assert number_in(chinese_ordinal(number)) == number


@pytest.mark.parametrize("number", [0, 100])
def test_an_ordinal_is_from_1_to_99(number):
    with pytest.raises(ValueError):
        chinese_ordinal(number)
