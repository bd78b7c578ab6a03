"""Words for what a study keeps as codes."""

from __future__ import annotations

from django.utils.translation import gettext as _

NO_PARTS = "none"


def arms() -> list[tuple[str, str]]:
    """This will name who may rate a second time."""
    return [
        ("field", _("Field: one colleague each, as in everyday work")),
        ("research", _("Research: trained raters, several for each person")),
    ]


def strata() -> list[tuple[str, str]]:
    """This will name by what a sample may be shared out."""
    return [
        (NO_PARTS, _("No parts: all alike")),
        ("area", _("Areas")),
        ("assessor", _("Assessors, unnamed")),
        ("age", _("Under 18, and 18 and over")),
    ]


def arm_in_words(code: str) -> str:
    """This will name who rates a second time, in a word."""
    return {"field": _("Field"), "research": _("Research")}[code]


def stratum_in_words(strata_code: str, stratum: str) -> str:
    """This will name a part that a sample was shared out by; an assessor is a number."""
    ages = {"under_18": _("Under 18"), "18_and_over": _("18 and over"), "not_known": _("Age not known")}
    if strata_code == "assessor":
        return _("Assessor %(number)s") % {"number": stratum.rpartition(" ")[2]}
    return ages.get(stratum, stratum)


def piece_in_words(what: str) -> str:
    """This will name a kind of evidence."""
    kinds = {
        "note": _("Note"),
        "health_note": _("Note on health"),
        "beliefs_note": _("Note on beliefs"),
        "network_note": _("Note on family and others"),
        "session": _("Session report"),
        "document": _("From a document"),
    }
    return kinds[what]


def titles() -> dict[str, str]:
    """This will name every statistic, the metric with it."""
    return {
        "percent_agreement": _("Percent agreement"),
        "cohen_kappa": _("Cohen's kappa"),
        "weighted_kappa_linear": _("Weighted kappa, linear"),
        "weighted_kappa_quadratic": _("Weighted kappa, quadratic"),
        "fleiss_kappa": _("Fleiss' kappa"),
        "krippendorff_alpha_nominal": _("Krippendorff's alpha, nominal"),
        "krippendorff_alpha_ordinal": _("Krippendorff's alpha, ordinal"),
        "krippendorff_alpha_interval": _("Krippendorff's alpha, interval"),
        "krippendorff_alpha_ratio": _("Krippendorff's alpha, ratio"),
        "gwet_ac1": _("Gwet's AC1"),
        "gwet_ac2_linear": _("Gwet's AC2, linear"),
        "gwet_ac2_quadratic": _("Gwet's AC2, quadratic"),
        "icc_1_1": _("ICC(1,1): other raters for each person, one of them"),
        "icc_2_1": _("ICC(2,1): the same raters for everybody, one of them"),
        "icc_3_1": _("ICC(3,1): these raters alone, one of them, consistency"),
        "icc_1_k": _("ICC(1,k): other raters for each person, their mean"),
        "icc_2_k": _("ICC(2,k): the same raters for everybody, their mean"),
        "icc_3_k": _("ICC(3,k): these raters alone, their mean, consistency"),
    }
