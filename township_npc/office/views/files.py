"""A stored file, for those who may see the record it belongs to."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from township_npc.office.policy import SIGNED_IN, policy
from township_npc.office.selectors import file_visible_to

#: Shown in the browser; everything else is only handed over (security C.13).
SHOWN = ("image/jpeg", "application/pdf")


@policy(SIGNED_IN)
def file_detail(request, pk):
    file = file_visible_to(request.user, pk)
    if file is None or not default_storage.exists(file.key):
        raise Http404
    etag = quote_etag(file.sha256)
    response = get_conditional_response(request, etag=etag) or _opened(file)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


def _opened(file):
    response = FileResponse(
        default_storage.open(file.key),
        as_attachment=file.media_type not in SHOWN,
        filename=file.name,
        content_type=file.media_type,
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
