"""What a reader must know before believing a number."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from throughcare.methods.agreement.result import Agreement

_KAPPAS = ("cohen_kappa", "fleiss_kappa", "krippendorff_alpha_nominal")


class Caution(StrEnum):
    """One sentence or two on how results that seem to contradict each other, or seem too good, come about."""

    PREVALENCE = (
        "Raters agree often and yet kappa is low. Nearly all ratings lie in one category, so that chance alone would "
        "agree nearly as often, and kappa counts only what is beyond chance. Read percent agreement and AC1 beside it, "
        "and rate more people who differ before judging."
    )
    ONE_CATEGORY = (
        "Every rating lies in one category. Percent agreement and AC1 are 1, and kappa, alpha and the intraclass "
        "correlations have no value: whether raters would tell people apart cannot be seen from people who do not differ."
    )
    NO_DISAGREEMENT = (
        "No two ratings of a person differ, so the intervals have no width. They do not say how many people were rated: "
        "among few, perfect agreement can be luck."
    )


def cautions(found: Mapping[str, Agreement], *, agreement_from: float, kappa_below: float) -> tuple[Caution, ...]:
    """This will say what a reader must know: agreement of `agreement_from` beside a kappa under `kappa_below` is a paradox.

    Feinstein & Cicchetti 1990, Journal of Clinical Epidemiology 43: 543-549; Byrt, Bishop & Carlin 1993, the same 46: 423-429.
    """
    share = found["percent_agreement"].estimate
    if share is None:
        return ()
    kappas = [found[name].estimate for name in _KAPPAS if name in found]
    values = [value for value in kappas if value is not None]
    if share == 1:
        return (Caution.NO_DISAGREEMENT,) if values else (Caution.ONE_CATEGORY,)
    return (Caution.PREVALENCE,) if share >= agreement_from and values and min(values) < kappa_below else ()
