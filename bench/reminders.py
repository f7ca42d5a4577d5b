"""Reminder storm: two beats and three workers at once, each step of the ladder (security D.16).

python bench/reminders.py [TODOS]    default 1,000, 20 runs; exit 1 when a notice or a letter is
twofold or missing
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

import ground  # noqa: F401 - first: it prepares what the next lines import

from tests.drills import reminders

PEOPLE = 18


def main(todos: int = 1000) -> None:
    folder = Path(tempfile.mkdtemp(prefix="npc-bench-"))
    machine = reminders.open_office(folder / "office", todos=todos, people=PEOPLE)
    try:
        took = storm(machine)
        doubles, told = reminders.doubles(machine), len(reminders.notices(machine))
        letters = len(reminders.letters(machine))
    finally:
        machine.scrap()
        shutil.rmtree(folder, ignore_errors=True)
    runs = len(took)
    sys.stdout.write(
        f"{todos} to-dos × {runs} runs of {reminders.BEATS + reminders.WORKERS} processes: "
        f"{sum(took) / runs:.1f} s a run, {max(took):.1f} s the longest; "
        f"{told} notices, {letters} letters, {doubles} doubles (must be 0)\n"
    )
    sys.exit(doubles > 0 or (told, letters) != (todos * runs, PEOPLE * runs))


def storm(machine) -> list[float]:
    """Seconds of each run."""
    took = []
    with reminders.crowd(machine) as runners:
        for left in reminders.LADDER:
            machine.set_clock(reminders.morning(left))
            begun = time.monotonic()
            reminders.at_once(runners)
            took.append(time.monotonic() - begun)
    return took


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
