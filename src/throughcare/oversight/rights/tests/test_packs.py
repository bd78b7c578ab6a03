"""A person who asks is given what is held of them, found through the register; what stays out is logged or leaves no sign."""

import json
from datetime import timedelta

import psycopg
import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from markupsafe import escape

from tests.kit.invented import NOW
from throughcare.commons.cases import actions as cases
from throughcare.commons.past.queries import tables
from throughcare.commons.people.models import Relative
from throughcare.commons.telling import actions as telling
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import Refusal
from throughcare.kernel.definitions import load
from throughcare.oversight.rights import actions, erasing, packing, queries, rules
from throughcare.oversight.rights.models import HeldBack, Pack
from throughcare.oversight.rights.tests.builders import received
from throughcare.oversight.rights.tests.test_erasure import asked as erasure_asked
from throughcare.safeguards.access.register import register
from throughcare.safeguards.audit.models import Line
from throughcare.stages.delivery.tests.builders import at_stage

RULES = load("rights", "pack").data
SEEN = "Sam drew a bridge, and Magda Holt praised it"
HEALTH, FAMILY, POLICE, SAFETY = "sleeps badly", "the uncle owes money", "watched at the station", "a man waits outside"
REPORT = "a teacher heard shouting"
WAITS = "the neighbour would know at once"


def note(case, compartment, text, *, kind="fact", at=NOW):
    cases.add_note(
        case, compartment=compartment, text=text, kind=kind, source="the neighbour opposite", happened_at=at, at=at
    )


def an_aunt(case):
    Relative.objects.create(
        person_id=case.person_id,
        name="Magda Holt",
        relationship="aunt",
        happened_at=NOW,
        controller_id=case.controller_id,
        regime="uk_gdpr",
        basis="public_task",
        review_on=NOW.date(),
    )


@pytest.fixture
def held(invented):
    reference = invented.receive()
    with invented.opened(reference, "ada") as case:
        note(case, "core", SEEN)
        note(case, "core", REPORT, kind="third_party")
        note(case, "health", HEALTH)
        note(case, "network", FAMILY)
        note(case, "safety", SAFETY)
        an_aunt(case)
    with invented.opened(reference, "dee") as case:
        note(case, "police", POLICE)
    return reference


def make(invented, asked, *, health_asked=False, at=NOW):
    dov = invented.staff["dov"]
    with acting("oversight", staff=dov, at=at):
        return actions.make_pack(str(asked.key), health_asked=health_asked, by=dov, at=at)


def test_every_table_with_personal_content_is_in_the_pack_or_left_out_with_a_reason():
    left = []
    for label, handling in register().items():
        if handling.personal and handling.scope in ("case", "person"):
            left += [] if label in RULES["tables"] or handling.compartment in RULES["compartments"] else [label]
        elif handling.personal and label not in RULES["elsewhere"]:
            left.append(label)

    assert left == [], "Say in definitions/rights/pack what becomes of it: gives, an exemption, silent, or elsewhere"
    assert set(RULES["elsewhere"]) <= set(register()) and set(RULES["tables"]) <= set(register())


def test_every_table_that_is_read_for_a_pack_can_be_put_into_it():
    read = {
        label for label, handling in register().items() if handling.personal and handling.scope in ("case", "person")
    }
    read = {label for label in read if packing.is_read(register()[label])}

    assert read - set(tables()) == {"people.person"}, "Without recorded_at it is left out: the pack names people itself"


def test_every_exemption_that_a_rule_names_is_there_with_an_article_of_each_regime():
    every = [*RULES["compartments"].values(), *RULES["tables"].values(), *RULES["kinds"].values()]

    assert {rule["exemption"] for rule in every if "exemption" in rule} == set(RULES["exemptions"])


@pytest.mark.django_db
def test_what_is_held_back_without_a_sign_is_no_grant_of_whoever_makes_the_pack():
    silent = {h.table for h in register().values() if h.scope in ("case", "person") and not packing.is_read(h)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c WHERE c.relkind = 'r' AND has_table_privilege('tc_disclosure', c.oid, 'SELECT')"
        )
        read = {row[0] for row in cursor.fetchall()}

    assert {"cases_policenote", "cases_safetynote", "checks_threat", "cases_told"} <= silent
    assert read & silent == set()


def test_the_pack_holds_what_is_the_persons_and_names_nobody_else(invented, held):
    pack = make(invented, received(invented, held))

    for words in ("neighbour", POLICE, SAFETY, HEALTH, FAMILY, REPORT, "Magda", "Holt", "Ada Marsh"):
        assert words not in pack.content, words
    assert "Sam drew a bridge, and [another person] praised it" in pack.content
    assert "Sam Tarrow" in pack.content and "01632 960 181" in pack.content
    assert "A colleague of" in pack.content


