"""A licensed site adds its own copy of an instrument: checked, shown, added as a version of its own."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.utils import DatabaseError
from openpyxl import Workbook

from throughcare.commons.assessments import actions
from throughcare.commons.assessments.instruments import bringing, instrument, instruments, shells
from throughcare.commons.assessments.models import InstrumentCopy
from throughcare.commons.cases.tests.builders import (
    NOW,
    a_browser,
    a_case,
    a_certificate,
    a_grant,
    a_town,
    as_staff,
    opened,
)
from throughcare.kernel.answers import Refusal
from throughcare.kernel.definitions import load, names
from throughcare.kernel.definitions.places import SHIPPED
from throughcare.kernel.sheets.writing import as_csv
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db
TOLD = bringing.Told("trap_18", "2026-03-01", "2018", "Licence 12 of Invented Press to Ashcombe Council", "Mo Quill")


def filled(name="trap_18"):
    """The rows to fill in, with invented items."""
    head, *rows = bringing.template(name)
    return [
        head,
        *(
            [part, of, code, f"Invented item {number}", about]
            for number, (part, of, code, _, about) in enumerate(rows, 1)
        ),
    ]


def as_workbook(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def proposed(rows, told=TOLD):
    return bringing.propose(as_csv(rows).encode(), filename="copy.csv", told=told)


def yaml_of(**changes):
    text = (SHIPPED / "instruments/vulnerability_framework/2012-10-23.yaml").read_text()
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    return text.encode()


def brought(town, proposal, *, by=None):
    with as_staff(by or town.mo):
        return actions.bring(proposal, licensed=TOLD.licensed, agency_id=town.council.pk, by=(by or town.mo).pk, at=NOW)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_rows_fill_a_shell(kind):
    content = as_csv(filled()).encode() if kind == "csv" else as_workbook(filled())

    found = bringing.propose(content, filename=f"copy.{kind}", told=TOLD)

    assert found.faults == ()
    assert [(one.code, len(one.factors)) for one in found.instrument.domains] == [("proximal", 8), ("distal", 10)]
    assert [factor.number for factor in found.instrument.factors] == list(range(1, 19))
    assert (found.instrument.licence, found.instrument.to_verify, found.instrument.is_shell) == (
        TOLD.licensed,
        (),
        False,
    )


def test_a_row_too_few_and_a_domain_that_is_not_there_are_told():
    rows = filled()

    assert "the domain distal has 9 items, and the instrument has 10 there" in proposed(rows[:-1]).faults
    assert "there is no domain “Moon”" in proposed([*rows[:-1], ["item", "Moon", "", "Words", ""]]).faults[0]
    assert "Row 2: the label is empty" in proposed([rows[0], ["item", "distal", "", "", ""]]).faults[0]


def test_rows_may_bring_answers_questions_and_judgements_where_the_shell_has_none():
    rows = [
        ["part", "of", "code", "label", "about"],
        ["answer", "sign", "", "None seen", ""],
        ["answer", "sign", "", "Seen", ""],
        ["rating", "sign", "", "Sign", "Is there a sign of it?"],
        ["judgement", "whole", "", "Outcome", "sign"],
        *(["item", "First part" if number < 3 else "Second part", "", f"Invented {number}", ""] for number in range(5)),
    ]

    found = proposed(rows, told=bringing.Told("paf", "2026-03-01", "2025", TOLD.licensed, "Mo Quill"))

    assert found.faults == ()
    assert [(one.label, len(one.factors)) for one in found.instrument.domains] == [
        ("First part", 3),
        ("Second part", 2),
    ]
    assert [one.label for one in found.instrument.measures[0].scale.answers] == ["None seen", "Seen"]
    assert found.instrument.measures[0].question == "Is there a sign of it?"


def test_yaml_says_all_of_an_instrument():
    content = b"name: own_tool\nversion: '2026-04-01'\n" + yaml_of()

    found = bringing.propose(content, filename="own.yaml", told=bringing.Told(licensed="Ours"))

    assert (found.name, found.version, found.faults, len(found.instrument.factors)) == (
        "own_tool",
        "2026-04-01",
        (),
        22,
    )


SHELLS = {name: load("instruments", name).data for name in names("instruments")}


@pytest.mark.parametrize("name", [name for name, data in SHELLS.items() if "shell" in data])
def test_the_rows_of_every_shell_make_a_copy_once_each_is_filled_in(name):
    domains = [domain["label"] for domain in SHELLS[name]["domains"]] or ["Anything"]
    head, *rows = bringing.template(name)
    scale = next((of for part, of, *_more in rows if part == "answer"), SHELLS[name].get("scales", [{}])[0].get("code"))
    written = [
        [part, of or domains[-1], code, label or f"Invented {number}", about or (scale if part == "judgement" else "")]
        for number, (part, of, code, label, about) in enumerate(rows, 1)
    ]

    found = proposed([head, *written], bringing.Told(name, "2026-03-01", "2018", "Licence 12", "Mo Quill"))

    assert found.faults == ()
    assert len(found.instrument.factors) == max(SHELLS[name].get("count", 1), len(domains))


REFUSED = {
    "a total": (yaml_of(**{"may_total: false": "may_total: true"}), "at may_total: it must be false"),
    "no licence": (yaml_of(**{"licence: Open Government Licence v3.0\n": ""}), "'licence' is missing"),
    "not YAML": (b"title: [", "cannot be read as YAML"),
    "a list": (b"- one\n- two\n", "holds no names with values"),
    "other letters": ("title: é".encode("latin-1"), "not UTF-8"),
    "parts that stand for others": (b"a: &x [1]\nb: *x\n", "points from one part to another"),
    "nested without end": (b"[" * 200 + b"]" * 200, "nested too deeply"),
    "a word more": (yaml_of(**{"publisher: Home Office": "publisher: Home Office\nscore: 5"}), "score"),
}


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_wrong_with_yaml_is_told(content, said):
    found = bringing.propose(content, filename="own.yaml", told=bringing.Told("own_tool", "2026-04-01"))

    assert any(said in fault for fault in found.faults), found.faults
    assert found.instrument is None


@pytest.mark.parametrize(
    ("name", "version", "said"),
    [
        ("", "2026", "Its name is missing"),
        ("own_tool", "", "Its version is missing"),
        ("trap_18", "2026-11-23", "There is a version"),
    ],
)
def test_a_copy_has_a_name_and_a_version_of_its_own(name, version, said):
    found = bringing.propose(yaml_of(), filename="own.yml", told=bringing.Told(name, version))

    assert any(said in fault for fault in found.faults)


def test_a_copy_is_used_in_place_of_its_shell_and_never_changed():
    town = a_town()
    brought(town, proposed(filled()))

    assert "trap_18" in {one.name for one in instruments()}
    assert "trap_18" not in {one.name for one in shells()}
    assert (instrument("trap_18").version, instrument("trap_18").is_copy) == ("2026-03-01", True)
    assert Line.objects.filter(verb="instruments:brought").count() == 1
    with as_staff(town.mo), pytest.raises(DatabaseError), transaction.atomic():
        InstrumentCopy.objects.update(sha256="other")


def test_an_assessment_is_read_under_its_version_after_a_newer_copy_came():
    town = a_town()
    case = a_case(town)
    brought(town, proposed(filled()))
    a_grant(case, town.hana, "assessor")
    with opened(case, town.hana) as case_open:
        actions.start(case_open, used=instrument("trap_18"), reason="Lone actor", why="", at=NOW)
    newer = [*filled()[:-1], ["item", "distal", "", "Another wording", ""]]
    brought(town, proposed(newer, bringing.Told("trap_18", "2027-03-01", "2018", TOLD.licensed, "Mo Quill")))

    assert instrument("trap_18").factors[-1].label == "Another wording"
    assert instrument("trap_18", "2026-03-01").factors[-1].label == "Invented item 18"


def test_a_copy_without_a_licence_or_of_a_version_that_is_there_is_refused():
    town = a_town()
    brought(town, proposed(filled()))

    with as_staff(town.mo), pytest.raises(Refusal) as refused:
        actions.bring(proposed(filled()), licensed=" ", agency_id=town.council.pk, by=town.mo.pk, at=NOW)

    assert [reason.text for reason in refused.value.reasons] == [
        "nothing says by what licence this site has it",
        "there is a copy of this version already",
    ]


def test_nobody_but_a_manager_of_the_agency_brings_a_copy():
    town = a_town()
    found = proposed(filled())

    for somebody in (town.ada, town.hana, town.cleo):
        with pytest.raises(Refusal):
            brought(town, found, by=somebody)
    with as_staff(town.hana), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT tc.bring_instrument('x', '1', '{}'::jsonb, 'x', 'x', %s, now())", [town.council.pk])
    assert not InstrumentCopy.objects.exists()


def upload(content, name="copy.csv"):
    return {
        "file": SimpleUploadedFile(name, content),
        "name": "trap_18",
        "version": "2026-03-01",
        "since": "2018",
        "licensed": TOLD.licensed,
    }


def test_a_manager_chooses_a_file_sees_what_it_holds_and_adds_it():
    town = a_town()
    mo = a_browser(town.mo)

    shown = mo.post("/instruments/bring/", upload(as_csv(filled()).encode()), follow=True)
    assert "Proximal warning behaviours" in shown.content.decode()
    assert not InstrumentCopy.objects.exists()
    done = mo.post("/instruments/bring/check/", follow=True)

    assert "TRAP-18, version 2026-03-01, was added" in done.content.decode()
    assert InstrumentCopy.objects.get().licensed == TOLD.licensed
    assert "Copy of this site" in mo.get("/instruments/").content.decode()


def test_a_file_with_faults_is_refused_with_all_of_them_and_adds_nothing():
    town = a_town()
    mo = a_browser(town.mo)

    answer = mo.post("/instruments/bring/", upload(as_csv(filled()[:-3]).encode()))

    assert answer.status_code == 422
    assert "the domain distal has 7 items" in answer.content.decode()
    assert "there are 15 items, and the instrument has 18" in answer.content.decode()
    assert mo.get("/instruments/bring/check/").status_code == 302


def test_every_instrument_has_a_page_and_cleo_finds_none():
    town = a_town()
    mo, cleo = a_browser(town.mo), a_browser(town.cleo)
    missing = cleo.get("/instruments/nothing/like/it/").content
    pages = ["/instruments/", "/instruments/bring/", "/instruments/trap_18/rows.csv", "/instruments/erg22plus/2011/"]

    for page in pages:
        assert mo.get(page).status_code == 200, page
        assert cleo.get(page).content == missing, page


def test_a_certificate_for_a_copy_is_asked_for_when_it_is_finished():
    town = a_town()
    brought(town, proposed(filled()))
    a_certificate(town.hana, "trap_18", expires_on=date(2026, 1, 1))
    case = a_case(town)
    a_grant(case, town.hana, "assessor")
    with opened(case, town.hana) as case_open:
        actions.start(case_open, used=instrument("trap_18"), reason="Lone actor", why="", at=NOW)
        with pytest.raises(Refusal) as refused:
            actions.finish(case_open, at=NOW)

    assert "your certificate ended on 1 January 2026" in [reason.text for reason in refused.value.reasons]
