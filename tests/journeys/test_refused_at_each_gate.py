"""Each gate of the pathway, tried too early or by the wrong person, on its own page.

Somebody who may see the case fills a form in and presses its button although a rule stands in the way, or somebody else
changed how things stand. The page says what was not done, which rule stood in the way and where it comes from, what
would make it possible, with a link where the reader may do that, and whom to ask with a number. What was typed stands
below, ready to copy. Nothing was written. A stranger, who works elsewhere, meets the page that is not found at every gate.
"""

from __future__ import annotations

import hashlib
import re
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Page, expect

from tests.kit.browser import axe, shot
from tests.kit.forms import fill_in, press_anyway
from tests.kit.halfway import Halfway
from tests.kit.site import Site
from tests.kit.tables import Case, rows
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.pathways import Pathway
from throughcare.web.doors import doors

pytestmark = pytest.mark.browser

NO_PAGE_YET: dict[str, str] = {}
REFUSED_BY_ITS_FORM = {
    "cases.transfer_decline": "its form asks for the reasons, and an offer that was answered is not found",
}
NEVER = "00000000-0000-4000-8000-000000000000"
WRITTEN_ALL_THE_SAME = ("audit_", "django_session", "web_sentform", "cases_draft")  # looks, sign-in, own drafts

# `press` with an exclamation mark: the button was there when the page was drawn, and somebody has acted since.
CASES = """
    verb                         | stands                           | by   | page                           | choose                                                                    | press                       | not done                                   | because                                           | rule  | leads to
    -----------------------------+----------------------------------+------+--------------------------------+---------------------------------------------------------------------------+-----------------------------+--------------------------------------------+---------------------------------------------------+-------+--------------------------
    checks.deconflict            | just come in                     | femi | {case}/checks/deconflict/      | -                                                                         | Record answer               | The deconfliction answer was not recorded  | this is for a police case officer                 | 2.1   | -
    checks.confirm_deconfliction | just come in                     | femi | {case}/checks/                 | -                                                                         | !{case}/checks/confirm/     | The deconfliction answer was not confirmed | no officer has recorded the deconfliction answer  | 2.10  | -
    checks.assess_gateway        | just come in                     | dee  | {case}/checks/gateway/         | -                                                                         | Record gateway              | The gateway was not recorded               | no officer has recorded the deconfliction answer  | 2.10  | {case}/checks/deconflict/
    checks.approve_route         | route proposed                   | femi | {case}/checks/decide/          | approved=yes                                                              | Record decision             | The route was not approved                 | police have not said that contact is clear        | 2.11  | -
    checks.return                | just come in                     | dee  | {case}/checks/take-back/       | -                                                                         | Take back for checks        | The case was not taken back for checks     | the case is at “With police for checks”           | 2.5   | -
    checks.resume                | just come in                     | femi | {case}/checks/give-back/       | -                                                                         | Give back                   | The case was not given back                | the case did not come back from a later stage     | 2.16  | {case}/checks/decide/
    police_led.close             | just come in                     | dee  | {case}/checks/close/           | -                                                                         | Send for second approval    | Closing was not proposed                   | police do not lead this case                      | 2.7   | -
    threat.acknowledge           | threatened                       | femi | {case}/checks/                 | -                                                                         | !{case}/checks/acknowledge/ | The threat was not acknowledged            | only the named officer                            | 3.11  | -
    threat.stand_down            | threatened                       | femi | {case}/checks/stand-down/      | -                                                                         | Stand down                  | The threat was not stood down              | the named officer has not acknowledged the threat | 3.10  | {case}/checks/
    information.request          | just come in                     | ada  | {case}/information/ask/        | agencies=northmere_school; due_on=+9                                      | Send request                | Nobody was asked                           | the case is with police for checks                | 4.1   | -
    information.chase            | listed and taken back            | ada  | {case}/information/3/chase/    | -                                                                         | Ask again                   | The answer was not chased                  | the case is with police for checks                | 4.2   | -
    information.withdraw         | listed and taken back            | ada  | {case}/information/3/withdraw/ | -                                                                         | Withdraw request            | The request was not withdrawn              | the case is with police for checks                | 4.4   | -
    assessments.start            | just come in                     | ada  | {case}/assessment/start/       | -                                                                         | Start assessment            | The assessment was not begun               | the case is with police for checks                | 5.1   | -
    assessments.finish           | being assessed                   | hana | {case}/assessment/check/       | -                                                                         | !{case}/assessment/check/   | The assessment was not finished            | some factors have no evidence                     | 5.12  | {case}/assessment/
    meetings.list_case           | just come in                     | ada  | /panels/{other}/list/          | reference={reference}                                                     | List case                   | The case was not listed                    | the case is with police for checks                | 6.1   | -
    meetings.publish_agenda      | listed and taken back            | ada  | /panels/{meeting}/             | -                                                                         | Publish agenda              | The agenda was not published               | the case is with police for checks                | 6.2   | -
    meetings.give_view           | listed and taken back            | dee  | {case}/panel/{item}/view/      | -                                                                         | Give view                   | The view was not recorded                  | the case is at “With police for checks”           | 6.3   | -
    panels.adopt                 | before an empty panel            | gail | {case}/panel/{item}/           | only outcome=adopt; reached=unanimity; reasons=Sam asks for help.         | !do=record                  | The case was not adopted                   | nobody from the local authority is at the meeting | 6.10  | {case}/panel/
    panels.no_support            | before an empty panel            | gail | {case}/panel/{item}/           | only outcome=no_support; reached=unanimity; reasons=Nothing to help with. | !do=record                  | The case was not closed                    | nobody has said whether health or social care     | 6.13  | {case}/panel/
    panels.defer                 | before an empty panel            | gail | {case}/panel/{item}/           | only outcome=defer; reached=unanimity; reasons=                           | !do=record                  | The decision was not deferred              | the reasons are not written down                  | 1.10  | -
    plans.write                  | being assessed                   | ada  | {case}/plan/statements/        | -                                                                         | Save to the plan            | The plan was not saved                     | the case is at “Information and assessment”       | 7.1   | -
    plans.approve                | plan before an empty panel       | gail | {case}/plan/approve/           | reached=unanimity                                                         | Approve plan                | The plan was not approved                  | nobody from the police of the area                | 6.11  | {case}/panel/
    plans.withdraw_support       | supported, before an empty panel | gail | {case}/plan/withdraw-support/  | reached=unanimity                                                         | Withdraw support            | Support was not withdrawn                  | nobody from the local authority is at the meeting | 6.10  | {case}/panel/
    consents.ask                 | being assessed                   | ada  | {case}/consent/ask/            | -                                                                         | Record that it was asked    | Consent was not asked for                  | the panel has not approved the plan               | 7.14  | -
    delivery.plan_session        | being assessed                   | ada  | {case}/sessions/plan/          | starts=+3; place=The library; conditions=Home by 6pm.                     | Plan session                | The session was not planned                | consent to support is not in force                | 8.10  | {case}/consent/ask/
    delivery.start_support       | being assessed                   | ada  | {case}/sessions/start/         | -                                                                         | Start support               | Support was not started                    | the panel has not adopted the case                | 6.14  | {case}/assessment/
    decision_after_no.decide     | supported, before an empty panel | gail | {case}/after-no/decide/        | route=close; further_on=+40                                               | Record decision             | Nothing was decided                        | the case is at “Support”                          | 11.1  | -
    closure.propose              | supported, before an empty panel | gail | {case}/closure/propose/        | -                                                                         | Propose closing             | Closing was not proposed                   | this is for the coordinator                       | 12.1  | -
    closure.close                | supported, before an empty panel | gail | {case}/closure/close/          | item=none; reached=unanimity                                              | Close case                  | The case was not closed                    | the coordinator has not proposed to close         | 12.10 | -
    aftercare.extend             | looked at again                  | gail | {case}/aftercare/extend/       | due_on=+2000                                                              | Set review                  | No further review was set                  | the new date lies beyond the ceiling              | 13.12 | -
    aftercare.return             | looked at again                  | mo   | {case}/aftercare/open-again/   | -                                                                         | Open case again             | The case was not opened again              | this is for the coordinator                       | 13.3  | -
    aftercare.finish             | looked at again                  | ada  | {case}/aftercare/              | -                                                                         | End looking again           | Looking again was not ended                | a review that was due is not recorded             | 13.11 | {case}/aftercare/
    aftercare.end_early          | looked at again                  | mo   | {case}/aftercare/              | -                                                                         | Confirm early end           | Looking again was not ended early          | the second person must be somebody else           | 1.11  | -
    cases.assign                 | being assessed                   | hana | {case}/team/owner/             | -                                                                         | -                           | The case was not handed on                 | this is for: coordinator, programme manager       | who   | -
    cases.transfer_offer         | listed and taken back            | ada  | {case}/hand-over/offer/        | to_area=ashcombe; by_on=+9                                                | Offer case                  | The case was not offered                   | the case is with police for checks                | 14.2  | -
    cases.transfer_withdraw      | being assessed                   | ada  | {case}/hand-over/withdraw/     | -                                                                         | Withdraw offer              | The offer was not withdrawn                | the sending area has not offered the hand-over    | 14.10 | {case}/hand-over/offer/
    cases.transfer_accept        | offered and taken back           | cleo | {case}/hand-over/answer/       | -                                                                         | Accept case                 | The case was not accepted                  | the case is with police for checks                | 14.3  | -
"""


