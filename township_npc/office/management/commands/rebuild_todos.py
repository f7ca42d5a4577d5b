"""manage.py rebuild_todos: let every record's to-dos follow its state again."""

from django.core.management.base import BaseCommand

from township_npc.office import clock
from township_npc.office.services.todos import rebuild


class Command(BaseCommand):
    help = "按每条记录现在的状态重新列出待办；升级以后自动做一次。"

    def handle(self, **options):
        rebuild(clock.now())
