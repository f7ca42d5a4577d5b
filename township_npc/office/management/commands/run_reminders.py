"""manage.py run_reminders: what beat does each quarter of an hour, by hand."""

from django.core.management.base import BaseCommand

from township_npc.office import clock
from township_npc.office.services.reminders import run_reminders


class Command(BaseCommand):
    help = "提醒到期的待办；同一步只提醒一次，晚上八点到早上八点不打扰。"

    def handle(self, **options):
        run_reminders(clock.now())
