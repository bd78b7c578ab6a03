"""How information may be used: shown to whoever is given it, acknowledged once for each version, never in the way."""

import pytest

from throughcare.commons.cases.tests.builders import NOW, a_browser, a_case, a_grant, a_town, as_staff, opened
from throughcare.commons.sharing import actions, queries
from throughcare.commons.sharing.models import AgencyAnswer, StatementRead
from throughcare.commons.sharing.tests.builders import a_request
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import names
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db
BUTTON = "Record that I read this"


def test_every_pathway_has_one_statement_and_only_one():
    found = {name: one.name for name in names("pathways") if (one := queries.statement_for(name))}

    assert set(found) == set(names("pathways"))
    assert found["channel"] == "channel" and found["ddp_licence"] == found["ddp_tpim"] == "ddp"
    assert "Multi-Agency Panel" in str(queries.statement_for("pmap").data)
    assert {part["code"] for part in queries.statement_for("pmap").data["parts"]} == {
        *("holds", "why", "may", "may_not", "put_right"),
    }


def test_a_reader_says_once_for_each_version_that_they_read_it_and_the_coordinator_sees_who_has_not():
    town = a_town()
    case = a_case(town, stage="planning")
    a_grant(case, town.ben, "panel_member")
    a_grant(case, town.ivo, "provider")
    a_request(town, case, "northmere-school")
    with opened(case, town.ada) as seen:
        before = [(one.name, bool(one.read)) for one in queries.readers_of(seen)]
    for _twice in range(2):
        with opened(case, town.ben) as mine:
            actions.acknowledge(mine, at=NOW)
    with pytest.raises(NotFound), opened(case, town.ada) as seen:
        actions.acknowledge(seen, at=NOW)
    with as_staff(town.pat):
        request = queries.to_my_agency(town.pat.pk, at=NOW)[0].request
        actions.acknowledge_for_agency(request.reference, staff_id=town.pat.pk, at=NOW)
    with as_staff(town.rae), pytest.raises(NotFound):
        actions.acknowledge_for_agency(request.reference, staff_id=town.rae.pk, at=NOW)
    with opened(case, town.ada) as seen:
        after = [(one.name, bool(one.read)) for one in queries.readers_of(seen)]
    StatementRead.objects.update(version="2020-01-01")
    with opened(case, town.ada) as seen:
        anew = {one.name: bool(one.read) for one in queries.readers_of(seen)}

    assert sorted(before) == [("Ben Hale", False), ("Ivo Brand", False), ("Whoever answers requests", False)]
    assert after == [("Ivo Brand", False), ("Ben Hale", True), ("Pat Lowe", True)]
    assert not any(anew.values()), "a new version is read anew"
    lines = Line.objects.filter(verb="sharing:statement_read", case_id=case.pk)
    assert sorted(lines.values_list("staff_id", flat=True)) == sorted([town.ben.pk, town.pat.pk])


def test_an_agency_reads_it_above_the_form_and_answers_whether_or_not_it_says_so():
    town = a_town()
    case = a_case(town)
    request = a_request(town, case, "northmere-school")
    pat, page = a_browser(town.pat), f"/agency-requests/{request.reference}/"
    first = pat.get(page).content.decode()
    typed = {"read": "statement", "answer": "cannot_share", "reason": "A court keeps it"}
    said = pat.post(page, typed, follow=True).content.decode()
    pat.post(page, {"answer": "nothing_held"})

    other = a_request(town, case, "larkfield-clinic")
    a_browser(town.rae).post(f"/agency-requests/{other.reference}/", {"answer": "nothing_held"})

    assert first.index("What you may not do") < first.index("Does your agency hold anything")
    assert BUTTON in first and BUTTON not in said and "You read this on" in said
    assert "A court keeps it" in said, "what was typed by then is still there"
    assert AgencyAnswer.objects.count() == 2, "who never said that they read it answers all the same"
    assert a_browser(town.rae).post(page, typed).status_code == 404


def test_a_member_finds_it_on_the_case_and_the_coordinator_finds_who_read_it():
    town = a_town()
    case = a_case(town, stage="planning")
    a_grant(case, town.ben, "panel_member")
    a_grant(case, town.ivo, "provider")
    ben, ada, page = a_browser(town.ben), a_browser(town.ada), f"/cases/{case.reference}/statement/"

    home = ben.get(f"/cases/{case.reference}/").content.decode()
    shown = ben.get(page).content.decode()
    ben.post(page)
    later, listed = ben.get(f"/cases/{case.reference}/").content.decode(), ada.get(page).content.decode()

    assert "Not read yet" in home and BUTTON in shown and "Who is asked to read it" not in shown
    assert "Not read yet" not in later and page in later
    assert "Ben Hale" in listed and BUTTON not in listed
    assert a_browser(town.cleo).get(page).status_code == 404
    mentor = a_browser(town.ivo).post(page, follow=True)
    assert mentor.status_code == 200 and "You read this on" in mentor.content.decode()
