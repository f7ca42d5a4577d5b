"""Sealed fields: ID number, phone, address never stand in the database in clear.

AES-GCM with the key's id in front and the row's table, key and column as associated data, so a
value moved to another row does not open (security C.19). Lookup goes through a keyed index of the
normalised value. Keys live in the data folder (``office.keys``), not in the database or its backup.
"""

import base64
import hashlib
import hmac
import os
import unicodedata
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from township_npc.office import keys


class SealBroken(ValueError):
    """The value was changed or moved, or its key is gone."""


def _keys(var, name: str) -> dict[str, bytes]:
    """The keys as they stand in the file now: a change reaches every running process at once."""
    path = keys.path_of(var, name)
    state = path.stat() if path.exists() else None
    return _read(var, name, state and (state.st_ino, state.st_mtime_ns))


@lru_cache(maxsize=8)
def _read(var, name: str, state) -> dict[str, bytes]:
    return keys.read(var, name)


def seal(text: str, place: str) -> str:
    """Return ``keyid.base64``; ``place`` is ``table/uuid/column``. The empty text stays empty."""
    if not text:
        return ""
    key_id, key = next(iter(_keys(settings.VAR_DIR, "field").items()))
    nonce = os.urandom(12)
    box = AESGCM(key).encrypt(nonce, text.encode(), place.encode())
    return f"{key_id}.{base64.b64encode(nonce + box).decode()}"


def unseal(token: str, place: str) -> str:
    """Return the text. Raises SealBroken when moved, changed, or its key is gone."""
    if not token:
        return ""
    key_id, _, body = token.partition(".")
    key = _keys(settings.VAR_DIR, "field").get(key_id)
    if key is None:
        raise SealBroken(f"缺少编号为 {key_id} 的密钥，打不开加密的个人信息，请用钥匙页恢复。")
    raw = base64.b64decode(body)
    try:
        return AESGCM(key).decrypt(raw[:12], raw[12:], place.encode()).decode()
    except InvalidTag:
        raise SealBroken("加密的个人信息被改动或挪动过，打不开。") from None


def mask(number: str) -> str:
    """``138****1234``: enough to recognise, too little to use; the empty text stays empty."""
    if len(number) < 9:
        return "*" * max(len(number) - 2, 0) + number[-2:]
    return number[:3] + "*" * (len(number) - 7) + number[-4:]


def sealed_names(model) -> list[str]:
    """The sealed attributes of a model: ``["id_number", "phone", "address"]`` for Person."""
    return [name for name, value in vars(model).items() if isinstance(value, Sealed)]


def index(text: str) -> str:
    """The keyed fingerprint by which a sealed value is found; empty for the empty text."""
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    if not plain:
        return ""
    key = next(iter(_keys(settings.VAR_DIR, "index").values()))
    return hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()


class Sealed(property):
    """A model attribute in clear over the columns ``<name>_sealed`` and, if asked, ``<name>_index``

    >>> class Person(models.Model):
    ...     phone_sealed = models.TextField(blank=True, editable=False)
    ...     phone_index = models.CharField(max_length=64, blank=True, editable=False)
    ...     phone = Sealed("phone", indexed=True)
    """

    def __init__(self, name: str, *, indexed: bool = False):
        def place(row) -> str:
            return f"{row._meta.db_table}/{row.pk}/{name}"

        def get(row) -> str:
            return unseal(getattr(row, f"{name}_sealed"), place(row))

        def put(row, text: str | None) -> None:
            setattr(row, f"{name}_sealed", seal(text or "", place(row)))
            if indexed:
                setattr(row, f"{name}_index", index(text or ""))

        super().__init__(get, put)
