"""A report as a CSV file: every statistic of every question, and what must be known of it printed under the figures."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from throughcare.kernel.spreadsheets import harmless
from throughcare.oversight.quality import words
from throughcare.oversight.quality.reports import Report


def csv_of(report: Report, *, notes: Iterable[str]) -> str:
    """This will write a report as CSV; a question with too few people has [c] and no number."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    heads = [_("Item"), _("Statistic"), _("Value"), _("Lower end"), _("Upper end"), _("People"), _("Why there is none")]
    writer.writerow([harmless(head) for head in heads])
    titles = words.titles()
    for line in report.lines:
        if line.is_hidden:
            writer.writerow([harmless(line.question.label), "[c]", "", "", "", "", ""])
        for name, one in line.found.items():
            why = _(str(one.undefined_because)) if one.undefined_because else ""
            numbers = [_plain(one.estimate), _plain(one.low), _plain(one.high), str(one.n_subjects)]
            writer.writerow([harmless(line.question.label), harmless(titles[name]), *numbers, harmless(why)])
    writer.writerow([])
    writer.writerows([harmless(note)] for note in notes)
    return written.getvalue()


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"