def test_what_the_person_was_told_is_in_the_pack_and_what_waits_leaves_no_sign(invented, held):
    with invented.opened(held, "ada") as case:
        when = telling.Giving("talked", NOW, "Sam said: I thought so.")
        telling.record_told(case, things=["kept"], giving=when, at=NOW)
        telling.record_letter_given(case, letter="what_we_keep", audience="child", giving=when, at=NOW)
        wait = telling.Waiting("shared", "danger_to_others", NOW.date() + timedelta(days=7), WAITS)
        telling.record_not_told(case, wait, at=NOW)
    asked = received(invented, held)
    pack = make(invented, asked)

    assert "I thought so." in pack.content
    assert "What is kept about them and why" in pack.content
    for words in (WAITS, "danger_to_others", "someone else in danger", "That information about them was shared"):
        assert words not in pack.content, words
    assert not HeldBack.objects.filter(pack=pack, table__startswith="telling").exists()


def test_before_a_letter_is_kept_its_writer_reads_it_as_the_pack_will_print_it(invented):
    reference = at_stage(invented)
    with invented.opened(reference, "ada") as case:
        an_aunt(case)
    ada, where = invented.browser("ada"), f"/cases/{reference}/told/letters/write/what_we_keep/child/en-GB/"
    looked = ada.post(where, {"more": "Magda Holt may come with you.", "do": "show"}).text
    ada.post(where, {"more": "Magda Holt may come with you.", "do": "keep"})
    pack = json.loads(make(invented, received(invented, reference), at=timezone.now()).content)
    parts = [part for case in pack["cases"] for part in case["parts"] if part["title"] == "Being told"]
    (letter,) = [entry for part in parts for entry in part["entries"] if entry["what"] == "Letter"]

    in_a_copy = looked[
        looked.index("As a copy of the record would print it") : looked.index("</details>", looked.index("As a copy"))
    ]
    assert "[another person] may come with you." in in_a_copy and "Magda" not in in_a_copy
    for label, words in letter["said"]:
        assert f"{label}: {escape(words)}" in in_a_copy
    assert "You are not in trouble." in in_a_copy
    assert "Language: English" in in_a_copy and "en-GB" not in in_a_copy
    assert "For: The person, as a child or young person" in in_a_copy
    assert len(letter["said"]) == in_a_copy.count("tc-as-typed")


def test_the_log_says_what_was_left_out_under_which_article_and_nothing_of_police(invented, held):
    pack = make(invented, received(invented, held))

    log = {(row.table, row.exemption): (row.number, row.article) for row in HeldBack.objects.filter(pack=pack)}
    assert log["cases.healthnote", "health_opinion"] == (1, "Data Protection Act 2018 Sch 3 paras 5 and 6")
    assert log["cases.note", "third_party"] == (1, "Data Protection Act 2018 Sch 2 para 16")
    assert log["people.relative", "third_party"][0] == 1
    assert [table for table, _code in log if "police" in table or "safety" in table] == []


def test_a_case_with_police_steps_gives_the_same_pack_as_one_without(invented):
    plain, watched = invented.receive(), invented.receive()
    with invented.opened(watched, "dee") as case:
        note(case, "police", POLICE)

    packs = [json.loads(make(invented, received(invented, one)).content) for one in (plain, watched)]

    shapes = [json.dumps({**one, "cases": [{**case, "reference": ""} for case in one["cases"]]}) for one in packs]
    assert shapes[0].replace(plain, "") == shapes[1].replace(watched, "")


def test_notes_about_health_are_given_once_a_professional_was_asked(invented, held):
    pack = make(invented, received(invented, held), health_asked=True)

    assert HEALTH in pack.content
    assert not HeldBack.objects.filter(pack=pack, exemption="health_opinion").exists()


@pytest.mark.parametrize(
    ("asked", "identity", "because"),
    [("erasure", "known", "something else than a copy"), ("access", "", "how identity was checked")],
)
def test_no_pack_is_made_for_another_request_or_for_nobody_knows_whom(invented, held, asked, identity, because):
    request = received(invented, held, asked=asked, identity=identity)

    with pytest.raises(Refusal) as refused:
        make(invented, request)

    assert because in refused.value.as_text()
    assert not Pack.objects.exists()


