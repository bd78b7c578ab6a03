"""Something of a case is given: by whom, what of it, what stays, who reads it, and how it is taken back."""

import json
import re
from dataclasses import replace
from html import unescape

import pytest
from django.urls import reverse

from throughcare.commons.cases.models import Case
from throughcare.commons.cases.tests.builders import NOW, a_browser, a_case, a_town, as_staff, opened
from throughcare.commons.sharing import actions, composing
from throughcare.commons.sharing.models import BecameOf, Disclosure, TakenBack, TextGiven, Weighed
from throughcare.commons.sharing.queries import disclosures as queries
from throughcare.commons.sharing.tests.disclosed import SAFE, WHY, a_disclosure, told_how
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db
TYPED = {
    "contact": "the head",
    "parts": ["safe_contact"],
    "called": "Sam",
    "added": "",
    "purpose": "safe_contact",
    "purpose_words": "",
    "necessity": "The school rings home",
    "proportionality": "Nothing but how to ring",
    "agreement": "",
    "no_agreement": "Agreed for this once",
    "way": "here",
}
NEVER = "00000000-0000-4000-8000-000000000000"
ASKED = "to=northmere-school&sector=&basis=channel_cooperation"


@pytest.fixture
def town():
    return a_town()


@pytest.fixture
def case(town):
    found = a_case(town)
    told_how(town, found)
    return found


def test_what_is_given_is_what_holds_now_with_nobody_else_named_and_is_sealed(town, case):
    given = a_disclosure(town, case)

    text = TextGiven.objects.get(disclosure=given)
    said = json.loads(text.content)
    words = str(said)
    assert "Text only" in words
    assert "Ring at any time" not in words
    assert "Mara" not in words and "another person" in words
    assert given.digest == composing.digest_of(text.content)
    assert (given.reference, given.sector, given.parts) == (f"{case.reference}/D1", "education", ["safe_contact"])
    assert Weighed.objects.get(disclosure=given).necessity == "The school rings home"
    assert Line.objects.filter(verb="disclosures:given", case_id=case.pk).count() == 1


def test_the_agencys_own_staff_read_it_and_each_reading_is_a_line_and_nobody_else_finds_it(town, case):
    given = a_disclosure(town, case)
    page, missing = reverse("partner-given-one", args=[given.key]), reverse("partner-given-one", args=[NEVER])
    pat, rae = a_browser(town.pat), a_browser(town.rae)

    read = pat.get(page).text
    hidden, none = rae.get(page), rae.get(missing)

    assert "Text only" in read and "Do not speak of it" in read
    assert "Tarrow" not in read
    listed = pat.get(reverse("partner-given")).text
    assert given.reference in listed
    assert 'Given<span class="tc-second">Read here' in listed  # no capital in the middle of a line
    assert given.reference not in rae.get(reverse("partner-given")).text
    assert (hidden.status_code, hidden.content) == (404, none.content)
    assert Line.objects.filter(verb="disclosures:read", staff_id=town.pat.pk, case_id=case.pk).count() == 1
    assert pat.get(reverse("shared:one", args=[case.reference, 1])).status_code == 404


def test_the_rows_themselves_are_for_that_agency_and_for_who_works_on_the_case(town, case):
    a_disclosure(town, case)
    a_disclosure(town, case, to="larkfield-clinic", way="paper")

    def seen(staff):
        with as_staff(staff):
            return (Disclosure.objects.count(), TextGiven.objects.count(), Weighed.objects.count())

    assert seen(town.ada) == (2, 2, 2)
    assert seen(town.pat) == (1, 1, 0)
    assert seen(town.rae) == (1, 0, 0)  # on paper: the agency has it there and not here
    assert seen(town.mo) == seen(town.dee) == (2, 0, 2)  # the words may be of any part, and not every part is theirs
    assert seen(town.cleo) == seen(town.ivo) == seen(town.hana) == (0, 0, 0)


@pytest.mark.parametrize(
    ("more", "because"),
    [
        ({"parts": ("concern",)}, "The concern does not go to this recipient"),
        ({"parts": ()}, "nothing was chosen to be given"),
        ({"reasons": replace(WHY, necessity=" ")}, "it is not said why it is needed"),
        ({"reasons": replace(WHY, no_agreement="")}, "no agreement is named"),
        ({"to": "ashcombe-council"}, "your own agency holds this case"),
        ({"to": ""}, "it is not said who receives it"),
        ({"to": "ashcombe-police"}, "nobody of this agency signs in here"),
    ],
)
def test_what_may_not_go_is_refused_and_leaves_no_trace(town, case, more, because):
    with pytest.raises(Refusal) as refused:
        a_disclosure(town, case, **more)

    assert because in refused.value.as_text()
    assert not Disclosure.objects.exists()


