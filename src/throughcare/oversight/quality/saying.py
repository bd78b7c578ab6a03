"""Results of a report in words and numbers, as a page and a file show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from throughcare.methods.agreement import Agreement, Bands
from throughcare.oversight.quality import words
from throughcare.oversight.quality.reports import OF_TWO, SHARE, Line, Pooled
from throughcare.oversight.quality.terms import Terms, bands

NOTHING = "–"


@dataclass(frozen=True)
class Said:
    """One statistic as it is shown: value, interval, band of the interval or why there is none, and of how many."""

    title: str
    value: str
    interval: str
    band: str
    people: str


def number(value: float | None, *, share: bool = False) -> str:
    """This will write a value with two decimals, or a share in per cent."""
    if value is None:
        return NOTHING
    return f"{100 * value:.0f}%" if share else f"{value:.2f}"


def said(found: Agreement, read_by: Mapping[str, Bands]) -> Said:
    """This will say one statistic; undefined stays undefined, with its reason."""
    share = found.statistic == SHARE
    interval = NOTHING
    if found.low is not None or found.high is not None:
        both = {"low": number(found.low, share=share), "high": number(found.high, share=share)}
        interval = _("%(low)s to %(high)s") % both
    title = words.titles()[found.statistic]
    return Said(title, number(found.estimate, share=share), interval, band(found, read_by), str(found.n_subjects))


def band(found: Agreement, read_by: Mapping[str, Bands]) -> str:
    """This will give the band of the whole interval, such as poor to good, or why a number or an interval is missing."""
    if found.undefined_because:
        return _(str(found.undefined_because))
    if found.se == 0:
        return _("No disagreement was seen, so the interval has no width")
    table = read_by.get(found.statistic)
    labels = [_(one.label) for one in table.covered(found.low, found.high)] if table else []
    ends = list(dict.fromkeys([*labels[:1], *labels[-1:]]))
    return _("%(low)s to %(high)s") % {"low": ends[0], "high": ends[1]} if len(ends) == 2 else "".join(ends)


def everything(line: Line) -> list[Said]:
    """This will say every statistic of one question."""
    read_by = bands()
    return [said(one, read_by) for one in line.found.values()]


def left_out(line: Line) -> list[str]:
    """This will name the statistics that one question has not, and say why each does not fit."""
    out: dict[str, list[str]] = {}
    for name, title in words.titles().items():
        if name not in line.found:
            out.setdefault(_why_left_out(name, line), []).append(title)
    return [
        _("Left out: %(titles)s. %(why)s") % {"titles": "; ".join(titles), "why": why} for why, titles in out.items()
    ]


def _why_left_out(name: str, line: Line) -> str:
    if name in OF_TWO and line.question.scale.metric != "nominal":
        return _("Each compares two raters, and here are more.")
    if name.startswith("icc") and any(one.startswith("icc") for one in line.found):
        return _("Each is for raters who were shared out among people in another way.")
    return _("Each reads more into the answers of this scale than they say.")


def overview(lines: Iterable[Line], limits: Terms) -> list[tuple[Line, list[str]]]:
    """This will give one row for each question: people, not known, percent agreement, the chance-corrected value, its band."""
    read_by = bands()
    return [(line, _row(line, read_by, limits)) for line in lines]


def _row(line: Line, read_by: Mapping[str, Bands], limits: Terms) -> list[str]:
    if line.is_hidden or line.share is None or line.judged_by is None:
        fewer = _("Fewer than %(fewest)s") % {"fewest": limits.fewest_people}
        return [fewer, "[c]", "[c]", "[c]", "[c]"]
    share, key = said(line.share, read_by), said(line.judged_by, read_by)
    value = f"{key.value} ({key.interval})" if key.interval != NOTHING else key.value
    return [key.people, _few(line.not_known), f"{share.value} ({share.interval})", value, key.band]


def _few(count: int) -> str:
    """How often somebody did not know: nothing of fewer than three, so that it is about nobody in particular."""
    return str(count) if count == 0 or count > 2 else _("1 or 2")


def pooled(rows: Iterable[Pooled]) -> list[list[str]]:
    """This will give one row for each domain."""
    read_by, found = bands(), []
    for one in rows:
        if one.share is None or one.chance_corrected is None:
            found.append([one.label, str(one.items), "[c]", "[c]", "[c]", "[c]"])
            continue
        share, key = said(one.share, read_by), said(one.chance_corrected, read_by)
        value = f"{key.value} ({key.interval})"
        found.append([one.label, str(one.items), str(one.people), f"{share.value} ({share.interval})", value, key.band])
    return found


def notes(lines: Iterable[Line]) -> list[str]:
    """This will say how missing ratings were handled, where intervals come from, and whose bands these are."""
    titles, lines = words.titles(), tuple(lines)
    told: dict[str, set[str]] = {}
    for line in lines:
        for name, one in line.found.items():
            told.setdefault(_(str(one.missing)), set()).add(titles[name])
            told.setdefault(_("Interval: %(how)s.") % {"how": _(str(one.interval))}, set()).add(titles[name])
    by_table: dict[str, set[str]] = {}
    shown = {name for line in lines for name in line.found}
    for name, table in bands().items():
        if name in shown:
            by_table.setdefault(table.name, set()).add(titles[name])
    for table_name, names in by_table.items():
        told[_("Bands: %(table)s. A convention, no finding.") % {"table": table_name}] = names
    return [f"{'; '.join(sorted(names))}. {note}" for note, names in told.items()]


def cautions(lines: Iterable[Line]) -> list[tuple[str, list[str]]]:
    """This will give each caution once, with the questions it is about."""
    told: dict[str, list[str]] = {}
    for line in lines:
        for one in line.cautions:
            told.setdefault(_(str(one)), []).append(line.question.label)
    return list(told.items())
