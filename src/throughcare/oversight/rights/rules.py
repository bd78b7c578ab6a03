"""What must be true before a person is erased."""

from __future__ import annotations

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no


def may_be_decided(*, asked_by: int, decided_by: int | None, is_open: bool) -> Answer:
    """This will say whether a colleague may decide a request to erase."""
    answer = YES
    if not is_open:
        answer = answer & no(_("the request is decided already"), rule="rights.erasure")
    if asked_by == decided_by:
        answer = answer & no(
            _("the second person must be somebody else than the person who asked"),
            rule="rights.erasure",
            mends=[Mend(_("Ask the programme manager to decide"))],
        )
    return answer