@pytest.fixture(scope="module")
def site(at_each_gate: tuple[Site, Halfway]) -> Site:
    """Give one site to the whole file: a refusal writes nothing, so each meets the same cases."""
    return at_each_gate[0]


def test_the_table_names_every_authorising_verb_that_has_a_page():
    verbs = {verb.code for verb in Pathway.load("channel").verbs if not verb.records}

    tried = {case["verb"] for case in rows(CASES)}

    assert verbs - tried == set(NO_PAGE_YET) | set(REFUSED_BY_ITS_FORM)
    assert tried <= set(doors()), "a verb with a page has a door, so that a refusal can lead there"
    assert not set(NO_PAGE_YET) & set(matrix().verbs), "what the access matrix lets somebody do has a page by now"


@pytest.mark.parametrize("case", rows(CASES), ids=lambda case: case["verb"])
def test_a_refusal_says_its_four_parts_and_writes_nothing(page_of, site: Site, world: Halfway, case: Case):
    page = page_of(case["by"])
    page.goto(world.address(case["page"], case["stands"]))
    before = written()

    typed = _try(page, world, case)

    _four_parts(page, world, case)
    for words in typed:
        expect(page.get_by_text(words, exact=True)).to_be_visible()
    assert written() == before
    axe(page)
    _cleo_finds_nothing(site, world, case)
    if case["verb"] == "delivery.plan_session":
        shot(page, "refusal", whole=True)


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_what_is_not_found_says_nothing_and_whom_to_ring(page_of, world: Halfway, phone: bool):
    cleo = page_of("cleo", phone=phone)
    cleo.goto(world.address("{case}/", "being assessed"))

    expect(cleo.locator("h1")).to_have_text("Page not found")
    expect(cleo.locator("main").get_by_role("link", name=re.compile(r"^01632"))).to_be_visible()
    axe(cleo)
    if not phone:
        shot(cleo, "not-found")


