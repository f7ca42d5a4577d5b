"""重新办理通知 as a sheet of paper: to the unit, with the office's words and nobody's name."""

from dataclasses import dataclass

from deputies.models import Rework
from township_npc.office.choices import PeriodUnit
from township_npc.office.qr import qr_image


@dataclass(frozen=True)
class ReworkSheet:
    qr: str
    period: str


def rework_sheet(rework: Rework, address: str) -> ReworkSheet:
    """The QR code in the corner leads from the paper back to the record."""
    stored = rework.due_sum
    period = f"{stored['amount']} {PeriodUnit(stored['unit']).label}"
    return ReworkSheet(qr_image(address), period)
