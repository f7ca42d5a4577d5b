"""``manage.py fonts``: prepare the fonts of the papers once; the office works without them."""

import subprocess

from django.conf import settings
from django.core.management.base import BaseCommand

from township_npc.office import fonts
from township_npc.office.fonts import bundled, fandol


class Command(BaseCommand):
    help = "准备公文用的字体；没有网络时用程序自带的。"

    def handle(self, **options):
        folder = settings.FONT_DIR
        if not bundled.are_in(folder):
            bundled.prepare(folder)
        if fonts.are_ready(folder):
            return
        try:
            fandol.fetch(folder)
        except (OSError, subprocess.SubprocessError):
            self.stderr.write("这次没有取到仿宋、小标宋等字体，公文先用程序自带的宋体和黑体。")
