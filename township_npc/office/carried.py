"""What was being sent when a sign-in ran out: kept for its writer, offered again after signing in.

It waits sealed in the visitor's session, not in the page, so nobody can forge it or read it there,
and it opens for the same account only. Files, passwords, codes and PINs are never kept.
"""

import json
from dataclasses import dataclass

from django.conf import settings

from township_npc.office import sealing

KEY = "carried"
_PLACE = "session/carried"
_MOST = 100_000  # characters; more than any form of ours, less than a nuisance
_SECRET = ("password", "pin", "code", "token")


@dataclass(frozen=True)
class Typed:
    path: str
    fields: list[tuple[str, str]]


def keep(request, user_id) -> None:
    """Keep the form of this POST, if there is anything in it and it is not too large. A script's
    own saving is not a form somebody was sending."""
    if request.headers.get("Accept") == "application/json":
        return
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if not any(word in name for word in _SECRET)
        for value in values
    ]
    text = json.dumps([str(user_id), request.get_full_path(), fields])
    if fields and len(text) <= _MOST:
        request.session[KEY] = sealing.seal(text, _PLACE)
        request.session.set_expiry(int(settings.DESK_LIFE.total_seconds()))


def drop_when_sent(request) -> None:
    """The form has come again: nothing is left to offer."""
    typed = kept(request)
    if typed and typed.path == request.get_full_path():
        del request.session[KEY]


def kept(request) -> Typed | None:
    """What the person now signed in was sending; what another one typed is not shown to them."""
    if KEY not in request.session:
        return None
    user_id, path, fields = json.loads(sealing.unseal(request.session[KEY], _PLACE))
    return Typed(path, fields) if user_id == str(request.user.pk) else None
