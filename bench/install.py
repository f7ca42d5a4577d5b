"""A new user's first minutes: ./run in a clean copy of the program, and once more.

python3 bench/install.py    from nothing to the first page, the second start, and what a stop leaves

Exit 1 when a page does not come or a process is left behind. A broken budget is only said: how long
it takes is the machine's doing as well.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
BUDGET = {"install to first page": 120, "second start": 5}
PATIENCE = 600


def clean_copy(target: Path) -> None:
    """What a clone would hold: no environment, no data."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=HERE,
        check=True,
        capture_output=True,
    ).stdout.split(b"\0")
    for name in map(os.fsdecode, filter(None, names)):
        if (HERE / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(HERE / name, target / name)


class Run:
    """One ``./run`` of the demo in the copy, timed from the key press."""

    def __init__(self, folder: Path, port: int):
        self.folder, self.url = folder, f"http://127.0.0.1:{port}"
        clean = ("NPC_MODE", "NPC_VAR", "NPC_FONTS", "DATABASE_URL", "REDIS_URL", "VIRTUAL_ENV")
        environ = {name: value for name, value in os.environ.items() if name not in clean}
        self.begun = time.monotonic()
        self.process = subprocess.Popen(
            ["./run", "--port", str(port)], cwd=folder, env=environ, start_new_session=True
        )

    def first_page(self) -> float:
        """Seconds until the page a person sees first is there."""
        while not self.get("/"):
            if self.process.poll() is not None:
                sys.exit(f"./run ended with {self.process.returncode}")
            if time.monotonic() - self.begun > PATIENCE:
                self.stop()
                sys.exit("the first page did not come")
            time.sleep(0.05)
        return time.monotonic() - self.begun

    def get(self, path: str) -> bool:
        try:
            return urllib.request.urlopen(self.url + path, timeout=10).status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def stop(self) -> None:
        """As Ctrl-C does."""
        self.process.send_signal(signal.SIGINT)
        if self.process.wait(timeout=60):
            sys.exit(f"./run stopped with {self.process.returncode}")


def left_behind(folder: Path) -> list[str]:
    """Processes that still work in the copy."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            where, command = os.readlink(entry / "cwd"), (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if where.startswith(str(folder)) or os.fsencode(folder) in command:
            found.append(f"{entry.name} {command.replace(bytes(1), b' ').decode()}")
    return found


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def start_and_stop(folder: Path, port: int) -> float:
    run = Run(folder, port)
    took = run.first_page()
    pages = {path: run.get(path) for path in ("/healthz", "/readyz", "/login/")}
    run.stop()
    if not all(pages.values()):
        sys.exit(f"no answer: {pages}")
    if left := left_behind(folder):
        sys.exit(f"left behind: {left}")
    return took


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="npc-install-") as place:
        folder = Path(place).resolve()
        clean_copy(folder)
        port = free_port()
        took = {name: start_and_stop(folder, port) for name in BUDGET}
    for name, seconds in took.items():
        verdict = "within" if seconds <= BUDGET[name] else "OVER"
        sys.stdout.write(f"{name}: {seconds:.1f} s, {verdict} the budget of {BUDGET[name]} s\n")


if __name__ == "__main__":
    main()
