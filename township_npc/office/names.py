"""Names of persons: the surname, and the key by which lists of names stand by their sound."""

import os
import unicodedata

os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # 44 MB of words; a name is none of them

from pypinyin import Style, lazy_pinyin

KEY_LENGTH = 800
_COMPOUND_SURNAMES = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 "
    "濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 令狐 百里 呼延 东郭 "
)
#: Characters that sound otherwise in a surname than in a word.
_AS_SURNAME = {
    "单": "shan4", "曾": "zeng1", "解": "xie4", "仇": "qiu2", "任": "ren2", "查": "zha1",
    "区": "ou1", "朴": "piao2", "盖": "ge3", "葛": "ge3", "翟": "zhai2", "覃": "qin2",
    "乐": "yue4", "折": "she2", "种": "chong2", "缪": "miao4", "繁": "po2", "员": "yun4",
    "秘": "bi4", "华": "hua4", "纪": "ji3", "那": "na1", "於": "yu1", "阚": "kan4",
    "祭": "zhai4", "卜": "bu3", "句": "gou1", "召": "shao4", "薄": "bo2", "都": "du1",
    "哈": "ha3", "相": "xiang4", "钭": "tou3", "乜": "nie4", "洗": "xian3", "能": "nai4",
    "过": "guo1", "会": "gui4", "撒": "sa3", "郇": "xun2", "干": "gan1",
}  # fmt: skip
_AS_COMPOUND = {
    "尉迟": ("yu4", "chi2"),
    "万俟": ("mo4", "qi2"),
    "澹台": ("tan2", "tai2"),
    "令狐": ("ling2", "hu2"),
    "诸葛": ("zhu1", "ge3"),
}


def surname(name: str) -> str:
    return name[:2] if name[:2] in _COMPOUND_SURNAMES else name[:1]


def name_key(name: str) -> str:
    """陈桂兰 before 万秋生: by sound, then tone, then character, one after another.

    Letters and digits alone, so that every database sorts the key alike. A character without a
    known sound comes after all others.
    """
    text = unicodedata.normalize("NFKC", name)
    family = surname(text)
    sounds = [*_sounds_of_surname(family), *map(_sound, text[len(family) :])]
    return "".join(map(_place, text, sounds))[:KEY_LENGTH]


def _sounds_of_surname(family: str) -> tuple[str, ...]:
    if family in _AS_COMPOUND:
        return _AS_COMPOUND[family]
    if len(family) == 1:
        return (_AS_SURNAME.get(family) or _sound(family),)
    return tuple(map(_sound, family))


def _sound(char: str) -> str:
    """``zhang1``; the empty text for what is no character or has no known sound."""
    found = lazy_pinyin(char, style=Style.TONE3, neutral_tone_with_five=True, errors="ignore")
    return found[0] if found and found[0].isascii() else ""


def _place(char: str, sound: str) -> str:
    if char.isascii():
        return char.lower() if char.isalnum() else ""
    if char.isalnum():
        return f"{sound or 'zz9'}{ord(char):05x}"
    return ""
