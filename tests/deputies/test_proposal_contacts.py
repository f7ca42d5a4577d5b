"""A contact written down wrongly is taken back by its writer, until the proposal has moved on."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from deputies.choices import ProposalState as S
from deputies.selectors.proposal_standing import proposal_lines
from deputies.services.answering import log_contact, reply_proposal, take_back_contact
from tests.deputies.proposal_steps import ANSWER, REPLIED, brought_to, talk
from tests.factories import make_handler, make_unit
from township_npc.office.selectors import timeline


@pytest.fixture
def signed(deputy, director, unit, handler):
    return brought_to(S.SIGNED, lead=deputy, director=director, unit=unit, handler=handler)


def test_its_writer_takes_it_back_and_its_words_stay_in_the_timeline(signed, handler, director):
    take_back_contact(talk(signed, handler), by=handler)
    assert signed.contacts.count() == 0
    line = timeline(signed, director)[0]
    assert (line["label"], line["note"]) == ("更正：撤掉一次联系", "办中，电话：问清路段。")


def test_nobody_else_takes_it_back(signed, handler, unit, director):
    contact = talk(signed, handler)
    for other in (director, make_handler(unit, name="同事"), make_handler(make_unit("财政所"))):
        with pytest.raises(PermissionDenied):
            take_back_contact(contact, by=other)
    assert signed.contacts.count() == 1


def test_it_stays_once_the_unit_has_replied(signed, handler):
    contact = talk(signed, handler)
    reply_proposal(signed, by=handler, at=REPLIED, **ANSWER)
    with pytest.raises(ValidationError, match="已经接着办了"):
        take_back_contact(contact, by=handler)
    assert signed.contacts.count() == 1


def test_the_button_stands_beside_ones_own_contact_only(client, signed, handler, director):
    contact = talk(signed, handler)
    page, act = (
        reverse("deputies:proposal-detail", args=[signed.pk]),
        reverse("deputies:proposal-contact-take-back", args=[signed.pk, contact.pk]),
    )
    client.force_login(director)
    assert act not in client.get(page).content.decode()
    client.force_login(handler)
    assert act in client.get(page).content.decode()
    assert client.post(act, follow=True).redirect_chain == [(page, 302)]
    assert signed.contacts.count() == 0


def test_what_is_written_down_later_stands_at_its_own_day(signed, handler, director):
    for day in (25, 20):
        said = {"phase": "during", "way": "phone", "text": f"{day} 日问过。"}
        log_contact(signed, by=handler, on=date(2026, 6, day), at=REPLIED, **said)
    notes = [line["note"] for line in proposal_lines(signed, director)]
    assert notes[:2] == ["办中，电话：25 日问过。", "办中，电话：20 日问过。"]


def test_the_same_of_one_day_is_one_line_with_everybody_in_it(signed, handler, unit, director):
    talk(signed, handler)
    talk(signed, make_handler(unit, name="李同事"))
    talk(signed, handler)
    told = [line for line in proposal_lines(signed, director) if line["label"] == "与代表联系"]
    assert [line["who"] for line in told] == ["万春林、李同事"]
