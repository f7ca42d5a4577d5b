"""``manage.py import_deputies FILE [--commit]``: the preview as text; writes only with --commit."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from deputies.choices import RowKind
from deputies.selectors.roster import row_counts, shown, unfinished_import_of
from deputies.selectors.terms import open_term
from deputies.services.roster_commit import write_import
from deputies.services.roster_preview import Preview, keep_preview, preview_roster
from township_npc.office import clock
from township_npc.office.selectors import the_office


class Command(BaseCommand):
    help = "读代表名册（xlsx 或 csv），打印比对结果；加 --commit 才写进系统。"

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--commit", action="store_true", help="按默认的选择写进系统")

    def handle(self, *, file: Path, commit: bool, **options) -> None:
        try:
            preview = self._read(file)
            self._print(preview)
            if commit:
                self._write(preview)
        except ValidationError as error:
            raise CommandError(error.messages[0]) from error

    def _read(self, file: Path) -> Preview:
        office, term = the_office(), open_term()
        if office is None or term is None:
            raise CommandError("还没有开届，请先在网页上开一届。")
        if not file.is_file():
            raise CommandError(f"没有这个文件：{file}")
        with file.open("rb") as stream:
            return preview_roster(
                stream,
                file.name,
                term=term,
                by=None,
                at=clock.now(),
                today=clock.today(),
                is_demo=office.is_demo,
            )

    def _print(self, preview: Preview) -> None:
        for line in map(shown, preview.rows):
            cells = (line.row.line, line.row.get_kind_display(), line.name, line.id_number)
            self.stdout.write("\t".join(map(str, (*cells, line.standing, line.said))))
        counts = preview.counts
        numbers = "，".join(f"{kind.label} {counts[kind]}" for kind in RowKind)
        self.stdout.write(f"\n共 {len(preview.rows)} 人：{numbers}。")
        for notice in preview.batch.notices:
            self.stdout.write(notice)

    def _write(self, preview: Preview) -> None:
        """An import of this file that was killed half way is finished, not begun again."""
        unfinished = unfinished_import_of(preview.batch.file_sha256)
        batch = unfinished or keep_preview(preview, by=None)
        write_import(batch, by=None, at=clock.now())
        done = row_counts(batch).done
        self.stdout.write(f"导入好了：{done}。要撤销：manage.py undo_import {batch.pk}")
