"""The office's keys on paper and in a file: they come back whole, or the wrong line is named."""

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from township_npc.office import keys
from township_npc.office.keysheet import paper, wrapped
from township_npc.office.services import keysheet


def new_bundle() -> dict[str, str]:
    return {name: keys.new_key_line() for name in keys.NAMES}


def two_field_keys() -> dict[str, str]:
    return {**new_bundle(), "field": keys.new_key_line() + keys.new_key_line()}


@pytest.mark.parametrize("bundle", [new_bundle(), two_field_keys()])
def test_the_sheet_typed_back_gives_the_same_keys(bundle):
    assert paper.read_sheet("\n".join(paper.sheet_lines(bundle))) == bundle


def test_a_line_of_the_sheet_is_six_groups_of_four_behind_its_label():
    lines = paper.sheet_lines(new_bundle())
    assert [line.split()[0] for line in lines[:4]] == ["S1-1", "S1-2", "S1-3", "F1-1"]
    assert {tuple(map(len, line.split()[1:])) for line in lines} == {(4,) * 6}


def test_small_letters_full_width_and_mistaken_o_i_l_are_understood():
    bundle = new_bundle()
    lines = paper.sheet_lines(bundle)
    careless = [label_and_rest(line) for line in lines]
    text = "\n\n".join(careless).lower().replace("－", "-").replace(" ", "　", 1)
    assert paper.read_sheet(text) == bundle


def label_and_rest(line: str) -> str:
    label, _, rest = line.partition(" ")
    return f"{label} {rest.replace('0', 'O').replace('1', 'l').replace(' ', '')}"


@given(place=st.integers(0, 23), character=st.sampled_from("23456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_character_is_noticed_and_its_line_named(place, character):
    lines = paper.sheet_lines(BUNDLE)
    label, *groups = lines[4].split()
    body = "".join(groups)
    wrong = body[:place] + character + body[place + 1 :]
    lines[4] = f"{label} {wrong}"
    if wrong == body:
        return
    with pytest.raises(ValidationError, match=r"第 5 行（F1-2）抄错了"):
        paper.read_sheet("\n".join(lines))


BUNDLE = new_bundle()


def test_two_lines_that_changed_labels_are_noticed():
    lines = paper.sheet_lines(BUNDLE)
    first, second = lines[0][5:], lines[1][5:]
    lines[:2] = [f"S1-1 {second}", f"S1-2 {first}"]
    with pytest.raises(ValidationError, match=r"第 1 行（S1-1）抄错了"):
        paper.read_sheet("\n".join(lines))


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda lines: lines[:-1], "缺了 A1-3 这一行"),
        (lambda lines: lines[3:], "缺了 S1-1 这一行"),
        (lambda lines: ["钥匙页", *lines], "第 1 行开头不对"),
        (lambda lines: [lines[0][:-1], *lines[1:]], r"第 1 行（S1-1）抄错了"),
        (lambda lines: [], "缺了 S1-1 这一行"),
    ],
)
def test_what_is_wrong_with_the_sheet_is_said(spoil, sentence):
    with pytest.raises(ValidationError, match=sentence):
        paper.read_sheet("\n".join(spoil(paper.sheet_lines(BUNDLE))))


def test_the_file_opens_with_its_passphrase_only():
    file = wrapped.wrap(BUNDLE, "莲塘镇人大办公室的钥匙口令")
    assert wrapped.unwrap(file, "莲塘镇人大办公室的钥匙口令") == BUNDLE
    with pytest.raises(ValidationError, match="口令不对"):
        wrapped.unwrap(file, "莲塘镇人大办公室的钥匙口令。")
    assert all(text.split(":")[1].strip().encode() not in file for text in BUNDLE.values())


@pytest.mark.parametrize("file", [b"", b"{}", b"[]", b"\xff\xfe", b'{"salt": 1}'])
def test_something_else_is_not_taken_for_a_key_file(file):
    with pytest.raises(ValidationError, match="不是钥匙文件"):
        wrapped.unwrap(file, "莲塘镇人大办公室的钥匙口令")


def test_a_passphrase_has_twelve_characters_or_more():
    wrapped.wrap(BUNDLE, "x" * 12)
    with pytest.raises(ValidationError, match="至少 12 个"):
        wrapped.wrap(BUNDLE, "x" * 11)


def test_keys_that_are_put_back_keep_the_others_aside(tmp_path, monkeypatch):
    monkeypatch.delenv("NPC_KEYS", raising=False)
    keys.make_missing(tmp_path)
    before = keysheet.current_bundle(tmp_path)
    keysheet.install(BUNDLE, tmp_path)
    assert keysheet.current_bundle(tmp_path) == BUNDLE
    aside = {path.read_text() for path in keys.folder(tmp_path).glob("*.before-*")}
    assert aside == set(before.values())
    assert {oct(path.stat().st_mode)[-3:] for path in keys.folder(tmp_path).iterdir()} == {"600"}


def test_the_current_keys_are_the_five_of_this_folder():
    assert list(keysheet.current_bundle(settings.VAR_DIR)) == list(keys.NAMES)
