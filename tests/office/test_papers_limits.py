"""What a template may not do, and how much one paper may ask for (security C.16)."""

import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO

import pypdf
import pytest
from django.core.exceptions import ValidationError

from tests.office.paper_samples import sample
from township_npc.office.papers import pdf
from township_npc.office.papers.content import Layout
from township_npc.office.papers.page import paper_pdf
from township_npc.office.papers.pdf import render_pdf

SECRET = "不该读到的话"
#: Every way in which a page can ask for something else.
ASKING = {
    "picture": '<img src="URL">',
    "style sheet": '<link rel="stylesheet" href="URL">',
    "import": '<style>@import url("URL");</style>',
    "background": '<p style="background:url(URL)">一</p>',
    "font": "<style>@font-face{font-family:x;src:url(URL)} p{font-family:x}</style><p>一</p>",
    "object": '<object data="URL"></object>',
    "embed": '<embed src="URL">',
    "drawing": '<svg xmlns="http://www.w3.org/2000/svg"><image href="URL" width="9"/></svg>',
    "attachment": '<a rel="attachment" href="URL">一</a><link rel="attachment" href="URL">',
    "content": '<style>p::before{content:url("URL")}</style><p>一</p>',
    "list mark": '<ul style="list-style-image:url(URL)"><li>一</li></ul>',
}


@pytest.fixture(scope="module")
def outside():
    """A server that remembers what it was asked for."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def attempt(page: str) -> bytes:
    """The PDF, or nothing where the page is refused."""
    try:
        return render_pdf(f"<!doctype html><html><body>{page}<p>完</p></body></html>", ["grid"])
    except PermissionError as refused:
        assert "a paper asked for" in str(refused)
        return b""


@pytest.mark.parametrize("way", ASKING)
def test_no_page_reaches_the_network(outside, way):
    address, asked = outside
    attempt(ASKING[way].replace("URL", f"{address}/asked"))
    assert asked == []


@pytest.mark.parametrize("way", ASKING)
def test_no_page_reads_a_file(tmp_path, way):
    file = tmp_path / "secret.css"
    file.write_text(f'p::after {{ content: "{SECRET}" }}')
    if made := attempt(ASKING[way].replace("URL", file.as_uri())):
        read = pypdf.PdfReader(BytesIO(made))
        assert SECRET not in "".join(page.extract_text() for page in read.pages)
        assert not read.attachments


def test_what_a_person_types_is_never_markup():
    typed = f'<img src="http://127.0.0.1:1/x">{SECRET}<script>'
    made = pypdf.PdfReader(BytesIO(paper_pdf(sample(Layout.RESOLUTION, text=typed))))
    assert "<img" in "".join("".join(page.extract_text() for page in made.pages).split())


def test_a_paper_of_too_many_characters_is_refused_before_it_is_laid_out():
    with pytest.raises(ValidationError, match="文件太长"):
        render_pdf("一" * (pdf.MAX_CHARACTERS + 1), ["grid"])


def test_a_paper_of_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr(pdf, "MAX_PAGES", 3)
    page = '<p style="break-after:page">一</p>'
    assert render_pdf(page * 3, ["grid"])
    with pytest.raises(ValidationError, match="超过 3 页"):
        render_pdf(page * 4, ["grid"])


@pytest.mark.parametrize(
    "text",
    ["莲塘镇" * 20_000, "| 甲 | 乙 |\n" + "| 一 | 二 |\n" * 300],
    ids=["paragraph", "table"],
)
def test_a_paper_that_takes_too_long_is_given_up_and_the_next_one_is_made(monkeypatch, text):
    monkeypatch.setattr(pdf, "MAX_SECONDS", 0.1)
    with pytest.raises(ValidationError, match="还没有排好") as refused:
        paper_pdf(sample(Layout.RESOLUTION, text=text))
    assert refused.value.code == "too_slow"
    monkeypatch.undo()
    assert paper_pdf(sample(Layout.RESOLUTION)).startswith(b"%PDF")


def test_several_at_once_get_the_papers_they_asked_for():
    layouts = [Layout.DOCUMENT, Layout.LETTER, Layout.MINUTES, Layout.RESOLUTION] * 2
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda layout: paper_pdf(sample(layout)), layouts))
    pages = [len(pypdf.PdfReader(BytesIO(body)).pages) for body in made]
    assert pages[:4] == pages[4:] and all(body.startswith(b"%PDF") for body in made)


@pytest.mark.parametrize("layout", Layout)
def test_every_paper_is_pdf_a_3u_with_its_title_and_language(layout):
    paper = sample(layout)
    document = pypdf.PdfReader(BytesIO(paper_pdf(paper)))
    assert document.metadata.title == paper.title_in_one_line
    root = document.trailer["/Root"]
    assert root["/Lang"] == "zh-CN"
    told = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in told.replace(" ", "") or 'pdfaid:part="3"' in told
    assert "<pdfaid:conformance>U" in told.replace(" ", "") or 'pdfaid:conformance="U"' in told
    assert root["/OutputIntents"]
