"""What may be a password, and the one that opens the demo alone (security C.6)."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from tests.factories import make_office
from tests.office.doors import WRONG, is_signed_in, post_login, sign_in, text
from township_npc.office.models import Person, User

pytestmark = pytest.mark.django_db


def test_the_published_password_opens_the_demo_and_nothing_else(director):
    director.set_password(settings.DEMO_PASSWORD)
    director.save()
    answer = post_login(Client(), "zhuren", settings.DEMO_PASSWORD)
    assert WRONG in text(answer)
    make_office(is_demo=True)
    assert is_signed_in(sign_in(director, settings.DEMO_PASSWORD))


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("demo-only-2026", "published_password"),
        ("Demo-Only-2026-plus", "published_password"),
        ("my-zhuren2-is-fine", "personal_password"),
        ("my-ZHUREN2-is-fine", "personal_password"),
        ("徐明华的密码很长很长很", "personal_password"),
        ("call-13800138000-now", "personal_password"),
        ("id-360199197503021234", "personal_password"),
        ("short", "password_too_short"),
        ("elevencharx", "password_too_short"),
        ("telechargement", "password_too_common"),
    ],
)
def test_a_password_that_others_can_guess_is_refused(password, code):
    person = Person(name="徐明华", phone="13800138000", id_number="360199197503021234")
    with pytest.raises(ValidationError) as refused:
        validate_password(password, User(username="zhuren2", person=person))
    assert code in [error.code for error in refused.value.error_list]
    assert not any(re.search("[A-Za-z]", sentence) for sentence in refused.value.messages)


def test_twelve_characters_of_nothing_personal_are_a_password():
    validate_password("twelve-chars", User(username="zhuren2"))


def test_passwords_are_kept_as_argon2(director):
    assert director.password.startswith("argon2$argon2id$")
