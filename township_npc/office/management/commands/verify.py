"""manage.py verify: is everything that was stored still what was stored?"""

from django.core.management.base import BaseCommand, CommandError

from township_npc.office import clock
from township_npc.office.services.verify import faults


class Command(BaseCommand):
    help = "核对操作记录、文件和加密内容；有一处不对就说出来，并以 1 退出。"

    def handle(self, **options):
        if fault := next(faults(clock.now()), None):
            raise CommandError(fault)
        self.stdout.write("核对过了：操作记录、文件、加密内容都完好。")
