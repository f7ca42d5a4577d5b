"""A mail server that keeps what it takes in the data folder."""

import time
import uuid

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

BOX, HELD = "post", "post-held"


class Post(BaseEmailBackend):
    """Takes each letter at once, and says so only when nobody holds it up (the file ``HELD``)."""

    def send_messages(self, messages) -> int:
        for message in messages:
            text = "\n".join([*message.to, message.subject, message.body])
            (settings.VAR_DIR / BOX / uuid.uuid4().hex).write_text(text)
        while (settings.VAR_DIR / HELD).exists():
            time.sleep(0.05)
        return len(messages)
