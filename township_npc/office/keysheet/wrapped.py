"""Keys as a file that opens with a passphrase (scrypt, AES-GCM)."""

import base64
import json
import os
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.core.exceptions import ValidationError

from township_npc.office.keysheet import Bundle

MIN_PASSPHRASE = 12
FORMAT = "township-npc-keys-1"
_SCRYPT = {"n": 2**15, "r": 8, "p": 1}


def wrap(bundle: Bundle, passphrase: str) -> bytes:
    """Raises ValidationError for a passphrase that is too short."""
    if len(passphrase) < MIN_PASSPHRASE:
        raise ValidationError(f"口令至少 {MIN_PASSPHRASE} 个字符。", code="short_passphrase")
    salt, nonce = os.urandom(16), os.urandom(12)
    box = AESGCM(_derive(passphrase, salt)).encrypt(
        nonce, json.dumps(bundle).encode(), FORMAT.encode()
    )
    fields = {"salt": salt, "nonce": nonce, "box": box}
    encoded = {name: base64.b64encode(value).decode() for name, value in fields.items()}
    return json.dumps({"format": FORMAT, **encoded}, indent=1).encode()


def unwrap(file: bytes, passphrase: str) -> Bundle:
    """Raises ValidationError for a wrong passphrase or a damaged file."""
    try:
        content = json.loads(file)
        salt, nonce, box = (base64.b64decode(content[name]) for name in ("salt", "nonce", "box"))
        plain = AESGCM(_derive(passphrase, salt)).decrypt(nonce, box, FORMAT.encode())
    except (ValueError, KeyError, TypeError):
        raise ValidationError("这不是钥匙文件，或者已经损坏。", code="not_a_key_file") from None
    except InvalidTag:
        raise ValidationError("口令不对，或者钥匙文件已经损坏。", code="passphrase") from None
    return json.loads(plain)


def _derive(passphrase: str, salt: bytes) -> bytes:
    normal = unicodedata.normalize("NFKC", passphrase).encode()
    return Scrypt(salt=salt, length=32, **_SCRYPT).derive(normal)
