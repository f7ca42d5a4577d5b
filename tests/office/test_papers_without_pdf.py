"""A machine without the library that sets pages: the office works, says what to install, and prints
from Word or from the browser."""

import sys
from importlib.abc import MetaPathFinder

import pytest
from django.core.exceptions import ValidationError

from tests.office.paper_samples import sample
from tests.office.paper_steps import AT, ON, brought_to_review, brought_to_sign
from township_npc.office import fonts
from township_npc.office.papers import pdf
from township_npc.office.papers.content import Layout
from township_npc.office.papers.page import paper_pdf
from township_npc.office.services.papers.issuing import issue_paper


class NoPango(MetaPathFinder):
    """What a bare machine says when WeasyPrint is imported."""

    def find_spec(self, name, path, target=None):
        if name.partition(".")[0] == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")


@pytest.fixture
def bare_machine(monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])
    monkeypatch.setitem(fonts.LIBRARIES, "libnosuch.so.9", "libnosuch9")
    fonts.missing_packages.cache_clear()
    pdf._engine.cache_clear()
    yield
    monkeypatch.undo()
    fonts.missing_packages.cache_clear()
    pdf._engine.cache_clear()


def test_a_pdf_is_refused_with_what_to_install_and_what_to_do_until_then(bare_machine):
    with pytest.raises(ValidationError) as refused:
        paper_pdf(sample(Layout.DOCUMENT))
    [sentence] = refused.value.messages
    assert "libnosuch9" in sentence and "Word" in sentence and "打印页" in sentence


def test_the_paper_offers_word_and_a_page_for_the_browsers_printer(bare_machine, client, director):
    paper = brought_to_review(director)
    client.force_login(director)
    page = client.get(f"/papers/{paper.pk}/").content.decode()
    assert f"/papers/{paper.pk}/file.docx" in page
    assert f"/papers/{paper.pk}/print/" in page
    assert f"/papers/{paper.pk}/file.pdf" not in page
    assert client.get(f"/papers/{paper.pk}/file.docx").content.startswith(b"PK")
    printed = client.get(f"/papers/{paper.pk}/print/").content.decode()
    for words in ("主席团文件", "关于召开会议的通知", "各代表小组：", "特此通知。"):
        assert words in printed


def test_the_address_of_the_pdf_says_why_and_leads_on(bare_machine, client, director):
    paper = brought_to_review(director)
    client.force_login(director)
    page = client.get(f"/papers/{paper.pk}/file.pdf").content.decode()
    assert "libnosuch9" in page
    assert f"/papers/{paper.pk}/file.docx" in page and f"/papers/{paper.pk}/print/" in page


def test_the_health_page_says_what_to_install(bare_machine, client, director):
    client.force_login(director)
    assert "apt install libnosuch9" in client.get("/health/").content.decode()


def test_what_was_issued_as_word_alone_has_no_link_to_a_pdf_later_either(client, director, chair):
    paper = brought_to_sign(director, chair)
    with pytest.MonkeyPatch.context() as bare:
        bare.setattr(pdf, "can_render", lambda: False)
        issue_paper(paper, on=ON, by=director, at=AT)
    client.force_login(director)
    page = client.get(f"/papers/{paper.pk}/").content.decode()
    assert f"/papers/{paper.pk}/file.pdf" not in page
    assert f"/papers/{paper.pk}/print/" in page


def test_what_was_issued_as_pdf_is_still_given_out(client, director, chair, request):
    paper = brought_to_sign(director, chair)
    issue_paper(paper, on=ON, by=director, at=AT)
    request.getfixturevalue("bare_machine")
    client.force_login(director)
    assert f"/papers/{paper.pk}/file.pdf" in client.get(f"/papers/{paper.pk}/").content.decode()
    served = client.get(f"/papers/{paper.pk}/file.pdf")
    assert b"".join(served.streaming_content).startswith(b"%PDF")
