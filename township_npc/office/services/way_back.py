"""Back in by the machine itself, for those whom nobody else may help: 主席, the only 主任."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from township_npc.office.choices import BY_MACHINE, TicketKind
from township_npc.office.models import User
from township_npc.office.services.audit import record
from township_npc.office.services.entrance import lay_ticket
from township_npc.office.services.second_factor import drop_devices


@transaction.atomic
def issue_at_machine(user: User, *, drop_second_factor: bool, at: datetime) -> str:
    """Return the secret of a reset link, this once. Who runs a command on the machine could open
    the database anyway; this way it is recorded. Ends no sign-in."""
    if not user.is_active:
        raise ValidationError(f"账号 {user.username} 停用了，请先在“账号”页启用。", code="disabled")
    if drop_second_factor:
        drop_devices(user)
        record(None, "user.second_factor_removed", user, by=BY_MACHINE)
    secret = lay_ticket(user, TicketKind.RESET, by=None, at=at)
    record(None, "user.ticket_issued", user, kind=TicketKind.RESET, by=BY_MACHINE)
    return secret
