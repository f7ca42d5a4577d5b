"""A member's bytes sealed in chunks, so that no file is ever whole in memory.

AES-256-GCM. Each member has a key of its own: HKDF-SHA256 of the office's field key, the backup's
salt, and the member's name. The nonce of a chunk is its number and whether it is the last, so one
that was changed, moved, left out or cut off does not open (STREAM, Hoang and others 2015).
"""

import zlib
from collections.abc import Iterable, Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.core.exceptions import ValidationError

CHUNK = 1024 * 1024
TAG = 16
INFO = b"township-npc backup 2 member "


def member_key(field_key: bytes, salt: bytes, name: str) -> bytes:
    return HKDF(SHA256(), 32, salt, INFO + name.encode()).derive(field_key)


def seal(source: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """Every chunk but the last holds CHUNK bytes; what is empty is one empty chunk."""
    cipher = AESGCM(key)
    for index, (chunk, is_last) in enumerate(_with_last_mark(_regular(source))):
        yield cipher.encrypt(_nonce(index, is_last), chunk, None)


def unseal(stored: IO[bytes], key: bytes) -> Iterator[bytes]:
    """Raises ValidationError at the first chunk that is not what was sealed there."""
    cipher = AESGCM(key)
    for index, (chunk, is_last) in enumerate(_with_last_mark(chunks(stored, CHUNK + TAG))):
        try:
            yield cipher.decrypt(_nonce(index, is_last), chunk, None)
        except InvalidTag:
            raise ValidationError(
                "这份备份打不开：钥匙不是它的那一把，或者内容被人调换过。", code="seal_broken"
            ) from None


def deflated(source: Iterable[bytes]) -> Iterator[bytes]:
    machine = zlib.compressobj()
    for chunk in source:
        yield machine.compress(chunk)
    yield machine.flush()


def inflated(source: Iterable[bytes]) -> Iterator[bytes]:
    """However much comes out of a few bytes, it comes in chunks."""
    machine = zlib.decompressobj()
    for chunk in source:
        while chunk:
            yield machine.decompress(chunk, CHUNK)
            chunk = machine.unconsumed_tail
    yield machine.flush()


def chunks(source: IO[bytes], size: int = CHUNK) -> Iterator[bytes]:
    return iter(lambda: source.read(size), b"")


def _nonce(index: int, is_last: bool) -> bytes:
    return index.to_bytes(11, "big") + bytes([is_last])


def _regular(source: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of CHUNK, the last one shorter."""
    held = bytearray()
    for piece in source:
        held += piece
        while len(held) >= CHUNK:
            yield bytes(held[:CHUNK])
            del held[:CHUNK]
    yield bytes(held)


def _with_last_mark(source: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """``(chunk, False)`` … ``(chunk, True)``; an empty source is one empty last chunk."""
    source = iter(source)
    held = next(source, b"")
    for following in source:
        yield held, False
        held = following
    yield held, True
