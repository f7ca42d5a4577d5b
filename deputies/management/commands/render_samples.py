"""``manage.py render_samples DIR [--pictures]``: every template's sample as .pdf and .docx."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pypdf
from django.core.management.base import BaseCommand, CommandError

from deputies.documents.samples import NoSample, Sample, catalogue_of, samples
from township_npc.office import clock
from township_npc.office.fonts import missing_packages
from township_npc.office.papers import pdf
from township_npc.office.selectors import the_office

_DPI, _COLOURS = 60, 24


class Command(BaseCommand):
    help = "把每种公文和表格的样本写进文件夹，PDF 和 Word 各一份；名字是模板的英文名。"

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--pictures", action="store_true", help="再给每份的第一页存一张小图（开发用）"
        )

    def handle(self, *, folder: Path, pictures: bool, **options) -> None:
        if the_office() is None:
            raise CommandError("这里还没有办公室，先运行 manage.py demo 装入演示数据。")
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.pictures = folder, pictures
        if not pdf.can_render():
            packages = "、".join(missing_packages())
            self.stdout.write(f"这台机器缺 {packages}，不能生成 PDF，只写 Word 稿。")
        self._write_all(clock.today())

    def _write_all(self, today: date) -> None:
        made = []
        for sample in samples(today):
            if isinstance(sample, NoSample):
                self.stdout.write(f"{sample.key}：{sample.why}")
                continue
            pages = self._write(sample)
            if sample.paper is not None:
                made.append((sample.paper, pages))
        self._write(catalogue_of(made, today))

    def _write(self, sample: Sample) -> int | None:
        """How many pages the PDF has; None where none could be made."""
        self._keep(f"{sample.key}.docx", sample.docx())
        if not pdf.can_render():
            return None
        printed = sample.pdf()
        pages = len(pypdf.PdfReader(BytesIO(printed)).pages)
        self._keep(f"{sample.key}.pdf", printed, f"，{pages} 页")
        if self.pictures:
            self._keep(f"{sample.key}.png", picture_of(printed))
        return pages

    def _keep(self, name: str, content: bytes, more: str = "") -> None:
        (self.folder / name).write_bytes(content)
        self.stdout.write(f"{name}　{len(content) / 1024:.0f} KB{more}")


def picture_of(printed: bytes) -> bytes:
    """The first page, small and in few colours; pypdfium2 comes with the developer's packages."""
    import pypdfium2

    page = pypdfium2.PdfDocument(printed)[0].render(scale=_DPI / 72).to_pil()
    out = BytesIO()
    page.convert("RGB").quantize(_COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()
