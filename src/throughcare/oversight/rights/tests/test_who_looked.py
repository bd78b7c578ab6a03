"""A data protection officer sees every look and act in the own controller's records, and no police step."""

from tests.kit.invented import NOW
from throughcare.stages.checks import actions as checks


def test_a_look_and_a_refused_look_are_seen(invented):
    reference = invented.receive()
    invented.browser("ada").get(f"/cases/{reference}/")
    invented.browser("cleo").get(f"/cases/{reference}/")

    page = invented.browser("dov").get(f"/who-looked/?reference={reference}")

    assert "Ada Marsh" in page.text
    assert "Cases: looked" in page.text
    assert "Every chain is unbroken" in page.text
    assert "Tarrow" not in page.text


def test_a_search_by_member_of_staff(invented):
    reference = invented.receive()
    invented.browser("ada").get(f"/cases/{reference}/")

    page = invented.browser("dov").get("/who-looked/?staff=nobody+of+that+name")

    assert "Nobody opened it in these dates." in page.text


def test_police_steps_are_not_shown_to_the_councils_officer(invented):
    reference = invented.receive()
    with invented.opened(reference, "dee") as case:
        checks.deconflict(case, answer="clear", words="", happened_at=NOW, at=NOW)

    page = invented.browser("dov").get(f"/who-looked/?reference={reference}")

    assert "econflicted" not in page.text


def test_nobody_else_sees_who_looked(invented):
    for username in ("ada", "dee", "mo", "cleo"):
        assert invented.browser(username).get("/who-looked/").status_code == 404


def test_an_erasure_from_the_first_page_to_the_last(invented):
    reference = invented.receive()
    dov, mo = invented.browser("dov"), invented.browser("mo")

    asked = dov.post("/requests/", {"reference": reference.lower(), "ground": "unlawful"})
    shown = mo.get(f"/cases/{reference}/erasure/")
    decided = mo.post(f"/cases/{reference}/erasure/", {"granted": "yes", "reason": ""})

    assert (asked.status_code, shown.status_code, decided.status_code) == (302, 200, 302)
    assert "erased" in dov.get("/requests/").text
    assert "Tarrow" not in mo.get(f"/cases/{reference}/").text
