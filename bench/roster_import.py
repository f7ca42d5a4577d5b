"""``python bench/roster_import.py [ROWS]``: a roster from the file to the deputies, and back.

Budget: 1,000 rows in 5 s, pauses included (docs/architecture.md). Runs on a database of its own in
a folder that goes afterwards; with DATABASE_URL set, on that (it must be empty).
"""

import os
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path


def main(rows: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    _measure(rows)


def _measure(rows: int) -> None:
    from deputies.models import CongressTerm, Deputy
    from deputies.selectors.roster import seats_of
    from deputies.services.roster_commit import write_import
    from deputies.services.roster_preview import keep_preview, preview_roster
    from deputies.services.roster_undo import undo_import
    from tests.deputies.roster_files import people, roster
    from township_npc.office import clock

    term = CongressTerm.objects.create(ordinal=19, starts_on=date(2021, 11, 20))
    file, pauses, watch = roster(_unlike(people(rows))), [], _Watch()

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        time.sleep(seconds)

    def read():
        return preview_roster(
            file, file.name, term=term, by=None, at=clock.now(), today=clock.today()
        )

    preview = watch("read and compare", read)
    batch = watch("keep the preview", lambda: keep_preview(preview, by=None))
    watch(
        "write, pauses included", lambda: write_import(batch, by=None, at=clock.now(), pause=pause)
    )
    _say(f"{'total to the last deputy':<28}{watch.total:8.2f} s   budget 5 s for 1,000 rows")
    watch("compare a second time", read)
    assert Deputy.objects.count() == len(seats_of(term)) == rows
    longest = max(pauses) / 2
    _say(f"{'longest transaction':<28}{longest * 1000:8.0f} ms  of {len(pauses)} batches")
    watch("undo, pauses included", lambda: undo_import(batch, by=None, at=clock.now()))


class _Watch:
    """Runs a step, says what it took, adds it up."""

    total = 0.0

    def __call__(self, label: str, act):
        started, worked = time.perf_counter(), time.process_time()
        done = act()
        took, work = time.perf_counter() - started, time.process_time() - worked
        self.total += took
        _say(f"{label:<28}{took:8.2f} s   {work:.2f} s of it at work")
        return done


def _unlike(people: list[dict]) -> list[dict]:
    """More than 999 people need more than one birthday."""
    from tests.deputies.roster_files import invented_id

    for n, person in enumerate(people):
        person["身份证号"] = invented_id(f"196{n // 999:01}0506", n % 999 + 1)
    return people


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    folder = tempfile.mkdtemp(prefix="npc-bench-")
    sys.path.insert(0, str(Path(__file__).parent.parent))
    os.environ.update(NPC_MODE="office", NPC_VAR=folder, NPC_PLAIN_STATIC="1")
    os.environ["DJANGO_SETTINGS_MODULE"] = "township_npc.settings"
    try:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
