"""Numbers in Chinese: 十九, 二十, 一百零七, and the Arabic ones beside them."""

import re

_DIGITS = "零一二三四五六七八九"
_VALUES = {**{digit: value for value, digit in enumerate(_DIGITS)}, "〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
#: A number of either kind, for use inside a pattern; ``number_in`` reads it.
NUMERAL = r"(?:\d+(?:,\d{3})*|[零〇○一二两三四五六七八九十百千]+)"
_WESTERN = re.compile(r"\d+(?:,\d{3})*")


def chinese_ordinal(number: int) -> str:
    """``7`` → 七, ``10`` → 十, ``19`` → 十九, ``20`` → 二十, ``21`` → 二十一; from 1 to 99."""
    if not 1 <= number <= 99:
        raise ValueError(f"届次应在 1 到 99 之间，不能是 {number}。")
    return chinese_number(number)


def chinese_number(number: int) -> str:
    """1 to 999: 十一, 二十, 一百零五, 一百一十."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += f"{_DIGITS[tens] if tens > 1 or hundreds else ''}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def number_in(text: str) -> int | None:
    """``七十一`` → 71, ``1,024`` → 1024, ``二〇二六`` → 2026; None for what is no whole number."""
    if _WESTERN.fullmatch(text):
        return int(text.replace(",", ""))
    if not text or any(char not in _VALUES and char not in _UNITS for char in text):
        return None
    if not any(char in _UNITS for char in text):
        return int("".join(str(_VALUES[char]) for char in text))
    return _summed(text)


def _summed(text: str) -> int | None:
    """一百零七: each digit times the unit behind it; units must become smaller."""
    total, digit, last = 0, None, 10_000
    for char in text:
        if char in _VALUES:
            if digit:
                return None
            digit = _VALUES[char]
        else:
            if _UNITS[char] >= last:
                return None
            last = _UNITS[char]
            total += (1 if digit in (None, 0) else digit) * last
            digit = None
    return total + (digit or 0)
