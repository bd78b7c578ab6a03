"""What may be chosen on the figures page. Every choice stands in the address, so that a view can be kept and sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.frame.forms import CodeChoice, Form
from throughcare.oversight.evaluation.definitions import Breakdown, Measure, measures

NOTHING = "nothing"


class YearChoice(CodeChoice):
    """A year among those that are kept."""

    def __init__(self, *, label: str) -> None:
        super().__init__(label=label, kind="select", choices=())

    def offer(self, years: Sequence[str]) -> None:
        """This will say which years there are, in the choices and when another is asked for."""
        self.choices = [(year, year) for year in years]
        self.missing = _("Choose a year from %(first)s to %(last)s") % {"first": years[0], "last": years[-1]}

    def refuse_unknown(self, codes: Iterable[str]) -> None:
        """This will refuse a year that is not kept, and say which there are."""
        if not set(codes) <= set(self.labels()):
            raise ValidationError(self.missing)


class FiguresForm(Form):
    """One measure, one breakdown or none, and the years."""

    measure = CodeChoice(label=gettext_lazy("Measure"), kind="select", choices=lambda: _measures())
    by = CodeChoice(label=gettext_lazy("By"), kind="select", choices=lambda: _breakdowns())
    first = YearChoice(label=gettext_lazy("Years from"))
    last = YearChoice(label=gettext_lazy("to"))

    def __init__(self, data: Mapping[str, object], *, years: Sequence[str]) -> None:
        super().__init__(data)
        for field in (self.fields["first"], self.fields["last"]):
            assert isinstance(field, YearChoice)
            field.offer(years)

    def clean(self) -> dict[str, str]:
        """This will refuse years the wrong way round, and a breakdown that the measure does not have."""
        chosen: dict[str, str] = super().clean() or self.cleaned_data
        if "first" in chosen and "last" in chosen and chosen["first"] > chosen["last"]:
            self.add_error("last", _("Choose a last year that is not before the first"))
        if "measure" in chosen and "by" in chosen and chosen["by"] != NOTHING:
            self._refuse_missing_breakdown(_found(chosen["measure"]), chosen["by"])
        return chosen

    def _refuse_missing_breakdown(self, measure: Measure, by: str) -> None:
        if measure.by(by) is None:
            others = ", ".join(_(other.title) for other in measures() if other.by(by))
            said = _("“%(measure)s” has no parts. Choose “nothing”, or one of these measures: %(others)s")
            self.add_error("by", ValidationError(said % {"measure": _(measure.title), "others": others}))

    @property
    def chosen_measure(self) -> Measure:
        """This will give the chosen measure."""
        return _found(self.cleaned_data["measure"])

    @property
    def chosen_breakdown(self) -> Breakdown | None:
        """This will give the chosen breakdown, or none."""
        return self.chosen_measure.by(self.cleaned_data["by"])


def _found(name: str) -> Measure:
    return next(measure for measure in measures() if measure.name == name)


def _measures() -> list[tuple[str, str]]:
    return [(measure.name, _(measure.title)) for measure in measures()]


def _breakdowns() -> list[tuple[str, str]]:
    found = {breakdown.field: _(breakdown.title) for measure in measures() for breakdown in measure.breakdowns}
    return [(NOTHING, _("nothing")), *found.items()]
