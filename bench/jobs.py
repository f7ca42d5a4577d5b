"""Jobs that waited for the worker: how long until the last is done, and was each done once (D.6).

python bench/jobs.py [JOBS]    default 500; exit 1 when one is lost, twofold or the budget is broken
"""

import sys
import time

import ground  # noqa: F401 - first: it prepares what the next lines import

from tests.drills import jobs
from tests.journeys.live import open_office

BUDGET = 600


def main(number: int = 500) -> None:
    with open_office() as office:
        jobs.lay_papers(office)
        office.stop()
        office.start("--parts", "web,beat")
        asked = jobs.ask(office, times=number)
        office.stop()
        office.start()
        begun = time.monotonic()
        while (
            "pending" in jobs.states(office).values() or "running" in jobs.states(office).values()
        ):
            time.sleep(1)
        took = time.monotonic() - begun
        counts = jobs.counts(office, asked)
    sys.stdout.write(f"{number} jobs in {took:.0f} s (budget {BUDGET} s): {counts}\n")
    whole = {"files": number, "entries": number, "jobs": number, "chain": []}
    sys.exit(counts != whole or took > BUDGET)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
