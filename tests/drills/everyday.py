"""What goes on every day, whatever stands still behind the pages (security D.5)."""

import uuid

from tests.drills.phone import Phone
from tests.journeys.live import LiveOffice


def sends(office: LiveOffice, username: str) -> tuple[str, Phone]:
    """A deputy signs in, reads, writes and sends; the key of what the office said it received."""
    phone, pk = Phone(office.url), uuid.uuid4()
    phone.sign_in(username)
    for page in ("/", "/proposals/", "/me/"):
        phone.get(page)
    phone.send(pk, phone.write(pk, f"第 {pk} 号：门口要有斑马线。"))
    return str(pk), phone


def reads(office: LiveOffice, username: str) -> tuple[str, Phone]:
    """The office signs in, and opens its lists; its home page."""
    desk = Phone(office.url)
    desk.sign_in(username)
    for page in ("/proposals/", "/todo/", "/deputies/", "/health/"):
        desk.get(page)
    return desk.get("/"), desk


def received(office: LiveOffice, keys: list[str]) -> list[str]:
    """Those that stand in the database, sent, once recorded."""
    return office.run(_RECEIVED, keys=keys)


_RECEIVED = """
answer = [
    key for key in keys
    if Proposal.objects.filter(pk=key, state="submitted").exists()
    and AuditEntry.objects.filter(verb="proposal.submitted", subject_id=key).count() == 1
]
"""
