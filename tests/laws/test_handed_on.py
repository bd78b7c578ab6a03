"""Every paper and every file of a case leads to the page on which it is recorded that somebody outside was given it."""

import ast

import pytest

from tests.kit.tree import PACKAGE, code, parsed, place

# Where a file of a case is made, and the page that offers it.
OFFERED = {
    "web/cover.py": "web/templates/web/cover.html",
    "commons/past/pages.py": "commons/past/templates/past/print.html",
    "stages/panels/pages/minutes.py": "stages/panels/templates/panels/minutes.html",
    "commons/orders/pages/compliance.py": "commons/orders/templates/orders/ladder.html",
    "commons/assessments/pages/signing.py": "commons/assessments/templates/assessments/finished.html",
    "commons/files/pages.py": "commons/files/templates/files/documents.html",
}
OTHERWISE = {
    "commons/sharing/pages/disclosures.py": "it is what was given, and recorded already",
    "commons/telling/pages.py": "a letter to somebody: that it reached them is recorded on its own page",
    "oversight/rights/pages/packs.py": "the person's own copy, which goes to the person",
    "oversight/rights/pages/requests.py": "the answer to whoever asked",
    "oversight/rights/pages/erasure.py": "the certificate, which holds no word of the record",
    "oversight/rights/pages/looks.py": "who could see the record, by the data protection officer, who opens no case",
    "oversight/rights/pages/shared.py": "a list of what was given, taken for a purpose that is recorded",
    "oversight/rights/pages/papers.py": "it is of no case",
    "oversight/rights/pages/breaches.py": "it is of no case",
    "oversight/quality/pages/reporting.py": "it is of no case",
    "oversight/evaluation/pages.py": "it is of no case",
    "oversight/equality/pages/staff.py": "it is of no case",
    "commons/assessments/pages/instruments.py": "a template, of no case",
    "stages/referrals/pages/imports.py": "a template and its faults, of no case",
    "web/export.py": "a list of cases, taken for a purpose that is recorded",
}


def makes_a_file(path):
    """Whether a module answers with a file."""
    return any(
        (isinstance(node, ast.Constant) and node.value == "Content-Disposition")
        or (isinstance(node, ast.Call) and ast.unparse(node.func) == "as_download")
        for node in ast.walk(parsed(path))
    )


def test_every_file_that_is_made_leads_on_or_says_why_not():
    made = {place(path).partition("throughcare/")[2] for path in code() if makes_a_file(path)}

    assert made - {"frame/pdf.py"} == OFFERED.keys() | OTHERWISE.keys(), (
        "Name the page that calls handed_on, or why none"
    )


@pytest.mark.parametrize("template", OFFERED.values())
def test_the_page_that_makes_it_draws_the_way_on(template):
    assert "{{ handed_on(" in (PACKAGE / template).read_text(encoding="utf-8")
