"""Watches the children: starts them, starts a dead one again, stops them all."""

import signal
import time
from collections.abc import Callable, Sequence

from township_npc.office.serving.children import Child

TICK = 0.2
LONGEST_PAUSE = 30
#: A child that lived this long has recovered; its next death counts as a first one.
HEALTHY_AFTER = 60


def pause_before(restart: int) -> float:
    """Seconds before the nth restart in a row: 0.5, 1, 2, 4 … 30."""
    return min(0.5 * 2 ** (restart - 1), LONGEST_PAUSE)


class Watch:
    """What the supervisor remembers of one child between two looks."""

    def __init__(self, child: Child):
        self.child = child
        self.deaths_in_a_row = 0
        self.alive_since = 0.0
        self.start_at: float | None = time.monotonic() + child.delay

    def bury(self) -> None:
        """Kill what the dead child left behind and set the time of its restart."""
        self.child.kill_group()
        recovered = time.monotonic() - self.alive_since > HEALTHY_AFTER
        self.deaths_in_a_row = 1 if recovered else self.deaths_in_a_row + 1
        self.start_at = time.monotonic() + pause_before(self.deaths_in_a_row)

    @property
    def is_due(self) -> bool:
        return self.start_at is not None and time.monotonic() >= self.start_at

    def start(self, *args) -> None:
        self.start_at = None
        self.alive_since = time.monotonic()
        self.child.start(*args)


class Supervisor:
    """``waves`` stop one after the other: first those who use the broker, then the broker."""

    def __init__(
        self,
        waves: Sequence[Sequence[Child]],
        *,
        environ: dict[str, str],
        keep_open: tuple[int, ...] = (),
        tell: Callable[..., None],
    ):
        self.waves = waves
        self.watches: list[Watch] = []
        self.how_to_start = (environ, keep_open)
        self.tell = tell
        self.times_asked_to_stop = 0

    def start(self) -> None:
        """Get ready to watch; the broker comes first, then those who use it."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._asked_to_stop)
        self.watches = [Watch(child) for wave in reversed(self.waves) for child in wave]

    def watch(self, until: Callable[[], bool] = lambda: False) -> None:
        """Start what is due, until a stop was asked for or ``until`` says so."""
        while not self.times_asked_to_stop and not until():
            changes = [self._tend(watch) for watch in self.watches]
            if any(changes):
                self._report()
            time.sleep(TICK)

    def stop(self) -> None:
        """TERM, and KILL after each child's patience; a second Ctrl-C ends the patience."""
        for wave in self.waves:
            begun, asked = time.monotonic(), self.times_asked_to_stop
            for child in wave:
                child.ask_to_stop()
            for child in wave:
                while child.is_running and self.times_asked_to_stop == asked:
                    if time.monotonic() - begun > child.patience:
                        break
                    time.sleep(TICK / 4)
                child.kill_group()

    def _asked_to_stop(self, number, frame) -> None:
        self.times_asked_to_stop += 1

    def _tend(self, watch: Watch) -> bool:
        """True when something changed."""
        if watch.child.is_running or watch.child.has_done_its_work:
            return False
        if watch.start_at is None:
            watch.bury()
        elif watch.is_due:
            watch.start(*self.how_to_start)
        else:
            return False
        return True

    def _report(self) -> None:
        self.tell(children=[watch.child.state() for watch in self.watches])
