import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from throughcare.commons.cases.models import Draft
from throughcare.commons.cases.tests.builders import a_browser, a_case, a_grant, a_town
from throughcare.commons.sharing.models import AgencyAnswer, AnswerPiece, InformationRequest
from throughcare.commons.sharing.tests.builders import SEEN, a_request, an_answer

pytestmark = pytest.mark.django_db
ASKED = {
    "agencies": ["northmere-school"],
    "called": "Sam",
    "text": "How is Sam?",
    "purpose": "To prepare the panel",
    "legal_basis": "channel_cooperation",
    "due_on-day": "1",
    "due_on-month": "12",
    "due_on-year": str(timezone.now().year + 1),
}


def pages(case, number=1):
    return [
        reverse("sharing:requests", args=[case.reference]),
        reverse("sharing:ask", args=[case.reference]),
        reverse("sharing:one", args=[case.reference, number]),
        reverse("sharing:chase", args=[case.reference, number]),
        reverse("sharing:record-answer", args=[case.reference, number]),
    ]


def test_every_page_of_the_coordinator_opens_and_cleo_finds_nothing():
    town = a_town()
    case = a_case(town)
    an_answer(town, a_request(town, case), SEEN)
    ada, cleo = a_browser(town.ada), a_browser(town.cleo)
    missing = cleo.get(reverse("sharing:requests", args=["TC-NNNNNN"])).content

    for page in pages(case):
        assert ada.get(page).status_code == 200, page
        hidden = cleo.get(page)
        assert (hidden.status_code, hidden.content) == (404, missing), page


def test_an_agency_is_asked_and_the_next_page_says_so():
    town = a_town()
    case = a_case(town)

    answer = a_browser(town.ada).post(reverse("sharing:ask", args=[case.reference]), ASKED, follow=True)

    assert "1 agency asked. Answer due by" in answer.content.decode()
    assert InformationRequest.objects.get().agency == town.school


def test_a_question_with_a_gap_keeps_every_word_and_writes_nothing():
    town = a_town()
    case = a_case(town)

    answer = a_browser(town.ada).post(reverse("sharing:ask", args=[case.reference]), {**ASKED, "legal_basis": ""})

    page = answer.content.decode()
    assert "<title>Error: " in page
    assert "Choose the basis on which you ask" in page
    assert "How is Sam?" in page
    assert not InformationRequest.objects.exists()


def test_asking_while_police_check_is_refused_in_four_parts_with_the_words_kept():
    town = a_town()
    case = a_case(town, stage="checks")

    answer = a_browser(town.ada).post(reverse("sharing:ask", args=[case.reference]), ASKED)

    page = answer.content.decode()
    assert answer.status_code == 422
    for head in ("What was not done", "Why", "What would make it possible", "Whom to ask", "How is Sam?"):
        assert head in page


def test_the_page_looks_the_same_for_every_reason_that_police_have():
    town = a_town()
    ada = a_browser(town.ada)
    seen = set()
    for stage in ("checks", "police_led", "security_threat"):
        case = a_case(town, stage=stage)
        page = ada.get(reverse("sharing:requests", args=[case.reference])).content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        seen.add(main.replace(case.reference, ""))

    assert len(seen) == 1


def test_nothing_held_takes_two_clicks():
    town = a_town()
    request = a_request(town, a_case(town))
    reference, number = request.reference.split("/")
    page = reverse("partner-answer", args=[reference, number])
    pat = a_browser(town.pat)
    assert "How has Sam been" in pat.get(page).content.decode()

    answer = pat.post(page, {"answer": "nothing_held"}, follow=True)

    assert f"Answer to {request.reference} sent." in answer.content.decode()
    assert AgencyAnswer.objects.get().answer == "nothing_held"


