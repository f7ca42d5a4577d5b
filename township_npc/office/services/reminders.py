"""Telling people what waits, each step once: in the application always, by mail at most once a
day where the office has set a mail server (security D.16)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Min, Q
from django.utils import timezone

from township_npc.office import mail
from township_npc.office.addressees import holders_of
from township_npc.office.choices import DigestState
from township_npc.office.ladder import is_due, is_quiet, step_on
from township_npc.office.models import Digest, Notice, Todo, User
from township_npc.office.selectors import the_office

#: A claim older than this was left behind by a process that died (D.16).
CLAIM = timedelta(minutes=15)
_BATCH = 50  # rows written at a time, so that others get their turn on SQLite


def run_reminders(now: datetime) -> None:
    """What beat calls; any number of times, by any number of workers, at any hour."""
    Digest.objects.filter(state=DigestState.CLAIMED, claimed_at__lt=now - CLAIM).update(
        state=DigestState.UNKNOWN
    )
    if is_quiet(now):
        return
    tell(now)
    if mail.is_set():
        for recipient in _to_be_mailed():
            send_digest(recipient, now)


def tell(now: datetime) -> None:
    """Write the notices that are due: unique in the database, so never one twice."""
    notices = list(_due_notices(now))
    for start in range(0, len(notices), _BATCH):
        Notice.objects.bulk_create(notices[start : start + _BATCH], ignore_conflicts=True)


def send_digest(recipient: User, now: datetime) -> None:
    """Claim the day by inserting its row, send, mark. Somebody else's claim is left alone."""
    digest = _claim(recipient, now)
    if digest is None:
        return
    sent = mail.send(recipient, the_office(), _told(digest), timezone.localdate(now))
    _mark(digest, DigestState.SENT if sent else DigestState.FAILED)


def see_unsent(digest: Digest, *, at: datetime) -> None:
    """A person has read that a mail went astray and tells the recipient by hand."""
    Digest.objects.filter(pk=digest.pk, seen_at__isnull=True).update(seen_at=at)


def _due_notices(now: datetime) -> Iterator[Notice]:
    today = timezone.localdate(now)
    todos = list(Todo.objects.waiting(today))
    reached = _reached()
    holders = {to: list(holders_of(to)) for to in {todo.addressee for todo in todos}}
    for todo in todos:
        step = step_on(today, todo.due_on)
        for user in holders[todo.addressee]:
            if is_due(step, reached.get((todo.pk, user.pk, todo.due_on))):
                yield Notice(todo=todo, recipient=user, due_on=todo.due_on, step=step, at=now)


def _reached() -> dict[tuple, int]:
    """The lowest step told of each open to-do, to each person, under each due day."""
    told = Notice.objects.filter(todo__closed_at__isnull=True).order_by()
    lowest = told.values_list("todo", "recipient", "due_on").annotate(step=Min("step"))
    return {row[:3]: row[3] for row in lowest}


def _unmailed():
    """Told in the application, not by mail, and still true: open, under the present due day."""
    as_told = Q(due_on=F("todo__due_on")) | Q(due_on__isnull=True, todo__due_on__isnull=True)
    return Notice.objects.filter(as_told, digest__isnull=True, todo__closed_at__isnull=True)


def _to_be_mailed() -> Iterator[User]:
    people = User.objects.filter(is_active=True, pk__in=_unmailed().values("recipient"))
    for user in people.select_related("person"):
        if user.person_id and user.person.email:
            yield user


def _claim(recipient: User, now: datetime) -> Digest | None:
    with transaction.atomic():
        fresh = list(_unmailed().filter(recipient=recipient).values_list("pk", flat=True))
        if not fresh:
            return None
        try:
            with transaction.atomic():
                digest = Digest.objects.create(
                    recipient=recipient,
                    on=timezone.localdate(now),
                    state=DigestState.CLAIMED,
                    claimed_at=now,
                )
        except IntegrityError:
            return None
        Notice.objects.filter(pk__in=fresh).update(digest=digest)
        return digest


def _told(digest: Digest) -> list[Todo]:
    return list(Todo.objects.filter(notices__digest=digest).distinct().worst_first())


def _mark(digest: Digest, state: str) -> None:
    Digest.objects.filter(pk=digest.pk, state=DigestState.CLAIMED).update(state=state)
