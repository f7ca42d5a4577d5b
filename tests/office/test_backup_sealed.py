"""A package opens only with its key, and what was moved, left out or changed does not open."""

import io
import os
import tracemalloc

import pytest
from django.core.exceptions import ValidationError

from tests.office import packages
from township_npc.office.backup import package, sealed
from township_npc.office.backup.opened import Opened

CHUNK, STORED = sealed.CHUNK, sealed.CHUNK + sealed.TAG
BODY = os.urandom(3 * CHUNK + 5)
NAME, OTHER = "files/aa/0123456789abcdef0123456789abcdef", "files/bb/0"


@pytest.fixture
def path(tmp_path):
    return packages.make(tmp_path / "one.zip", {NAME: BODY, OTHER: b"other"})


def opened(path, name=NAME, keys=packages.KEYS) -> bytes:
    with Opened(path, package.check(path), keys) as backup:
        return b"".join(backup.chunks(name))


def refused(path, **arguments):
    """Whole for everybody who looks at it, and not to be opened."""
    package.check(path)
    with pytest.raises(ValidationError, match="打不开：钥匙不是它的那一把，或者内容被人调换过"):
        opened(path, **arguments)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
@pytest.mark.parametrize("compressed", [True, False])
def test_what_goes_in_comes_out_whatever_its_size(tmp_path, size, compressed):
    writer = package.Writer(tmp_path / "one.zip", packages.KEY_ID, packages.KEY)
    writer.add(NAME, io.BytesIO(BODY[:size]), compressed=compressed)
    writer.close()
    assert opened(tmp_path / "one.zip") == BODY[:size]


def test_anybody_can_check_a_package_and_nobody_reads_it(path):
    manifest = package.check(path)
    assert set(manifest["members"]) == {package.TABLES, NAME, OTHER}
    assert BODY[:64] not in path.read_bytes()
    refused(path, keys={packages.KEY_ID: bytes(32)})


def test_a_key_that_is_not_there_is_said_by_its_number(path):
    with pytest.raises(ValidationError, match=f"缺少这份备份的密钥.*{packages.KEY_ID}"):
        opened(path, keys={"ffffffff": packages.KEY})


def test_two_packages_of_the_same_bytes_have_nothing_in_common(tmp_path):
    one, two = (packages.make(tmp_path / name, {NAME: BODY}) for name in ("1.zip", "2.zip"))
    digests = [package.check(path)["members"][NAME]["sha256"] for path in (one, two)]
    assert digests[0] != digests[1]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda body: body[STORED : 2 * STORED] + body[:STORED] + body[2 * STORED :],
        lambda body: body[:STORED] + body[2 * STORED :],
        lambda body: body[:STORED] + body[:STORED] + body[STORED:],
        lambda body: body[: 3 * STORED],
        lambda body: body[:STORED],
        lambda body: body[:-1],
        lambda body: b"",
        lambda body: body + body[-(5 + sealed.TAG) :],
        lambda body: body[:9] + bytes([body[9] ^ 1]) + body[10:],
    ],
    ids=[
        "reordered",
        "left out",
        "doubled",
        "last lost",
        "one left",
        "cut",
        "empty",
        "more",
        "bit",
    ],
)
def test_chunks_that_are_not_all_there_in_their_order_do_not_open(path, spoil):
    packages.rewrite(path, lambda bodies: bodies.update({NAME: spoil(bodies[NAME])}))
    refused(path)


def test_a_member_put_in_another_s_place_does_not_open(path):
    packages.rewrite(path, lambda bodies: bodies.update({OTHER: bodies[NAME]}))
    assert opened(path) == BODY
    refused(path, name=OTHER)


def test_a_member_of_another_backup_does_not_open(path, tmp_path):
    older = packages.make(tmp_path / "older.zip", {NAME: b"as it was"})
    taken = {}
    packages.rewrite(older, taken.update)
    packages.rewrite(path, lambda bodies: bodies.update({NAME: taken[NAME]}))
    refused(path)


def test_the_first_format_opens_without_a_key(path):
    packages.as_first_format(path, packages.KEYS)
    assert BODY[:64] in path.read_bytes()
    assert opened(path, keys={}) == BODY


@pytest.mark.parametrize("compressed", [True, False])
def test_64_megabytes_never_stand_in_memory(tmp_path, compressed):
    """Packed, they are 64 KB: what a few bytes swell to comes in chunks too."""
    size, path = 64 * CHUNK, tmp_path / "big.zip"
    with open(tmp_path / "big", "wb") as file:
        file.truncate(size)
    tracemalloc.start()
    writer = package.Writer(path, packages.KEY_ID, packages.KEY)
    with open(tmp_path / "big", "rb") as file:
        writer.add(NAME, file, compressed=compressed)
    writer.close()
    with Opened(path, package.check(path), packages.KEYS) as backup:
        assert sum(map(len, backup.chunks(NAME))) == size
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * CHUNK
