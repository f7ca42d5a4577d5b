"""The preview: what the real rosters mean, what is told, and that nothing is written yet."""

import csv
import json
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from deputies.choices import ImportState, RowChoice, RowKind
from deputies.models import Deputy, RosterRow
from deputies.services.roster_preview import choose_rows, drop_preview, keep_preview
from tests.deputies.roster_files import (
    SAMPLES,
    invented_id,
    people,
    person,
    roster,
    sample,
    workbook,
)
from tests.deputies.roster_steps import imported, kept, preview, write
from tests.factories import make_deputy, make_term
from township_npc.office.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def term(office):
    return make_term(quota=71)


def truth() -> list[dict[str, str]]:
    with (SAMPLES / "deputies.truth.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def meaning(reasons: list[str]) -> str:
    """The reason as the truth words it: it names rows by their own 序号."""
    said = re.sub(r"第 \d+ 行（序号 (\d+)）", r"第\1行", reasons[0])
    known = ("证件号存成数字，末位丢失", "校验码不符", "证件号中的出生月份不存在")
    known += ("手机号位数不对", "出生日期与证件号不一致")
    return next((words for words in known if words in said), said)


def test_the_deputies_roster_is_read_as_the_truth_says(term):
    rows = preview(sample("deputies.xlsx")).rows
    read = [
        ("suspicious", meaning(row.reasons)) if row.kind == RowKind.SUSPICIOUS else ("ok", "")
        for row in rows
    ]
    assert read == [(line["expected"], line["why"]) for line in truth()]


def test_every_sound_row_of_the_deputies_roster_has_the_true_facts(term):
    rows = preview(sample("deputies.xlsx")).rows
    keys = ("name", "id_number", "born_on", "phone")
    read = [tuple(json.loads(row.cells)[key] for key in keys) for row in rows if row.kind == "new"]
    assert read == [
        (line["name"], line["id"], line["birth"], line["phone"])
        for line in truth()
        if line["expected"] == "ok"
    ]


def test_a_row_has_the_number_that_the_spreadsheet_shows(term):
    rows = preview(sample("deputies.xlsx")).rows
    assert [rows[0].line, rows[39].line, rows[40].line, rows[-1].line] == [4, 43, 45, 77]


def test_what_was_passed_over_and_what_will_be_made_is_told(term):
    assert preview(sample("deputies.xlsx")).batch.notices == [
        "读的是工作表“代表名册”，没有读“说明”。",
        "不是人名的没有算：1 行空行、2 行小计、合计、制表一类的行。",
        "会新建选区 36 个：第1选区、第2选区、第3选区、第4选区、第5选区等。",
        "会新建代表小组 12 个：岗前村小组、小蓝村小组、塔城村小组、八一桥村小组、莲塘村小组等。",
    ]


@pytest.mark.parametrize(
    ("name", "count", "columns"),
    [
        ("insured_a.xlsx", "3,000", "序号、姓名、性别、证件号、电话"),
        ("household_b.csv", "2,990", "姓名、证件号、性别、出生年月、住址"),
    ],
)
def test_a_list_of_another_kind_is_refused_with_what_is_missing(term, name, count, columns):
    with pytest.raises(ValidationError) as raised:
        preview(sample(name))
    (said,) = raised.value.messages
    assert said == (
        f"这张表有 {count} 人，却没有“选区”一列（认出的列是：{columns}），不像代表名册："
        "一个乡镇的代表最多 168 名。请换代表名册，或者加上“选区”一列再导入。"
    )


@pytest.mark.parametrize("count", [168, 169])
def test_a_list_without_districts_passes_up_to_the_largest_congress(term, count):
    file = workbook(
        [["姓名", "身份证号"], *([row["姓名"], row["身份证号"]] for row in people(count))]
    )
    if count == 168:
        assert len(preview(file).rows) == 168
    else:
        with pytest.raises(ValidationError, match="不像代表名册"):
            preview(file)


def test_an_empty_table_is_refused(term):
    with pytest.raises(ValidationError, match="表头下面没有人名"):
        preview(roster([]))


def test_more_people_than_the_quota_is_told(term):
    term.quota = 2
    assert preview(roster(people(3)), term=term).batch.notices[-1] == (
        "名册上有 3 人，本届名额是 2 名，请核对。"
    )


def test_deputies_whom_the_file_does_not_name_are_told_and_left_alone(term):
    make_deputy("万秋生")
    assert "系统里有 1 名代表不在这份名册里：万秋生。导入不会动他们。" in (
        preview(roster(people(1))).batch.notices
    )


def test_a_missing_column_is_told(term):
    assert preview(workbook([["姓名", "选区"], ["王秋生", "第1选区"]])).batch.notices[0] == (
        "表里没有“证件号”、“电话”，导入后空着，可以在代表的页面补。"
    )


def test_the_demo_takes_only_invented_people(term):
    real = person(2, 身份证号="11010519491231002X")
    with pytest.raises(ValidationError, match="演示里不能放真实的人：第 4 行等 1 行"):
        preview(roster([person(1), real]), is_demo=True)
    assert preview(roster([person(1), person(2)]), is_demo=True).counts == {"new": 2}
    assert preview(roster([person(1), real])).counts == {"new": 2}


def test_a_preview_writes_no_deputy_and_leaves_one_entry(term, staff):
    batch = kept(roster(people(2)), by=staff)
    assert Deputy.objects.count() == 0
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.actor, entry.facts) == ("roster.read", staff, {"rows": 2, "new": 2})
    assert batch.state == ImportState.PREVIEW


