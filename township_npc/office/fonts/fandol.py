"""The Fandol fonts (GPL-3 with font exception) out of a Debian package, without root."""

import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from township_npc.office.disk import write_whole

PACKAGE = "texlive-lang-chinese"
FILES = frozenset(
    f"Fandol{name}.otf"
    for name in ("Fang-Regular", "Song-Bold", "Song-Regular", "Hei-Regular", "Kai-Regular")
)
LICENCE = "COPYING.gz"
TIME_OUT = 300


def are_in(folder: Path) -> bool:
    return all((folder / name).exists() for name in FILES)


def can_be_fetched() -> bool:
    return bool(shutil.which("apt-get") and shutil.which("dpkg-deb"))


def fetch(folder: Path) -> None:
    """Unpack the fonts from the package without installing it.

    Raises OSError or SubprocessError: no network, no such package, too slow.
    """
    with tempfile.TemporaryDirectory(prefix="npc-fonts-") as place:
        unpack = ["dpkg-deb", "--fsys-tarfile", str(_download(Path(place)))]
        with (
            subprocess.Popen(unpack, stdout=subprocess.PIPE) as unpacking,
            tarfile.open(fileobj=unpacking.stdout, mode="r|") as files,
        ):
            _take(files, folder)


def _download(place: Path) -> Path:
    for name in ("lists/partial", "cache/archives/partial"):
        (place / name).mkdir(parents=True)
    apt = ["apt-get", "-qq", "-o", f"Dir::State::lists={place}/lists"]
    apt += ["-o", f"Dir::Cache={place}/cache", "-o", "APT::Sandbox::User=root"]
    apt += ["-o", "Acquire::http::Timeout=20", "-o", "Acquire::Retries=0"]
    for act in (["update"], ["download", PACKAGE]):
        subprocess.run([*apt, *act], cwd=place, check=True, capture_output=True, timeout=TIME_OUT)
    return next(place.glob(f"{PACKAGE}_*.deb"))


def _take(files: tarfile.TarFile, folder: Path) -> None:
    for member in files:
        name = Path(member.name).name
        if name in FILES:
            write_whole(folder / name, [files.extractfile(member).read()], mode=0o644)
        elif name == LICENCE and "fandol" in member.name:
            content = files.extractfile(member).read()
            write_whole(folder / f"Fandol-{name}", [content], mode=0o644)
