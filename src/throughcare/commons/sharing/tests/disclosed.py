"""Something of a case that was given, as Ada gives it."""

from __future__ import annotations

from typing import Any

from throughcare.commons.cases.models import Care, Case
from throughcare.commons.cases.tests.builders import NOW, Town, opened
from throughcare.commons.people.models import Relative
from throughcare.commons.sharing import actions, composing
from throughcare.commons.sharing.models import Disclosure
from throughcare.commons.sharing.rules.disclosures import Reasons

WHY = Reasons(
    purpose="safe_contact",
    legal_basis="channel_cooperation",
    necessity="The school rings home",
    proportionality="Nothing but how to ring",
    no_agreement="Agreed for this once",
)
SAFE = "Text only, and never when Mara Tarrow is at home"


def told_how(town: Town, case: Case) -> None:
    """How to be in touch safely, and a sister whom the record knows."""
    carried = {"controller": town.council, "regime": "uk_gdpr", "basis": "public_task", "review_on": "2032-01-01"}
    Relative.objects.create(
        person_id=case.person_id,
        name="Mara Tarrow",
        relationship="sister",
        is_guardian=False,
        happened_at=NOW,
        **carried,
    )
    Care.objects.create(case=case, safe_contact="Ring at any time", happened_at=NOW, **carried)
    Care.objects.create(case=case, safe_contact=SAFE, happened_at=NOW, **carried)


def a_disclosure(town: Town, case: Case, *, to: str = "northmere-school", way: str = "here", **more: Any) -> Disclosure:
    """This will give how to be in touch safely to an agency."""
    values: dict[str, Any] = {"parts": ("safe_contact",), "reasons": WHY, "added": "", **more}
    recipient = actions.To(agency=to, contact="the head")
    with opened(case, town.ada) as case_open:
        agency_id = {"northmere-school": town.school.pk, "larkfield-clinic": town.clinic.pk}.get(to)
        composed = composing.compose(
            case_open, called="Sam", agency_id=agency_id, chosen=values["parts"], added=values["added"]
        )
        new = actions.NewDisclosure(recipient, way, values["reasons"], values["parts"])
        return actions.give(case_open, new, composed, at=NOW)
