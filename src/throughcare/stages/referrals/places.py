"""Where the same form stands: on the open web for anybody, and inside for colleagues."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughcare.stages.referrals.telling import PUBLIC, STAFF
from throughcare.stages.referrals.unsent import AmongOwnDrafts, Keeping, WithTheBrowser


@dataclass(frozen=True)
class Place:
    """What differs between the two: the frame of its pages, their addresses, and where the draft is kept."""

    channel: str
    layout: str
    prefix: str
    keeping: Keeping

    @property
    def is_inside(self) -> bool:
        """This will say whether a colleague refers."""
        return self.channel == STAFF

    def url(self, page: str, *args: object) -> str:
        """This will give the address of one of its pages."""
        return reverse(f"{self.prefix}-{page}", args=args)


OUTSIDE = Place(PUBLIC, "frame/public.html", "concern", WithTheBrowser())
INSIDE = Place(STAFF, "frame/base.html", "refer", AmongOwnDrafts())
