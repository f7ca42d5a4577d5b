"""Numbers in the forms that lists of Word are counted in."""

from township_npc.office.numerals import chinese_number

_FORMAL = str.maketrans("零一二三四五六七八九十百", "零壹贰叁肆伍陆柒捌玖拾佰")
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "ideographDigital",
}
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"))
_ROMAN += ((4, "iv"), (1, "i"))
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_CIRCLED = {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}


def numeral(count: int, form: str) -> str:
    """``form`` is a w:numFmt; one we do not know, and a count beyond its signs, is in digits."""
    if form in _CHINESE and 0 < count < 1000:
        return chinese_number(count)
    if form == "chineseLegalSimplified" and 0 < count < 1000:
        return ("一" * (9 < count < 20) + chinese_number(count)).translate(_FORMAL)
    if form in _CIRCLED and 0 < count <= 20:
        return chr(ord("①") + count - 1)
    if form == "decimalFullWidth":
        return str(count).translate(_WIDE)
    if form in ("upperLetter", "lowerLetter") and 0 < count <= 26:
        return chr(ord("A" if form == "upperLetter" else "a") + count - 1)
    if form in ("upperRoman", "lowerRoman") and 0 < count < 400:
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    return str(count)


def _roman(count: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (count // value)
        count %= value
    return text