def test_a_large_pack_is_left_to_a_job(invented, held, monkeypatch):
    monkeypatch.setattr(packing, "pack_rules", lambda: {**RULES, "in_a_job_over_rows": 1})
    pack = make(invented, received(invented, held))
    before = Pack.objects.get().made_at

    with acting("clock", staff=None, at=NOW):
        made = actions.make_waiting_packs(at=NOW)
        again = actions.make_waiting_packs(at=NOW)

    assert (before, made, again) == (None, 1, 0)
    assert "Sam drew a bridge" in Pack.objects.get(pk=pack.pk).content


def erase(invented, reference):
    key = erasure_asked(invented, reference)
    with invented.opened(reference, "mo") as case:
        actions.decide_erasure(case, key=key, granted=True, reason="", at=NOW)


def test_an_erasure_empties_a_pack_that_was_made_and_none_is_made_after_it(invented, held):
    asked = received(invented, held)
    pack = make(invented, asked)

    erase(invented, held)

    with pytest.raises(Refusal) as refused:
        make(invented, asked)
    assert "everything of the person was erased" in refused.value.as_text()
    assert Pack.objects.get(pk=pack.pk).content == ""
    assert HeldBack.objects.filter(pack=pack).exists()
    with acting("oversight", staff=invented.staff["dov"], at=NOW):
        assert queries.pack(str(pack.key)) is None


def test_a_pack_that_waits_for_its_job_is_given_up_when_the_person_is_erased(invented, held, monkeypatch):
    monkeypatch.setattr(packing, "pack_rules", lambda: {**RULES, "in_a_job_over_rows": 1})
    make(invented, received(invented, held))
    erase(invented, held)

    with acting("clock", staff=None, at=NOW):
        actions.make_waiting_packs(at=NOW)

    assert [(one.content, one.made_at) for one in Pack.objects.all()] == [("", NOW)]


def test_pack_and_erasure_of_one_person_wait_for_each_other(invented, held):
    asked = received(invented, held)
    with invented.opened(held, "ada") as case:
        person_id = case.person_id
    own = {
        key: value
        for key, value in connection.get_connection_params().items()
        if key in ("host", "port", "user", "dbname", "password")
    }

    with psycopg.connect(**own) as other:
        other.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [f"person:{person_id}", erasing.LOCK])
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '200ms'")
        with pytest.raises(OperationalError):
            make(invented, asked)


def test_a_pack_is_one_line_and_each_taking_another(invented, held):
    asked = received(invented, held)
    dov = invented.browser("dov")
    before = Line.objects.count()

    page = dov.post(f"/requests/{asked.key}/pack/", {"health": "not_asked"})
    pack = Pack.objects.get()
    shown = dov.get(f"/requests/{asked.key}/").text
    paper = dov.post(f"/requests/packs/{pack.key}/paper/")
    data = dov.post(f"/requests/packs/{pack.key}/data/")

    verbs = [line.verb for line in Line.objects.order_by("id")[before:]]
    assert page.status_code == 302
    assert "What the newest pack leaves out" in shown and POLICE not in shown
    assert paper.content.startswith(b"%PDF") and data.json()["cases"][0]["reference"] == held
    assert [verb for verb in verbs if verb != "rights:request_looked"] == [
        "rights:pack_made",
        "rights:pack_printed",
        "rights:pack_taken",
    ]


@pytest.mark.parametrize("somebody", ["ada", "mo", "dee", "cleo"])
def test_nobody_else_takes_or_reads_a_pack(invented, held, somebody):
    asked = received(invented, held)
    pack = make(invented, asked)
    browser = invented.browser(somebody)

    assert browser.post(f"/requests/packs/{pack.key}/data/").status_code == 404
    assert browser.post(f"/requests/{asked.key}/pack/", {"health": "asked"}).status_code == 404
    with invented.acting(somebody):
        assert list(Pack.objects.all()) == []


def test_the_rule_holds_back_by_table_then_compartment_then_kind():
    def handed(label, compartment, **more):
        answer = rules.handed(RULES, label=label, compartment=compartment, **more)
        return answer.exemption or answer.gives

    assert handed("cases.note", "core") is True
    assert handed("cases.note", "core", kind="third_party") == "third_party"
    assert handed("cases.told", "core") is False
    assert handed("cases.healthnote", "health") == "health_opinion"
    assert handed("cases.healthnote", "health", health_asked=True) is True
    assert handed("cases.healthnote", "health", health_asked=True, kind="third_party") == "third_party"
    assert handed("cases.policenote", "police") is False


def test_a_pack_of_another_day_says_its_day(invented, held):
    pack = make(invented, received(invented, held), at=NOW + timedelta(days=1))

    assert json.loads(pack.content)["made"] == (NOW + timedelta(days=1)).isoformat()
