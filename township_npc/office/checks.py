"""What Django asks before a command runs; ``serve`` and ``restore`` ask for themselves."""

from django.conf import settings
from django.core.checks import Error

from township_npc.office import keys


def keys_are_there(app_configs, **kwargs) -> list[Error]:
    """No command works on an office that has lost a key."""
    if not settings.LOST_KEYS:
        return []
    return [Error(keys.loss(settings.VAR_DIR, settings.LOST_KEYS), id="office.E001")]
