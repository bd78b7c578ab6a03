"""Tables of figures as they were made: kept, never counted live."""

from __future__ import annotations

from django.db import models

from throughcare.safeguards.access.register import handled


@handled(
    compartment="figures",
    scope="shared",
    plain=(
        *("id", "measure", "measure_version", "breakdown", "until", "edition"),
        *("data", "sha256", "drawings", "language", "made_at"),
    ),
    also={"facts": "SELECT,INSERT"},
    reason="Rounded figures about nobody in particular. Who may open the page is the matrix's to say.",
)
class StoredTable(models.Model):
    """One measure, one breakdown, up to one quarter. Made again with another result, it is a further edition."""

    measure = models.CharField(max_length=60)
    measure_version = models.CharField(max_length=20)
    breakdown = models.CharField(max_length=20, blank=True)
    until = models.DateField()
    edition = models.PositiveSmallIntegerField()
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)
    drawings = models.JSONField()
    language = models.CharField(max_length=10)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "breakdown", "until", "edition"],
                name="one_table_for_each_measure_quarter_and_edition",
            ),
            models.CheckConstraint(condition=models.Q(edition__gte=1), name="editions_of_a_table_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} by {self.breakdown or 'nothing'} to {self.until}, edition {self.edition}"
