"""The program's own Python environment, ``.venv``, for ``./run`` and ``./test``.

Plain standard library: this runs before anything is installed.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)


def require_python() -> None:
    if sys.version_info < OLDEST:
        sys.exit(f"需要 Python 3.11 或更新的版本，这台机器是 {sys.version.split()[0]}。")


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def install(lock_name: str) -> None:
    """Install a lock file to the letter, once: a stamp remembers its hash."""
    lock = HERE / lock_name
    stamp = VENV / f"{lock_name}.installed"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if _works() and stamp.exists() and stamp.read_text() == wanted:
        return
    if not _works():
        _make()
    say(f"正在安装程序所需的包（{lock_name}），第一次约一分钟……")
    arguments = [
        "--no-deps",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--requirement",
        str(lock),
    ]
    quiet = ["--quiet", "--quiet", "--disable-pip-version-check", "--no-input"]
    if subprocess.run([*_pip(), "install", *quiet, *arguments]).returncode:
        sys.exit("没有装成。请检查网络，再运行一次；装过的部分不会重来。")
    stamp.write_text(wanted)


def _works() -> bool:
    return PYTHON.exists() and _succeeds([PYTHON, "-c", "import sys"])


def _make() -> None:
    """Plain ``venv``; one without pip where Debian's python3-venv is missing."""
    venv = [sys.executable, "-m", "venv", "--clear"]
    if _succeeds([*venv, VENV]) or _succeeds([*venv, "--without-pip", VENV]):
        return
    sys.exit("这台机器的 Python 不完整，请管理员安装：apt install python3-venv")


def _pip() -> list:
    if _succeeds([PYTHON, "-m", "pip", "--version"]):
        return [PYTHON, "-m", "pip"]
    if _succeeds([sys.executable, "-m", "pip", "--python", PYTHON, "--version"]):
        return [sys.executable, "-m", "pip", "--python", PYTHON]
    sys.exit("这台机器没有 pip，请管理员安装：apt install python3-pip")


def _succeeds(command: list) -> bool:
    environ = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return subprocess.run(command, capture_output=True, env=environ).returncode == 0
