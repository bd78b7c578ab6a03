"""Forms filled in as somebody in a hurry does: every box with words of its own, the first choice where none is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Page

from throughcare.kernel.time import uk_today

FORM = "main form:has(textarea, input:not([type=hidden]), select), main form:has(button)"
WORDS = "What must not be lost, in the box “{name}”."
PRESS_ANYWAY = """([address, values]) => {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
  const form = document.createElement("form");
  form.method = "post"; form.action = address;
  for (const [name, value] of Object.entries({csrfmiddlewaretoken: token, ...values})) {
    form.append(Object.assign(document.createElement("input"), {type: "hidden", name, value}));
  }
  document.body.append(form); form.submit();
}"""


def fill_in(page: Page, chosen: Mapping[str, str] = {}, *, only_chosen: bool = False) -> list[str]:
    """This will fill in the page's form and give the words that were typed; `name=+3` is a day in three days."""
    form = page.locator(FORM).first
    typed = list(_words(form, chosen, only_chosen=only_chosen))
    for name in dict.fromkeys(_names(form, "input[type=radio]")):
        if name in chosen or not only_chosen:
            wanted = f'[value="{chosen[name]}"]' if name in chosen else ""
            form.locator(f'input[type=radio][name="{name}"]{wanted}').first.check()
    for name in dict.fromkeys(_names(form, "input[type=checkbox]")):
        for code in chosen.get(name, "").split():
            form.locator(f'input[name="{name}"][value="{code}"]').check()
    for name in _names(form, "select"):
        if not only_chosen:
            form.locator(f'select[name="{name}"]').select_option(index=1)
    return typed


def press_anyway(page: Page, address: str, values: Mapping[str, str] = {}) -> None:
    """This will post what a button of this page posted before somebody else changed how things stand."""
    with page.expect_navigation():
        page.evaluate(PRESS_ANYWAY, [address, dict(values)])


def _words(form: Locator, chosen: Mapping[str, str], *, only_chosen: bool) -> Iterator[str]:
    for name in _names(form, "textarea:visible, input[type=text]:visible"):
        kind, _dash, part = name.rpartition("-")
        box = form.locator(f'[name="{name}"]:not([type=hidden])')
        if part in ("day", "month", "year", "time"):
            if kind in chosen or not only_chosen:
                box.fill(_part(part, chosen.get(kind, "-1")))
        elif name in chosen or not only_chosen:
            words = chosen.get(name, WORDS.format(name=name))
            box.fill(words)
            yield words


def _names(form: Locator, kind: str) -> list[str]:
    return form.locator(kind).evaluate_all("boxes => boxes.map(box => box.name)")


def _part(part: str, days: str) -> str:
    day: date = uk_today(timezone.now()) + timedelta(days=int(days))
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year), "time": "10am"}[part]
