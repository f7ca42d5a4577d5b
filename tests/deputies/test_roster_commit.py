"""Writing a roster: fifty rows at a time, each once, whatever happens in between."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from deputies.choices import DeputyState, ImportState, RowChoice
from deputies.models import Deputy, DeputyGroup, ElectoralDistrict, RosterImport, RosterRow
from deputies.services import roster_commit
from deputies.services.roster_preview import choose_rows
from tests.deputies.roster_files import invented_id, people, person, roster, sample
from tests.deputies.roster_steps import (
    WRITTEN_AT,
    Killed,
    imported,
    kept,
    killed_after,
    preview,
    write,
)
from tests.factories import make_term, make_user
from township_npc.office.choices import Role
from township_npc.office.models import AuditEntry, Person, RoleGrant, User
from township_npc.office.services.audit import chain_faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def term(office):
    return make_term(quota=71)


def test_a_person_of_the_roster_becomes_person_seat_and_account(term, staff):
    row = {"性别": "男", "民族": "汉", "出生年月": "1968.5", "党派": "中共党员", "学历": "高中"}
    row |= {"职务": "村民", "小组": "小蓝村小组", "住址": "小蓝村 3 组"}
    imported(roster([person(7, "王 强", **row)]), by=staff)
    deputy = Deputy.objects.get()
    human = deputy.person
    assert [deputy.term, deputy.level, deputy.district.name, deputy.group.name] == [
        term,
        "town",
        "第4选区",
        "小蓝村小组",
    ]
    assert [deputy.post, deputy.party, deputy.education, deputy.state] == [
        "村民",
        "中共党员",
        "高中",
        DeputyState.ACTIVE,
    ]
    assert [human.name, human.gender, human.nation, str(human.born_on), human.born_text] == [
        "王强",
        "男",
        "汉族",
        "1968-05-06",
        "",
    ]
    assert [human.id_number, human.phone, human.address] == [
        invented_id(serial=7),
        "13800000007",
        "小蓝村 3 组",
    ]
    assert human.user.roles == {Role.DEPUTY}
    assert not human.user.has_usable_password()


def test_a_number_that_is_not_sound_is_not_kept_when_the_person_is_taken(term):
    batch = kept(roster([person(1, 身份证号="36019919641328556X", 联系电话="1380000")]))
    choose_rows(batch, {3: RowChoice.TAKE}, by=None)
    write(batch)
    human = Deputy.objects.get().person
    assert (human.id_number, human.phone) == ("", "")


def test_the_sample_roster_is_written_by_its_first_choices(term, staff):
    batch = imported(sample("deputies.xlsx"), by=staff)
    assert (batch.state, batch.done_at) == (ImportState.DONE, WRITTEN_AT)
    made = [Deputy.objects.count(), ElectoralDistrict.objects.count(), DeputyGroup.objects.count()]
    assert made == [66, 36, 12]


def test_an_import_leaves_one_entry_for_all_its_rows(term, staff):
    imported(roster(people(120)), by=staff)
    assert list(AuditEntry.objects.values_list("verb", "facts").order_by("seq")) == [
        ("roster.read", {"rows": 120, "new": 120}),
        ("roster.imported", {"taken": 120, "updated": 0, "refused": 0}),
    ]
    assert list(chain_faults()) == []


@pytest.mark.parametrize(("rows", "batches"), [(50, [50]), (51, [50, 1]), (120, [50, 50, 20])])
def test_at_most_fifty_rows_are_written_before_a_pause(term, rows, batches):
    batch = kept(roster(people(rows)))
    written = []
    write(batch, pause=lambda seconds: written.append(Deputy.objects.count()))
    assert written == [sum(batches[: n + 1]) for n in range(len(batches))]


def test_the_pause_is_twice_as_long_as_the_batch(term, monkeypatch):
    ticks = iter([10.0, 10.4, 20.0, 20.1])
    monkeypatch.setattr(roster_commit.time, "monotonic", lambda: next(ticks))
    pauses = []
    write(kept(roster(people(1))), pause=pauses.append)
    assert pauses == pytest.approx([0.8])


@pytest.mark.parametrize("batches", [1, 2])
def test_an_import_that_was_killed_is_finished_without_doubles(term, batches):
    batch = kept(roster(people(120)))
    with pytest.raises(Killed):
        write(batch, pause=killed_after(batches))
    batch.refresh_from_db()
    assert (batch.state, Deputy.objects.count()) == (ImportState.WRITING, 50 * batches)
    write(batch)
    assert (batch.state, Deputy.objects.count(), Person.objects.count()) == (
        ImportState.DONE,
        120,
        120,
    )
    assert AuditEntry.objects.filter(verb="roster.imported").count() == 1


def breaks_once(beginning: str, error: type[BaseException]):
    """A wrapper of the connection: the first statement that begins so fails."""
    left = [error]

    def wrapper(execute, sql, params, many, context):
        if sql.startswith(beginning) and left:
            raise left.pop()
        return execute(sql, params, many, context)

    return wrapper


def test_a_batch_that_was_killed_in_the_middle_is_not_written_at_all(term):
    batch = kept(roster(people(60)))
    killed = breaks_once('INSERT INTO "deputies_rosterrow"', Killed)
    with connection.execute_wrapper(killed), pytest.raises(Killed):
        write(batch)
    assert [model.objects.count() for model in (Deputy, Person, User)] == [0, 0, 0]
    write(batch)
    assert Deputy.objects.count() == 60


def test_a_batch_that_met_another_writer_is_written_at_the_second_try(term):
    with connection.execute_wrapper(breaks_once('INSERT INTO "deputies_deputy"', IntegrityError)):
        imported(roster(people(1)))
    assert [model.objects.count() for model in (Deputy, Person, User)] == [1, 1, 1]


def test_a_second_run_of_the_same_file_changes_nothing(term):
    imported(sample("deputies.xlsx"))
    before = list(Person.objects.order_by("pk").values())
    again = imported(sample("deputies.xlsx"))
    assert again.rows.filter(is_written=True).count() == 0
    assert list(Person.objects.order_by("pk").values()) == before


def test_a_finished_import_is_not_written_again(term):
    batch = imported(roster(people(1)))
    with pytest.raises(ValidationError, match="已导入"):
        write(batch)


def test_a_changed_row_writes_only_what_changed(term):
    imported(roster([person(1, 职务="村民")]))
    imported(roster([person(1, 联系电话="13900000961", 选区="第9选区")]))
    deputy = Deputy.objects.get()
    assert [deputy.person.phone, deputy.district.name, deputy.post] == [
        "13900000961",
        "第9选区",
        "村民",
    ]


def test_a_person_of_an_earlier_term_is_joined_and_brought_up_to_date(term):
    user = make_user(Role.STAFF, name="一1")
    user.person.id_number, user.person.phone = invented_id(serial=1), "13811111111"
    user.person.save()
    imported(roster([person(1, "一1")]))
    human = Deputy.objects.get().person
    assert (human, human.phone) == (user.person, "13800000001")
    assert set(RoleGrant.objects.filter(user=user).values_list("role", flat=True)) == {
        Role.STAFF,
        Role.DEPUTY,
    }


def test_somebody_seated_since_the_preview_is_refused_and_the_rest_goes_on(term):
    batch = kept(roster(people(2)))
    imported(roster(people(1)))
    write(batch)
    outcomes = list(batch.rows.values_list("outcome", flat=True))
    assert outcomes == ["没有加入：这个人在本届已经是代表了。", ""]
    assert (Deputy.objects.count(), batch.state) == (2, ImportState.DONE)


def test_a_deputy_removed_since_the_preview_is_not_updated(term):
    imported(roster(people(1)))
    batch = kept(roster([person(1, 联系电话="13900000961")]))
    Deputy.objects.all().delete()
    write(batch)
    assert batch.rows.get().outcome == "没有更新：这名代表已经不在任。"


def test_an_id_number_that_belongs_to_somebody_else_by_now_is_not_put_on_a_deputy(term):
    imported(roster([person(1, 身份证号="")]))
    batch = kept(roster([person(1)]))
    Person.objects.create(name="另一个人", id_number=invented_id(serial=1))
    write(batch)
    assert batch.rows.get().outcome == "没有更新：证件号登记在另一个人名下。"


def test_who_may_not_keep_the_roster_may_not_write_one(term, chair):
    batch = kept(roster(people(1)))
    with pytest.raises(PermissionDenied):
        write(batch, by=chair)


def test_a_line_stands_once_in_an_import(term):
    batch = kept(roster(people(1)))
    with pytest.raises(IntegrityError), transaction.atomic():
        RosterRow.objects.create(batch=batch, line=3, kind="new", choice="take")


@pytest.mark.parametrize(("field", "value"), [("kind", "odd"), ("choice", "odd"), ("state", "odd")])
def test_the_database_refuses_what_nobody_knows(term, field, value):
    batch = kept(roster(people(1)))
    rows = RosterImport.objects.filter(pk=batch.pk) if field == "state" else batch.rows
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**{field: value})


def test_a_preview_costs_the_same_queries_for_any_number_of_rows(
    term, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8):
        preview(roster(people(200)))
