"""The measured set stays as good as it is said to be (bench/proofread.py)."""

import sys
import tomllib

import pytest

from tests.office.test_lockfiles import ROOT
from township_npc.office.papers.proof import proofread


@pytest.fixture(scope="module")
def bench():
    sys.path.insert(0, str(ROOT / "bench"))
    try:
        import proofread as module

        yield module
    finally:
        sys.path.remove(str(ROOT / "bench"))
        del sys.modules["proofread"]


@pytest.fixture(scope="module")
def papers(bench):
    return bench.papers()


def test_there_are_twenty_clean_papers_and_sixty_planted_faults(bench, papers):
    rows = tomllib.loads((bench.FOLDER / "faults.toml").read_text(encoding="utf-8"))["fault"]
    assert (len(papers), len(rows)) == (20, 60)


def test_on_the_clean_papers_there_is_at_most_one_false_alarm_a_paper(papers):
    alarms = [finding for text, facts in papers.values() for finding in proofread(text, facts)]
    assert len(alarms) <= len(papers)


def test_at_least_95_of_100_planted_faults_are_found(bench, papers):
    rows = tomllib.loads((bench.FOLDER / "faults.toml").read_text(encoding="utf-8"))["fault"]
    found = [bool(bench.Fault(row, *papers[row["paper"]]).findings()) for row in rows]
    assert sum(found) >= 0.95 * len(rows)
