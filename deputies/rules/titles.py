"""A title for a 建议 that has none yet."""

import re

TITLE_FROM_TEXT = 30


def first_sentence(text: str) -> str:
    """A title for a text that has none: its first sentence, cut where it is long."""
    sentences = [part.strip() for part in re.split(r"[。！？!?；;\n]", text) if part.strip()]
    sentence = sentences[0] if sentences else text.strip()
    if len(sentence) <= TITLE_FROM_TEXT:
        return sentence
    clause = re.split(r"[，,]", sentence, maxsplit=1)[0]
    return clause if 6 <= len(clause) <= TITLE_FROM_TEXT else f"{sentence[: TITLE_FROM_TEXT - 1]}…"
