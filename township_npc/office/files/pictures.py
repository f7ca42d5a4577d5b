"""Photos from a phone and scanned pages: opened, turned upright, stripped and encoded anew."""

import io
import struct
from typing import BinaryIO

from django.core.exceptions import ValidationError
from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_PIXELS = 50_000_000
PHOTO_SIDE = 1600
PAGE_SIDE = 3508  # an A4 page at 300 dots an inch stays legible
_TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error)


def as_jpeg(file: BinaryIO, longest: int) -> bytes:
    """Return a JPEG of at most ``longest`` pixels a side, without EXIF, place or comment.

    Raises ValidationError for anything but a whole JPEG, PNG or WebP of at most 50 megapixels.
    """
    file.seek(0)
    try:
        with Image.open(file, formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise ValidationError("照片超过 5000 万像素，请调小再传。", code="too_many_pixels")
            return _encoded(picture, longest)
    except _TOO_LARGE:
        raise ValidationError(
            "照片超过 5000 万像素，请调小再传。", code="too_many_pixels"
        ) from None
    except _BROKEN:
        raise ValidationError(
            "照片打不开。请传 jpg、png 或 webp 照片；没有传完整的请重传。", code="broken"
        ) from None


def _encoded(picture: Image.Image, longest: int) -> bytes:
    picture.draft("RGB", (longest, longest))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((longest, longest))
    plain = _on_white(upright)
    plain.info.clear()
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    page = Image.new("RGB", picture.size, "white")
    page.paste(picture.convert("RGBA"), mask=picture.convert("RGBA").getchannel("A"))
    return page
