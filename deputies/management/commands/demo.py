"""manage.py demo: the demo town 莲塘镇（示例）, only where the data folder is a demo's."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from deputies.demo.load import load_demo
from township_npc import env
from township_npc.office import clock
from township_npc.office.selectors import the_office


class Command(BaseCommand):
    help = "装入演示用的莲塘镇（示例）；装过了就什么也不做。"

    def handle(self, *args, **options):
        office = the_office()
        if settings.MODE != env.DEMO or (office and not office.is_demo):
            raise CommandError("这里是正式的办公室，不能装演示数据。")
        laid = load_demo(today=clock.today())
        self.stdout.write("莲塘镇（示例）已装好。" if laid else "演示数据已经在了。")
