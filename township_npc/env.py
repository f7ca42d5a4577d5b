"""What the machine tells us: mode, data folder, database, broker. Read once, by ``settings``."""

import hashlib
import os
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

BASE_DIR = Path(__file__).resolve().parent.parent

DEMO, OFFICE, SERVED = "demo", "office", "served"
MODES = (DEMO, OFFICE, SERVED)

#: Linux allows 108 bytes, some systems 104, both with a closing zero.
LONGEST_SOCKET_PATH = 100

#: SQLite as the office relies on it: nothing acknowledged is lost at a power cut, nothing deleted
#: can be read back, a writer waits instead of failing (docs/operation.md says what was measured).
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA secure_delete=ON;"
    "PRAGMA busy_timeout=20000;PRAGMA cache_size=-32768;PRAGMA mmap_size=134217728;"
    "PRAGMA temp_store=MEMORY;PRAGMA journal_size_limit=67108864;"
)


def mode(environ=os.environ) -> str:
    """``NPC_MODE``, or the office when this machine has one, or the demo."""
    chosen = environ.get("NPC_MODE")
    if chosen and chosen not in MODES:
        raise SystemExit(f"NPC_MODE 只能是 {'、'.join(MODES)}，现在是 {chosen}。")
    if chosen:
        return chosen
    return OFFICE if (BASE_DIR / "var" / "office").is_dir() else DEMO


def var_dir(mode: str, environ=os.environ) -> Path:
    """The folder that holds this office's data; the demo never shares it with an office."""
    chosen = environ.get("NPC_VAR")
    folder = Path(chosen) if chosen else BASE_DIR / "var" / (DEMO if mode == DEMO else OFFICE)
    return folder.resolve()


def database_file(var: Path, environ=os.environ) -> Path | None:
    """Where SQLite keeps the office's data; None for Postgres."""
    return None if environ.get("DATABASE_URL") else var / "office.sqlite3"


def database(var: Path, environ=os.environ) -> dict:
    """Django's database settings: ``DATABASE_URL`` (Postgres), else SQLite in the data folder."""
    if file := database_file(var, environ):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": file,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": SQLITE_PRAGMAS,
            },
            # Tests run on a file like the office does: threads and other processes can open it.
            "TEST": {"NAME": var / "test.sqlite3"},
        }
    parts = urlsplit(environ["DATABASE_URL"])
    if parts.scheme not in ("postgres", "postgresql"):
        raise SystemExit("DATABASE_URL 只认 postgres://用户:密码@主机:端口/库名。")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def broker_url(var: Path, environ=os.environ) -> str:
    """``REDIS_URL``, else the broker that ``manage.py serve`` starts for this data folder."""
    return environ.get("REDIS_URL") or f"redis+socket://{quote(str(broker_socket(var)))}"


def broker_socket(var: Path) -> Path:
    """``queue.sock`` in the data folder, or in a private folder where that path is too long.

    The private folder's name follows from the data folder, so every command finds the same one.
    """
    socket = var / "queue.sock"
    if len(os.fsencode(socket)) <= LONGEST_SOCKET_PATH:
        return socket
    name = hashlib.sha256(os.fsencode(var)).hexdigest()[:16]
    folder = Path("/tmp") / f"npc-{os.getuid()}-{name}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise SystemExit(f"{folder} 不是本账号建的，请删掉它，或者把数据放到路径短一些的文件夹。")
    return folder / "queue.sock"


def flag(name: str, environ=os.environ) -> bool:
    return environ.get(name, "") in ("1", "true", "yes")


def mail_server(environ=os.environ) -> dict:
    """``SMTP_URL`` = ``smtp://user:password@host:587`` (STARTTLS) or ``smtps://…:465``, and
    ``MAIL_FROM``, as Django's settings; without both nothing is ever mailed."""
    url, sender = urlsplit(environ.get("SMTP_URL", "")), environ.get("MAIL_FROM", "")
    if not (url.hostname and sender):
        return {"MAIL_FROM": ""}
    is_wrapped = url.scheme == "smtps"
    return {
        "MAIL_FROM": sender,
        "EMAIL_HOST": url.hostname,
        "EMAIL_PORT": url.port or (465 if is_wrapped else 587),
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_SSL": is_wrapped,
        "EMAIL_USE_TLS": not is_wrapped and url.port != 25,
        "EMAIL_TIMEOUT": 20,
    }
