"""kill -9 of one process after another under load, many more times than the tests do.

python bench/kill_drill.py [ROUNDS] [SEED]    default 60 kills; exit 1 when anything was lost
"""

import random
import sys
import time

import ground  # noqa: F401 - first: it prepares what the next lines import

from tests.drills import kill
from tests.journeys.live import open_office


def main(rounds: int = 60, seed: int | None = None) -> None:
    seed = random.randrange(10**6) if seed is None else seed
    random.seed(seed)
    begun = time.monotonic()
    with open_office() as office:
        books = kill.drill(office, random.choices(kill.VICTIMS, k=rounds))
        faults = kill.faults(office, books)
    sys.stdout.write(
        f"seed {seed}: {rounds} kills in {time.monotonic() - begun:.0f} s, "
        f"{len(books.received)} proposals received, {books.retries} sends repeated, "
        f"{len(faults)} faults\n"
    )
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    sys.exit(bool(faults))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
