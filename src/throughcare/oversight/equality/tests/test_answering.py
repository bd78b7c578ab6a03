"""Somebody answers for themselves, comes back and erases; nobody who works on the case can tell."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone

from throughcare.commons.cases import actions as cases
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import Refusal
from throughcare.oversight.equality import actions, queries
from throughcare.oversight.equality.models import Said, Sheet
from throughcare.oversight.equality.pages.answering import SENDS, TRIES
from throughcare.oversight.rights import erasing
from throughcare.safeguards.access.apply import ROLES
from throughcare.safeguards.audit.models import Line

SAID = {"ethnicity": "white_roma", "religion": "not_said", "disability_words": "I hear voices when tired"}


@pytest.fixture(autouse=True)
def forgotten():
    TRIES.forget()
    SENDS.forget()


@pytest.fixture
def told(invented):
    now = timezone.now()
    reference = invented.receive(at=now)
    with invented.opened(reference, "ada", at=now) as case:
        cases.record_told(case, told=True, reason="", words="At school", review_on=None, happened_at=now, at=now)
    return reference


@pytest.fixture
def code(invented, told):
    with invented.opened(told, "ada", at=timezone.now()) as case:
        return actions.hand_out(case, at=timezone.now())


def as_anybody(call, *args):
    with acting("public_form", staff=None, at=timezone.now()):
        return call(*args)


def send(code, **said):
    return Client().post("/equality/", {"code": code, **(said or SAID)})


def kept_of(page):
    return page.text.partition('<p class="govuk-heading-m">')[2].partition("</p>")[0]


def test_from_the_letter_to_the_answers_and_back(code):
    page = send(code)
    kept = kept_of(page)
    opened = Client().post("/equality/back/", {"code": kept, "wish": "see"}).text
    changed = Client().post("/equality/own/", {"code": kept, "ethnicity": "other_arab"})
    after = as_anybody(queries.own, kept)
    Client().post("/equality/back/", {"code": kept, "wish": "erase"})

    assert page.status_code == changed.status_code == 200
    assert "I hear voices when tired" in opened and 'value="white_roma" checked' in opened.replace("  ", " ")
    assert [(one.asked, one.code) for one in after] == [("ethnicity", "other_arab")]
    assert as_anybody(queries.own, kept) is None
    assert not Said.objects.exists() and not Sheet.objects.exists()


def test_a_form_that_is_sent_again_looks_the_same_and_opens_itself_alone(code):
    first, second = send(code), send(code, sex="female")
    of_first, of_second = (as_anybody(queries.own, kept_of(page)) for page in (first, second))

    assert first.text.replace(kept_of(first), "") == second.text.replace(kept_of(second), "")
    assert {one.asked for one in of_first} == {"ethnicity", "religion", "disability"}
    assert {one.asked for one in of_second} == {"sex"}
    assert as_anybody(queries.own, code) is None


def test_the_code_of_the_letter_erases_and_never_says_whether_there_was_anything(code):
    empty = Client().post("/equality/back/", {"code": code, "wish": "erase"})
    kept = kept_of(send(code))
    full = Client().post("/equality/back/", {"code": code, "wish": "erase"})

    assert empty.text == full.text
    assert as_anybody(queries.own, kept) is None


def test_a_wrong_code_is_said_and_after_ten_of_them_none_is_taken(code):
    wrong = [send("4HX7-RN3K-9DWP-CTMF") for _ in range(10)]

    assert {page.status_code for page in wrong} == {422}
    assert "No form opens with this code" in wrong[0].text
    assert "Too many codes were tried" in send(code).text
    assert not Sheet.objects.exists()


def test_whoever_tried_ten_codes_to_erase_reads_changes_and_erases_nothing_more(code):
    kept = kept_of(send(code))
    for _try in range(10):
        Client().post("/equality/back/", {"code": "4HX7-RN3K-9DWP-CTMF", "wish": "erase"})

    for address, said in (("back", {"wish": "see"}), ("back", {"wish": "erase"}), ("own", {"sex": "male"})):
        assert "Too many codes were tried" in Client().post(f"/equality/{address}/", {"code": kept, **said}).text
    assert {one.asked for one in as_anybody(queries.own, kept)} == {"ethnicity", "religion", "disability"}


def test_a_flood_of_forms_under_a_right_code_is_held_off(code):
    pages = [send(code, sex="male") for _ in range(21)]

    assert [page.status_code for page in pages] == [200] * 20 + [422]
    assert Sheet.objects.count() == 20


def test_nothing_on_the_case_or_in_the_audit_tells_whether_somebody_answered(invented, told, code):
    ada = invented.browser("ada")
    pages = [f"/cases/{told}/", f"/cases/{told}/equality/", f"/cases/{told}/timeline/"]
    before = [_without_moments(ada.get(page).text) for page in pages]
    lines = Line.objects.count()

    kept = kept_of(send(code))
    as_anybody(actions.change, kept, [])

    assert Line.objects.count() == lines
    assert [_without_moments(ada.get(page).text) for page in pages] == before
    assert Line.objects.filter(verb="equality:handed_out").count() == 1


def _without_moments(text):
    return [line for line in text.splitlines() if "csrf" not in line and "locks at" not in line and "nonce" not in line]


def test_no_role_of_the_database_reads_or_writes_an_answer(code):
    send(code)
    for role in ROLES:
        for table in ("equality_sheet", "equality_said"):
            with connection.cursor() as cursor:
                cursor.execute("SELECT has_any_column_privilege(%s, %s, 'SELECT, INSERT, UPDATE')", [role, table])
                assert cursor.fetchone() == (False,), (role, table)
    for role in ("staff", "oversight", "facts", "disclosure", "clock", "reception", "public_form", "eraser"):
        for table in ("equality_sheet", "equality_said"):
            with pytest.raises(ProgrammingError), transaction.atomic(), acting(role, staff=None, at=timezone.now()):
                connection.cursor().execute(f"SELECT * FROM {table}")


@pytest.mark.parametrize("role", ["staff", "oversight", "facts", "disclosure", "clock", "reception", "eraser"])
def test_only_whoever_holds_the_kept_code_is_shown_an_answer(code, role):
    kept = kept_of(send(code))

    with pytest.raises(ProgrammingError), transaction.atomic(), acting(role, staff=None, at=timezone.now()):
        queries.own(kept)


def test_a_form_is_not_handed_out_while_the_person_is_not_told(invented):
    with invented.opened(invented.receive(), "ada") as case, pytest.raises(Refusal) as refused:
        actions.hand_out(case, at=case.at)

    assert "has not been told" in refused.value.as_text()


def test_a_form_is_handed_out_by_whoever_may_and_only_where_people_are_asked(invented, told, settings):
    led = {}
    for who, asks in (("ada", True), ("mo", True), ("ada", False)):
        settings.EQUALITY_MONITORING = asks
        with invented.opened(told, who, at=timezone.now()) as case:
            led[who, asks] = [link.label for link in queries.side_links(case)]
            if (who, asks) != ("ada", True):
                with pytest.raises(Refusal):
                    actions.hand_out(case, at=case.at)

    assert led == {("ada", True): ["Equality form"], ("mo", True): [], ("ada", False): []}
    assert not Line.objects.filter(verb="equality:handed_out").exists()


def test_the_paper_names_neither_person_nor_case(invented, told):
    page = invented.browser("ada").post(f"/cases/{told}/equality/").text
    main = page.partition("<main")[2].partition("</main>")[0]

    assert "Sam" not in main and "Channel" not in main and "What is your ethnic group?" in main
    mo = invented.browser("mo")
    assert [ask(f"/cases/{told}/equality/").status_code for ask in (mo.get, mo.post)] == [422, 422]


def test_a_paper_form_is_typed_in_by_whoever_opens_no_case_and_cannot_be_read_again(invented, code):
    eva = invented.browser("eva")

    taken = eva.post("/equality/paper/", {"code": code, "sex": "male"}, follow=True).text
    wrong = eva.post("/equality/paper/", {"code": "4HX7-RN3K-9DWP-CTMF", "sex": "male"})

    assert "Destroy the paper form" in taken and wrong.status_code == 422
    assert [(one.kept, one.turn) for one in Sheet.objects.all()] == [("", 1)]
    assert invented.browser("ada").get("/equality/paper/").status_code == 422
    line = Line.objects.get(verb="equality:typed_in")
    assert (line.subject, line.case_id, line.staff_id) == ("-", None, invented.staff["eva"])


def test_a_form_that_nobody_kept_a_code_of_is_opened_changed_and_erased_by_no_wrong_code(invented, code):
    invented.browser("eva").post("/equality/paper/", {"code": code, "sex": "male"})

    assert as_anybody(queries.own, "no code at all") is None
    assert as_anybody(actions.change, "no code at all", []) is False
    as_anybody(actions.erase, "no code at all")

    assert [(one.asked, one.code) for one in Said.objects.all()] == [("sex", "male")]


def test_who_only_works_on_the_case_types_no_paper_form_in(invented, code):
    with invented.acting("ada") as ada, pytest.raises(Refusal) as refused:
        actions.type_in(code, [], by=ada, at=timezone.now())

    assert "this is for" in refused.value.as_text()
    assert not Sheet.objects.exists()


def test_an_erased_record_takes_its_answers_with_it(invented, told, code):
    kept = kept_of(send(code))
    with invented.opened(told, "ada", at=timezone.now()) as case:
        number = case.id

    with acting("clock", staff=None, at=timezone.now()):
        erasing.erase(number)

    assert as_anybody(queries.own, kept) is None
