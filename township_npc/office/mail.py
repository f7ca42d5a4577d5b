"""The one mail of a day. Used only where the office has set a mail server (``SMTP_URL``)."""

import logging
from datetime import date
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage

from township_npc.office.models import Office, Todo, User
from township_npc.office.rules import due_standing

log = logging.getLogger(__name__)


def is_set() -> bool:
    return bool(settings.MAIL_FROM)


def send(recipient: User, office: Office, todos: list[Todo], today: date) -> bool:
    """Hand the mail to the server; False when it did not take it. The address is never logged."""
    message = EmailMessage(
        subject=f"【需您办理】{today.isoformat()} {office.town}人大办：{len(todos)} 件事",
        body=digest_text(recipient.name, office, todos, today),
        from_email=settings.MAIL_FROM,
        to=[recipient.person.email],
    )
    try:
        return bool(message.send())
    except (OSError, SMTPException) as error:
        log.warning("a reminder mail was not taken: %s", type(error).__name__)
        return False


def digest_text(name: str, office: Office, todos: list[Todo], today: date) -> str:
    lines = [f"{n}. {todo.told}{_due(todo, today)}" for n, todo in enumerate(todos, 1)]
    call = f"有疑问请打{office.phone}。" if office.phone else ""
    return "\n".join([f"{name}：", "", "等您办的事：", *lines, "", f"请登录系统办理。{call}"])


def _due(todo: Todo, today: date) -> str:
    if todo.due_on is None:
        return "。"
    return f"，{todo.due_on.isoformat()} 前，{due_standing(todo.due_on, today=today).text}。"
