"""``manage.py undo_import ID``: take back an import of the roster."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from deputies.models import RosterImport
from deputies.selectors.roster import refused_rows
from deputies.services.roster_undo import undo_import
from township_npc.office import clock


class Command(BaseCommand):
    help = "撤销一次名册导入（30 天以内）。"

    def add_arguments(self, parser):
        parser.add_argument("id", type=UUID)

    def handle(self, *, id: UUID, **options) -> None:
        batch = RosterImport.objects.filter(pk=id).first()
        if batch is None:
            raise CommandError("没有这次导入。")
        try:
            undo_import(batch, by=None, at=clock.now())
        except ValidationError as error:
            raise CommandError(error.messages[0]) from error
        for line in refused_rows(batch):
            self.stdout.write(f"第 {line.row.line} 行 {line.name}：{line.row.outcome}")
        self.stdout.write("已经撤销。")
