"""Names: the surname, and the order in which lists of people stand."""

from importlib import import_module

import pytest
from django.apps import apps

from township_npc.office.models import Person
from township_npc.office.names import KEY_LENGTH, name_key, surname


def in_order(*names: str) -> list[str]:
    return sorted(names, key=name_key)


def sound(name: str) -> str:
    """``zeng1`` out of the key of 曾."""
    return name_key(name)[:-5]


@pytest.mark.parametrize(
    ("name", "expected"), [("万秋生", "万"), ("欧阳修文", "欧阳"), ("欧春", "欧"), ("", "")]
)
def test_a_compound_surname_is_one(name, expected):
    assert surname(name) == expected


def test_people_stand_by_the_sound_of_their_names():
    assert in_order("张伟", "陈桂兰", "万秋生", "艾国强") == ["艾国强", "陈桂兰", "万秋生", "张伟"]


def test_one_sound_is_ordered_by_its_tone_and_then_by_the_character():
    assert in_order("王一", "汪一", "旺一") == ["汪一", "王一", "旺一"]
    assert in_order("张伟", "章华", "张三") == ["张三", "张伟", "章华"]


def test_a_short_sound_stands_before_a_longer_one_and_a_short_name_before_a_longer():
    assert in_order("王安", "万秋生", "万秋") == ["万秋", "万秋生", "王安"]


@pytest.mark.parametrize(
    ("family", "expected"),
    [
        ("单", "shan4"),
        ("曾", "zeng1"),
        ("解", "xie4"),
        ("仇", "qiu2"),
        ("任", "ren2"),
        ("查", "zha1"),
        ("区", "ou1"),
        ("朴", "piao2"),
        ("翟", "zhai2"),
        ("华", "hua4"),
    ],
)
def test_a_surname_sounds_as_a_surname(family, expected):
    assert sound(family) == expected


def test_a_compound_surname_sounds_as_one():
    assert in_order("尉迟恭", "尉小明", "余三") == ["尉小明", "余三", "尉迟恭"]
    assert in_order("万俟雄", "万小明", "莫三") == ["万俟雄", "莫三", "万小明"]


def test_the_same_character_in_a_given_name_sounds_as_in_a_word():
    assert name_key("王单").startswith(name_key("王") + "dan1")


def test_a_character_without_a_sound_comes_last_and_keeps_its_place():
    assert in_order("𠮷田", "左一", "𠮷山") == ["左一", *sorted(["𠮷田", "𠮷山"], key=name_key)]
    assert name_key("𠮷田") != name_key("𠮷山")


def test_a_dot_and_a_blank_inside_a_name_do_not_count():
    assert name_key("阿卜杜拉·买买提") == name_key("阿卜杜拉 买买提") == name_key("阿卜杜拉买买提")


def test_foreign_letters_stand_among_the_sounds():
    assert in_order("左一", "Ｂob", "安一") == ["安一", "Ｂob", "左一"]


@pytest.mark.parametrize("name", ["𠮷" * 60, "庄" * 60, "ﷺ" * 60])
def test_the_longest_name_has_a_key_that_fits(name):
    key = name_key(name)
    assert 0 < len(key) <= KEY_LENGTH
    assert key.isascii() and key.isalnum() and key == key.lower()


def test_whoever_writes_the_name_writes_the_key(db):
    person = Person.objects.create(name="万秋生")
    assert person.name_key == name_key("万秋生")
    person.name = "陈桂兰"
    person.save(update_fields=["name", "name_key"])
    Person.objects.bulk_create([Person(name="艾国强")])
    rows = Person.objects.order_by("name_key").values_list("name", "name_key")
    assert list(rows) == [(name, name_key(name)) for name in ("艾国强", "陈桂兰")]


def test_the_people_of_an_older_office_get_their_keys(db):
    people = [Person(name="万秋生"), Person(name="陈桂兰")]
    Person.objects.bulk_create(people)
    Person.objects.update(name_key="")
    step = import_module("township_npc.office.migrations.0006_person_name_key")
    step.write_keys(apps, None)
    assert dict(Person.objects.values_list("name", "name_key")) == {
        name: name_key(name) for name in ("万秋生", "陈桂兰")
    }
