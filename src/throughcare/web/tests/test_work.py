"""The work list: what to do next, and no difference by what police know."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from throughcare.commons.cases import actions
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.models import PoliceTask, Task
from throughcare.commons.people.actions import NewPerson
from throughcare.safeguards.audit.models import Line
from throughcare.web.models import ListExport

pytestmark = pytest.mark.django_db

WORK = reverse("work")


def ask(invented, reference: str, by: str = "dee", **task) -> None:
    with invented.opened(reference, by) as case:
        values = {"code": "cases.accept", "due_on": date(2026, 6, 20), "for_role": "coordinator", "address": "team"}
        actions.ask(case, NewTask(**{**values, **task}), at=case.at)


def without_tokens(page: str) -> str:
    """What the list says; the lock time in the footer and the tokens of forms differ at every look."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.split("<main")[1].split("</main>")[0])


def test_the_first_link_of_a_row_is_the_work(invented):
    reference = invented.receive()
    ask(invented, reference, to=invented.staff["ada"])

    page = invented.browser("ada").get(WORK).text

    assert f'<a class="govuk-link" href="/cases/{reference}/team/">Accept the case' in page
    assert "Overdue (1)" in page
    assert "Showing 1 to 1 of 1 tasks" in page


def test_tasks_of_the_police_steps_change_nothing_for_anybody_else(invented):
    reference = invented.receive()
    ada = invented.browser("ada")
    paths = [
        WORK,
        f"{WORK}?list=team",
        f"{WORK}?list=unassigned",
        f"{WORK}?list=coming",
        "/cases/",
        "/cases/?due=overdue",
    ]
    before = [without_tokens(ada.get(path).text) for path in paths]

    ask(invented, reference, police=True, for_role="coordinator", to=invented.staff["ada"])
    ask(invented, reference, police=True, for_role="police_officer")

    assert [without_tokens(ada.get(path).text) for path in paths] == before
    assert "Accept the case" in invented.browser("dee").get(f"{WORK}?list=team").text


def test_nobodys_tasks_are_taken_in_bulk(invented):
    first, second = invented.receive(), invented.receive(NewPerson(name="Robin Vale"))
    ask(invented, first)
    ask(invented, second)
    keys = [str(key) for key in Task.objects.values_list("key", flat=True)]
    ada = invented.browser("ada")

    answer = ada.post(reverse("work-take"), {"task": keys})

    assert set(Task.objects.values_list("assigned_to_id", flat=True)) == {invented.staff["ada"]}
    assert "2 tasks are yours now." in ada.get(answer.headers["Location"]).text
    assert Line.objects.filter(verb="tasks:assigned").count() == 2


def test_what_a_colleague_took_meanwhile_stays_theirs(invented):
    reference = invented.receive()
    ask(invented, reference)
    task = Task.objects.get()
    Task.objects.update(assigned_to=invented.staff["mo"])
    ada = invented.browser("ada")

    answer = ada.post(reverse("work-take"), {"task": [str(task.key), "not a key"]})

    assert Task.objects.get().assigned_to_id == invented.staff["mo"]
    assert "0 of 2 are yours now" in ada.get(answer.headers["Location"]).text


def test_a_stranger_cannot_take_a_task_by_its_key(invented):
    ask(invented, invented.receive())
    task = Task.objects.get()

    invented.browser("cleo").post(reverse("work-take"), {"task": [str(task.key)]})

    assert Task.objects.get().assigned_to_id is None


def test_police_take_their_own_tasks(invented):
    ask(invented, invented.receive(), police=True, for_role="police_officer")

    invented.browser("dee").post(reverse("work-take"), {"task": [str(PoliceTask.objects.get().key)]})

    assert PoliceTask.objects.get().assigned_to_id == invented.staff["dee"]


def test_an_empty_list_names_the_next_date_on_ones_cases(invented):
    reference = invented.receive()
    ask(invented, reference, due_on=date(2099, 12, 9), to=invented.staff["dee"])

    page = invented.browser("ada").get(WORK).text

    assert "Nothing is due for you. The next date on your cases is 9 December 2099" in page


@pytest.mark.parametrize("sort", ["due", "-due", "person", "-person", "stage", "owner", "nonsense; DROP"])
def test_a_list_can_be_put_in_every_order_and_in_no_other(invented, sort):
    ask(invented, invented.receive(), to=invented.staff["ada"])

    assert invented.browser("ada").get(WORK, {"sort": sort}).status_code == 200


def test_pages_hold_25_and_count_no_further_than_a_thousand(invented):
    reference = invented.receive()
    with invented.opened(reference, "ada") as case:
        tasks = [NewTask(code="cases.accept", due_on=date(2099, 1, 1), for_role="coordinator", to=case.opened_by)] * 30
        for task in tasks:
            actions.ask(case, task, at=case.at)
    ada = invented.browser("ada")

    assert "Showing 1 to 25 of 30 tasks" in ada.get(WORK).text
    assert "Showing 26 to 30 of 30 tasks" in ada.get(f"{WORK}?page=2").text
    assert ada.get(f"{WORK}?page=abc").status_code == 200


def test_a_list_leaves_only_with_recipient_purpose_and_basis(invented):
    invented.receive(NewPerson(name="=cmd|' /C calc'!A0"))
    ada = invented.browser("ada")

    refused = ada.post("/cases/export/", {"recipient": "Ben Hale"})
    given = ada.post("/cases/export/", {"recipient": "Ben Hale", "purpose": "panel", "basis": "public_task"})

    assert refused.status_code == 422
    assert given.headers["Content-Type"].startswith("text/csv")
    assert "'=cmd|" in given.content.decode("utf-8-sig")
    kept = ListExport.objects.get()
    assert (kept.recipient, kept.purpose, kept.basis, kept.number) == ("Ben Hale", "panel", "public_task", 1)
    assert Line.objects.filter(verb="lists:exported", subject=str(kept.key)).count() == 1


def test_a_file_holds_what_the_list_showed_and_no_more(invented):
    ask(invented, invented.receive(), to=invented.staff["ada"])
    asked = {"recipient": "Ada Marsh", "purpose": "supervision", "basis": "public_task"}

    lines = (
        invented.browser("ada")
        .post(reverse("work-export") + "?list=mine", asked)
        .content.decode("utf-8-sig")
        .splitlines()
    )

    assert lines[0] == "OFFICIAL-SENSITIVE"
    assert len(lines) == 3
    assert (
        len(invented.browser("cleo").post(reverse("work-export") + "?list=team", asked).content.decode().splitlines())
        == 2
    )


def test_what_others_did_on_ones_cases_is_told_until_one_looks(invented):
    reference = invented.receive()
    quiet = invented.receive(NewPerson(name="Robin Vale"))
    ada = invented.browser("ada")
    for each in (reference, quiet):
        ada.get(f"/cases/{each}/")

    with invented.opened(reference, "mo", at=timezone.now()) as case:
        actions.tell(case, verb="x", words="Something happened", at=case.at)
    told, listed = ada.get(WORK).text, ada.get("/cases/?changed=1").text
    ada.get(f"/cases/{reference}/")

    assert "Changed since you last looked: 1 case<" in told
    assert (reference in listed, quiet in listed) == (True, False)
    assert "Changed since you last looked" not in ada.get(WORK).text
