"""How much two different categories still agree."""

from __future__ import annotations

import numpy as np

from throughcare.methods.agreement.ratings import CannotRate, Floats

WEIGHTS = ("identity", "linear", "quadratic")


def agreement_weights(scale: Floats, kind: str) -> Floats:
    """This will give the weights (q, q) between 0 and 1 of every pair of categories of a scale (q,).

    identity: 1 on the diagonal, else 0. linear: 1 - |a - b| / range. quadratic: 1 - ((a - b) / range)².
    Distances are taken on the numbers of the whole scale (Cohen 1968, Psychological Bulletin 70: 213-220).
    """
    if kind == "identity":
        return np.eye(len(scale))
    if kind not in WEIGHTS:
        raise CannotRate(f"Weights are {', '.join(WEIGHTS)}; there are none called {kind}.")
    apart = np.abs(scale[:, None] - scale[None, :]) / (scale[-1] - scale[0])
    return np.asarray(1 - (apart if kind == "linear" else apart**2), dtype=np.float64)
