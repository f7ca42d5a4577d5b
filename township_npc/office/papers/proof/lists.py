"""The phrase lists the gates work with: data files here, which an office may add to or replace."""

import csv
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from township_npc.office.papers.proof.facts import Law

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Lists:
    """The program's own are ``default_lists``; ``phrases`` is where an office's own come in."""

    laws: tuple[Law, ...]
    law_titles: Mapping
    terms: tuple[Mapping, ...]
    typos: Mapping
    kinds: Mapping
    figures: Mapping
    names: Mapping
    cues: Mapping
    sheet: tuple[Mapping, ...]
    #: The office's own words (``phrases.Phrase``).
    phrases: tuple = ()

    @cached_property
    def kind_names(self) -> tuple[str, ...]:
        return tuple(
            name for kind in self.kinds["kind"] for name in (kind["name"], *kind.get("also", ()))
        )

    def kind(self, name: str) -> Mapping | None:
        """政府工作报告 → 工作报告: the kind whose name, or other name, the given one ends with."""
        ending = {
            alias: kind
            for kind in self.kinds["kind"]
            for alias in (kind["name"], *kind.get("also", ()))
            if name.endswith(alias)
        }
        return ending[max(ending, key=len)] if ending else None

    def cue(self, name: str) -> re.Pattern:
        """One pattern out of a list of cues, or the one pattern it is."""
        held = self.cues[name]
        return re.compile(held if isinstance(held, str) else "|".join(held))


@lru_cache(maxsize=1)
def default_lists() -> Lists:
    return Lists(
        laws=tuple(_laws()),
        law_titles=_toml("law_titles")["wrong"],
        terms=tuple(_toml("terms")["term"]),
        typos=_toml("typos"),
        kinds=_toml("kinds"),
        figures=_toml("figures"),
        names=_toml("names"),
        cues=_toml("cues"),
        sheet=tuple(_toml("sheet")["item"]),
    )


def _toml(name: str) -> Mapping:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _laws():
    with (FOLDER / "laws.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            yield Law(
                title=row["名称"],
                short=tuple(row["简称"].split()),
                kind=row["类别"],
                region=row["地区"],
                state=row["状态"],
                replaced_by=row["替代"],
                version=row["版本"],
                articles=int(row["条数"]) if row["条数"] else None,
                source=row["来源"],
            )
