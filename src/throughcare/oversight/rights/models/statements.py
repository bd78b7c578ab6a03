"""What the person says of their record, beside what was written. Nothing of what was written changes."""

from __future__ import annotations

import uuid

from django.db import models

from throughcare.oversight.rights.models.requests import Step
from throughcare.safeguards.access.register import handled


@handled(
    compartment="core",
    personal={"about": "case_content", "words": "case_content"},
    plain=("key",),
    also={"oversight": "SELECT,INSERT"},
)
class Statement(Step):
    """The person's own words on something that the record says, shown to everybody who reads the case."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    about = models.TextField(blank=True)
    words = models.TextField(blank=True)
