"""What every record of a case carries beside `Carried`: the case, and a key for its address."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class OfCase(models.Model):
    """Mixed into every record of a case."""

    inherited_plain: ClassVar[tuple[str, ...]] = ("case", "key")

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    class Meta:
        abstract = True
