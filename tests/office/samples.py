"""Small files of each kind, whole or spoilt, as somebody might send them."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(100)


def upload(name: str, body: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body)


def picture(size=(40, 20), form="JPEG", mode="RGB", **save) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red").save(out, form, **save)
    return out.getvalue()


def container(parts: dict[str, str | bytes], method=zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()


def docx(**more) -> bytes:
    parts = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"}
    return container({**parts, **{name.replace("__", "/"): body for name, body in more.items()}})


def with_part(name: str, body: str | bytes) -> bytes:
    return container({"[Content_Types].xml": "<Types/>", "word/document.xml": "<d/>", name: body})


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"
XLSX = container({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})
OFD = container({"OFD.xml": "<OFD/>"})
