"""manage.py rotate_field_key: a new key for ID numbers, telephone numbers and addresses."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from township_npc.office.services.sealing import drop_old_keys, rotate_field_key


class Command(BaseCommand):
    help = "给加密的个人信息换一把新密钥；确认无误后用 --drop-old 丢掉旧密钥。"

    def add_arguments(self, parser):
        parser.add_argument("--drop-old", action="store_true", help="只留现在用的密钥")

    def handle(self, *, drop_old: bool, **options):
        try:
            self.stdout.write(self._drop() if drop_old else self._rotate())
        except ValidationError as error:
            raise CommandError(error.messages[0]) from None

    @staticmethod
    def _rotate() -> str:
        count = rotate_field_key()
        return (
            f"换好了：{count} 项内容改用新密钥加密，旧密钥还留着。请重新打印钥匙页；"
            "核对无误后再运行 rotate_field_key --drop-old。"
        )

    @staticmethod
    def _drop() -> str:
        count = drop_old_keys()
        return f"丢掉了 {count} 把旧密钥。以前的备份仍要用以前的钥匙页才能打开，请一并收好。"
