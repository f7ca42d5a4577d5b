"""A title for a 建议 that has none yet, and for one whose title must not be said."""

import re

TITLE_FROM_TEXT = 30
#: 代表要求保密的，经手的人不对外说是谁提的、提了什么 (S-12).
HIDDEN = "（要求保密）"


def first_sentence(text: str) -> str:
    """A title for a text that has none: its first sentence, cut where it is long."""
    sentences = [part.strip() for part in re.split(r"[。！？!?；;\n]", text) if part.strip()]
    sentence = sentences[0] if sentences else text.strip()
    if len(sentence) <= TITLE_FROM_TEXT:
        return sentence
    clause = re.split(r"[，,]", sentence, maxsplit=1)[0]
    return clause if 6 <= len(clause) <= TITLE_FROM_TEXT else f"{sentence[: TITLE_FROM_TEXT - 1]}…"
