"""The first page of an empty office: who we are and who the director is."""

import secrets
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from township_npc.office.choices import Role
from township_npc.office.models import Office, Person, RoleGrant, User
from township_npc.office.services.audit import record

SETUP_TRIES = 20


def setup_code_file() -> Path:
    """``manage.py serve`` writes it and prints it: who reads the console may open the office."""
    return settings.VAR_DIR / "setup-code"


def check_setup_code(code: str) -> None:
    """Raise ValidationError unless it is the code of this start; twenty wrong ones make it void,
    and the next start makes another."""
    file, tries = setup_code_file(), setup_code_file().with_suffix(".tries")
    expected = file.read_text().strip() if file.exists() else ""
    if not expected:
        raise ValidationError("开门口令已作废，请重新启动程序，看窗口里的新口令。", code="void")
    if secrets.compare_digest(expected.encode(), code.strip().encode()):
        return
    with tries.open("ab") as log:
        log.write(b".")
    if tries.stat().st_size >= SETUP_TRIES:
        file.unlink(missing_ok=True)
        tries.unlink(missing_ok=True)
    raise ValidationError("开门口令不对，请看启动程序的窗口。", code="setup_code")


def open_office(
    *, town: str, province: str, preset: str, phone: str, name: str, username: str, password: str
) -> User:
    """Lay down the office and its first director, once: the office's row admits no second."""
    try:
        with transaction.atomic():
            Office.objects.create(town=town, province=province, phone=phone, rules_preset=preset)
            person = Person.objects.create(name=name)
            director = User.objects.create_user(username, password, person=person)
            RoleGrant.objects.create(user=director, role=Role.DIRECTOR)
            record(director, "office.opened", director)
    except IntegrityError:
        raise ValidationError("本会刚刚登记过了，请直接登录。", code="taken") from None
    setup_code_file().unlink(missing_ok=True)
    return director
