"""HTML to PDF/A, without network and without files (security C.16)."""

import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError

from township_npc.office import fonts

_STYLES = Path(__file__).parent / "styles"
_VARIANT = "pdf/a-3u"
#: Bounds of one paper. 300 pages of paragraphs take five seconds to lay out; a table of thousands
#: of rows, or one endless paragraph, takes a minute, in which nobody else gets a paper.
MAX_CHARACTERS, MAX_PAGES, MAX_SECONDS = 400_000, 300, 30


def render_pdf(html: str, styles: Sequence[str]) -> bytes:
    """The document as PDF/A-3u; ``styles`` are names of our style sheets, later ones win.

    Raises ValidationError: this machine cannot make PDFs, the paper is too long or takes too long.
    """
    if len(html) > MAX_CHARACTERS:
        raise ValidationError("文件太长，请分成几份再生成。", code="too_long")
    return _engine().render(html, styles)


def can_render() -> bool:
    return not fonts.missing_packages()


@cache
def _engine() -> "_Engine":
    """One for the life of the process: a font configuration for each document leaks 4 MB each."""
    try:
        return _Engine()
    except OSError:
        raise ValidationError(
            "这台机器缺排版程序，不能生成 PDF。请先用 Word 稿或者打印页；"
            f"管理员装上 {'、'.join(fonts.missing_packages())} 就好了。",
            code="no_pdf",
        ) from None


class _Engine:
    """WeasyPrint with our fonts and our justification; used by one thread at a time."""

    def __init__(self):
        self._weasyprint = fonts.load_weasyprint()
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import FatalURLFetchingError, URLFetcher

        from township_npc.office.papers import deadline, justify

        class OnlyInline(URLFetcher):
            """Pictures that stand in the page itself; anything else is a fault of a template."""

            def fetch(self, url, headers=None):
                if not url.startswith("data:"):
                    raise FatalURLFetchingError(f"a paper asked for {url[:60]}")
                return super().fetch(url, headers)

        justify.install()
        deadline.install()
        self._within = deadline.within
        self._lock = threading.Lock()
        self._fonts = FontConfiguration()
        self._asked = FatalURLFetchingError  # no Exception: nothing in the library may swallow it
        self._fetcher = OnlyInline(allowed_protocols=("data",), allow_redirects=False)
        self._sheets = {}

    def render(self, html: str, styles: Sequence[str]) -> bytes:
        with self._lock:
            try:
                return self._render(html, styles)
            except self._asked as fault:
                raise PermissionError(str(fault)) from None

    def _render(self, html: str, styles: Sequence[str]) -> bytes:
        sheets = [self._sheet(name) for name in styles]
        page = self._weasyprint.HTML(string=html, url_fetcher=self._fetcher)
        with self._within(MAX_SECONDS):
            document = page.render(
                font_config=self._fonts, stylesheets=sheets, pdf_variant=_VARIANT
            )
        if len(document.pages) > MAX_PAGES:
            raise ValidationError(
                f"文件超过 {MAX_PAGES} 页，请分成几份再生成。", code="too_many_pages"
            )
        return document.write_pdf(pdf_variant=_VARIANT)

    def _sheet(self, name: str):
        if name not in self._sheets:
            self._sheets[name] = self._weasyprint.CSS(
                string=(_STYLES / f"{name}.css").read_text(),
                font_config=self._fonts,
                url_fetcher=self._fetcher,
            )
        return self._sheets[name]
