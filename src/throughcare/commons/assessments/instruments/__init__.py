"""Instruments as their definitions have them: items, scales, who may use them and for whom; and the copies of a site.

What is shipped lies in `definitions/instruments/`. A shell holds none of the items; a licensed site adds its own copy,
which lies in the database beside it as a version of its own. No shipped file is ever edited, and an assessment is read
under the version it was taken with.
"""

from throughcare.commons.assessments.instruments.finding import (
    KIND,
    every_version,
    instrument,
    instruments,
    shells,
)
from throughcare.commons.assessments.instruments.shape import (
    NOT_KNOWN,
    WHOLE,
    Choice,
    Domain,
    Factor,
    Instrument,
    Measure,
    Review,
    Scale,
    Scope,
    Superseded,
)

__all__ = [
    "KIND",
    "NOT_KNOWN",
    "WHOLE",
    "Choice",
    "Domain",
    "Factor",
    "Instrument",
    "Measure",
    "Review",
    "Scale",
    "Scope",
    "Superseded",
    "every_version",
    "instrument",
    "instruments",
    "shells",
]
