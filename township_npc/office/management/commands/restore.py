"""manage.py restore FILE: a backup back into an empty data folder, then verify."""

import getpass
import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from township_npc.office.keysheet import Bundle, paper, wrapped
from township_npc.office.services import keysheet, restore


class Command(BaseCommand):
    help = "把一份备份恢复到空的数据文件夹；只给 --keys 不给备份，就只把密钥放回去。"
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="备份文件")
        parser.add_argument("--keys", type=Path, help="钥匙页抄成的文本，或者加了口令的钥匙文件")
        parser.add_argument("--passphrase-env", help="从这个环境变量读口令（不给就当面问）")

    def handle(
        self, *, file: Path | None, keys: Path | None, passphrase_env: str | None, **options
    ):
        try:
            if file and not keys:
                keys = self._asked_for(file)
            bundle = self._bundle(keys, passphrase_env) if keys else None
            if file is None:
                self._keys_only(bundle)
            else:
                self._restore(file, bundle)
        except ValidationError as error:
            raise CommandError(error.messages[0]) from None

    @staticmethod
    def _asked_for(file: Path) -> Path | None:
        """Ask for the 钥匙页 where a person sits at the keyboard; nothing is asked of a script."""
        if sys.stdin.isatty() and restore.needs_keys(file):
            return Path(input("这里没有这份备份的密钥。钥匙页文本或钥匙文件在哪里？").strip())
        return None

    def _restore(self, file: Path, bundle: Bundle | None) -> None:
        manifest = restore.restore(file, bundle)
        rows = sum(table["rows"] for table in manifest["tables"].values())
        count = sum(name.startswith("files/") for name in manifest["members"])
        self.stdout.write(f"恢复好了：{rows} 行数据，{count} 个文件，正在核对。")
        for key in manifest["missing"]:
            self.stdout.write(f"做备份时文件 {key} 已经不在。")
        call_command("verify", stdout=self.stdout)

    def _keys_only(self, bundle: Bundle | None) -> None:
        if bundle is None:
            raise CommandError("请给出备份文件，或者用 --keys 给出钥匙页。")
        keysheet.install(bundle, settings.VAR_DIR)
        self.stdout.write("密钥放回去了，原来的密钥改了名留在旁边。")

    def _bundle(self, keys: Path, passphrase_env: str | None) -> Bundle:
        if not keys.is_file():
            raise CommandError(f"找不到 {keys}。")
        content = keys.read_bytes()
        if not content.lstrip().startswith(b"{"):
            return paper.read_sheet(content.decode("utf-8-sig", errors="replace"))
        return wrapped.unwrap(content, self._passphrase(passphrase_env))

    @staticmethod
    def _passphrase(name: str | None) -> str:
        if name is None:
            return getpass.getpass("钥匙文件的口令：")
        if name not in os.environ:
            raise CommandError(f"环境变量 {name} 没有设。")
        return os.environ[name]