def test_no_number_of_a_person_stands_in_the_database_in_clear(term):
    kept(sample("deputies.xlsx"))
    clear = str(list(RosterRow.objects.values()))
    assert "360199194204289684" not in clear and "17605824395" not in clear


def test_who_may_not_keep_the_roster_may_not_read_one(term, chair):
    with pytest.raises(PermissionDenied):
        preview(roster(people(1)), by=chair)
    with pytest.raises(PermissionDenied):
        keep_preview(preview(roster(people(1))), by=chair)


def test_a_choice_is_kept_and_one_that_is_not_offered_is_refused(term):
    bad = person(2, 联系电话="1380000")
    batch = kept(roster([person(1), bad, person(1)]))
    choose_rows(batch, {3: "skip", 4: "take"}, by=None)
    assert list(batch.rows.values_list("choice", flat=True)) == ["skip", "take", "skip"]
    with pytest.raises(ValidationError, match="第 5 行不能这样选"):
        choose_rows(batch, {5: RowChoice.TAKE}, by=None)


def test_choices_are_closed_once_the_writing_began(term):
    batch = imported(roster(people(1)))
    with pytest.raises(ValidationError, match="已经开始导入"):
        choose_rows(batch, {3: "skip"}, by=None)


def test_a_dropped_preview_leaves_nothing_of_the_people(term, staff):
    batch = kept(roster(people(2)), by=staff)
    drop_preview(batch, by=staff)
    batch.refresh_from_db()
    assert (batch.state, RosterRow.objects.count()) == (ImportState.DROPPED, 0)
    with pytest.raises(ValidationError):
        write(batch)


def test_an_import_that_began_cannot_be_dropped(term):
    with pytest.raises(ValidationError, match="请导完以后再撤销"):
        drop_preview(imported(roster(people(1))), by=None)


def test_a_second_preview_of_the_same_file_finds_everybody_and_says_so(term, staff):
    imported(sample("deputies.xlsx"), by=staff)
    again = preview(sample("deputies.xlsx"))
    assert again.counts == {"same": 66, "suspicious": 6}
    assert {row.choice for row in again.rows} == {"skip"}
    assert (
        again.batch.notices[0] == "这个文件 2026-10-08 已经导入过（李海燕）。再导一次不会重复加人。"
    )


def test_a_changed_phone_is_told_by_its_last_digits(term):
    imported(roster([person(1, 联系电话="13800000116")]))
    (row,) = preview(roster([person(1, 联系电话="13900000961")])).rows
    assert (row.kind, row.reasons, row.choice) == ("changed", ["电话尾号 0116 改成 0961"], "update")


def test_an_old_id_number_of_fifteen_digits_finds_the_deputy(term):
    imported(roster([person(1, 身份证号=invented_id("19680506", 7))]))
    (row,) = preview(roster([person(1, 身份证号="360199680506007")])).rows
    assert (row.kind, row.deputy_id is not None) == ("suspicious", True)
