"""How far raters agree, on the whole scale of an instrument, with an interval: numpy and scipy, nothing else.

    from throughcare.methods.agreement import Ratings, agreement

    found = agreement(Ratings.of([[1, 1], [2, 3], [3, 3]], scale=[1, 2, 3]))
    found["gwet_ac1"].estimate, found["gwet_ac1"].low, found["gwet_ac1"].high

Rows are the people rated, columns the raters, NaN is a missing rating. A category that nobody used still belongs to
the scale. What cannot be computed has no number but a reason. The sentences that come with a result are members of
enumerations (`Undefined`, `Missing`, `Caution`), to be translated where they are shown.
"""

from throughcare.methods.agreement.bands import Band, Bands
from throughcare.methods.agreement.cohen import cohen_kappa
from throughcare.methods.agreement.everything import STATISTICS, agreement
from throughcare.methods.agreement.explaining import Caution, cautions
from throughcare.methods.agreement.gwet import fleiss_kappa, fleiss_z, gwet_ac, percent_agreement
from throughcare.methods.agreement.intraclass import FORMS, intraclass
from throughcare.methods.agreement.krippendorff import METRICS, krippendorff_alpha, krippendorff_alphas
from throughcare.methods.agreement.ratings import CannotRate, OffTheScale, Ratings
from throughcare.methods.agreement.result import Agreement, Interval, Missing, Undefined
from throughcare.methods.agreement.weights import WEIGHTS, agreement_weights

__all__ = [
    "FORMS",
    "METRICS",
    "STATISTICS",
    "WEIGHTS",
    "Agreement",
    "Band",
    "Bands",
    "CannotRate",
    "Caution",
    "Interval",
    "Missing",
    "OffTheScale",
    "Ratings",
    "Undefined",
    "agreement",
    "agreement_weights",
    "cautions",
    "cohen_kappa",
    "fleiss_kappa",
    "fleiss_z",
    "gwet_ac",
    "intraclass",
    "krippendorff_alpha",
    "krippendorff_alphas",
    "percent_agreement",
]
