"""The data protection officer sees who could see what at a moment, and nothing of what stands in the record."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from throughcare.commons.cases.tests.builders import a_browser
from throughcare.commons.past.tests.builders import SECOND, a_past
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db


def address(case, *, on: str = "") -> str:
    return f"/who-looked/{case.reference}/then/" + (f"?on={on}" if on else "")


def test_nobody_else_finds_the_page():
    town, case = a_past()

    for who in (town.ada, town.mo, town.cleo, town.dee):
        assert a_browser(who).get(address(case)).status_code == 404
    assert a_browser(town.dov).get("/who-looked/TC-333333/then/").status_code == 404


def test_the_officer_reads_who_could_see_what_and_no_content():
    town, case = a_past()
    dov = a_browser(town.dov)

    page = dov.get(address(case, on=uk_today(SECOND).isoformat())).text

    assert "Ada Marsh, coordinator" in page and "Cleo Finch" not in page
    assert "The school rang." not in page and "Tarrow" not in page
    assert Line.objects.filter(case_id=case.pk, verb="rights:who_could_see", staff_id=town.dov.pk).exists()
    assert "Look back to" in dov.get(address(case)).text
    assert dov.get(address(case, on="never")).status_code == 422


def test_the_print_carries_the_audit_lines_and_is_recorded():
    town, case = a_past()

    answer = a_browser(town.dov).post(address(case, on=uk_today(SECOND).isoformat()))
    paper = "\n".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)

    assert "Notes: added" in paper and "The school rang." not in paper and "Tarrow" not in paper
    assert Line.objects.filter(case_id=case.pk, verb="rights:past_printed").count() == 1
