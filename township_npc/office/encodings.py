"""Text files as Chinese offices write them: which characters the bytes stand for."""

_WITH_MARK = (b"\xff\xfe", b"\xfe\xff")


def decode(content: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with its mark, else GB 18030.

    Raises UnicodeError where it is no text.
    """
    for codec in ["utf-16"] if content.startswith(_WITH_MARK) else ["utf-8-sig", "gb18030"]:
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnicodeError("these bytes are no text")
