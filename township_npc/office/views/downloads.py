"""Handing out what was made in memory: under its Chinese name, kept by no cache."""

from urllib.parse import quote

from django.http import HttpResponse

from township_npc.office.workbook import MEDIA_TYPE, Export


def workbook_response(export: Export) -> HttpResponse:
    return download(export, MEDIA_TYPE)


def download(export: Export, media_type: str) -> HttpResponse:
    response = HttpResponse(export.content, content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(export.name)}"
    response["Cache-Control"] = "no-store"
    return response
