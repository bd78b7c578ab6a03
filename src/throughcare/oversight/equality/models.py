"""Answers that stand beside no case, and tables about nobody in particular."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from throughcare.safeguards.access.register import handled

CLOSED = "Nobody reads an answer: rows are written, shown to whoever holds their code, counted and erased by functions alone."


@handled(
    scope="closed",
    personal={"link": "case_content", "kept": "case_content"},
    plain=("id", "turn"),
    reason=CLOSED,
)
class Sheet(models.Model):
    """One form as it was sent. No moment, no number that rises: nothing that could be laid beside another table."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    link = models.CharField(max_length=64)
    kept = models.CharField(max_length=64, blank=True)
    turn = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link", "turn"], name="forms_of_one_letter_have_an_order"),
            models.UniqueConstraint(fields=["kept"], condition=~Q(kept=""), name="a_kept_code_opens_one_form"),
        ]


@handled(
    scope="closed",
    personal={"code": "case_content", "words": "case_content"},
    plain=("id", "sheet", "asked", "version"),
    reason=CLOSED,
)
class Said(models.Model):
    """One answer: a code of a dated list, own words, or that somebody prefers not to say. What was left empty is no row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="+")
    asked = models.CharField(max_length=20)
    code = models.CharField(max_length=60, blank=True)
    version = models.CharField(max_length=20)
    words = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "asked"], name="one_answer_to_each_question_of_a_form")]


@handled(
    compartment="figures",
    scope="shared",
    plain=("id", "asked", "year", "version", "data", "made_at"),
    also={"facts": "SELECT,INSERT"},
    reason="Rounded figures about nobody in particular. Who may open the page is the matrix's to say.",
)
class EqualityTable(models.Model):
    """One question, one year, counted once: there is no second edition that could be held against the first."""

    asked = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    version = models.CharField(max_length=20)
    data = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["asked", "year"], name="a_year_is_counted_once")]

    def __str__(self) -> str:
        return f"{self.asked} in the year to {self.year}"
