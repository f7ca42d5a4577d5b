"""The list of 建议 and its export."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from deputies.choices import ProposalState as S
from deputies.models import DeputyGroup, Proposal
from deputies.services.assisting import choose_assisting
from deputies.services.proposals import submit_proposal
from tests.deputies.proposal_pages import LIST, page, signed_in
from tests.deputies.proposal_steps import brought_to
from tests.factories import make_draft, make_handler, make_unit, moment
from township_npc.office.models import AuditEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]


@pytest.fixture
def many(deputy, unit, congress_session):
    def make(count: int) -> None:
        Proposal.objects.bulk_create(
            Proposal(
                lead=deputy,
                title=f"第 {n} 件",
                text="内容",
                category="traffic",
                state=S.ASSIGNED,
                number=n,
                congress_session=congress_session,
                submitted_at=moment(2026, 6, 11),
                lead_unit=unit,
                assigned_on=date(2026, 6, 16),
                reply_due_on=date(2026, 9, 16),
                written_at=moment(2026, 6, 10),
                saved_at=moment(2026, 6, 10),
            )
            for n in range(1, count + 1)
        )

    return make


#: At most 12 in all, the frame's own included.
QUERIES = {"director": 11, "handler": 10, "author": 10}


@pytest.mark.parametrize("rows", [1, 50])
@pytest.mark.parametrize("role", ["director", "handler", "author"])
def test_the_list_costs_the_same_queries_for_any_number_of_rows(
    request, many, deputy, role, rows, django_assert_num_queries
):
    user = deputy.person.user if role == "author" else request.getfixturevalue(role)
    many(rows)
    client = signed_in(user)
    client.get(LIST)  # the first page of a sign-in also writes the sign-in down
    with django_assert_num_queries(QUERIES[role]):
        assert client.get(LIST).status_code == 200


def test_a_view_a_filter_and_an_order_come_from_the_address_and_nothing_else(bring, director, unit):
    late, waiting = bring(S.SIGNED), bring(S.SUBMITTED)
    client = signed_in(director)

    def shown(query: str) -> set:
        return set(client.get(f"{LIST}?{query}").context["page_obj"].object_list)

    assert shown("") == {late, waiting}
    assert shown("view=submitted") == {waiting}
    assert shown(f"unit={unit.pk}") == {late}
    assert shown("view=late") == {late}
    assert shown("text=人行横道") == {late, waiting}
    assert shown("text=公交") == set()
    assert shown("unit=abc&order=lead__person__phone_sealed&state=draft") == {late, waiting}


def test_the_head_says_which_unit_is_late_only_of_the_whole_list(bring, director):
    bring(S.SIGNED)
    client = signed_in(director)
    assert "1 件超期，都在村镇建设办。" in client.get(LIST).content.decode()
    narrowed = client.get(f"{LIST}?category=traffic").content.decode()
    assert "<strong>1 件超期。</strong>" in narrowed


def test_the_worst_stands_first(bring, director):
    replied, waiting, running = bring(S.REPLIED), bring(S.SUBMITTED), bring(S.SIGNED)
    rows = signed_in(director).get(LIST).context["page_obj"].object_list
    assert list(rows) == [running, waiting, replied]


def test_an_empty_list_offers_the_act_that_fills_it(director, office):
    text = signed_in(director).get(LIST).content.decode()
    assert "还没有代表提过建议。" in text
    assert "登记第一件" in text


def test_the_export_holds_the_rows_of_the_list_and_no_formula(bring, deputy, director):
    for title in ("=1+1", "+SUM(A1)", "-2", "@cmd", "＝1", "普通"):
        brought_to(S.SUBMITTED, lead=deputy, title=title)
    bring(S.ACCEPTED)
    answer = signed_in(director).post(f"{LIST}export/?view=submitted")
    sheet = load_workbook(BytesIO(answer.content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    titles = {row[1].value for row in sheet.iter_rows(min_row=2, max_row=7)}
    assert titles == {"=1+1", "+SUM(A1)", "-2", "@cmd", "＝1", "普通"}
    entry = AuditEntry.objects.latest("seq")
    assert (entry.verb, entry.facts["rows"]) == ("proposals.exported", 6)
    assert entry.facts["filter"] == {"view": "submitted"}


def test_a_deputy_and_the_machines_administrator_take_no_list_away(bring, deputy, sysadmin):
    for user in (deputy.person.user, sysadmin):
        assert signed_in(user).post(f"{LIST}export/").status_code == 404


def test_a_unit_takes_away_only_its_own(bring, handler):
    bring(S.SIGNED)
    other = make_unit("农业农村办")
    bring(S.ASSIGNED, unit=other)
    answer = signed_in(handler).post(f"{LIST}export/")
    sheet = load_workbook(BytesIO(answer.content)).active
    units = [row[5].value for row in sheet.iter_rows(min_row=2) if row[1].value]
    assert units == ["村镇建设办"]


def test_a_long_title_and_2000_characters_are_shown_whole(deputy, director):
    title, text = "长" * 120, "字" * 2000
    proposal = brought_to(S.SUBMITTED, lead=deputy, title=title, text=text)
    shown = page(director, proposal).content.decode()
    assert title in shown
    assert text in shown


def test_what_is_typed_is_shown_as_text(deputy, director):
    proposal = brought_to(S.SUBMITTED, lead=deputy, title="<script>alert(1)</script>")
    for url in (LIST, f"{LIST}{proposal.pk}/", f"{LIST}{proposal.pk}/print/", "/"):
        assert "<script>alert(1)" not in signed_in(director).get(url).content.decode()


def test_the_export_gives_the_day_of_the_town_not_of_greenwich(deputy, director):
    draft = make_draft(deputy)
    submit_proposal(draft, by=deputy.person.user, at=moment(2026, 6, 11, 7, 30))
    answer = signed_in(director).post(f"{LIST}export/")
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet.cell(2, 5).value.date() == date(2026, 6, 11)


def test_what_was_searched_for_stands_in_the_note_and_not_in_the_chain(bring, director):
    bring(S.SUBMITTED)
    signed_in(director).post(f"{LIST}export/?text=万秋生&view=submitted")
    entry = AuditEntry.objects.latest("seq")
    assert (entry.facts["filter"], entry.note.text) == ({"view": "submitted"}, "搜“万秋生”")


def test_the_tenth_group_stands_behind_the_second(congress_session, director, bring):
    bring(S.ASSIGNED)
    for name in ("第十代表小组", "第二代表小组"):
        DeputyGroup.objects.create(term=congress_session.term, name=name)
    menus = {menu.key: menu for menu in signed_in(director).get(LIST).context["menus"]}
    assert [name for _, name in menus["group"].choices] == ["第二代表小组", "第十代表小组"]


def test_the_second_handling_is_a_view_of_its_own_until_it_is_closed(bring, director):
    bring(S.SIGNED)
    again, done = bring(S.SIGNED), bring(S.CLOSED)
    Proposal.objects.filter(pk__in=(again.pk, done.pk)).update(round=2)
    answer = signed_in(director).get(f"{LIST}?view=again")
    assert list(answer.context["page_obj"].object_list) == [again]
    assert answer.context["counts"]["again"] == 1


@pytest.mark.parametrize(
    ("due_on", "views"),
    [
        (date(2026, 11, 22), {"late"}),
        (date(2026, 11, 23), {"in7", "in15", "in30"}),
        (date(2026, 11, 30), {"in7", "in15", "in30"}),
        (date(2026, 12, 1), {"in15", "in30"}),
        (date(2026, 12, 8), {"in15", "in30"}),
        (date(2026, 12, 9), {"in30"}),
        (date(2026, 12, 23), {"in30"}),
        (date(2026, 12, 24), set()),
    ],
)
def test_each_view_of_deadlines_holds_its_last_day_and_not_the_next(bring, director, due_on, views):
    bring(S.SIGNED)
    Proposal.objects.update(reply_due_on=due_on)
    counts = signed_in(director).get(LIST).context["counts"]
    assert {name for name in ("late", "in7", "in15", "in30") if counts[name]} == views


def test_a_reply_of_the_round_before_does_not_stop_the_clock_of_this_one(bring, director):
    proposal = bring(S.REPLIED)
    Proposal.objects.filter(pk=proposal.pk).update(round=2, state=S.SIGNED)
    [row] = signed_in(director).get(LIST).context["page_obj"].object_list
    assert row.answers == []


def test_the_list_of_an_assisting_unit_shows_who_leads(bring, director):
    helper = make_unit("财政所")
    proposal = bring(S.SIGNED)
    choose_assisting(proposal, by=director, units=[helper], at=moment(2026, 6, 18))
    [row] = signed_in(make_handler(helper)).get(LIST).context["page_obj"].object_list
    assert (row, row.lead_unit.name) == (proposal, "村镇建设办")
