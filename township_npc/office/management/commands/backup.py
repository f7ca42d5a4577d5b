"""manage.py backup DIR: one sealed zip of the database and every file; the keys stay apart."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from township_npc.office.backup.finished import BY_HAND
from township_npc.office.services.audit import record
from township_npc.office.services.backup import make_backup


class Command(BaseCommand):
    help = "把数据库和全部文件做成一份备份，放进指定的文件夹。"

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR", help="放备份的文件夹，例如 U 盘")

    def handle(self, *, folder: Path, **options):
        try:
            path = make_backup(folder.resolve(), BY_HAND)
        except ValidationError as error:
            raise CommandError(error.messages[0]) from None
        except OSError as error:
            raise CommandError(f"写不进 {folder}：{error.strerror}。") from None
        size = path.stat().st_size
        record(None, "backup.made", reason=BY_HAND, size=size)
        self.stdout.write(f"备份好了：{path}（{size / 1024 / 1024:.1f} MB）。")
        self.stdout.write(
            "内容加了密，里面没有密钥：只有打印的钥匙页或钥匙文件打得开，请分开保管。"
        )
