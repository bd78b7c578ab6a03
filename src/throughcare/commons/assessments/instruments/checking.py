"""What the shape of a file cannot see: whether an instrument agrees with itself, and with the rest of the site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from throughcare.commons.assessments.instruments.shape import NOT_KNOWN, WHOLE
from throughcare.kernel.definitions import Definition, names
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.pathways import Pathway

Data = Mapping[str, Any]


def definition_problems(definition: Definition) -> list[str]:
    """This will check an instrument's file, for `check_all({"instruments": definition_problems})`."""
    return problems(definition.data)


def problems(data: Data) -> list[str]:
    """This will tell everything that is wrong with an instrument whose file has the right shape."""
    whole = _whole(data) if "shell" not in data else _shell(data)
    return [*_names(data), *_lists(data), *_scales(data), *_numbers(data), *_days(data), *whole]


def _items(data: Data) -> list[Data]:
    return [item for domain in data["domains"] for item in domain.get("items", ())]


def _twice(codes: Iterable[str], words: str) -> Iterator[str]:
    text = _("%(what)s %(code)s stands twice")
    yield from (text % {"what": words, "code": code} for code, number in Counter(codes).items() if number > 1)


def _unknown(codes: Iterable[str], known: Collection[str], words: str) -> Iterator[str]:
    text = _("%(what)s %(code)s, which there is not")
    yield from (text % {"what": words, "code": code} for code in codes if code not in known)


def _names(data: Data) -> Iterator[str]:
    pathways = {pathway.name: pathway for pathway in Pathway.newest()}
    yield from _unknown(data["population"]["pathways"], pathways, _("it is made for the pathway"))
    yield from _unknown(data["assessor"]["roles"], matrix().roles, _("it is used by the role"))
    clock = data.get("review", {}).get("clock")
    clocks = {clock.code for pathway in pathways.values() for clock in pathway.clocks}
    yield from _unknown([clock] if clock else [], clocks, _("it is looked at again on the clock"))
    for place, rows in (
        (_("the domain"), data["domains"]),
        (_("the item"), _items(data)),
        (_("the scale"), data.get("scales", ())),
        (_("the rating"), data.get("ratings", ())),
        (_("the judgement"), data["judgements"]),
        (_("the part of the formulation"), data.get("formulation", ())),
    ):
        yield from _twice((row["code"] for row in rows), place)


def _lists(data: Data) -> Iterator[str]:
    chosen = (part["codes"] for part in data.get("formulation", ()) if "codes" in part)
    yield from _unknown(chosen, names("codelists"), _("a part of the formulation is chosen from the code list"))


def _scales(data: Data) -> Iterator[str]:
    scales = {scale["code"] for scale in data.get("scales", ())}
    ratings = {rating["code"] for rating in data.get("ratings", ())}
    scopes = {WHOLE, *(domain["code"] for domain in data["domains"])}
    for scale in data.get("scales", ()):
        codes = [answer["code"] for answer in scale["answers"]]
        yield from _twice(codes, _("the scale %(code)s: the answer") % {"code": scale["code"]})
        if NOT_KNOWN in codes:
            said = {"code": scale["code"], "answer": NOT_KNOWN}
            yield (
                _("the scale %(code)s has an answer %(answer)s: that one is always there, and no part of a scale")
                % said
            )
    yield from _unknown((rating["scale"] for rating in data.get("ratings", ())), scales, _("a rating uses the scale"))
    for judgement in data["judgements"]:
        yield from _unknown(
            [judgement["scope"]], scopes, _("the judgement %(code)s is of the domain") % {"code": judgement["code"]}
        )
        wanted = [judgement["scale"]] if "scale" in judgement else []
        yield from _unknown(wanted, scales, _("the judgement %(code)s uses the scale") % {"code": judgement["code"]})
    for domain in data["domains"]:
        yield from _unknown(
            domain.get("ratings", ()), ratings, _("the domain %(code)s asks the rating") % {"code": domain["code"]}
        )


def _numbers(data: Data) -> Iterator[str]:
    numbers = [item["number"] for item in _items(data)]
    if numbers != list(range(1, len(numbers) + 1)):
        yield _("the items are not numbered through from 1 in their order")
    for domain in data["domains"]:
        found, said = len(domain.get("items", ())), domain.get("count")
        if found and said and found != said:
            told = {"code": domain["code"], "found": found, "said": said}
            yield _("the domain %(code)s has %(found)s items, and the instrument has %(said)s there") % told
    if numbers and data.get("count", len(numbers)) != len(numbers):
        told = {"found": len(numbers), "said": data["count"]}
        yield _("there are %(found)s items, and the instrument has %(said)s") % told


def _days(data: Data) -> Iterator[str]:
    since, until = data["in_force"].get("from"), data["in_force"].get("until")
    if since and until and until < since:
        yield _("it is in force until a day before it begins")
    if "superseded" in data and not until:
        yield _("something took its place, and nothing says until when it was in force")


def _whole(data: Data) -> Iterator[str]:
    if not _items(data):
        yield _("it has no items. Where they may not be shipped, `shell` says where a site gets them")
    empty = [domain["code"] for domain in data["domains"] if not domain.get("items")]
    yield from (_("the domain %(code)s has no items") % {"code": code} for code in empty)
    unsaid = [key for key in ("scales", "ratings", "formulation") if key not in data]
    yield from (_("it does not say %(key)s") % {"key": key} for key in unsaid)
    if "from" not in data["in_force"]:
        yield _("it does not say from when it is in force")
    bare = [row["code"] for row in data["judgements"] if "scale" not in row]
    words = _("the judgement %(code)s has no scale. Write one of: %(scales)s")
    scales = ", ".join(row["code"] for row in data.get("scales", ()))
    yield from (words % {"code": code, "scales": scales} for code in bare)


def _shell(data: Data) -> Iterator[str]:
    if _items(data):
        yield _("it is a shell and has items: items of a licensed instrument are not shipped")
