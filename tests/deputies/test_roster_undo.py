"""撤销: what an import wrote goes back, except where somebody has built on it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from deputies.choices import ImportState
from deputies.models import Deputy, DeputyGroup, ElectoralDistrict, RosterImport, RosterRow
from deputies.services.roster_undo import forget_old_rows, undo_import
from tests.deputies.roster_files import invented_id, people, person, roster, sample
from tests.deputies.roster_steps import WRITTEN_AT, Killed, imported, kept, killed_after
from tests.factories import make_draft, make_term, make_user, moment
from township_npc.office.choices import Role, TicketKind
from township_npc.office.models import AuditEntry, EntranceTicket, Person, RoleGrant, User

pytestmark = pytest.mark.django_db
LAST_DAY = WRITTEN_AT + timedelta(days=30)


@pytest.fixture
def term(office):
    return make_term(quota=71)


def undo(batch: RosterImport, *, by=None, at=LAST_DAY, pause=lambda seconds: None) -> list[str]:
    """Undo, and return what was said of the rows that stayed."""
    undo_import(batch, by=by, at=at, pause=pause)
    return list(batch.rows.exclude(outcome="").values_list("outcome", flat=True))


def everything() -> list[int]:
    models = (Person, User, RoleGrant, Deputy, ElectoralDistrict, DeputyGroup)
    return [model.objects.count() for model in models]


def test_undoing_leaves_the_office_as_it_was(term, staff):
    before = everything()
    batch = imported(sample("deputies.xlsx"), by=staff)
    assert undo(batch, by=staff) == []
    assert (everything(), batch.state, batch.undone_at) == (before, ImportState.UNDONE, LAST_DAY)
    entry = AuditEntry.objects.get(verb="roster.undone")
    assert (entry.actor, entry.facts) == (staff, {"undone": 66, "kept": 0})


def test_after_undoing_the_same_file_is_new_again(term):
    undo(imported(roster(people(3))))
    assert imported(roster(people(3))).rows.filter(is_written=True).count() == 3


def test_a_changed_deputy_gets_the_old_values_back(term):
    imported(roster([person(1, 职务="村民")]))
    batch = imported(roster([person(1, 联系电话="13900000961", 选区="第9选区", 职务="村主任")]))
    assert undo(batch) == []
    deputy = Deputy.objects.get()
    assert [deputy.person.phone, deputy.district.name, deputy.post] == [
        "13800000001",
        "第1选区",
        "村民",
    ]
    assert not ElectoralDistrict.objects.filter(name="第9选区").exists()


def test_what_was_changed_again_since_is_left_and_told(term):
    imported(roster(people(1)))
    batch = imported(roster([person(1, 联系电话="13900000961", 选区="第9选区")]))
    human = Person.objects.get()
    human.phone = "13700000000"
    human.save()
    assert undo(batch) == ["没有改回电话：导入以后又改过。"]
    deputy = Deputy.objects.get()
    assert (deputy.person.phone, deputy.district.name) == ("13700000000", "第1选区")


def give_a_proposal(deputy):
    make_draft(deputy)


def give_an_entrance(deputy):
    EntranceTicket.objects.create(
        user=deputy.person.user,
        kind=TicketKind.LINK,
        secret_hash="x",
        issued_at=WRITTEN_AT,
        expires_at=LAST_DAY,
    )


def make_leader(deputy):
    DeputyGroup.objects.create(term=deputy.term, name="小蓝村小组", leader=deputy)


def suspend(deputy):
    Deputy.objects.filter(pk=deputy.pk).update(state="suspended", suspended_on=WRITTEN_AT.date())


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (give_a_proposal, "没有撤销：已经有建议。"),
        (give_an_entrance, "没有撤销：这名代表已经领了入口。"),
        (make_leader, "没有撤销：这名代表当了小组组长。"),
        (suspend, "没有撤销：这名代表暂停执行职务。"),
    ],
)
def test_a_deputy_on_whom_somebody_has_built_stays_and_says_why(term, build, said):
    batch = imported(roster(people(2)))
    first = batch.rows.first().deputy
    build(first)
    assert undo(batch) == [said]
    assert Deputy.objects.get() == first
    assert list(ElectoralDistrict.objects.values_list("name", flat=True)) == ["第1选区"]


def test_those_on_whom_nobody_has_built_go_whatever_stands_between_them(term):
    batch = imported(roster(people(30)))
    kept_rows = [3 + n for n in (0, 7, 29)]
    for row in batch.rows.filter(line__in=kept_rows):
        give_a_proposal(row.deputy)
    assert undo(batch) == ["没有撤销：已经有建议。"] * 3
    assert list(batch.rows.filter(is_written=True).values_list("line", flat=True)) == kept_rows
    assert (Deputy.objects.count(), Person.objects.count()) == (3, 3)


def test_a_person_known_before_stays_with_what_was_known(term):
    user = make_user(Role.STAFF, name="一1")
    user.person.id_number, user.person.phone = invented_id(serial=1), "13811111111"
    user.person.save()
    assert undo(imported(roster([person(1, "一1")]))) == []
    human = Person.objects.get(pk=user.person_id)
    assert (human.phone, Deputy.objects.count()) == ("13811111111", 0)
    assert list(user.role_grants.values_list("role", flat=True)) == [Role.STAFF]


def test_an_undoing_that_was_killed_is_finished(term):
    batch = imported(roster(people(60)))
    with pytest.raises(Killed):
        undo(batch, pause=killed_after(1))
    assert Deputy.objects.count() == 10
    assert undo(batch) == []
    assert Deputy.objects.count() == 0


def test_an_import_can_be_undone_for_thirty_days_and_no_longer(term):
    batch = imported(roster(people(1)))
    with pytest.raises(ValidationError, match="超过 30 天"):
        undo(batch, at=LAST_DAY + timedelta(seconds=1))
    assert undo(batch, at=LAST_DAY) == []


def test_only_an_import_that_stands_can_be_undone(term):
    with pytest.raises(ValidationError, match="待核对"):
        undo(kept(roster(people(1))))
    batch = imported(roster(people(1)))
    undo(batch)
    with pytest.raises(ValidationError, match="已撤销"):
        undo(batch)


def test_who_may_not_keep_the_roster_may_not_undo(term, chair):
    with pytest.raises(PermissionDenied):
        undo(imported(roster(people(1))), by=chair)


def test_rows_go_when_the_time_to_undo_is_over(term):
    imported(roster(people(2)))
    assert forget_old_rows(at=LAST_DAY) == 0
    assert forget_old_rows(at=LAST_DAY + timedelta(seconds=1)) == 2
    assert (RosterRow.objects.count(), Deputy.objects.count()) == (0, 2)


def test_a_preview_nobody_imported_goes_too(term):
    batch = kept(roster(people(2)))
    assert forget_old_rows(at=moment(2026, 11, 8)) == 2
    batch.refresh_from_db()
    assert batch.state == ImportState.DROPPED
