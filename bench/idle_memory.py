"""Memory of an idle office, all its processes together (proportional set size).

python bench/idle_memory.py    opens an office of its own, waits, adds up; budget 500 MB
"""

import sys
import time
from pathlib import Path

import ground  # noqa: F401 - first: it prepares what the next lines import

from tests.drills.kill import processes_of
from tests.journeys.live import open_office

BUDGET_MB = 500
SETTLED_AFTER = 45  # the worker and beat are up, the first heartbeat is through


def megabytes(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0


def main() -> None:
    with open_office() as office:
        time.sleep(SETTLED_AFTER)
        sizes = [(megabytes(pid), command) for pid, command in processes_of(office.folder).items()]
    for size, command in sorted(sizes, reverse=True):
        sys.stdout.write(f"{size:7.1f} MB  {command.partition('-m ')[2] or command:.80}\n")
    total = sum(size for size, _ in sizes)
    sys.stdout.write(f"{total:7.1f} MB  in all (budget {BUDGET_MB} MB)\n")
    sys.exit(total > BUDGET_MB)


if __name__ == "__main__":
    main()
