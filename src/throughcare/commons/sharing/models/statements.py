"""Who was shown how information may be used, of which version, and said that they read it."""

from __future__ import annotations

from django.db import models

from throughcare.commons.agencies.record import Carried
from throughcare.commons.cases.record import OfCase
from throughcare.safeguards.access.register import handled


@handled(
    compartment="identity",
    mine="by_id",
    plain=("statement", "version", "agency"),
    also={"reception": "SELECT,INSERT"},
)
class StatementRead(Carried, OfCase):
    """Somebody said that they read what they may do with what they are given of a case, in one version."""

    statement = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "by", "statement", "version"], name="one_reading_of_each_version_by_each"
            )
        ]
