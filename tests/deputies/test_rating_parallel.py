"""Two at once: one rating, one notice, one settlement; nobody acts on what has just gone."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError

from deputies.choices import ProposalState as S
from deputies.models import Promise, Proposal, Rating, Reply, Rework
from deputies.services.corrections import correct_last_act
from deputies.services.promises import settle_promise
from deputies.services.ratings import correct_rating
from tests.deputies.rating_steps import BAD, GOOD, RATED, promised, rate, rework
from tests.factories import moment
from tests.office.test_once import at_once
from township_npc.office.models import User
from township_npc.office.services.audit import chain_faults


def tried(act) -> bool:
    try:
        act()
    except (ValidationError, PermissionDenied):
        return False
    return True


def test_of_ten_taps_at_once_one_is_the_rating(committed_db, bring, deputy):
    replied = bring(S.REPLIED).pk

    def tap(n: int) -> bool:
        return tried(lambda: rate(Proposal.objects.get(pk=replied), by=deputy.person.user))

    assert sum(at_once(10, tap)) == 1
    assert Rating.objects.count() == 1
    assert list(chain_faults()) == []


def test_of_ten_corrections_at_once_one_counts(committed_db, bring, deputy):
    rating = rate(bring(S.REPLIED)).pk

    def mend(n: int) -> bool:
        mine = Rating.objects.select_related("reply__proposal__lead", "deputy").get(pk=rating)
        by = User.objects.get(pk=deputy.person.user.pk)
        return tried(lambda: correct_rating(mine, by=by, why="点错了。", at=RATED, **BAD))

    assert sum(at_once(10, mend)) == 1
    assert Rating.objects.in_force().count() == 1


def test_of_ten_directors_one_sends_it_back(committed_db, bring, director):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    opened = [Proposal.objects.get(pk=proposal.pk) for _ in range(10)]

    assert sum(at_once(10, lambda n: tried(lambda: rework(opened[n], director)))) == 1
    assert (Proposal.objects.get().round, Rework.objects.count()) == (2, 1)


def test_a_reply_put_right_and_a_rating_do_not_cross(committed_db, bring, deputy, handler):
    """Either the deputy was quicker and the reply stands, or the unit was and nothing is rated."""
    replied = bring(S.REPLIED).pk

    def act(n: int) -> bool:
        proposal = Proposal.objects.get(pk=replied)
        if n % 2:
            return tried(lambda: rate(proposal, by=deputy.person.user))
        return tried(lambda: correct_last_act(proposal, by=handler, reason="写错了。"))

    assert sum(at_once(2, act)) == 1
    assert Rating.objects.count() == Reply.objects.filter(is_withdrawn=False).count()


def test_a_correction_and_a_notice_do_not_cross(committed_db, bring, deputy, director):
    """The notice goes out on a rating that still says 不满意, or not at all."""
    proposal = bring(S.REPLIED)
    rating = rate(proposal, BAD)

    def act(n: int) -> bool:
        if n % 2:
            mine = Rating.objects.select_related("reply__proposal", "deputy").get(pk=rating.pk)
            by = deputy.person.user
            return tried(lambda: correct_rating(mine, by=by, why="点错了。", at=RATED, **GOOD))
        return tried(lambda: rework(Proposal.objects.get(pk=proposal.pk), director))

    assert sum(at_once(2, act)) == 1
    assert Rating.objects.in_force().unsatisfied().count() == Rework.objects.count()


def test_of_ten_settlements_at_once_one_counts(committed_db, bring, handler, staff):
    promise = promised(bring, handler).pk

    def settle(n: int) -> bool:
        mine = Promise.objects.select_related("reply__proposal").get(pk=promise)
        outcome, kept_on = (("kept", date(2026, 11, 10)), ("broken", None))[n % 2]
        act = {"outcome": outcome, "kept_on": kept_on, "note": "看过。", "at": moment(2026, 11, 20)}
        return tried(lambda: settle_promise(mine, by=staff, **act))

    assert sum(at_once(10, settle)) == 1
    assert Promise.objects.get().settled_on == date(2026, 11, 20)
