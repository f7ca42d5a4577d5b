"""Photos for the demo, drawn on the spot: a road with a hole, water after rain."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

_SIZE = (960, 640)
_SKY, _FIELD, _ROAD, _HOLE, _WATER = "#d9dfe2", "#b9b58f", "#8d8a85", "#55504a", "#a9bcc6"


def road_with_a_hole(name: str) -> ContentFile:
    picture, pen = _road()
    pen.ellipse((420, 480, 600, 560), fill=_HOLE)
    return _file(picture, name)


def road_under_water(name: str) -> ContentFile:
    picture, pen = _road()
    pen.ellipse((250, 500, 740, 620), fill=_WATER)
    return _file(picture, name)


def _road() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", _SIZE, _SKY)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 240, *_SIZE), fill=_FIELD)
    pen.polygon(((430, 240), (530, 240), (830, 640), (130, 640)), fill=_ROAD)
    return picture, pen


def _file(picture: Image.Image, name: str) -> ContentFile:
    body = BytesIO()
    picture.save(body, "JPEG", quality=80)
    return ContentFile(body.getvalue(), name=name)
