"""What never stands in a published text: 身份证号、手机号、住址 (rules §11; 《个人信息保护法》
第二十五条). It takes out too much rather than too little, and says what it took out.
"""

import re
from dataclasses import dataclass

HIDDEN = "（略）"

#: Full-width forms and what is typed between digits, each read as one plain character.
_PLAIN = str.maketrans(
    "０１２３４５６７８９Ｘｘ＊（）：＋＠．　\u00a0\u200b\u200c\u200d\ufeff－‐‑‒–—―",
    "0123456789XX*():+@.      -------",
)
_GAP = r"[\s-]{0,3}"
_DAY_OR_YEARS = r"(?!1[89]\d\d-(?:\d{1,2}-\d{1,2}(?!\d)|(?:19|20)\d\d[^\d-]))"
_NO_DAY = r"(?!(?:19|20)\d\d-\d{1,2}-\d{1,2}(?!\d))"
_NO_MONEY = r"(?!\s{0,2}(?:元|万|亿|块|人民币))"
_HOUSE = r"(?:\d+\s?(?:号楼|号|室|栋|幢|组|单元)(?!文|令|公告)\s?)+\d*"
_END = r"，,。；;、\n"


def _spaced(*parts: str) -> str:
    return _GAP.join(parts)


@dataclass(frozen=True)
class Taken:
    """What was taken out, and what it was held for."""

    kind: str
    words: str


@dataclass(frozen=True)
class Stripped:
    text: str
    taken: tuple[Taken, ...]


#: First come the longest; the group ``it``, or else the whole, is taken out.
_SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            "身份证号",
            r"(?<!\d)"
            + _spaced(
                *[r"[1-9]\d{5}", r"(?:18|19|20)\d\d", r"(?:0[1-9]|1[0-2])"],
                *[r"(?:[0-2]\d|3[01])", r"\d{3}", r"[\dXx](?!\d)"],
            ),
        ),
        ("身份证号", r"(?<!\d)\d{17}[\dXx](?!\d)|(?<!\d)\d{15}(?!\d)"),
        (
            "身份证号",
            r"身份证(?:件)?(?:号码|号)?[^\dXx。；;\n]{0,6}?(?P<it>\d[\dXx*\s-]{4,}[\dXx*])",
        ),
        ("银行卡号", r"(?<!\d)(?:\d{16,17}|\d{19,23})(?!\d)"),
        ("银行卡号", r"(?<!\d)[3-69]\d{3}(?:[\s-]{1,3}\d{4}){3}(?:[\s-]{1,3}\d{1,4})?(?!\d)"),
        ("银行卡号", r"(?:卡号|账号|帐号|账户)[^\d。；;\n]{0,6}(?P<it>\d(?:[\s-]?\d){7,})"),
        ("遮过的号码", r"(?<!\d)\d{2,}\*{3,}\d*[Xx]?"),
        (
            "手机号",
            rf"(?<!\d)(?:\+?86{_GAP})?{_DAY_OR_YEARS}1{_GAP}[3-9](?:{_GAP}\d){{9}}(?!\d){_NO_MONEY}",
        ),
        ("手机号", r"(?<!\d)1[3-9]\d\.\d{4}\.\d{4}(?!\d)"),
        (
            "电话号码",
            (
                rf"(?<![\d.])(?:\+?86{_GAP})?\(?0\d{{2,3}}\)?{_GAP}[1-9]\d{{2,3}}{_GAP}\d{{4}}"
                r"(?:(?:\s?转\s?|-)\d{1,6})?(?!\d)"
            ),
        ),
        (
            "电话号码",
            (
                r"(?:电话(?!费)|手机|座机|短号|号码|联系方式|拨打|拨通|致电|微信|QQ|Tel|TEL|tel)"
                rf"[^\d。；;\n]{{0,8}}?{_NO_DAY}(?P<it>\d(?:[\s-]?\d){{5,}})(?!\d){_NO_MONEY}"
            ),
        ),
        ("电话号码", r"(?<![\d.])\d(?:[\s·-]\d(?![\d.])){6,}"),
        ("电话号码", r"[零〇○一二三四五六七八九幺]{7,}"),
        ("微信、QQ", r"(?:微信|QQ)号?\s?[:是为]?\s?(?P<it>[A-Za-z][A-Za-z\d_-]{5,})"),
        ("邮箱", r"[A-Za-z\d._+-]+@[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)+"),
        (
            "住址",
            (
                r"(?:住址|家庭地址|户籍地址|户口所在地|通信地址|通讯地址)\s?(?:[:是为在]|\s)\s?"
                rf"(?P<it>(?!\(略)[^{_END}\s][^{_END}]{{1,60}})"
            ),
        ),
        (
            "住址",
            (
                rf"(?:住址|家庭地址|户籍地址|家住|现住)"
                rf"(?P<it>(?!\(略)[^{_END}]{{0,40}}?{_HOUSE})"
            ),
        ),
    )
)


def strip_personal(text: str) -> Stripped:
    """The text with each find replaced by （略）, and the finds in their order; once more, until
    nothing is left that stood behind a find.
    """
    stripped = _strip(text)
    if not stripped.taken:
        return stripped
    again = strip_personal(stripped.text)
    return Stripped(again.text, stripped.taken + again.taken)


def _strip(text: str) -> Stripped:
    plain, found = text.translate(_PLAIN), []
    for kind, sign in _SIGNS:
        for match in sign.finditer(plain):
            start, end = match.span("it" if "it" in sign.groupindex else 0)
            if not any(start < to and at < end for at, to, _ in found):
                found.append((start, end, kind))
    return _without(text, sorted(found))


def _without(text: str, found: list[tuple[int, int, str]]) -> Stripped:
    kept, at = [], 0
    for start, end, _ in found:
        kept += [text[at:start], HIDDEN]
        at = end
    taken = tuple(Taken(kind, text[start:end].strip()) for start, end, kind in found)
    return Stripped("".join([*kept, text[at:]]), taken)
