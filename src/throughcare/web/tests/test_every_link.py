"""Whoever follows a link that a page offers them arrives: no link leads to a refusal or to nowhere."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from throughcare.cli import demo_cases
from throughcare.kernel.definitions import load

PEOPLE = ("ada", "mo", "dee", "femi", "gail", "ben", "hana", "ivo")
LINK = re.compile(r'href="(/cases/[^"#]+)"')
STORIES = ("supported", "assessed", "careful")


def told(invented, story):
    """This will take a case of the demo through its story, so that today is two months after it came in."""
    case = {**load("demo", "world").data["cases"][0], "story": story}
    now = timezone.now()
    came_at = demo_cases.at_work(now - timedelta(days=60), 0)
    return demo_cases.build(case, area=invented.areas[case["area"]], staff=invented.staff, at=came_at, now=now)


def followed(browser, first, *, within):
    """This will follow every link below a case from page to page, and give what each answered and where it stood."""
    answers, waiting = {}, {first: "-"}
    while waiting:
        url, stood_on = waiting.popitem()
        page = browser.get(url)
        answers[url] = (page.status_code, stood_on)
        if page.status_code == 200 and page["Content-Type"].startswith("text/html"):
            found = {unescape(link) for link in LINK.findall(page.text) if link.startswith(within)}
            waiting |= dict.fromkeys(sorted(found - answers.keys() - waiting.keys()), url)
    return answers


@pytest.mark.slow
@pytest.mark.parametrize("story", STORIES)
def test_every_link_below_a_case_opens_for_whoever_is_offered_it(invented, story):
    within = f"/cases/{told(invented, story)}/"
    refused = []

    for person in PEOPLE:
        browser = invented.browser(person)
        first = next((url for url in (within, f"{within}sessions/") if browser.get(url).status_code == 200), None)
        answers = followed(browser, first, within=within) if first else {}
        refused += [(person, url, *answer) for url, answer in answers.items() if answer[0] >= 400]

    assert not refused, "\n".join(" ".join(map(str, each)) for each in refused)
