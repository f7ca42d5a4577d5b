"""An import of the roster brought as far as a test needs it."""

from collections import Counter
from datetime import date

from deputies.models import RosterImport
from deputies.services.roster_commit import write_import
from deputies.services.roster_preview import Preview, keep_preview, preview_roster
from tests.factories import make_term, moment

TODAY = date(2026, 10, 8)
READ_AT, WRITTEN_AT = moment(2026, 10, 8), moment(2026, 10, 8, 10)


def preview(file, *, by=None, **options) -> Preview:
    term = options.pop("term", None) or make_term()
    return preview_roster(file, file.name, term=term, by=by, at=READ_AT, today=TODAY, **options)


def kept(file, *, by=None) -> RosterImport:
    return keep_preview(preview(file, by=by), by=by)


def imported(file, *, by=None) -> RosterImport:
    batch = kept(file, by=by)
    write(batch, by=by)
    return batch


def write(batch: RosterImport, *, by=None, pause=lambda seconds: None) -> None:
    write_import(batch, by=by, at=WRITTEN_AT, pause=pause)


class Killed(BaseException):
    """kill -9: nothing catches it."""


def killed_after(batches: int):
    """A pause that ends the process after so many batches."""
    seen = Counter()

    def pause(seconds: float) -> None:
        seen["pauses"] += 1
        if seen["pauses"] == batches:
            raise Killed

    return pause
