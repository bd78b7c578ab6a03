"""Every pathway speaks its own words: what another one calls a panel, a licence or a case conference shows on no page of its cases."""

import re

import pytest
from django.urls import reverse

from tests.kit.seven import SEVEN, lived
from tests.kit.wording import foreign_in, pages_of, shown
from tests.laws.test_words import messages
from throughcare.commons.sharing.tests.test_disclosing import TYPED
from throughcare.kernel.definitions import names
from throughcare.safeguards.pathways import Pathway

WHO = {
    "checks": ("dee", "ada"),
    "listed": ("ada", "gail"),
    "plan sent": ("gail",),
    "supported": ("ada", "ivo"),
    "closing": ("ada",),
    "after a no": ("gail",),
}
# These share every page with the programme on licence and differ in their words: one reader at each halt says them all.
LIKE_LICENCE = ("ddp_custody", "ddp_teo", "ddp_tpim")


OF_ONE_PATHWAY = re.compile(
    r"\b(panels?|Channel|PMAP|joint reviews?|case conferences?|adopts|adopted)\b", re.IGNORECASE
)
# Where no case is spoken of: the public's pages, the national statistics, the list of all meetings, and the words themselves.
OF_NO_CASE = (
    "safeguards/pathways/pathway.py",
    "web/navigation.py",
    "web/templates/web/home.html",
    "stages/referrals/templates/referrals/start.html",
    "stages/referrals/forms/questions.py",
    "stages/referrals/files/columns.py",
    "stages/panels/templates/panels/meetings.html",
    "stages/panels/templates/panels/agenda.html",
    "oversight/evaluation/",
    "oversight/equality/shown.py",
    "cli/",
    "api/",
    "commons/programme/queries.py",  # where a person may be sent after an order, by its name
    "commons/programme/templates/programme/programme.html",
    "stages/referrals/templates/referrals/onward.html",
)


def test_no_sentence_in_code_or_template_names_what_only_one_pathway_has():
    found = [
        f"{where}: {text}"
        for where, text in messages()
        if OF_ONE_PATHWAY.search(re.sub(r"%\(\w+\)s", "", text)) and not any(one in where for one in OF_NO_CASE)
    ]

    assert found == [], 'Leave a place for the word: _("Sent to %(the_panel)s") % case.pathway.words'


def test_every_shipped_pathway_is_walked_here_and_names_the_words_of_others():
    assert sorted(SEVEN) == sorted(names("pathways"))
    assert all(len(Pathway.load(name).parts.foreign) > 5 for name in SEVEN)


@pytest.mark.parametrize("name", SEVEN)
def test_what_a_pathway_says_of_itself_is_in_its_own_words(name):
    pathway = Pathway.load(name)
    texts = [*(one.label for one in (*pathway.stages, *pathway.verbs, *pathway.clocks, *pathway.parts.roles))]
    texts += [text for one in pathway.stages for text in (one.about, one.ahead, one.shown_as)]
    texts += [text for one in (*pathway.verbs, *pathway.clocks) for text in (one.about,)]
    texts += [clock.runs_from for clock in pathway.clocks] + [
        route.label for one in pathway.verbs for route in one.routes
    ]
    texts += [text for one in pathway.gates for text in (one.claim, one.reason, *(mend.text for mend in one.mends))]
    texts += [*pathway.parts.chapters.values(), pathway.parts.about]

    assert [found for text in texts for found in foreign_in(text, pathway)] == []


@pytest.mark.parametrize("name", SEVEN)
def test_no_page_of_a_case_says_a_word_of_another_pathway(invented, name):
    found, read, known = {}, 0, {who: set() for halt in WHO.values() for who in halt}
    for halt, life in lived(invented, name):
        for who in WHO[halt][:1] if name in LIKE_LICENCE else WHO[halt]:
            for address, text in pages_of(invented.browser(who), life.reference, known=known[who]):
                read += 1
                for wrong in foreign_in(text, life.pathway):
                    found.setdefault(wrong, f"{halt}, {who}, {address}")
        if halt == "supported":
            for address, text in previews_of(invented.browser("ada"), life.reference):
                for wrong in foreign_in(text, life.pathway):
                    found.setdefault(wrong, f"{halt}, ada, {address}")

    assert read > (60 if name in LIKE_LICENCE else 100)
    assert not found, "\n".join(f"{place}\n    {wrong}" for wrong, place in found.items())


def previews_of(client, reference):
    """What an organisation would be given, as it is seen before: everything that it may have, and what stays here."""
    for sector in ("education", "hmpps"):
        address = f"{reverse('shared:give', args=[reference])}?to=outside&sector={sector}&basis=public_task"
        form = client.get(address).text
        parts = re.findall(r'name="parts"[^>]*value="(\w+)"', form)
        page = client.post(address, {**TYPED, "recipient": "Northmere", "way": "paper", "parts": parts, "go": "look"})
        assert len(parts) > 1 and "Just as they would read it" in page.text, address
        yield address, shown(form)
        yield f"{address}, looked at", shown(page.text)


def test_a_word_of_another_pathway_is_found_in_either_case_and_not_in_a_name():
    channel = Pathway.load("channel")

    assert foreign_in("The case is listed for a Case Conference soon.", channel) == [
        "Case Conference: …The case is listed for a Case Conference soon.…"
    ]
    assert foreign_in("Nobody is licensed; see MAPPA.", channel) == ["MAPPA: …Nobody is licensed; see MAPPA.…"]
    assert foreign_in(f"It goes on under {Pathway.load('ddp_licence').title}.", channel) == []
    assert foreign_in("The Channel panel meets on Monday.", channel) == []
