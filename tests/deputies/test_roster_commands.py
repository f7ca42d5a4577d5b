"""``import_deputies`` and its kin do what the page does."""

import re
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command

from deputies.models import Deputy, RosterImport
from tests.deputies.roster_files import SAMPLES, named, people, roster
from tests.deputies.roster_steps import Killed, kept, killed_after, write
from tests.factories import make_term

pytestmark = pytest.mark.django_db
ROSTER = SAMPLES / "deputies.xlsx"


@pytest.fixture
def term(office):
    return make_term(quota=71)


def run(name: str, *arguments, **options) -> str:
    out = StringIO()
    call_command(name, *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def test_without_commit_the_preview_is_printed_and_nothing_written(term):
    said = run("import_deputies", ROSTER)
    assert "77\t可疑\t金晨冬\t360***********8043\t先不加\t与第 14 行（序号 11）同一人\n" in said
    assert "共 72 人：新 66，一样 0，有变 0，可疑 6。" in said
    assert "360199194204289684" not in said and "17605824395" not in said
    assert (Deputy.objects.count(), RosterImport.objects.count()) == (0, 0)


def test_with_commit_it_is_written_and_can_be_undone(term):
    said = run("import_deputies", ROSTER, "--commit")
    assert "导入好了：加入 66 名代表。" in said
    assert Deputy.objects.count() == 66
    number = re.search(r"undo_import (\S+)", said)[1]
    assert run("undo_import", number) == "已经撤销。\n"
    assert Deputy.objects.count() == 0
    with pytest.raises(CommandError, match="没有可撤销的"):
        run("undo_import", number)


def test_an_import_that_was_killed_is_finished_by_the_same_command(term, tmp_path):
    file = tmp_path / "名册.xlsx"
    file.write_bytes(roster(people(120)).getvalue())
    with file.open("rb") as stream:
        batch = kept(named(BytesIO(stream.read()), file.name))
    with pytest.raises(Killed):
        write(batch, pause=killed_after(1))
    assert "导入好了：加入 120 名代表。" in run("import_deputies", file, "--commit")
    assert (RosterImport.objects.count(), Deputy.objects.count()) == (1, 120)


def test_a_file_that_is_no_roster_is_refused_in_one_sentence(term):
    with pytest.raises(CommandError, match="不像代表名册"):
        run("import_deputies", SAMPLES / "household_b.csv", "--commit")
    with pytest.raises(CommandError, match="没有这个文件"):
        run("import_deputies", SAMPLES / "nothing.xlsx")
    assert RosterImport.objects.count() == 0


def test_before_a_term_is_open_there_is_nothing_to_import_into(office):
    with pytest.raises(CommandError, match="还没有开届"):
        run("import_deputies", ROSTER)


def test_an_import_nobody_made_cannot_be_undone(term):
    with pytest.raises(CommandError, match="没有这次导入"):
        run("undo_import", "00000000-0000-0000-0000-000000000000")


def test_old_rows_are_counted_when_they_go(term):
    assert run("purge_rosters") == "删掉了 0 行。\n"
