"""一事一议 (S-11): 内容相同的可以合并办理，但应当分别答复代表 (浙江建议办理规定第十八条);
不同的事项和问题，应当分成若干建议提出 (重庆建议条例第九条)."""

import re

_END_OF_SENTENCE = re.compile(r"[。！？!?；;\n]")
_SHORTEST, _LONGEST, _MOST = 4, 60, 20


def own_words(text: str) -> list[str]:
    """Sentences of the deputy from which the title of a part can be chosen, each once."""
    sentences = (sentence.strip() for sentence in _END_OF_SENTENCE.split(text))
    fitting = (one for one in sentences if _SHORTEST <= len(one) <= _LONGEST)
    return list(dict.fromkeys(fitting))[:_MOST]


def is_in_own_words(title: str, *written: str) -> bool:
    """The office chooses the title of a part, it does not write one: blanks aside, the deputy
    wrote it so."""
    return bool(_plain(title)) and any(_plain(title) in _plain(text) for text in written)


def _plain(text: str) -> str:
    return "".join(text.split())
