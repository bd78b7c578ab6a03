"""What the person has been told, the letters to them, and what they are not told yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from throughcare.commons.cases import desk
from throughcare.commons.cases import queries as cases
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.form_page import GET_POST, form_page
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.readers import readers
from throughcare.commons.cases.said import two_times, when
from throughcare.commons.cases.told import is_told
from throughcare.commons.past import others
from throughcare.commons.telling import actions, forms, letters, pdf, queries, rules
from throughcare.commons.telling.models import Letter, LetterGiven
from throughcare.frame.forms import Form
from throughcare.frame.pdf import as_download
from throughcare.frame.said import done
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import format_date, format_time

LOOKED = "telling:looked"
FORM = "telling/form.html"


@require_GET
def overview(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show what the person has been told and what not yet, and the letters to them."""
    case = _open(request, reference)
    given = queries.given(case)
    context = {
        "is_told": is_told(case),
        "standing": queries.standing(case),
        "history": queries.history(case),
        "letters": queries.letters_of(case),
        "given": _by_letter(given),
        "elsewhere": [row for row in given if row.written_id is None],
        "titles": {one.code: one.label for one in letters.all_letters()},
        "audiences": letters.audiences(),
        "languages": letters.languages(),
        "way": codelist("letter_ways").label,
        "two_times": lambda row: two_times(row.happened_at, row.recorded_at),
        "when": lambda row: when(row.recorded_at),
        "below": lambda address: page_of(case.reference, f"{queries.PAGE}/{address}"),
        "may_write": bool(case.may("telling.write_letter")),
        "may_tell": bool(case.may("telling.record_told")),
        "may_record": bool(case.may("cases.record_told")),
    }
    return render(request, "telling/overview.html", context)


@require_http_methods(GET_POST)
def tell(request: HttpRequest, reference: str) -> HttpResponse:
    """This will record what the person was told."""
    case = _open(request, reference, verb="telling.record_told")
    form = forms.Tell(request.POST or None, readers=readers("core", under=case.pathway), at=request.at)

    def call(said: dict[str, Any]) -> object:
        return actions.record_told(case, things=said["things"], giving=_giving(said), at=request.at)

    words = {"heading": _("Record what they were told"), "button_text": _("Record what was told")}
    return _page(request, case, form, call, said=_("Recorded that they were told."), **words)


@require_http_methods(GET_POST)
def not_yet(request: HttpRequest, reference: str) -> HttpResponse:
    """This will record why the person is not told one thing yet, and until when."""
    case = _open(request, reference, verb="telling.record_not_told")
    of_police = case.may_read("police")
    form = forms.NotYet(
        request.POST or None,
        of_police=of_police,
        latest=format_date(queries.latest_look(case)),
        readers=readers("police" if of_police else "core", under=case.pathway),
        at=request.at,
    )

    def call(said: dict[str, Any]) -> object:
        return actions.record_not_told(case, actions.Waiting(**said), at=request.at)

    words = {"heading": _("Record what they are not told yet"), "button_text": _("Record that it waits")}
    clock = queries.clock(case)
    context = {"clock": clock, "clock_label": _(clock.label), "of_police": of_police, **words}
    return _page(request, case, form, call, said=_("Recorded. It is on the work list for that day."), **context)


