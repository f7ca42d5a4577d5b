"""manage.py proofread --facts FILE.json TEXT: what the three gates find in a text from outside."""

import json
import sys
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from township_npc.office.encodings import decode
from township_npc.office.papers import proof
from township_npc.office.reading import text_of

UNREADABLE = 2
QUOTED = 40


class Command(BaseCommand):
    requires_system_checks = []  # no database, no data folder: only a text and its facts
    help = (
        "对一篇或一套公文过行文关、政策关、文字关，每个问题一行；有问题以 1 退出，读不了以 2 退出。"
        "TEXT 是 txt、md、docx、pdf 文件，或者 -（从标准输入读）。"
    )

    def add_arguments(self, parser):
        parser.add_argument("texts", nargs="+", metavar="TEXT")
        parser.add_argument("--facts", metavar="FILE.json", help="事实：届次、日期、名册、数字……")
        parser.add_argument("--kind", default="", help="文种（通知、决议……），事实里没有写的时候用")
        parser.add_argument("--json", action="store_true", help="按 JSON 输出")

    def handle(self, *, texts, facts, kind, **options):
        try:
            known = self._facts(facts, kind)
            papers = [(name, _read(name)) for name in texts]
        except ValidationError as error:
            raise CommandError(error.messages[0], returncode=UNREADABLE) from None
        found = [
            (name, text, finding)
            for name, text in papers
            for finding in _findings(name, text, papers, known)
        ]
        if options["json"]:
            rows = [_row(name, text, finding) for name, text, finding in found]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            for name, text, finding in found:
                before = f"{name}　" if len(papers) > 1 else ""
                self.stdout.write(f"{before}{_line(text, finding)}")
            self.stderr.write(_summary(found))
        if found:
            sys.exit(1)

    def _facts(self, path: str | None, kind: str) -> proof.ProofFacts:
        data = {} if path is None else _json(path)
        if isinstance(data, dict):
            for key in proof.unknown_keys(data):
                self.stderr.write(f"事实里的“{key}”不认识，没有用上。")
            if kind:
                data.setdefault("kind", kind)
        return proof.facts_from(data)


def _findings(name, text, papers, facts) -> list[proof.Finding]:
    """What is wrong with one paper, alone and beside the others of the set."""
    found = proof.proofread(text, facts)
    if len(papers) == 1:
        return found
    places = {(finding.start, finding.end) for finding in found}
    beside = [
        finding
        for title, finding in proof.unequal_figures(papers, facts)
        if title == name and (finding.start, finding.end) not in places
    ]
    return sorted([*found, *beside])


def _json(path: str) -> object:
    try:
        return json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError:
        raise ValidationError(f"事实文件打不开：{path}") from None
    except UnicodeDecodeError:
        raise ValidationError("事实文件要用 UTF-8 编码保存。") from None
    except json.JSONDecodeError as error:
        raise ValidationError(f"事实文件第 {error.lineno} 行不是正确的 JSON。") from None


def _read(name: str) -> str:
    """Plain text is taken as it stands, so that the places are those of the file."""
    if name == "-":
        return _plain(sys.stdin.buffer.read())
    try:
        content = Path(name).read_bytes()
    except OSError:
        raise ValidationError(f"文件打不开：{name}") from None
    if Path(name).suffix.lower() in (".txt", ".md"):
        return _plain(content)
    return text_of(BytesIO(content), name)


def _plain(content: bytes) -> str:
    try:
        return decode(content).replace("\r\n", "\n")
    except UnicodeError:
        raise ValidationError("读不出文字，请确认是文本文件，另存为 UTF-8 再试。") from None


def _line(text: str, finding: proof.Finding) -> str:
    """第 3 行第 12 字　文字关　“三”　2026年1月15日是星期四，不是星期三　建议：四."""
    row, column = proof.place_of(text, finding)
    parts = [f"第 {row} 行第 {column} 字", f"{finding.gate}关"]
    if finding.quoted:
        parts.append(f"“{_short(finding.quoted)}”")
    parts.append(finding.what)
    if finding.suggestion:
        parts.append(f"建议：{finding.suggestion}")
    if not finding.sure:
        parts.append("（请核对）")
    return "　".join(parts).replace("\n", " ")


def _short(quoted: str) -> str:
    return quoted if len(quoted) <= QUOTED else f"{quoted[:QUOTED]}……"


def _row(name: str, text: str, finding: proof.Finding) -> dict:
    row, column = proof.place_of(text, finding)
    return {"file": name, "line": row, "column": column, **asdict(finding)}


def _summary(found: list) -> str:
    if not found:
        return "没有发现问题。"
    sure = sum(finding.sure for _, _, finding in found)
    return f"共 {len(found)} 处：有错 {sure} 处，请核对 {len(found) - sure} 处。"
