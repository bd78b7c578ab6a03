"""Sharing for machines: what the agency is asked, what it agreed with others, and what was given of a case."""

from throughcare.commons.sharing.api.agreements import router as agreements
from throughcare.commons.sharing.api.disclosures import router as disclosures
from throughcare.commons.sharing.api.information import router as information

ROUTERS = (information, agreements, disclosures)

__all__ = ["ROUTERS"]
