"""``serve.json``: what the parent knows of its children, for the health page."""

import json
import os
from pathlib import Path

from township_npc.office.disk import write_whole


def write(folder: Path, **facts) -> None:
    text = json.dumps({"parent": os.getpid(), **facts}, ensure_ascii=False)
    write_whole(folder / "serve.json", [text.encode()])


def read(folder: Path) -> dict | None:
    """None where no server ever ran, or the one that wrote it is gone: its number may by now be
    that of a process which is not ours to ask."""
    try:
        facts = json.loads((folder / "serve.json").read_text())
        os.kill(facts["parent"], 0)
    except OSError:
        return None
    return facts
