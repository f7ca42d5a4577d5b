"""``manage.py purge_rosters``: the read rows of imports go when the time to undo is over."""

from django.core.management.base import BaseCommand

from deputies.services.roster_undo import forget_old_rows
from township_npc.office import clock


class Command(BaseCommand):
    help = "删掉超过 30 天的名册导入内容（代表不动）。"

    def handle(self, **options) -> None:
        self.stdout.write(f"删掉了 {forget_old_rows(at=clock.now())} 行。")
