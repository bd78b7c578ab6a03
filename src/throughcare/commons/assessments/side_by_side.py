"""Several instruments side by side: what each says of a theme in its own words, and where they agree. Nothing is combined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from throughcare.commons.assessments import rules
from throughcare.commons.assessments.instruments.crosswalks import Crosswalk, Theme
from throughcare.commons.assessments.readings import JudgedLine, Rated, Reading


@dataclass(frozen=True)
class Line:
    """One theme: what each assessment says of it, and whether they say the same."""

    label: str
    said: Sequence[Sequence[Rated]]
    verdict: str
    words: str


@dataclass(frozen=True)
class Section:
    """A domain that several instruments share: what each judged of it, its themes, and what one alone asks."""

    label: str
    judged: Sequence[Sequence[JudgedLine]]
    lines: Sequence[Line]
    alone: Sequence[tuple[Reading, Sequence[Rated]]]

    @property
    def is_empty(self) -> bool:
        """This will say whether no chosen assessment says anything here."""
        return not (self.lines or any(self.judged) or self.alone)


@dataclass(frozen=True)
class Beside:
    """The chosen assessments, the sections that the mapping names, and what it does not name."""

    readings: Sequence[Reading]
    crosswalk: Crosswalk
    sections: Sequence[Section]
    left: Sequence[tuple[Reading, Sequence[Rated]]]

    @property
    def meets(self) -> bool:
        """This will say whether any theme is asked by two of them."""
        return any(line.verdict != rules.ALONE for section in self.sections for line in section.lines)

    @property
    def compared(self) -> list[str]:
        """This will name the rating of each instrument from which agreement is read."""
        pairs = [(one.instrument, self.crosswalk.read(one.instrument)) for one in self.readings]
        return [
            f"{_(used.title)}: {_(measure.label)}"
            for used, read in pairs
            for measure in used.measures
            if read and measure.code == read.rating
        ]


def beside(readings: Sequence[Reading], crosswalk: Crosswalk) -> Beside:
    """This will lay finished assessments beside each other, theme by theme as a mapping has them."""
    sections = [_section(readings, crosswalk, domain) for domain in crosswalk.domains]
    placed = {
        (one.row.pk, part)
        for domain in crosswalk.domains
        for one in readings
        for part in crosswalk.parts(domain, one.instrument)
    }
    left = [
        (
            one,
            [
                rated
                for part, ratings in one.domains
                if (one.row.pk, part.code if part else "") not in placed
                for rated in ratings
            ],
        )
        for one in readings
    ]
    shown = [section for section in sections if not section.is_empty]
    return Beside(readings, crosswalk, shown, [(one, rest) for one, rest in left if rest])


def _section(readings: Sequence[Reading], crosswalk: Crosswalk, domain: Theme) -> Section:
    themes = [theme for theme in crosswalk.themes if theme.domain == domain.code]
    lines = [line for theme in themes if (line := _line(readings, crosswalk, theme))]
    judged = [list(_judged(one, crosswalk.parts(domain, one.instrument))) for one in readings]
    alone = [(one, list(_alone(one, crosswalk, domain, themes))) for one in readings]
    return Section(_(domain.label), judged, lines, [(one, rest) for one, rest in alone if rest])


def _line(readings: Sequence[Reading], crosswalk: Crosswalk, theme: Theme) -> Line | None:
    said = [_asked(one, crosswalk.items(theme, one.instrument)) for one in readings]
    if not any(said):
        return None
    comes_to = {
        one.row.pk: _comes_to(crosswalk, one, rated) for one, rated in zip(readings, said, strict=True) if rated
    }
    verdict = rules.agreement_of({str(key): code for key, code in comes_to.items()})
    unknown = [one.instrument.title for one in readings if comes_to.get(one.row.pk) == rules.NOT_KNOWN]
    asking = [one.instrument.title for one, rated in zip(readings, said, strict=True) if rated]
    return Line(_(theme.label), said, verdict, _words(verdict, asking, unknown))


def _asked(one: Reading, items: Sequence[str]) -> list[Rated]:
    return [rated for rated in one.own_apart if rated.factor.code in items]


def _comes_to(crosswalk: Crosswalk, one: Reading, rated: Sequence[Rated]) -> str:
    """What an answer comes to; nothing where several items ask about the theme, or where nobody has compared the scale."""
    read = crosswalk.read(one.instrument)
    if read is None or len(rated) != 1:
        return ""
    measures = one.instrument.measures_of(rated[0].factor.code)
    answers = {measure.code: said.code for measure, said in zip(measures, rated[0].answers, strict=False)}
    code = answers.get(read.rating, "")
    return rules.NOT_KNOWN if code == rules.NOT_KNOWN else read.answers.get(code, "")


def _judged(one: Reading, parts: Sequence[str]) -> Iterator[JudgedLine]:
    labels = {_(asked.label) for asked in one.instrument.judgements if asked.scope in parts}
    yield from (line for line in one.judged if line.label in labels)


def _alone(one: Reading, crosswalk: Crosswalk, domain: Theme, themes: Sequence[Theme]) -> Iterator[Rated]:
    parts = crosswalk.parts(domain, one.instrument)
    named = {code for theme in crosswalk.themes for code in crosswalk.items(theme, one.instrument)}
    for part, ratings in one.domains:
        if part and part.code in parts:
            yield from (rated for rated in ratings if rated.factor.code not in named)


def _words(verdict: str, asking: Sequence[str], unknown: Sequence[str]) -> str:
    gap = _("Not known in %(names)s.") % {"names": ", ".join(map(_, unknown))} if unknown else ""
    told = {
        rules.SAME: _("They say the same."),
        rules.DIFFER: _("They differ."),
        rules.ALONE: _("Only %(name)s asks.") % {"name": _(asking[0])},
        rules.UNKNOWN: "",
        rules.APART: _("Both ask, on scales that nobody has compared."),
    }[verdict]
    return " ".join(part for part in (told, gap) if part)
