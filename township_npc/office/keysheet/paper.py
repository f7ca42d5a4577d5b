"""Keys as lines that a person can type back.

Each key is three lines of five groups and a group of check characters, in an alphabet without I, L,
O and U. A wrong line is named by its number and its label.
"""

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterator

from django.core.exceptions import ValidationError

from township_npc.office import keys
from township_npc.office.keysheet import Bundle

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LETTERS = {name[0].upper(): name for name in keys.NAMES}  # S F I B A
_LABEL = re.compile(r"([A-Z])(\d+)-(\d) ")
_PARTS, _PART_BYTES, _PART_CHARS, _CHECK_CHARS = 3, 12, 20, 4


def sheet_lines(bundle: Bundle) -> list[str]:
    """``F1-2 7Q2M 8K3D … 0C9T``: letter of the key, its place in the file, part."""
    return [
        _line(f"{name[0].upper()}{place}-{part}", body)
        for name, text in bundle.items()
        for place, line in enumerate(text.split(), start=1)
        for part, body in enumerate(_key_parts(line), start=1)
    ]


def read_sheet(text: str) -> Bundle:
    """Read what was typed or scanned. Raises ValidationError that names the wrong line."""
    parts: dict[tuple[str, int, int], bytes] = {}
    lines = [line for line in map(_tidy, re.split(r"[\n/]", text)) if line]
    for number, line in enumerate(lines, start=1):
        label, body = _read_line(number, line)
        parts[label] = body
    return _joined(parts)


def _key_parts(line: str) -> Iterator[str]:
    key_id, _, value = line.partition(":")
    raw = bytes.fromhex(key_id) + base64.b64decode(value)
    for start in range(0, len(raw), _PART_BYTES):
        yield _encode(raw[start : start + _PART_BYTES])


def _line(label: str, body: str) -> str:
    characters = body + _check(label, body)
    groups = [characters[i : i + 4] for i in range(0, len(characters), 4)]
    return " ".join([label, *groups])


def _check(label: str, body: str) -> str:
    """Covers the label too: two lines that changed places do not pass."""
    return _encode(hashlib.sha256(f"{label} {body}".encode()).digest()[:3])[:_CHECK_CHARS]


def _encode(raw: bytes) -> str:
    size = -(-len(raw) * 8 // 5)
    number = int.from_bytes(raw, "big") << (size * 5 - len(raw) * 8)
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(size)))


def _decode(text: str, size: int) -> bytes:
    number = 0
    for character in text:
        number = number << 5 | _ALPHABET.index(character)
    return (number >> (len(text) * 5 - size * 8)).to_bytes(size, "big")


def _tidy(line: str) -> str:
    return unicodedata.normalize("NFKC", line).upper().replace("—", "-").strip()


def _read_line(number: int, line: str) -> tuple[tuple[str, int, int], bytes]:
    match = _LABEL.match(line)
    if match is None or match[1] not in _LETTERS:
        raise ValidationError(
            f"第 {number} 行开头不对，应当像 F1-2 这样，请照着钥匙页再看一遍。", code="label"
        )
    label = match[0].strip()
    typed = re.sub(r"[\s-]", "", line[match.end() :]).translate(str.maketrans("OIL", "011"))
    body, check = typed[:_PART_CHARS], typed[_PART_CHARS:]
    if len(body) != _PART_CHARS or check != _check(label, body):
        raise ValidationError(
            f"第 {number} 行（{label}）抄错了，请照着钥匙页再看一遍。", code="check"
        )
    return (_LETTERS[match[1]], int(match[2]), int(match[3])), _decode(body, _PART_BYTES)


def _joined(parts: dict[tuple[str, int, int], bytes]) -> Bundle:
    bundle: Bundle = {}
    for name in keys.NAMES:
        places = max((place for key, place, _ in parts if key == name), default=1)
        bundle[name] = "".join(_key_line(parts, name, place) for place in range(1, places + 1))
    return bundle


def _key_line(parts: dict[tuple[str, int, int], bytes], name: str, place: int) -> str:
    for part in range(1, _PARTS + 1):
        if (name, place, part) not in parts:
            label = f"{name[0].upper()}{place}-{part}"
            raise ValidationError(f"缺了 {label} 这一行，请补上。", code="missing_line")
    raw = b"".join(parts[name, place, part] for part in range(1, _PARTS + 1))
    return f"{raw[:4].hex()}:{base64.b64encode(raw[4:]).decode()}\n"
