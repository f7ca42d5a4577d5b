"""A deputy's phone without a browser: signs in, writes, sends."""

import http.client
import http.cookiejar
import re
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

from tests.factories import PASSWORD
from tests.journeys.live import PIN

PATIENCE = 20


class NoAnswer(Exception):
    """The connection broke: nobody knows whether it arrived."""


class Refused(Exception):
    """An answer that is neither a page nor the way to the next one."""


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


class Phone:
    def __init__(self, url: str):
        self.url = url
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies, _StayHere())
        self.slowest = 0.0  # seconds

    def sign_in(self, username: str) -> None:
        fields = self.hidden_fields(self.get("/login/"))
        answer = self.post("/login/", {**fields, "username": username, "password": PASSWORD})
        if not answer.startswith("→ "):
            raise Refused("signing in")

    def write(self, pk: uuid.UUID, text: str) -> dict:
        """The filled-in form, ready to be sent as often as it takes."""
        fields = self.hidden_fields(self.get(f"/proposals/{pk}/write/"))
        answers = {"category": "traffic", "text": text, "is_plain": "yes", "pin": PIN}
        return {**fields, **answers, "act": "send"}

    def send(self, pk: uuid.UUID, form: dict) -> None:
        """Return when the office has said that it received it."""
        answer = self.post(f"/proposals/{pk}/write/", form)
        if answer != f"→ /proposals/{pk}/sent/":
            raise Refused(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer))[:600])

    @staticmethod
    def hidden_fields(page: str) -> dict:
        tags = re.findall(r'<input[^>]*type="hidden"[^>]*>', page)
        named = (
            (re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)) for tag in tags
        )
        return {name[1]: value[1] if value else "" for name, value in named}

    def get(self, path: str) -> str:
        return self._open(urllib.request.Request(self.url + path))

    def post(self, path: str, fields: dict) -> str:
        body = urllib.parse.urlencode(fields).encode()
        return self._open(urllib.request.Request(self.url + path, data=body))

    def _open(self, request: urllib.request.Request) -> str:
        begun = time.monotonic()
        try:
            return self._answer(request)
        finally:
            self.slowest = max(self.slowest, time.monotonic() - begun)

    def _answer(self, request: urllib.request.Request) -> str:
        """The page, or ``→ /where/`` for a redirect."""
        try:
            return self.opener.open(request, timeout=PATIENCE).read().decode()
        except urllib.error.HTTPError as error:
            if error.code in (301, 302):
                return f"→ {error.headers['Location']}"
            raise Refused(f"{error.code} {request.full_url}") from None
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(repr(error)) from None
