"""Every statistic of agreement at once."""

from __future__ import annotations

from throughcare.methods.agreement import cohen, gwet
from throughcare.methods.agreement.intraclass import FORMS, intraclass
from throughcare.methods.agreement.krippendorff import DRAWS, METRICS, SEED, krippendorff_alphas
from throughcare.methods.agreement.ratings import Ratings
from throughcare.methods.agreement.result import Agreement

STATISTICS = (
    "percent_agreement",
    *cohen.NAMES.values(),
    "fleiss_kappa",
    *(f"krippendorff_alpha_{metric}" for metric in METRICS),
    *gwet.NAMES.values(),
    *FORMS,
)


def agreement(ratings: Ratings, *, level: float = 0.95, draws: int = DRAWS, seed: int = SEED) -> dict[str, Agreement]:
    """This will compute every statistic, by its name in the order of STATISTICS; those that do not apply say why.

    Of ratings (n, r) on their whole scale (q,); each is a pure number, 1 at most, with an interval at `level`.
    """
    found = [
        gwet.percent_agreement(ratings, level=level),
        *(cohen.cohen_kappa(ratings, weights=weights, level=level) for weights in cohen.NAMES),
        gwet.fleiss_kappa(ratings, level=level),
        *krippendorff_alphas(ratings, level=level, draws=draws, seed=seed).values(),
        *(gwet.gwet_ac(ratings, weights=weights, level=level) for weights in gwet.NAMES),
        *(intraclass(ratings, form=form, level=level) for form in FORMS),
    ]
    return {each.statistic: each for each in found}
