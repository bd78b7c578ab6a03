"""After an erasure nothing of the person remains anywhere, and every chain still verifies."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from tests.kit.invented import NOW, Invented
from throughcare.commons.agencies import actions as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.models import Case, Note
from throughcare.commons.files.tests.test_full_disk import a_full_disk
from throughcare.commons.people.models import Person
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.oversight.rights import actions, ledger
from throughcare.oversight.rights.models import ErasureRequest
from throughcare.safeguards.audit.models import Line
from throughcare.safeguards.audit.record import verify

WORDS = ("Tarrow", "01632 960 181", "zebra crossing", "blue bicycle")


def asked(invented: Invented, reference: str) -> str:
    with acting("oversight", staff=invented.staff["dov"], at=NOW):
        request = actions.ask_to_erase(reference=reference, ground="unlawful", by=invented.staff["dov"], at=NOW)
    return str(request.key)


def filled(invented: Invented) -> str:
    reference = invented.receive()
    with invented.opened(reference, "ada") as case:
        for compartment in ("core", "health", "beliefs", "network", "safety"):
            cases.add_note(
                case,
                compartment=compartment,
                text="A zebra crossing",
                kind="third_party",
                source="blue bicycle",
                happened_at=NOW,
                at=NOW,
            )
        cases.record_care(case, safe_contact="zebra crossing", take_care="blue bicycle", at=NOW)
        cases.record_told(
            case, told=False, reason="police", words="blue bicycle", review_on=NOW.date(), happened_at=NOW, at=NOW
        )
        cases.offer_owner(case, to=invented.staff["mo"], reason="zebra crossing", note="blue bicycle", at=NOW)
    return reference


def everything() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND relkind = 'r'"
        )
        tables = [row[0] for row in cursor.fetchall()]
        words = []
        for table in tables:
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t")
            words.append(cursor.fetchone()[0])
    return " ".join(words)


def link_now() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_nothing_of_the_person_remains_and_the_chains_still_verify(invented):
    reference = filled(invented)
    key = asked(invented, reference)
    link_now()
    before = everything()

    with invented.opened(reference, "mo") as case:
        actions.decide_erasure(case, key=key, granted=True, reason="", at=NOW)

    after = everything()
    link_now()
    assert [word for word in WORDS if word not in before] == []
    assert [word for word in WORDS if word in after] == []
    assert verify()[1] == []
    assert ErasureRequest.objects.get().granted is True


def test_a_changed_line_is_named(invented):
    invented.receive()
    link_now()
    line = Line.objects.order_by("id").first()

    Line.objects.filter(pk=line.pk).update(verb="something:else")

    broken = verify()[1]
    assert [(one.line_id, one.problem) for one in broken] == [(line.pk, "it was changed after it was written")]


def test_a_missing_line_is_named(invented):
    reference = invented.receive()
    with invented.opened(reference, "ada"):
        pass
    link_now()
    first = Line.objects.filter(case_id__isnull=False).order_by("id").first()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_link WHERE line_id = %s", [first.pk])

    assert "a line before it is missing" in {one.problem for one in verify()[1]} | {"never"}
    assert verify()[1]


def test_who_asked_cannot_decide(invented):
    reference = invented.receive()
    controller = Case.objects.values_list("controller_id", flat=True).get(reference=reference)
    both = {"role": "data_protection", "area": None, "agency": controller, "from_on": NOW.date()}
    agencies.give_post(invented.staff["mo"], **both)
    with acting("oversight", staff=invented.staff["dov"], at=NOW):
        request = actions.ask_to_erase(reference=reference, ground="court", by=invented.staff["mo"], at=NOW)

    with invented.opened(reference, "mo") as case, pytest.raises(Refusal) as refused:
        actions.decide_erasure(case, key=str(request.key), granted=True, reason="", at=NOW)

    assert "somebody else than the person who asked" in refused.value.as_text()
    assert "Tarrow" in everything()


def test_another_controllers_case_cannot_be_asked_for(invented):
    reference = invented.receive(area="ashcombe")

    with acting("oversight", staff=invented.staff["dov"], at=NOW), pytest.raises(NotFound):
        actions.ask_to_erase(reference=reference, ground="court", by=invented.staff["dov"], at=NOW)


def the_same_person(reference: str, other: str) -> int:
    person = Case.objects.get(reference=reference).person_id
    Case.objects.filter(reference=other).update(person_id=person)
    return person


def decides(invented: Invented, reference: str, key: str) -> None:
    with invented.opened(reference, "mo", at=NOW + timedelta(days=1)) as case:
        actions.decide_erasure(case, key=key, granted=True, reason="", at=NOW)


def test_another_controllers_record_of_the_person_is_theirs_to_erase(invented):
    ours, theirs = filled(invented), invented.receive(area="ashcombe")
    person = the_same_person(ours, theirs)

    decides(invented, ours, asked(invented, ours))

    assert Case.objects.get(reference=ours).erased_at and not Case.objects.get(reference=theirs).erased_at
    assert not Note.objects.filter(case__reference=ours).exclude(text="").exists()
    assert "Tarrow" in Person.objects.get(pk=person).name and "01632 960 181" in everything()


def test_a_hold_on_another_record_of_the_person_keeps_them_all(invented):
    ours, held = filled(invented), invented.receive()
    person = the_same_person(ours, held)
    with acting("oversight", staff=invented.staff["dov"], at=NOW):
        officer = {"by": invented.staff["dov"], "at": NOW}
        lifted = actions.hold(
            held, ground="court", reason="A claim", review_on=NOW.date() + timedelta(days=9), **officer
        )
    key = asked(invented, ours)

    with pytest.raises(Refusal) as refused:
        decides(invented, ours, key)
    assert "a legal hold keeps the record" in refused.value.as_text()
    assert all(word in everything() for word in WORDS)

    with acting("oversight", staff=invented.staff["dov"], at=NOW):
        actions.lift_hold(str(lifted.key), reason="Settled", **officer)
    decides(invented, ours, key)
    assert not [word for word in ("zebra crossing", "blue bicycle") if word in everything()]
    assert Person.objects.get(pk=person).name == ""


def test_declined_everything_stays(invented):
    reference = filled(invented)
    key = asked(invented, reference)

    with invented.opened(reference, "mo", at=NOW + timedelta(days=1)) as case:
        actions.decide_erasure(case, key=key, granted=False, reason="Still needed", at=NOW)

    assert all(word in everything() for word in WORDS)


def erased_with_a_ledger_at(invented: Invented, settings, path) -> str:
    settings.ERASURES = path
    reference = filled(invented)
    key = asked(invented, reference)
    with invented.opened(reference, "mo") as case:
        actions.decide_erasure(case, key=key, granted=True, reason="", at=NOW)
    return key


def completed() -> int:
    with acting("clock", staff=None, at=NOW):
        return actions.complete_ledger(at=NOW)


def test_without_room_for_the_ledger_the_erasure_stands_and_its_line_comes_later(
    invented, settings, tmp_path, django_capture_on_commit_callbacks, caplog
):
    with django_capture_on_commit_callbacks(execute=True):
        key = erased_with_a_ledger_at(invented, settings, Path("/dev/full"))
    assert ErasureRequest.objects.get().granted is True
    assert "No space left on device" in caplog.text

    settings.ERASURES = tmp_path / "erasures.jsonl"
    assert (completed(), completed()) == (1, 0)
    assert [line.request for line in ledger.read(settings.ERASURES.read_text())] == [key]


def test_a_disk_that_fills_in_the_middle_of_a_line_leaves_no_half_line(
    invented, settings, tmp_path, django_capture_on_commit_callbacks
):
    path = tmp_path / "erasures.jsonl"
    path.write_text("\n" * 100)

    with a_full_disk(most=200), django_capture_on_commit_callbacks(execute=True):
        key = erased_with_a_ledger_at(invented, settings, path)

    assert path.read_text() == "\n" * 100
    assert completed() == 1
    assert [line.request for line in ledger.read(path.read_text())] == [key]


def refused_to_ask(invented: Invented, reference: str, *, by: str = "dov") -> str:
    with pytest.raises(Refusal) as found, acting("oversight", staff=invented.staff["dov"], at=NOW):
        actions.ask_to_erase(reference=reference, ground="court", by=invented.staff[by], at=NOW)
    return found.value.as_text()


def test_an_erasure_is_asked_for_in_the_name_of_a_data_protection_officer_alone(invented):
    reference = invented.receive()

    assert "this is for: data protection officer" in refused_to_ask(invented, reference, by="mo")
    with pytest.raises(NotFound), acting("oversight", staff=invented.staff["mo"], at=NOW):
        actions.ask_to_erase(reference=reference, ground="court", by=invented.staff["mo"], at=NOW)
    for name in ("mo", "ada"):
        sent = invented.browser(name).post("/requests/erasure/", {"reference": reference, "ground": "unlawful"})
        assert sent.status_code == 404
    assert not ErasureRequest.objects.exists()
    assert not Line.objects.filter(verb="rights:erasure_asked").exists()


def test_an_erasure_is_asked_for_once_at_a_time_and_not_of_what_is_erased(invented):
    reference = invented.receive()
    key = asked(invented, reference)
    page = invented.browser("dov").post("/requests/erasure/", {"reference": reference, "ground": "unlawful"})

    assert "was asked for already" in refused_to_ask(invented, reference)
    assert page.status_code == 422 and "The erasure was not asked for" in page.text and reference in page.text
    with invented.opened(reference, "mo") as case:
        actions.decide_erasure(case, key=key, granted=True, reason="", at=NOW)
    assert "the record was erased already" in refused_to_ask(invented, reference)
    assert ErasureRequest.objects.count() == 1
