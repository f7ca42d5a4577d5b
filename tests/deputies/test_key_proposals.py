"""重点督办 (《代表法》第五十二条, S-13): set, changed, visited, ended, and put right."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from deputies.choices import ProposalState as S
from deputies.models import KeyProposal, KeyVisit, Proposal
from deputies.services.corrections import correct_last_act
from deputies.services.key_proposals import change_key, end_key, set_key, take_back_key
from deputies.services.key_visits import log_visit, take_back_visit
from tests.deputies.proposal_pages import LIST, page, paper, send, signed_in
from tests.factories import make_deputy, make_handler, make_unit, moment
from tests.office.test_once import at_once
from township_npc.office.models import AuditEntry, AuditNote, StoredFile

pytestmark = pytest.mark.django_db
NOW, ON = moment(2026, 6, 30), date(2026, 6, 25)
WHY = "两名代表先后提出。"
LEADER = {"leader": None, "leader_name": "熊建平", "leader_post": "镇人大主席"}


def press(proposal, by, **fields) -> KeyProposal:
    return set_key(proposal, by=by, at=NOW, **{**LEADER, "on": ON, "reason": WHY, **fields})


def visit(key, by, **fields) -> KeyVisit:
    values = {"on": date(2026, 6, 28), "came": "熊建平", "found": "还没有动工。", "at": NOW}
    return log_visit(key, by=by, **{**values, **fields})


def last() -> AuditEntry:
    return AuditEntry.objects.latest("seq")


@pytest.mark.parametrize(
    "state", [S.ACCEPTED, S.ASSIGNED, S.SIGNED, S.REPLIED, S.CLOSED, S.SUBMITTED, S.WITHDRAWN]
)
def test_what_is_accepted_and_goes_on_can_be_pressed_for(bring, director, state):
    proposal = bring(state)
    if state in (S.SUBMITTED, S.WITHDRAWN):
        with pytest.raises(ValidationError, match="不能确定为重点督办"):
            press(proposal, director)
        return
    key = press(proposal, director)
    assert (key.led_by, key.set_on, key.ended_on) == ("镇人大主席熊建平", ON, None)
    assert (last().verb, last().subject_id) == ("proposal.key_set", str(proposal.pk))
    assert AuditNote.objects.get(entry=last()).text == f"镇人大主席熊建平。{WHY}"


@pytest.mark.parametrize(
    ("on", "refused"),
    [
        (date(2026, 6, 10), "不能早于提出"),
        (date(2026, 6, 11), ""),
        (date(2026, 6, 30), ""),
        (date(2026, 7, 1), "不能晚于今天"),
    ],
)
def test_the_day_lies_between_the_proposal_and_today(bring, director, on, refused):
    proposal = bring(S.SIGNED)
    if not refused:
        assert press(proposal, director, on=on).set_on == on
        return
    with pytest.raises(ValidationError, match=refused):
        press(proposal, director, on=on)
    assert not KeyProposal.objects.exists()


def test_the_leader_is_a_person_or_a_name_and_one_of_them(bring, director, chair):
    proposal = bring(S.SIGNED)
    for fields in ({"leader_name": ""}, {"leader": chair.person}):
        with pytest.raises(ValidationError, match="二选一"):
            press(proposal, director, **fields)
    key = press(proposal, director, leader=chair.person, leader_name="")
    assert key.led_by == f"镇人大主席{chair.name}"


def test_it_is_set_once_and_again_after_it_ended(bring, director):
    proposal = bring(S.SIGNED)
    key = press(proposal, director)
    with pytest.raises(ValidationError, match="已经在重点督办"):
        press(proposal, director)
    end_key(key, by=director, on=ON, note="路修好了。", at=NOW)
    again = press(proposal, director, reason="又坏了。")
    assert (again.pk, again.reason, again.ended_on) == (key.pk, "又坏了。", None)


def test_a_change_keeps_what_stood_there_in_the_timeline(bring, director):
    key = press(bring(S.SIGNED), director)
    fields = {**LEADER, "leader_name": "程保国", "on": ON, "reason": WHY}
    change_key(key, by=director, why="督办领导调整了。", at=NOW, **fields)
    assert key.led_by == "镇人大主席程保国"
    note = AuditNote.objects.get(entry=last()).text
    assert note == f"镇人大主席熊建平。{WHY}改正原因：督办领导调整了。"


@pytest.mark.parametrize(
    ("on", "refused"),
    [(date(2026, 6, 24), "不能早于确定"), (ON, ""), (date(2026, 7, 1), "不能晚于今天")],
)
def test_it_ends_between_its_beginning_and_today(bring, director, on, refused):
    key = press(bring(S.SIGNED), director)
    if refused:
        with pytest.raises(ValidationError, match=refused):
            end_key(key, by=director, on=on, note="好了。", at=NOW)
        return
    end_key(key, by=director, on=on, note="好了。", at=NOW)
    assert (key.ended_on, key.end_note) == (on, "好了。")
    with pytest.raises(ValidationError, match="刚有变化"):
        end_key(key, by=director, on=on, note="好了。", at=NOW)


def test_an_end_put_right_runs_again_and_a_mistaken_one_goes_while_nobody_has_been_there(
    bring, director, staff
):
    proposal = bring(S.SIGNED)
    key = press(proposal, director)
    end_key(key, by=director, on=ON, note="好了。", at=NOW)
    take_back_key(key, by=director, reason="还要继续督办。")
    assert (key.ended_on, key.end_note) == (None, "")
    seen = visit(key, staff)
    with pytest.raises(ValidationError, match="已经去看过了"):
        take_back_key(key, by=director, reason="点错了。")
    take_back_visit(seen, by=staff, reason="记错了建议。")
    take_back_key(key, by=director, reason="点错了。")
    assert not KeyProposal.objects.exists()
    assert (last().verb, last().subject_id) == ("proposal.key_taken_back", str(proposal.pk))


def test_what_is_pressed_for_is_not_un_accepted(bring, director):
    proposal = bring(S.ACCEPTED)
    press(proposal, director)
    with pytest.raises(ValidationError, match="请先撤掉重点督办"):
        correct_last_act(proposal, by=director, reason="点错了。")


@pytest.mark.parametrize(
    ("on", "refused"),
    [
        (date(2026, 6, 24), "不能早于确定"),
        (ON, ""),
        (date(2026, 6, 30), ""),
        (date(2026, 7, 1), "不能晚于今天"),
    ],
)
def test_a_visit_lies_between_the_beginning_and_today(bring, director, staff, on, refused):
    key = press(bring(S.SIGNED), director)
    if refused:
        with pytest.raises(ValidationError, match=refused):
            visit(key, staff, on=on)
        return
    assert visit(key, staff, on=on).by == staff
    assert last().verb == "proposal.key_visited"


def test_a_visit_taken_back_leaves_its_words_and_takes_its_files(bring, director, staff):
    proposal = bring(S.SIGNED)
    key = press(proposal, director)
    fields = {"on": "2026-06-28", "came": "熊建平", "found": "没动工", "files": paper("照片.txt")}
    url = f"{LIST}key/{key.pk}/visits/new/"
    signed_in(staff).post(url, {"once": "1e7e7a9e-0000-4000-8000-000000000003", **fields})
    seen, file = KeyVisit.objects.get(), StoredFile.objects.get()
    assert (seen.found, file.name) == ("没动工", "照片.txt")
    take_back_visit(seen, by=staff, reason="记错了建议。")
    assert not KeyVisit.objects.exists()
    assert not StoredFile.objects.exists()
    assert "没动工" in AuditNote.objects.get(entry=last()).text


ROLES = ("staff", "chair", "handler", "author", "sysadmin", "director")


@pytest.mark.parametrize("role", ROLES)
def test_who_may_set_end_and_visit(request, bring, deputy, director, role):
    user = deputy.person.user if role == "author" else request.getfixturevalue(role)
    acts = {
        "set": (lambda: press(bring(S.SIGNED), user), {"director"}),
        "end": (
            lambda: end_key(
                press(bring(S.SIGNED), director), by=user, on=ON, note="好了。", at=NOW
            ),
            {"director"},
        ),
        "change": (
            lambda: change_key(
                press(bring(S.SIGNED), director), by=user, on=ON, reason=WHY, why="x", at=NOW,
                **LEADER,
            ),
            {"director"},
        ),
        "take back": (
            lambda: take_back_key(press(bring(S.SIGNED), director), by=user, reason="x"),
            {"director"},
        ),
        "visit": (
            lambda: visit(press(bring(S.SIGNED), director), user),
            {"director", "staff"},
        ),
    }  # fmt: skip
    for act, (do, allowed) in acts.items():
        if role in allowed:
            do()
            continue
        with pytest.raises(PermissionDenied):
            do()
            pytest.fail(act)


def test_a_visit_is_put_right_by_who_wrote_it_or_the_director(bring, director, staff):
    key = press(bring(S.SIGNED), director)
    of_director, of_staff = visit(key, director), visit(key, staff)
    with pytest.raises(PermissionDenied):
        take_back_visit(of_director, by=staff, reason="x")
    take_back_visit(of_staff, by=director, reason="x")


def test_the_badge_the_filter_and_the_list(bring, director):
    pressed, over = bring(S.SIGNED, title="修路"), bring(S.CLOSED, title="路灯")
    bring(S.SIGNED, title="水沟")
    press(pressed, director)
    end_key(press(over, director), by=director, on=ON, note="好了。", at=NOW)
    client = signed_in(director)

    def shown(query: str) -> set:
        return set(client.get(f"{LIST}?{query}").context["page_obj"].object_list)

    assert shown("key=now") == {pressed}
    assert shown("key=ever") == {pressed, over}
    assert len(shown("key=other")) == 3
    rows = client.get(LIST).context["page_obj"].object_list
    assert {row.title for row in rows if row.is_key} == {"修路"}
    assert "重点督办（镇人大主席熊建平）" in page(director, pressed).content.decode()
    running = client.get(f"{LIST}key/").content.decode()
    assert "修路" in running
    assert "路灯" not in running
    assert "路灯" in client.get(f"{LIST}key/?view=ended").content.decode()
    assert "还没去" in client.get(f"{LIST}key/?view=nonsense").content.decode()


def test_units_and_deputies_read_the_visits_of_their_own_and_readers_of_a_published_one_do_not(
    bring, director, staff, handler, deputy, sample_day
):
    proposal = bring(S.CLOSED)
    seen = visit(press(proposal, director), staff, found="坑还在。")
    key_url = f"{LIST}key/"
    for user in (handler, deputy.person.user, director):
        assert "坑还在。" in page(user, proposal).content.decode()
    Proposal.objects.update(is_published=True)
    other = make_deputy("陈桂兰").person.user
    assert "坑还在。" not in page(other, proposal).content.decode()
    stranger = make_handler(make_unit("农业农村办"), name="胡水生")
    assert proposal.title in signed_in(handler).get(key_url).content.decode()
    assert proposal.title not in signed_in(stranger).get(key_url).content.decode()
    for user in (other, stranger):
        assert signed_in(user).get(f"{key_url}visits/{seen.pk}/take-back/").status_code == 404


def test_6_the_files_of_a_visit_follow_the_proposal(bring, director, staff, handler):
    proposal = bring(S.SIGNED)
    key = press(proposal, director)
    fields = {"on": "2026-06-28", "came": "熊建平", "found": "没动工", "files": paper("照片.txt")}
    fields["once"] = "1e7e7a9e-0000-4000-8000-000000000004"
    signed_in(staff).post(f"{LIST}key/{key.pk}/visits/new/", fields)
    url = f"/files/{StoredFile.objects.get().pk}/"
    for user in (handler, staff, proposal.lead.person.user):
        assert signed_in(user).get(url).getvalue()
    assert signed_in(make_handler(make_unit("农业农村办"))).get(url).status_code == 404
    Proposal.objects.filter(pk=proposal.pk).update(is_published=True)
    assert signed_in(make_deputy("陈桂兰").person.user).get(url).status_code == 404


def test_the_pages_set_change_end_and_restore(bring, director, chair):
    proposal = bring(S.SIGNED)
    fields = {"leader": chair.person_id, "leader_post": "镇人大主席", "on": "2026-06-25"}
    send(director, proposal, "key", reason=WHY, ended_on="2026-06-26", **fields)
    key = KeyProposal.objects.get()
    assert (key.leader, key.ended_on) == (chair.person, None)
    both = send(director, proposal, "key", reason=WHY, leader_name="程保国", **fields)
    assert "已经在重点督办" in both.content.decode()

    def post(act: str, **body):
        once = {"once": f"1e7e7a9e-0000-4000-8000-0000000001{len(act):02}"}
        return signed_in(director).post(f"{LIST}key/{key.pk}/{act}/", {**once, **body})

    wrong = post("change", reason=WHY, why="x", leader_name="程保国", **fields)
    assert "二选一" in wrong.content.decode()
    post("end", on="2026-06-26", note="好了。")
    key.refresh_from_db()
    assert key.ended_on == date(2026, 6, 26)
    post("take-back", ready="还要继续督办。")
    key.refresh_from_db()
    assert key.ended_on is None


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_the_same_queries_for_any_number_of_rows(
    bring, director, staff, rows, django_assert_num_queries
):
    for _ in range(rows):
        visit(press(bring(S.ACCEPTED), director), staff)
    client = signed_in(director)
    client.get(f"{LIST}key/")
    with django_assert_num_queries(7):
        assert client.get(f"{LIST}key/").status_code == 200


def test_ten_who_set_it_at_once_make_one(committed_db, bring, director):
    proposal = bring(S.SIGNED)

    def act(n: int) -> bool:
        try:
            press(Proposal.objects.get(pk=proposal.pk), director)
        except ValidationError:
            return False
        return True

    assert sum(at_once(10, act)) == 1
    assert KeyProposal.objects.count() == 1
