"""Plain text out of a txt, md, docx or pdf file, one paragraph a line."""

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO

from django.core.exceptions import ValidationError

from township_npc.office.reading.containers import OLE_MAGIC, check_zip

MAX_PAGES = 500
#: A line this much of the widest one was broken by the page; the indent is often lost on the way.
FULL_LINE = 0.8
_PAGE_NUMBER = re.compile(r"[—–\-\s]*\d{1,4}[—–\-\s]*")
_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff，。；：、]) +(?=[\u3400-\u9fff，。；：、])")
_ENDS_PARAGRAPH = "。；：！？”）"
_BEGINS_PARAGRAPH = re.compile(
    r"[ \u3000]|第.{1,4}条|[（(]?[一二三四五六七八九十]+[、）)]|\d+[.．、]"
)


def text_of(body: bytes, name: str) -> str:
    """The text of a file, by the ending of its name. Raises ValidationError, one Chinese sentence.

    A scan has no text of its own; an OCR layer is read, but names and numbers in it are guesses.
    """
    suffix = name.rpartition(".")[2].lower()
    if suffix in ("txt", "md"):
        return _decoded(body)
    if body.startswith(OLE_MAGIC):
        raise ValidationError(
            "文件设了打开密码，或者是旧格式（doc、wps），请另存为 docx 再用。", code="ole"
        )
    if suffix == "docx":
        return _docx(body)
    if suffix == "pdf":
        return _pdf(body)
    raise ValidationError("只能读 txt、md、docx、pdf 文件里的文字。", code="kind")


def _decoded(body: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise ValidationError("这不是文本文件，请检查。", code="mismatch")


def _docx(body: bytes) -> str:
    import docx  # 60 ms that a plain text need not wait for
    from docx.opc.exceptions import OpcError

    check_zip(BytesIO(body))
    try:
        document = docx.Document(BytesIO(body))
        return "\n".join(_blocks(document)) + "\n"
    except (OpcError, KeyError, ValueError, SyntaxError):
        raise ValidationError("这个 docx 打不开，请另存一份再用。", code="broken") from None


def _blocks(container) -> Iterator[str]:
    """Paragraphs and tables in the order of the page; a row of a table is a line."""
    for block in container.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = dict.fromkeys(cell.text.replace("\n", " ") for cell in row.cells)
                yield "\t".join(cells)
        else:
            yield block.text


def _pdf(body: bytes) -> str:
    import pypdf  # 0.2 s that a plain text need not wait for

    try:
        reader = pypdf.PdfReader(BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValidationError("这个 PDF 设了打开密码，请去掉密码再用。", code="encrypted")
        if len(reader.pages) > MAX_PAGES:
            raise ValidationError(f"这个 PDF 超过 {MAX_PAGES} 页，请拆开再用。", code="too_large")
        pages = [page.extract_text() or "" for page in reader.pages]
    except (pypdf.errors.PyPdfError, ValueError, KeyError, TypeError, RecursionError):
        raise ValidationError("这个 PDF 打不开，请重新导出再用。", code="broken") from None
    text = unwrapped([line for page in pages for line in page.splitlines()])
    if not text.strip():
        raise ValidationError("这个 PDF 里没有文字，可能是扫描件。", code="no_text")
    return text


def unwrapped(lines: list[str]) -> str:
    """Lines as they are broken on a page, joined to paragraphs; page numbers go."""
    lines = [_BETWEEN_HAN.sub("", line.rstrip()) for line in lines]
    lines = [line for line in lines if not _PAGE_NUMBER.fullmatch(line)]
    full = FULL_LINE * max(map(_width, lines), default=0)
    text = ""
    for line, following in zip(lines, [*lines, ""][1:], strict=True):
        goes_on = (
            _width(line) >= full
            and line[-1:] not in _ENDS_PARAGRAPH
            and not _BEGINS_PARAGRAPH.match(following)
        )
        text += line if goes_on else f"{line}\n"
    return text


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)
