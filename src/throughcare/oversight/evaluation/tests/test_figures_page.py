"""The figures page: who sees it, what it says, that it never counts live, and its table as a file."""

import csv
import io
import re
from datetime import UTC, date, datetime
from functools import cache

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from throughcare.frame.transaction import acting
from throughcare.oversight.evaluation.actions import make_tables
from throughcare.oversight.evaluation.charts import draw
from throughcare.oversight.evaluation.tests.builders import a_fact, facts, lay_down
from throughcare.oversight.evaluation.tests.people import PASSWORD, somebody
from throughcare.safeguards.audit.models import Line

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # nothing collects static files before the tests
]

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
UNTIL = date(2026, 9, 30)
PANEL_DAY = date(2025, 8, 1)


@pytest.fixture(autouse=True)
def sign_in_quickly(settings):
    """Strong hashing is slow on purpose; the passwords here are nobody's."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@cache
def draw_the_journey(picture, *, shape, prefix):
    """Only the chart that these tests look at is drawn, and once; the charts have tests of their own."""
    return draw(picture, shape=shape, prefix=prefix) if picture.title.startswith("Referral,") else "<svg></svg>"


@pytest.fixture
def figures(monkeypatch):
    """Two years of referrals, counted up to 30 September 2026."""
    monkeypatch.setattr("throughcare.oversight.evaluation.actions.draw", draw_the_journey)
    rows = [
        *facts(118, sector="education"),
        *facts(60, sector="police"),
        *facts(27, sector="health", to_panel_on=PANEL_DAY),
        *facts(34, sector="education", to_panel_on=PANEL_DAY, adopted_on=PANEL_DAY),
        *facts(200, date(2024, 6, 1), sector="police"),
    ]
    lay_down(rows)
    with acting("facts", staff=None, at=AT):
        make_tables(until=UNTIL, at=AT)


def signed_in(username):
    client, account = Client(), somebody(username)
    client.post(reverse("sign-in"), {"username": account.username, "password": PASSWORD})
    return client


def text_of(response):
    words = re.sub(r"<(svg|script|style).*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", words).split())


def test_the_page_speaks_before_it_shows(figures):
    response = signed_in("ada").get(reverse("figures"))

    assert response.status_code == 200
    text = text_of(response)
    assert "Closed quarters to 30 September 2026." in text
    assert (
        "In the year to March 2026 about 240 referrals came in, about 60 were discussed at a panel and about 35 were "
        "adopted as a case. About 15% of the referrals were adopted." in text
    )
    assert text.index("In the year to March 2026") < text.index("Referral, panel, adoption, by year")


def test_the_table_under_the_chart_has_the_same_numbers(figures):
    page = signed_in("ada").get(reverse("figures")).content.decode()
    last_row = re.findall(r'<th scope="row"[^>]*>2026</th>(.*?)</tr>', page)[0]
    chart = re.findall(r"<svg.*?</svg>", page, flags=re.S)[0]

    assert re.findall(r">([\d,]+)<", last_row) == ["240", "60", "35"]
    assert [f"{label} {number}" in chart for label, number in (("Referred", 240), ("Panel", 60), ("Adopted", 35))] == [
        True
    ] * 3


def test_the_two_drawings_share_no_id_and_each_is_described(figures):
    page = signed_in("ada").get(reverse("figures")).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', page)

    assert len(ids) == len(set(ids))
    assert {"chart-wide-title", "chart-wide-desc", "chart-narrow-title", "chart-narrow-desc"} <= set(ids)


def test_what_is_published_stands_beside_with_what_is_not_confirmed_left_out(figures):
    text = text_of(signed_in("ada").get(reverse("figures")))

    assert "Published, England and Wales" in text
    assert "2025 8,778 [x] 1,472 (17%)" in text
    assert "[x] not confirmed, so not shown" in text
    assert "April 2023 to March 2024" not in text  # no figure of that edition is among these years


def test_a_breakdown_shows_groups_and_years_and_the_method_break(figures):
    text = text_of(signed_in("eva").get(reverse("figures"), {"measure": "referrals", "by": "sector"}))

    assert "By sector of referral, the largest group was “Education”, with about 150." in text
    assert "Education 0 150" in text
    assert "Every part is drawn on the same scale." in text


def test_nothing_on_the_page_leads_to_a_case_or_a_smaller_group(figures):
    page = signed_in("ada").get(reverse("figures"), {"measure": "referrals", "by": "sector"}).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    tables = re.findall(r"<table.*?</table>", main, flags=re.S)

    assert tables
    assert not any("href" in table for table in tables)
    assert "/cases/" not in main


def test_the_page_never_counts_live(figures):
    ada = signed_in("ada")
    before = text_of(ada.get(reverse("figures")))
    with connection.cursor() as cursor:
        rows = [(f"new-{number}", a_fact().received_on) for number in range(50)]
        cursor.executemany("INSERT INTO facts_referrals (referral_id, received_on) VALUES (%s, %s)", rows)

    assert "about 240 referrals" in before
    assert text_of(ada.get(reverse("figures"))) == before


@pytest.mark.parametrize("username", ["ben", "cleo", "dov"])
@pytest.mark.parametrize("page", ["figures", "figures-download"])
def test_whoever_is_not_programme_staff_is_refused_with_the_reason(figures, username, page):
    response = signed_in(username).get(reverse(page))

    text = text_of(response)
    assert response.status_code == 422
    assert "The figures were not shown" in text
    assert "this is for: coordinator, programme manager" in text
    assert "240" not in text
    assert Line.objects.filter(verb="look:refused").count() == 1


def test_a_stranger_who_is_not_signed_in_sees_no_figures(figures):
    response = Client().get(reverse("figures"))

    assert "240" not in response.content.decode()
    assert response.status_code in (302, 401)


def test_every_look_and_every_download_is_one_line(figures):
    ada = signed_in("ada")
    ada.get(reverse("figures"), {"measure": "referrals", "by": "sector"})
    ada.get(reverse("figures-download"))

    lines = Line.objects.filter(verb__startswith="evaluation:").exclude(verb="evaluation:made_figures").order_by("id")
    assert [(line.verb, line.subject) for line in lines] == [
        ("evaluation:looked", "referrals/sector"),
        ("evaluation:downloaded", "referral_to_adoption/nothing"),
    ]


def test_what_is_typed_into_the_address_never_reaches_the_audit(figures):
    ada = signed_in("ada")
    ada.get(reverse("figures"), {"measure": "Sam Tarrow"})
    ada.get(reverse("figures"), {"measure": "referrals", "by": "Sam Tarrow"})

    subjects = Line.objects.filter(verb="evaluation:looked").order_by("id").values_list("subject", flat=True)
    assert list(subjects) == ["-", "referrals/nothing"]


def test_a_year_that_is_not_kept_is_answered_with_those_that_are(figures):
    response = signed_in("ada").get(reverse("figures"), {"first": "2001"})

    assert response.status_code == 422
    assert "Choose a year from 2025 to 2026" in text_of(response)
    assert "<title>Error: " in response.content.decode()


def test_years_the_wrong_way_round_are_answered_at_the_field(figures):
    response = signed_in("ada").get(reverse("figures"), {"first": "2026", "last": "2025"})

    assert "Choose a last year that is not before the first" in text_of(response)


def test_the_journey_by_a_breakdown_is_answered_with_the_measures_that_have_it(figures):
    text = text_of(signed_in("ada").get(reverse("figures"), {"by": "sector"}))

    assert "“Referral, panel, adoption” has no parts. Choose “nothing”, or one of these measures: Adopted" in text


@pytest.mark.parametrize("asked", [{"measure": "secrets"}, {"by": "name"}, {"measure": "'; DROP"}, {"last": "²⁰²⁶"}])
def test_what_is_not_on_the_lists_is_answered_and_shows_nothing(figures, asked):
    response = signed_in("ada").get(reverse("figures"), asked)

    assert response.status_code == 422
    assert "There is a problem" in text_of(response)


def test_before_the_first_figures_the_page_says_when_they_come():
    text = text_of(signed_in("ada").get(reverse("figures")))

    assert re.search(r"No closed quarter yet\. The first figures come after 31 March 20\d\d\.", text)


def test_a_single_year_is_drawn_as_bars(figures):
    page = signed_in("ada").get(
        reverse("figures"), {"measure": "referrals", "by": "sector", "first": "2026", "last": "2026"}
    )

    assert "Every part is drawn" not in text_of(page)
    assert "<svg" in page.content.decode()


def test_the_file_has_the_numbers_of_the_page_and_what_must_be_known_of_them(figures):
    response = signed_in("ada").get(reverse("figures-download"), {"measure": "referrals", "by": "sector"})

    lines = list(csv.reader(io.StringIO(response.content.decode())))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="figures-referrals-by-sector-to-2026-09-30.csv"'
    assert lines[0] == ["Sector of referral", "2025", "2026"]
    assert ["Education", "0", "150"] in lines
    assert ["All", "200", "240"] in lines
    assert ["Every figure is rounded to 5 by itself, so parts may not add up; 0 can mean 0, 1 or 2."] in lines


def test_a_file_of_years_that_are_not_kept_is_answered_like_the_page(figures):
    response = signed_in("ada").get(reverse("figures-download"), {"first": "2001"})

    assert response.status_code == 422
    assert "Choose a year from 2025 to 2026" in text_of(response)


def test_before_the_first_figures_there_is_no_file():
    response = signed_in("ada").get(reverse("figures-download"))

    assert response.status_code == 422
    assert "No closed quarter yet." in text_of(response)
