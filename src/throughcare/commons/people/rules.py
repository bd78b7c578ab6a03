"""What must be true of a person's age and name."""

from __future__ import annotations

from datetime import date

import jellyfish
from anyascii import anyascii
from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no

# Small words of names that say nothing of who is meant.
PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "bint", "abu", "van", "von", "de", "da", "di", "la", "le", "o", "mc", "mac"}
)


def latest_birth(born_on: date | None, precision: str) -> date | None:
    """This will give the latest day on which the person can have been born, or none where it is unknown."""
    if born_on is None or precision in ("unknown", "estimated"):
        return None
    if precision == "year":
        return date(born_on.year, 12, 31)
    if precision == "month":
        following = date(born_on.year + born_on.month // 12, born_on.month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)
    return born_on


def age_on(day: date, born: date) -> int:
    """This will give the age in full years on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def is_child(day: date, born_on: date | None, precision: str, *, majority: int) -> bool:
    """This will say whether the person is treated as a child: under the age of majority, or in doubt."""
    latest = latest_birth(born_on, precision)
    return latest is None or age_on(day, latest) < majority


def may_correct_birth(
    born_on: date | None, precision: str, *, before: tuple[date | None, str], today: date, said_by: str, reason: str
) -> Answer:
    """This will say whether a date of birth may be corrected: to another that has come, with who says so and why."""
    answer = YES
    if (born_on, precision) == before:
        answer &= no(_("this date of birth stands already"), mends=[Mend(_("Enter another day, month or year"))])
    if born_on is not None and born_on > today:
        answer &= no(_("this day has not come yet"), mends=[Mend(_("Enter a day in the past"))])
    if not said_by.strip():
        answer &= no(_("nobody is named who says so"), mends=[Mend(_("Write who says so, or what it stands in"))])
    if not reason.strip():
        answer &= no(_("no reason is given"), mends=[Mend(_("Say why it is corrected"))])
    return answer


def age_in_words(day: date, born_on: date | None, precision: str, *, majority: int) -> str:
    """This will say the age as the identity bar does."""
    child = is_child(day, born_on, precision, majority=majority)
    if born_on is None or precision == "unknown":
        return _("age not known, treated as a child")
    if precision == "exact":
        age = age_on(day, born_on)
        return _("%(age)s, treated as a child") % {"age": age} if child else str(age)
    about = age_on(day, latest_birth(born_on, precision) or born_on)
    if child:
        return _("about %(age)s, age not certain, treated as a child") % {"age": about}
    return _("about %(age)s") % {"age": about}


def sounds(name: str) -> list[str]:
    """This will give how each word of a name sounds, whatever its script, spelling or order; used only to find candidates."""
    letters = "".join(character if character.isalpha() else " " for character in anyascii(name).lower())
    words = [word for word in letters.split() if word not in PARTICLES] or letters.split()
    return sorted({jellyfish.metaphone(word)[:20] for word in words if jellyfish.metaphone(word)})


def day_and_month_swapped(day: date) -> date | None:
    """This will give the day with day and month exchanged, or none where that is no other real day."""
    if day.day > 12 or day.day == day.month:
        return None
    return date(day.year, day.day, day.month)
