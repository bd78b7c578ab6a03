"""Referrals for machines: one at a time, or a file of them."""

from throughcare.stages.referrals.api.concerns import router as one_by_one
from throughcare.stages.referrals.api.imports import router as of_files

ROUTERS = (one_by_one, of_files)

__all__ = ["ROUTERS"]
