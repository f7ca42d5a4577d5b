"""Office documents that act by themselves: macros, outside sources, embedded programs (C.10)."""

import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from defusedxml.ElementTree import ParseError, iterparse
from django.core.exceptions import ValidationError

from township_npc.office.containers import OLE_MAGIC

#: DefusedXmlException is a ValueError; so is an encoding that the parser does not take.
BAD_XML = (ParseError, ValueError, LookupError)

_MACRO = "文件带有宏（自动运行的程序），请另存为不带宏的文档再传。"
_EXTERNAL = "文件链接着别的文件，请把链接的内容粘贴成数值再传。"
_OLE = "文件里嵌着别的程序的对象，请另存为 PDF 再传。"
_REASONS = (
    (re.compile(r"(^|/)vbaproject\.bin$", re.I), _MACRO, "macro"),
    (re.compile(r"(^|/)externallinks/", re.I), _EXTERNAL, "external"),
    (re.compile(r"(^|/)(activex|embeddings/oleobject)", re.I), _OLE, "ole"),
)
_DDE = re.compile(r"\bDDE(AUTO)?\b", re.I)


def refuse_active_content(file: BinaryIO) -> None:
    """Raise ValidationError with the reason. The container has passed ``containers.check_zip``."""
    try:
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                _refuse_by_name(name)
                _refuse_by_content(archive, name)
    except BAD_XML:
        raise ValidationError("文件内部的格式不对，请另存一份再传。", code="bad_xml") from None
    finally:
        file.seek(0)


def _refuse_by_name(name: str) -> None:
    for pattern, sentence, code in _REASONS:
        if pattern.search(name):
            raise ValidationError(sentence, code=code)


def _refuse_by_content(archive: zipfile.ZipFile, name: str) -> None:
    with archive.open(name) as stream:
        if stream.read(len(OLE_MAGIC)) == OLE_MAGIC:
            raise ValidationError(_OLE, code="ole")
    if name.lower().endswith(".rels") and any(_outside_sources(archive, name)):
        raise ValidationError(
            "文件要从别处调用模板或图片，请断开链接、另存一份再传。", code="external"
        )
    if re.match(r"word/[^/]+\.xml$", name, re.I) and _DDE.search(_field_codes(archive, name)):
        raise ValidationError("文件里有自动取数的域代码（DDE），请删掉再传。", code="dde")


def _outside_sources(archive: zipfile.ZipFile, name: str) -> Iterator[bool]:
    """True for each relation that loads from outside; an ordinary hyperlink loads nothing."""
    for element in _elements(archive, name):
        is_outside = element.get("TargetMode", "").lower() == "external"
        yield is_outside and not element.get("Type", "").endswith("/hyperlink")


def _field_codes(archive: zipfile.ZipFile, name: str) -> str:
    codes = []
    for element in _elements(archive, name):
        tag = element.tag.rpartition("}")[2]
        if tag == "instrText":
            codes.append(element.text or "")
        elif tag == "fldSimple":
            codes += [value for key, value in element.attrib.items() if key.endswith("}instr")]
    return "".join(codes)


def _elements(archive: zipfile.ZipFile, name: str) -> Iterator:
    """Each element once, forgotten after use: a long document does not fill the memory."""
    with archive.open(name) as stream:
        for _, element in iterparse(stream, forbid_dtd=True):
            yield element
            element.clear()