@require_http_methods(GET_POST)
def choose(request: HttpRequest, reference: str) -> HttpResponse:
    """This will ask which letter is written, for whom and in which language; for a child the child's text comes first."""
    case = _open(request, reference, verb="telling.write_letter")
    is_child = queries.is_child(case)
    labels = letters.audiences()
    offered = [(code, labels[code]) for code in rules.offered(labels, is_child=is_child)]
    form = forms.Choose(request.POST or None, audiences=offered, at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        address = f"letters/write/{said['letter']}/{said['audience']}/{said['language']}"
        return HttpResponse(status=302, headers={"Location": page_of(case.reference, f"{queries.PAGE}/{address}")})
    context = {"form": form, "back": page_of(case.reference, queries.PAGE), "is_child": is_child, "choosing": True}
    words = {"heading": _("Write a letter"), "button_text": _("Continue")}
    return render(request, FORM, {**context, **words}, status=422 if form.errors else 200)


@require_http_methods(GET_POST)
def write(request: HttpRequest, reference: str, letter: str, audience: str, language: str) -> HttpResponse:
    """This will show a letter with its blanks filled as far as they are, and keep it when nothing is missing."""
    case = _open(request, reference, verb="telling.write_letter")
    source, text = _text(letter, audience, language)
    listed = letters.blanks()
    asked = [listed[code] for code in text.blanks if listed[code].by_writer]
    keeps = request.POST.get("do") == "keep"
    form = forms.Write(
        request.POST or None,
        blanks=asked,
        must_be_whole=keeps,
        readers=readers("core", under=case.pathway),
        at=request.at,
    )
    request.form = form
    typed = _typed(form, asked)
    if keeps and form.is_valid():
        new = actions.NewLetter(letter, audience, language, typed, form.cleaned_data["more"])
        row = actions.keep_letter(case, new, at=request.at)
        said = _("Letter kept at %(time)s. Print it, and record when it has reached them.")
        address = page_of(case.reference, f"{queries.PAGE}/letters/{row.key}")
        return done(request, address, said % {"time": format_time(request.at)})
    known = {code: f"[{blank.label}]" for code, blank in listed.items()}
    known |= {code: value for code, value in queries.values(case, typed).items() if value.strip()}
    shown = letters.as_kept(source, text, known, more=str(form.data.get("more", "")), unfilled="[%s]")
    context = {
        "form": form,
        "back": page_of(case.reference, f"{queries.PAGE}/letters/write"),
        "source": source,
        "text": text,
        "paper_parts": pdf.parts_of(shown["content"]),
        "heading_shown": shown["heading"],
        "in_a_copy": others.as_the_person_reads(case, Letter(case_id=case.id, **shown)),
        "missing": queries.missing(case, text, typed),
        "cannot": queries.may_be_prepared(case, source).reasons,
        "audience": letters.audiences()[audience],
        "in_language": letters.languages()[language],
    }
    return render(request, "telling/write.html", context, status=422 if form.errors else 200)


@require_GET
def one(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will show a letter as it was kept, and how it reached the person."""
    case = _open(request, reference)
    letter = queries.letter_of(case, key)
    below = f"{queries.PAGE}/letters/{key}"
    context = {
        "letter": letter,
        "paper_parts": pdf.parts_of(letter.content),
        "title": letters.letter(letter.letter).label,
        "audience": letters.audiences()[letter.audience],
        "in_language": letters.languages()[letter.language],
        "given": [row for row in queries.given(case) if row.written_id == letter.pk],
        "way": codelist("letter_ways").label,
        "when": lambda row: two_times(row.happened_at, row.recorded_at),
        "cannot": queries.may_be_prepared(case, letters.letter(letter.letter)).reasons,
        "print_url": page_of(case.reference, f"{below}/print"),
        "given_url": page_of(case.reference, f"{below}/given"),
        "may_write": bool(case.may("telling.write_letter")),
        "may_tell": bool(case.may("telling.record_told")),
    }
    return render(request, "telling/letter.html", context)


@require_POST
def print_letter(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will give a kept letter as a file to print, while the rules let it be prepared."""
    case = desk.open_for(
        request,
        reference,
        look="telling:printed",
        not_done=_("The letter was not printed"),
        verb="telling.write_letter",
    )
    letter = queries.letter_of(case, key)
    answer = queries.may_be_prepared(case, letters.letter(letter.letter))
    desk.insist(case, answer, _("The letter was not printed"))
    return as_download(pdf.letter_pdf(case, letter, at=request.at), name=f"letter-{case.reference}", at=request.at)


@require_http_methods(GET_POST)
def given(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will record how a kept letter reached the person."""
    case = _open(request, reference, verb="telling.record_told")
    letter = queries.letter_of(case, key)
    form = forms.Given(request.POST or None, readers=readers("core", under=case.pathway), at=request.at)

    def call(said: dict[str, Any]) -> object:
        return actions.record_letter_given(
            case, letter=letter.letter, audience=letter.audience, giving=_giving(said), at=request.at, written=letter
        )

    return _given_page(request, case, form, call)


@require_http_methods(GET_POST)
def given_elsewhere(request: HttpRequest, reference: str) -> HttpResponse:
    """This will record that a letter reached the person which was not written here."""
    case = _open(request, reference, verb="telling.record_told")
    form = forms.GivenElsewhere(request.POST or None, readers=readers("core", under=case.pathway), at=request.at)

    def call(said: dict[str, Any]) -> object:
        return actions.record_letter_given(
            case, letter=said["letter"], audience=said["audience"], giving=_giving(said), at=request.at
        )

    return _given_page(request, case, form, call)


def _given_page(
    request: HttpRequest, case: OpenCase, form: Form, call: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    words = {"heading": _("Record that the letter reached them"), "button_text": _("Record that it reached them")}
    said = _("Recorded that the letter reached them.")
    return _page(request, case, form, call, said=said, giving=True, **words)


def _page(
    request: HttpRequest,
    case: OpenCase,
    form: Form,
    call: Callable[[dict[str, Any]], object],
    *,
    said: str,
    **context: object,
) -> HttpResponse:
    safe = cases.take_care(case).safe_contact
    return form_page(
        request, case, form, call=call, back=queries.PAGE, said=said, template=FORM, safe_contact=safe, **context
    )


def _open(request: HttpRequest, reference: str, *, verb: str = "telling.open") -> OpenCase:
    return desk.open_for(request, reference, look=LOOKED, not_done=_("The page was not opened"), verb=verb)


def _giving(said: dict[str, Any]) -> actions.Giving:
    return actions.Giving(way=said["way"], happened_at=said["happened"].at, words=said["words"])


def _text(letter: str, audience: str, language: str) -> tuple[letters.LetterText, letters.Text]:
    source = next((one for one in letters.all_letters() if one.code == letter), None)
    text = source.text(audience=audience, language=language) if source else None
    if source is None or text is None:
        raise NotFound
    return source, text


def _by_letter(rows: Iterable[LetterGiven]) -> dict[int, list[LetterGiven]]:
    found: defaultdict[int, list[LetterGiven]] = defaultdict(list)
    for row in rows:
        if row.written_id is not None:
            found[row.written_id].append(row)
    return found


def _typed(form: Form, asked: list[letters.Blank]) -> dict[str, str]:
    if not form.is_bound or not form.is_valid():
        return {blank.code: str(form.data.get(blank.code, "")) for blank in asked}
    return {blank.code: form.cleaned_data[blank.code] for blank in asked}