def test_nothing_goes_while_police_check_or_the_record_is_restricted_and_what_happened_is_written_down_all_the_same(
    town,
):
    case = a_case(town, stage="checks")
    Case.objects.filter(pk=case.pk).update(restricted_at=NOW)
    with pytest.raises(Refusal) as refused:
        a_disclosure(town, case)

    with opened(case, town.ada) as case_open:
        to = actions.To(recipient="Northmere Crown Court", sector="other", contact="the clerk")
        new = actions.NewDisclosure(to, "spoken", replace(WHY, legal_basis="court_order"), happened_at=NOW)
        actions.record_given(case_open, new, words="That there is a case", at=NOW)
        shared = queries.disclosure(case_open, 1)
    assert "with police for checks" in refused.value.as_text()
    assert (shared.recipient, shared.way, shared.state) == ("Northmere Crown Court", "By word of mouth", "Given")
    assert Line.objects.filter(verb="disclosures:recorded").count() == 1


def test_taken_back_the_agency_reads_why_and_no_longer_what_and_says_what_became_of_it(town, case):
    given = a_disclosure(town, case)
    with opened(case, town.ada) as case_open:
        actions.take_back(case_open, number=1, words="It was too much", at=NOW)
        with pytest.raises(Refusal):
            actions.take_back(case_open, number=1, words="Again", at=NOW)
    page, pat = reverse("partner-given-one", args=[given.key]), a_browser(town.pat)

    shown = pat.get(page).text
    unsaid = pat.post(page, {"outcome": "kept_by_duty", "words": ""})
    pat.post(page, {"outcome": "destroyed", "words": ""})

    assert "It was too much" in shown and "Text only" not in shown
    assert "Name the law that asks to keep it" in unsaid.text
    with as_staff(town.pat):
        assert not TextGiven.objects.exists()
    assert BecameOf.objects.get().outcome == "destroyed"
    assert "Destroyed" in a_browser(town.ada).get(reverse("shared:disclosures", args=[case.reference])).text
    assert "it was taken back" in a_browser(town.ada).post(reverse("shared:paper", args=[case.reference, 1])).text
    assert a_browser(town.rae).post(page, {"outcome": "destroyed"}).status_code == 404
    assert TakenBack.objects.count() == 1


def test_before_it_is_taken_back_nobody_says_what_became_of_it(town, case):
    given = a_disclosure(town, case)

    with as_staff(town.pat), pytest.raises(Refusal) as refused:
        actions.say_what_became(str(given.key), staff_id=town.pat.pk, became=actions.Became("destroyed"), at=NOW)
    with as_staff(town.rae), pytest.raises(NotFound):
        actions.say_what_became(str(given.key), staff_id=town.rae.pk, became=actions.Became("destroyed"), at=NOW)

    assert "nobody has taken it back" in refused.value.as_text()


def test_it_is_chosen_seen_as_they_would_read_it_and_given_and_a_change_meanwhile_is_shown_first(town, case):
    ada = a_browser(town.ada)
    empty = ada.get(reverse("shared:disclosures", args=[case.reference])).text
    choose = ada.get(reverse("shared:new", args=[case.reference]))
    address = f"{reverse('shared:give', args=[case.reference])}?{ASKED}"
    asked = ada.get(reverse("shared:new", args=[case.reference]) + "?" + ASKED)
    form = ada.get(address).text

    look = ada.post(address, {**TYPED, "go": "look"}).text
    stale = ada.post(address, {**TYPED, "go": "give", "seen": "0" * 64}).text
    seen = look.split('name="seen" value="')[1][:64]
    given = ada.post(address, {**TYPED, "go": "give", "seen": seen}, follow=True).text

    assert "Nothing of this case was shared" in empty
    assert "Who receives it?" in choose.text and asked.status_code == 302
    assert "how the person may be reached safely" in form and "What stays here, and why" in form
    assert "Text only" in look and "would follow the person" in look and "Police steps" in look
    assert not [word for word in ("MAPPA", "olygraph", "licence", "Orders and conditions") if word in form + look]
    assert "Read it again" in stale
    assert "own staff read it here" in given
    assert Disclosure.objects.count() == 1


