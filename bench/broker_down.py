"""Pages while the broker is down: signing in, reading, sending (security D.5).

python bench/broker_down.py [PEOPLE]    default 20; exit 1 when something sent is not there or a
page took longer than the budget
"""

import sys

import ground  # noqa: F401 - first: it prepares what the next lines import

from tests.drills import everyday, jobs, kill
from tests.journeys.live import open_office

BUDGET = 2.0


def main(people: int = 20) -> None:
    with open_office() as office:
        jobs.lay_papers(office)
        names = [office.add_deputy(f"代表{n}") for n in range(people)]
        kill.wait(lambda: kill.is_whole(office), "the office did not open whole")
        with jobs.without_broker(office):
            sent = [everyday.sends(office, name) for name in names]
            _, desk = everyday.reads(office, "zhuren")
        there = everyday.received(office, [key for key, _ in sent])
    slowest = max(phone.slowest for phone in [desk, *(phone for _, phone in sent)])
    sys.stdout.write(
        f"{people} people without a broker: slowest page {slowest:.2f} s (budget {BUDGET} s), "
        f"{len(there)} of {people} proposals received\n"
    )
    sys.exit(len(there) != people or slowest > BUDGET)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