def _try(page: Page, world: Halfway, case: Case) -> list[str]:
    """Fill the form in, as far as the table says what to choose, and press."""
    choose = case["choose"].removeprefix("only ").format(reference=world.references[case["stands"]])
    chosen = dict(pair.split("=") for pair in choose.split("; ") if pair)
    only = case["choose"].startswith("only ") or case["press"].startswith("!{")
    typed = fill_in(page, chosen, only_chosen=only) if page.locator("main form").count() else []
    press = case["press"]
    if press == "!do=record":
        page.get_by_role("button", name="Read back").click()
        expect(page.get_by_role("heading", name="What is missing")).to_be_visible()
        press_anyway(page, page.url, {"do": "record"})
    elif press.startswith("!"):
        press_anyway(page, world.address(press[1:], case["stands"]))
    elif press:
        page.get_by_role("button", name=press, exact=True).click()
    return [words for words in typed if words]


def _four_parts(page: Page, world: Halfway, case: Case) -> None:
    main = page.locator("main")
    expect(main.locator("h1", has_text=case["not done"])).to_be_visible()
    heads = ["What was not done", "Why", "What would make it possible", "Whom to ask"]
    assert main.locator("h2").all_inner_texts()[: len(heads)] == heads
    why = main.locator("h2:text-is('Why') + ul > li", has_text=case["because"])
    expect(why).to_have_count(1)
    assert re.search(r"(rule [\d.]+, \S|who may do what)", why.inner_text()), why.inner_text()
    anchor = {"who": f"rule-access.{case['verb']}"}.get(case["rule"], f"rule-{case['rule']}")
    rule = why.get_by_role("link").get_attribute("href") or ""
    assert rule.endswith(f"#{anchor}")
    assert f'id="{anchor}"' in page.request.get(rule).text()
    reader = world.people.staff[case["by"]]
    asked = main.locator("h2:text-is('Whom to ask') + p")
    expect(asked.get_by_role("link")).to_have_attribute("href", re.compile(r"^tel:0\d+"))
    assert name_of(reader) not in asked.inner_text(), "nobody is told to ask themselves"
    links = main.locator("h2:text-is('What would make it possible') + ul a")
    addresses = [link.get_attribute("href") for link in links.all()]
    assert not case["leads to"] or world.address(case["leads to"], case["stands"]) in addresses
    for address in addresses:
        assert page.request.get(address or "").ok, f"{address} does not open"


