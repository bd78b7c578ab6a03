"""The sharing agreements of a controller: every version, who they are made with, and how each stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.sharing import rules
from throughcare.commons.sharing.models import Agreement, AgreementEnd, AgreementParty, AgreementVersion
from throughcare.commons.sharing.rules import Standing
from throughcare.kernel.definitions import Code, codelist
from throughcare.safeguards.access.matrix import matrix

if TYPE_CHECKING:
    from throughcare.commons.agencies.models import Agency

FIRST = {rules.REVIEW_DUE.code: 0, rules.IN_FORCE.code: 1, rules.NOT_YET.code: 1, rules.ENDED.code: 2}


@dataclass(frozen=True)
class Version:
    """One version of an agreement with the agencies it is made with."""

    row: AgreementVersion
    parties: Sequence[Agency]

    @property
    def categories(self) -> list[str]:
        """This will say which data it is about."""
        return [codelist("data_categories").label(code) for code in self.row.categories]

    @property
    def bases(self) -> list[Code]:
        """This will give the bases that it names, each with its source."""
        return [codelist("bases")[code] for code in self.row.bases]


@dataclass(frozen=True)
class Agreed:
    """One agreement: its versions, the newest first, its end where it has one, and how it stands today."""

    row: Agreement
    versions: Sequence[Version]
    end: AgreementEnd | None
    standing: Standing

    @property
    def now(self) -> Version:
        """This will give what it says now."""
        return self.versions[0]


def my_roles(staff_id: int, *, on: date) -> frozenset[str]:
    """This will name the roles of every post that somebody holds."""
    return frozenset(post.role for post in agencies.posts_of(staff_id, on=on))


def my_controller(staff_id: int, *, verb: str, on: date) -> int | None:
    """This will give the agency for which somebody may do a verb, the own one first; none where they may not."""
    own = agencies.staff(staff_id).agency_id
    roles: dict[int, set[str]] = defaultdict(set)
    for post in agencies.posts_of(staff_id, on=on):
        roles[post.agency_id].add(post.role)
    able = [one for one, held in roles.items() if matrix().may_do(held, verb)]
    return own if own in able else next(iter(able), None)


def agreements(*, today: date) -> list[Agreed]:
    """This will list the agreements that the reader may read: late reviews first, then the nearest review, ended ones last."""
    found = _with_versions(Agreement.objects.select_related("controller"), today=today)
    return sorted(found, key=lambda one: (FIRST[one.standing.code], one.now.row.review_on, one.row.reference))


def agreements_in_force(*, today: date, controller_id: int | None = None) -> list[Agreed]:
    """This will list the agreements under which data may move today, of one controller or of every one that is readable."""
    every = agreements(today=today)
    own = (one for one in every if controller_id in (None, one.row.controller_id))
    return [one for one in own if one.standing.holds]


def agreement(key: str, *, today: date) -> Agreed | None:
    """This will find one agreement, or none; another controller's looks like none."""
    found = Agreement.objects.filter(key=key).select_related("controller")
    return next(iter(_with_versions(found, today=today)), None)


def reviews_due(posts: Iterable[tuple[int | None, str]], *, today: date) -> list[Agreed]:
    """This will list the agreements whose review day has come, first due first, to whoever may write them anew.

    `posts` are the agencies for which somebody holds a post, each with the role.
    """
    able = {agency for agency, role in posts if matrix().may_do({role}, "agreements.write_version")}
    come = AgreementVersion.objects.filter(controller_id__in=able, review_on__lte=today)
    every = agreements(today=today) if able and come.exists() else []
    due = [one for one in every if one.row.controller_id in able and one.end is None and one.now.row.review_on <= today]
    return sorted(due, key=lambda one: (one.now.row.review_on, one.row.reference))


def references_taken(controller_id: int) -> list[str]:
    """This will list the references that agreements of a controller have."""
    return list(Agreement.objects.filter(controller_id=controller_id).values_list("reference", flat=True))


def _with_versions(rows: Iterable[Agreement], *, today: date) -> list[Agreed]:
    every = list(rows)
    versions = _versions([row.pk for row in every])
    ends = {end.agreement_id: end for end in AgreementEnd.objects.filter(agreement__in=every).select_related("by")}
    return [_agreed(row, versions[row.pk], ends.get(row.pk), today=today) for row in every]


def _agreed(row: Agreement, versions: Sequence[Version], end: AgreementEnd | None, *, today: date) -> Agreed:
    newest = versions[0].row
    standing = rules.stands(
        in_force_from=newest.in_force_from,
        review_on=newest.review_on,
        ended_on=end.ended_on if end else None,
        today=today,
    )
    return Agreed(row, versions, end, standing)


def _versions(ids: Sequence[int]) -> dict[int, list[Version]]:
    parties: dict[int, list[Agency]] = defaultdict(list)
    made_with = AgreementParty.objects.filter(version__agreement_id__in=ids).select_related("agency")
    for party in made_with.order_by("agency__name"):
        parties[party.version_id].append(party.agency)
    found: dict[int, list[Version]] = defaultdict(list)
    for row in AgreementVersion.objects.filter(agreement_id__in=ids).select_related("by").order_by("-number"):
        found[row.agreement_id].append(Version(row, parties[row.pk]))
    return found
