"""``record``: the last line of every service."""

import hashlib
import hmac
import json
from collections.abc import Iterator

from django.conf import settings
from django.db import transaction

from township_npc.office import clock, keys, origin
from township_npc.office.models import AuditEntry, AuditHead, AuditNote
from township_npc.office.registries import subject_kind
from township_npc.office.services.todos import reconcile


@transaction.atomic
def record(by, verb: str, subject=None, /, *, note: str = "", **facts) -> AuditEntry:
    """Write the audit entry of an act, in the same transaction as the act, and let the record's
    to-dos follow its new state.

    ``facts`` are JSON values without personal text; what a person typed goes into ``note``, which
    the chain does not cover. ``by`` is a User, or None for the program itself.
    """
    head = AuditHead.objects.select_for_update().get(pk=1)
    entry = AuditEntry(
        seq=head.seq + 1,
        at=clock.now(),
        actor=by,
        verb=verb,
        subject_kind=subject_kind(subject) if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        facts=facts,
        origin=origin.address(),
        previous=head.hash,
    )
    entry.hash = chain_hash(entry)
    entry.save(force_insert=True)
    if note:
        AuditNote.objects.create(entry=entry, text=note)
    AuditHead.objects.filter(pk=1).update(seq=entry.seq, hash=entry.hash)
    if subject is not None:
        reconcile(subject, entry.at)
    return entry


def chain_hash(entry: AuditEntry) -> str:
    """HMAC-SHA256 over the previous hash and the entry's canonical JSON (security C.14)."""
    body = {
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "actor": str(entry.actor_id or ""),
        "verb": entry.verb,
        "subject": [entry.subject_kind, entry.subject_id],
        "facts": entry.facts,
        "origin": entry.origin,
    }
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    key = keys.current(settings.VAR_DIR, "audit")
    return hmac.new(key, f"{entry.previous}\n{text}".encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def chain_fault(newest: int | None = None) -> str | None:
    """The first fault of the chain; the head is held, so nobody appends while it is read."""
    AuditHead.objects.select_for_update().filter(pk=1).first()
    return next(chain_faults(newest), None)


def chain_faults(newest: int | None = None) -> Iterator[str]:
    """Yield one Chinese sentence for the first entry that does not fit, and stop; none when whole.

    ``newest`` reads only the last so many entries.
    """
    start = max(AuditHead.objects.get(pk=1).seq - newest, 0) if newest else 0
    before = AuditEntry.objects.filter(seq=start).first()
    previous, expected = before.hash if before else "0" * 64, start + 1
    for entry in AuditEntry.objects.filter(seq__gt=start).order_by("seq").iterator(chunk_size=1000):
        if entry.seq != expected:
            yield f"操作记录缺第 {expected} 条。"
            return
        if entry.previous != previous or entry.hash != chain_hash(entry):
            yield f"操作记录第 {entry.seq} 条被改动过。"
            return
        previous, expected = entry.hash, expected + 1
    head = AuditHead.objects.filter(pk=1).first()
    if head is None or (head.seq, head.hash) != (expected - 1, previous):
        kept = head.seq if head else 0
        yield f"操作记录的末尾不对：链上有 {expected - 1} 条，末端记着 {kept} 条。"