def _cleo_finds_nothing(site: Site, world: Halfway, case: Case) -> None:
    cleo, tried = _cookie(world, "noor" if case["by"] == "cleo" else "cleo"), case["page"]
    hidden = world.address(tried, case["stands"])
    missing = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", NEVER, re.sub("TC-[A-Z0-9]{6}", "TC-999999", hidden))
    found = [answered(site.url + address, cleo) for address in (hidden, missing)]
    assert found[0][0] == 404
    assert found[0] == found[1]


def _cookie(world: Halfway, stranger: str) -> str:
    morsel = world.people.browser(stranger).cookies[settings.SESSION_COOKIE_NAME]
    return f"{morsel.key}={morsel.value}"


def answered(url: str, cookie: str) -> tuple[int, bytes]:
    """Ask for a page as whoever the cookie stands for, and give its status and bytes."""
    try:
        with urlopen(Request(url, headers={"Cookie": cookie}), timeout=30) as response:
            return response.status, response.read()
    except HTTPError as refused:
        return refused.code, refused.read()


def name_of(staff_id: int) -> str:
    """Name one of the people."""
    from throughcare.commons.agencies.models import Staff

    return Staff.objects.get(pk=staff_id).name


def written() -> str:
    """Sum up every row of every table in one word, what a look leaves behind and own drafts aside."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        tables = [name for (name,) in cursor.fetchall() if not name.startswith(WRITTEN_ALL_THE_SAME)]
        union = " UNION ALL ".join(
            f"SELECT '{name}', md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {name} t" for name in tables
        )
        cursor.execute(union)
        return hashlib.sha256(repr(sorted(cursor.fetchall())).encode()).hexdigest()
