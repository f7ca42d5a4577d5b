"""Rows of numbers: what each is called, who signs its papers, from which number a year goes on."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from tests.factories import make_office
from tests.office.paper_steps import AT, brought_to_review
from township_npc.office import clock
from township_npc.office.choices import SeriesKind
from township_npc.office.models import AuditEntry, PaperSeries, Todo
from township_npc.office.services.papers.drafting import draft_paper
from township_npc.office.services.papers.numbers import reserve_number
from township_npc.office.services.papers.series import begin_after, set_series

URL = "/papers/series/"
CONGRESS = SeriesKind.CONGRESS


def reserve(by, kind=CONGRESS, year=2026):
    return reserve_number(kind, year, by=by, at=AT, purpose="例会")


def send(client: Client, kind: str = CONGRESS, **fields):
    """The form as it lies open, with some fields changed."""
    form = client.get(f"{URL}{kind}/").context["form"]
    values = {field.name: field.value() for field in form} | fields
    return client.post(f"{URL}{kind}/", {name: v for name, v in values.items() if v is not None})


def test_before_anything_is_set_each_series_has_its_usual_words(desk, office):
    rows = [
        (series.agency, following, series.director_signs)
        for series, following in desk.get(URL).context["rows"]
    ]
    year = clock.today().year
    assert rows == [
        ("莲人发", f"莲人发〔{year}〕1号", False),
        ("莲人办", f"莲人办〔{year}〕1号", True),
        ("莲人函", f"莲人函〔{year}〕1号", False),
        ("莲塘镇人大主席团会议纪要", f"莲塘镇人大主席团会议纪要{year}年第1期", False),
        ("莲塘镇人大简报", f"莲塘镇人大简报{year}年第1期", True),
        ("莲塘镇人民代表大会公告", f"莲塘镇人民代表大会公告{year}年第1号", False),
    ]
    assert not PaperSeries.objects.exists()


def test_a_series_that_the_director_usually_signs_is_his_from_the_first_paper(director):
    bulletin = brought_to_review(director, key="bulletin")
    assert Todo.objects.open().get(subject_id=bulletin.pk).addressee == "role:director"


def test_the_name_of_a_town_of_many_characters_has_room(office, director):
    make_office(town="双江口苗族侗族瑶族自治乡镇")
    assert reserve(director, SeriesKind.MINUTES).shown.startswith("双江口苗族侗族瑶族自治乡镇人大")


def test_the_director_changes_the_words_and_the_history_says_so(desk, director):
    send(desk, agency="莲塘人发", director_signs="yes")
    series = PaperSeries.objects.get()
    assert (series.agency, series.director_signs) == ("莲塘人发", True)
    assert "莲塘人发，主任签发" in desk.get(f"{URL}congress/").content.decode()


def test_the_same_words_again_leave_no_line(desk, office):
    send(desk)
    assert not AuditEntry.objects.filter(verb__startswith="paper_series").exists()


def test_what_lies_with_the_signer_goes_to_the_other_ones_desk(director):
    paper = brought_to_review(director)
    waiting = Todo.objects.open().filter(subject_id=paper.pk)
    assert waiting.get().addressee == "role:chair"
    set_series(CONGRESS, agency="莲人发", director_signs=True, by=director)
    assert waiting.get().addressee == "role:director"


def test_two_series_never_print_the_same_number(desk, director):
    for taken in ("莲人办", "莲人函"):
        assert "别的文件已经用这个代字编号" in send(desk, agency=taken).content.decode()
    reserve(director, SeriesKind.LETTER)
    set_series(SeriesKind.LETTER, agency="莲塘函", director_signs=False, by=director)
    with pytest.raises(ValidationError, match="换一个"):
        set_series(CONGRESS, agency="莲人函", director_signs=False, by=director)
    set_series(CONGRESS, agency="莲人", director_signs=False, by=director)
    assert PaperSeries.objects.get(pk=CONGRESS).agency == "莲人"


def test_two_directors_on_one_series_the_second_is_told(desk, director):
    reserve(director)
    opened = desk.get(f"{URL}congress/").context["form"]["seen"].value()
    send(desk, agency="莲塘人发")
    late = {"agency": "莲塘发", "director_signs": "no", "seen": opened}
    assert "现在存着：莲塘人发" in desk.post(f"{URL}congress/", late).content.decode()


def test_a_year_goes_on_after_the_numbers_given_on_paper(desk, director):
    year = clock.today().year
    send(desk, last="23")
    number = reserve(director, year=year)
    assert number.shown == f"莲人发〔{year}〕24号"
    register = desk.get("/papers/register/").content.decode()
    assert "24 号以前的编在纸上的登记簿里" in register


def test_where_a_year_goes_on_is_put_right_until_its_first_number(desk, director):
    year = clock.today().year
    begin_after(CONGRESS, year, 23, by=director)
    begin_after(CONGRESS, year, 0, by=director)
    assert reserve(director, year=year).number == 1
    assert "last" not in desk.get(f"{URL}congress/").context["form"].fields
    with pytest.raises(ValidationError, match="已经在这里编过号"):
        begin_after(CONGRESS, year, 23, by=director)


def test_a_draft_shows_the_place_of_the_number_before_one_was_ever_given(director, desk):
    paper = draft_paper("notice", by=director, at=AT)
    assert "莲人发〔2026〕　号" in desk.get(f"/papers/{paper.pk}/").content.decode()


def test_only_the_director_changes_them_and_the_chairman_reads_them(staff, chair, office):
    for user in (staff, chair):
        client = Client()
        client.force_login(user)
        assert client.get(URL).status_code == 200
        assert client.get(f"{URL}congress/").status_code == 404
        with pytest.raises(PermissionDenied):
            set_series(CONGRESS, agency="甲", director_signs=True, by=user)
        with pytest.raises(PermissionDenied):
            begin_after(CONGRESS, 2026, 5, by=user)


def test_there_is_no_series_of_another_kind(desk, office):
    assert desk.get(f"{URL}x/").status_code == 404