def test_a_partner_writes_pieces_checks_them_and_sends_them():
    town = a_town()
    request = a_request(town, a_case(town))
    reference, number = request.reference.split("/")
    pat = a_browser(town.pat)
    pat.post(reverse("partner-answer", args=[reference, number]), {"answer": "held"})
    typed = {"text-1": "Sam missed nine days.", "kind-1": "fact", "source-1": "register"}
    what, check = (reverse(name, args=[reference, number]) for name in ("partner-pieces", "partner-check"))

    more = pat.post(what, {**typed, "go": "more"}).content.decode()
    pat.post(what, {**typed, "text-2": "", "go": "check"})
    shown = pat.get(check).content.decode()
    pat.post(check)

    assert "Sam missed nine days." in more
    assert "text-2" in more
    assert "Sam missed nine days." in shown
    assert AnswerPiece.objects.get().source == "register"
    assert not Draft.objects.exists()


def test_a_piece_without_its_kind_is_named_and_its_words_are_kept():
    town = a_town()
    request = a_request(town, a_case(town))
    reference, number = request.reference.split("/")
    pat = a_browser(town.pat)

    page = pat.post(reverse("partner-pieces", args=[reference, number]), {"text-1": "Sam is quiet.", "go": "check"})

    assert "Choose what it is" in page.content.decode()
    assert "Sam is quiet." in page.content.decode()
    assert "Sam is quiet." in pat.get(reverse("partner-pieces", args=[reference, number])).content.decode()


def test_a_partners_pages_say_nothing_of_the_case_and_others_find_nothing():
    town = a_town()
    case = a_case(town, name="Sam Tarrow")
    request = a_request(town, case)
    reference, number = request.reference.split("/")
    partner_pages = [
        reverse("partner-requests"),
        reverse("partner-answer", args=[reference, number]),
        reverse("partner-pieces", args=[reference, number]),
    ]
    pat, rae, ada = a_browser(town.pat), a_browser(town.rae), a_browser(town.ada)

    for page in partner_pages:
        shown = pat.get(page).content.decode()
        assert not [
            word for word in ("Tarrow", "Stage:", "Information and assessment", "Ashcombe Police") if word in shown
        ], page
    for page in partner_pages[1:]:
        assert rae.get(page).status_code == 404
        assert ada.get(page).status_code == 404
    assert request.reference not in rae.get(partner_pages[0]).content.decode()
    assert pat.get(reverse("sharing:one", args=[reference, number])).status_code == 404


def test_the_warning_not_to_speak_of_it_stands_where_the_person_is_not_told():
    town = a_town()
    pat = a_browser(town.pat)
    found = []
    for told in (False, True):
        reference, number = a_request(town, a_case(town, told=told)).reference.split("/")
        found.append(
            "Do not speak of it" in pat.get(reverse("partner-answer", args=[reference, number])).content.decode()
        )

    assert found == [True, False]


def test_a_panel_member_is_told_that_this_is_not_for_them():
    town = a_town()
    case = a_case(town, stage="panel")
    a_grant(case, town.ben, "panel_member")

    answer = a_browser(town.ben).get(reverse("sharing:requests", args=[case.reference]))

    assert answer.status_code == 422
    assert "Information from partners was not opened" in answer.content.decode()


@override_settings(PHASE="demo")
def test_an_answer_by_phone_is_taken_down_for_the_agency():
    town = a_town()
    case = a_case(town)
    a_request(town, case)
    typed = {
        "way": "phone",
        "said_by": "the head",
        "answer": "held",
        "text-1": "Sam is doing well.",
        "kind-1": "opinion",
    }
    when = {"came-day": "1", "came-month": "6", "came-year": "2026", "came-time": ""}
    page = reverse("sharing:record-answer", args=[case.reference, 1])
    ada = a_browser(town.ada)

    more = ada.post(page, {**typed, **when, "go": "more"}).content.decode()
    answer = ada.post(page, {**typed, **when, "go": "save"}, follow=True).content.decode()

    assert "Sam is doing well." in more
    assert 'value="6"' in more
    assert "Answer of Northmere School recorded." in answer
    assert AnswerPiece.objects.get().kind == "opinion"