def test_a_gap_is_named_and_every_word_is_kept(town, case):
    address = f"{reverse('shared:give', args=[case.reference])}?{ASKED}"

    page = a_browser(town.ada).post(address, {**TYPED, "proportionality": "", "go": "look"})

    assert page.status_code == 422
    assert "Write why this much is needed, and no less" in page.text
    assert "The school rings home" in page.text


def test_on_paper_and_as_data_it_is_what_was_given_then(town, case):
    given = a_disclosure(town, case, way="paper")
    ada = a_browser(town.ada)

    paper = ada.post(reverse("shared:paper", args=[case.reference, 1]))
    data = ada.post(reverse("shared:data", args=[case.reference, 1]))

    assert paper.content.startswith(b"%PDF") and case.reference in paper["Content-Disposition"]
    assert data.json()["sha256"] == given.digest
    assert "Text only" in str(data.json()["content"])
    assert SAFE not in str(data.json())
    verbs = set(Line.objects.filter(case_id=case.pk).values_list("verb", flat=True))
    assert {"disclosures:printed", "disclosures:taken"} <= verbs


def test_every_page_opens_for_who_works_on_the_case_and_is_missing_for_cleo(town, case):
    a_disclosure(town, case)
    ada, cleo = a_browser(town.ada), a_browser(town.cleo)
    missing = cleo.get(reverse("shared:disclosures", args=["TC-NNNNNN"])).content
    pages = [reverse(f"shared:{name}", args=[case.reference]) for name in ("disclosures", "new", "record")]
    pages += [reverse(f"shared:{name}", args=[case.reference, 1]) for name in ("one", "take-back", "record-return")]

    for page in pages:
        assert ada.get(page).status_code == 200, page
        hidden = cleo.get(page)
        assert (hidden.status_code, hidden.content) == (404, missing), page
    assert "Shared with" in ada.get(f"/cases/{case.reference}/").text
    managers = a_browser(town.mo).get(pages[3]).text
    assert (
        "The school rings home" in managers and "another person" not in managers and "word for word is for" in managers
    )


def test_what_was_said_elsewhere_is_written_down_on_its_page(town, case):
    typed = {**TYPED, "to": "northmere-school", "sector": "", "basis": "channel_cooperation", "way": "phone"}
    when = {"came-day": "14", "came-month": "6", "came-year": "2026", "came-time": ""}
    page = reverse("shared:record", args=[case.reference])

    told = a_browser(town.ada).post(page, {**typed, **when, "words": "How to ring Sam"}, follow=True).text

    assert "Recorded as" in told and "How to ring Sam" in told


def test_from_a_paper_the_form_knows_which_and_what_stands_on_it_and_keeps_what_was_typed(town, case):
    ada = a_browser(town.ada)
    cover = ada.get(f"/cases/{case.reference}/cover/").text

    address = unescape(re.search(r'href="(/cases/[^"]+/shared/record/[^"]+)"', cover)[1])
    prefilled = ada.get(address).text
    gap = ada.post(address, {**TYPED, "words": "The sheet, by hand", "parts": ["safe_contact"], "way": "print"})

    assert "Record that you gave this to somebody" in cover
    assert re.search(r"<textarea[^>]+name=\"words\"[^>]*>\s*Cover sheet, printed \d+ \w+ \d+\s*</textarea>", prefilled)
    assert set(checked(prefilled)) == {"print", "safe_contact", "about"}
    assert gap.status_code == 422
    assert "The sheet, by hand" in gap.text and "The school rings home" in gap.text
    assert set(checked(gap.text)) >= {"print", "safe_contact"} and "about" not in checked(gap.text)


def test_who_may_not_record_what_was_given_is_not_led_to_it(town, case):
    managers = a_browser(town.mo).get(f"/cases/{case.reference}/cover/")

    assert managers.status_code == 200
    assert "Record that you gave" not in managers.text


def checked(page):
    """What is ticked on a page."""
    boxes = re.findall(r"<input[^>]+checked[^>]*>", page)
    return [re.search(r'value="([^"]*)"', box)[1] for box in boxes]


def test_the_agency_reads_that_what_it_was_given_was_erased_where_it_came_from(town, case):
    given = a_disclosure(town, case)
    emptied = TextGiven.objects.filter(disclosure=given).update(content="")

    read = a_browser(town.pat).get(reverse("partner-given-one", args=[given.key])).text

    assert emptied == 1
    assert "It was erased where it came from. Destroy what you hold of it" in read
    assert "Text only" not in read and "not read here" not in read
