"""Where a request came from, for the audit chain; empty outside a request."""

from contextvars import ContextVar

from django.conf import settings

_address: ContextVar[str] = ContextVar("address", default="")


def address() -> str:
    return _address.get()


def client_address(request) -> str:
    """The peer's address; the forwarded one only from the trusted proxy of a served office."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if settings.TRUSTED_PROXY and forwarded:
        return forwarded.rsplit(",", 1)[-1].strip()
    return request.META.get("REMOTE_ADDR", "")


class OriginMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _address.set(client_address(request)[:45])
        try:
            return self.get_response(request)
        finally:
            _address.reset(token)
