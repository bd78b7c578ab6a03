"""The thread: the case, who works on it, how its person may be reached, and what is due."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from throughcare.commons.agencies.record import Carried, RecordedNow
from throughcare.commons.cases.record import OfCase
from throughcare.safeguards.access.register import handled


@handled(
    compartment="identity",
    column="id",
    plain=(
        *("id", "reference", "person", "area", "pathway", "pathway_version", "stage", "owner", "police_owner"),
        *(
            "opened_at",
            "closed_at",
            "erased_at",
            "restricted_at",
            "recorded_at",
            "controller",
            "regime",
            "basis",
            "review_on",
        ),
    ),
    mutable=(
        "stage",
        "owner",
        "police_owner",
        "area",
        "person",
        "closed_at",
        "pathway",
        "pathway_version",
        "controller",
    ),
    also={
        "reception": "SELECT,INSERT,UPDATE",
        "facts": "SELECT",
        "clock": "SELECT",
        "oversight": "SELECT",
        "matcher": "SELECT",
    },
)
class Case(models.Model):
    """A thread that opens when a referral is received and keeps its reference for good."""

    reference = models.CharField(max_length=12, unique=True)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("agencies.Area", on_delete=models.PROTECT, related_name="+")
    pathway = models.CharField(max_length=40)
    pathway_version = models.CharField(max_length=20)
    stage = models.CharField(max_length=40)
    owner = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    police_owner = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    restricted_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=RecordedNow())
    controller = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    regime = models.CharField(max_length=20)
    basis = models.CharField(max_length=60)
    review_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["area", "-opened_at"], name="case_in_area"),
            models.Index(fields=["person"], name="case_of_person"),
            models.Index(fields=["owner", "stage"], name="case_of_owner"),
            # Row policies ask for ids and people of hundreds of cases: these give them without looking into the table.
            models.Index(fields=["area", "id"], include=["person"], name="ids_of_area"),
            models.Index(fields=["controller", "id"], name="ids_of_controller"),
            models.Index(fields=["id"], condition=Q(closed_at__isnull=True), name="open_case"),
            models.Index(fields=["owner"], condition=Q(closed_at__isnull=True), name="open_case_of_owner"),
            models.Index(
                fields=["police_owner"], condition=Q(closed_at__isnull=True), name="open_case_of_police_owner"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


@handled(
    compartment="core",
    personal={"reason": "case_content"},
    plain=("from_stage", "to_stage", "verb"),
    also={"reception": "SELECT,INSERT", "facts": "SELECT"},
)
class StageChange(Carried, OfCase):
    """One step of the case along its pathway. The present stage is the last of them."""

    from_stage = models.CharField(max_length=40, blank=True)
    to_stage = models.CharField(max_length=40)
    verb = models.CharField(max_length=60)
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "recorded_at"], name="stage_change_of_case")]


@handled(
    compartment="police",
    personal={"reason": "case_content"},
    plain=("from_stage", "to_stage", "verb"),
    also={"reception": "SELECT,INSERT"},
)
class PoliceStageChange(Carried, OfCase):
    """One step while police hold the case. To everybody else all of these look like one: with police for checks.

    The last row says where the case truly stands while the case itself says `checks`.
    """

    from_stage = models.CharField(max_length=40, blank=True)
    to_stage = models.CharField(max_length=40)
    verb = models.CharField(max_length=60)
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="police_stage_of_case")]


@handled(
    compartment="core",
    personal={"reason": "case_content", "note": "case_content"},
    plain=("from_owner", "to_owner", "offered_at", "accepted_at"),
    mutable=("accepted_at",),
    also={"reception": "SELECT,INSERT"},
)
class OwnerChange(Carried, OfCase):
    """Who owned the case since when, and why it changed hands. Until accepted, the sender stays owner."""

    from_owner = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    to_owner = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    note = models.TextField(blank=True)


@handled(
    compartment="core",
    plain=("from_area", "to_area", "moved_at"),
    also={"reception": "SELECT,INSERT", "facts": "SELECT", "oversight": "SELECT"},
)
class AreaChange(Carried, OfCase):
    """The case moved from one area to another. What was done before it was done by the area that it left."""

    from_area = models.ForeignKey("agencies.Area", on_delete=models.PROTECT, related_name="+")
    to_area = models.ForeignKey("agencies.Area", on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "moved_at"], name="area_change_of_case")]
        constraints = [
            models.CheckConstraint(condition=~Q(from_area=F("to_area")), name="a_case_moves_to_another_area")
        ]


@handled(
    compartment="core",
    personal={"words": "case_content"},
    plain=("told", "told_review_on", "reason"),
    also={"reception": "SELECT,INSERT"},
)
class Told(Carried, OfCase):
    """Whether the person has been told, or why not and until when. The last row holds."""

    told = models.BooleanField()
    reason = models.CharField(max_length=60, blank=True)
    words = models.TextField(blank=True)
    told_review_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(told=True) | (Q(told_review_on__isnull=False) & ~Q(reason="")),
                name="not_told_has_a_reason_and_a_review_date",
            )
        ]


@handled(
    compartment="core",
    personal={"safe_contact": "case_content", "take_care": "case_content"},
    also={"reception": "SELECT,INSERT"},
)
class Care(Carried, OfCase):
    """How to reach the person safely, what to be careful of, what not to say. The last row holds."""

    safe_contact = models.TextField(blank=True)
    take_care = models.TextField(blank=True)


@handled(
    compartment="safety",
    personal={"staff_safety": "case_content"},
)
class StaffSafety(Carried, OfCase):
    """What keeps the people who work with this person safe. The last row holds."""

    staff_safety = models.TextField(blank=True)


class Due(models.Model):
    """Something to do by a day, with the rule that made the day. Mixed into the tables of tasks."""

    inherited_personal: ClassVar[dict[str, str]] = {"what": "case_content", "outcome": "case_content"}
    inherited_with_moment: ClassVar[dict[str, tuple[str, ...]]] = {"done_at": ("outcome",)}
    inherited_plain: ClassVar[tuple[str, ...]] = (
        *(
            "id",
            "case",
            "key",
            "code",
            "due_on",
            "first_due_on",
            "rule",
            "rule_source",
            "verify",
            "for_role",
            "assigned_to",
        ),
        *(
            "area",
            "address",
            "opened_at",
            "opened_by",
            "done_at",
            "done_by",
            "recorded_at",
            "paused_reason",
            "pathway_rule",
        ),
        *("paused_on", "due_before", "paused_days", "counted_from", "moved_because"),
    )

    code = models.CharField(max_length=60)
    what = models.CharField(max_length=200, blank=True)
    due_on = models.DateField()
    first_due_on = models.DateField()
    rule = models.CharField(max_length=200, blank=True)
    pathway_rule = models.CharField(max_length=40, blank=True)
    rule_source = models.CharField(max_length=200, blank=True)
    verify = models.BooleanField(default=False)
    paused_reason = models.CharField(max_length=200, blank=True)
    paused_on = models.DateField(null=True, blank=True)
    due_before = models.DateField(null=True, blank=True)
    paused_days = models.PositiveSmallIntegerField(default=0, db_default=0)
    counted_from = models.DateField(null=True, blank=True)
    moved_because = models.CharField(max_length=200, blank=True, default="", db_default="")
    for_role = models.CharField(max_length=40)
    assigned_to = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("agencies.Area", on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=200, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField(db_default=RecordedNow())

    class Meta:
        abstract = True


TASK_CHANGES = (
    *("due_on", "assigned_to", "done_at", "done_by", "outcome", "paused_reason"),
    *("paused_on", "due_before", "paused_days", "counted_from", "moved_because"),
    *("rule", "pathway_rule", "rule_source", "verify"),
)


@handled(
    compartment="core",
    mutable=TASK_CHANGES,
    also={"reception": "SELECT,INSERT,UPDATE", "clock": "SELECT,INSERT", "facts": "SELECT"},
)
class Task(Due, OfCase):
    """Something to do that the team of the case may know of."""

    class Meta:
        indexes = [
            models.Index(
                fields=["assigned_to", "due_on"], condition=Q(done_at__isnull=True), name="open_task_of_staff"
            ),
            models.Index(
                fields=["area", "for_role", "due_on"], condition=Q(done_at__isnull=True), name="open_task_in_area"
            ),
            models.Index(fields=["case", "due_on"], name="task_of_case"),
            models.Index(fields=["case"], condition=Q(done_at__isnull=True), name="open_task_of_case"),
        ]


@handled(
    compartment="police", mutable=TASK_CHANGES, also={"reception": "SELECT,INSERT,UPDATE", "clock": "SELECT,INSERT"}
)
class PoliceTask(Due, OfCase):
    """Something to do in the police steps. Nobody else sees it, nor that it exists."""

    class Meta:
        indexes = [
            models.Index(
                fields=["assigned_to", "due_on"], condition=Q(done_at__isnull=True), name="open_police_task_of_staff"
            ),
            models.Index(
                fields=["area", "for_role", "due_on"],
                condition=Q(done_at__isnull=True),
                name="open_police_task_in_area",
            ),
            models.Index(fields=["case", "due_on"], name="police_task_of_case"),
            models.Index(fields=["case"], condition=Q(done_at__isnull=True), name="open_police_task_of_case"),
        ]


@handled(
    compartment="enforcement",
    mutable=TASK_CHANGES,
    also={"reception": "SELECT,INSERT,UPDATE", "clock": "SELECT,INSERT"},
)
class EnforcementTask(Due, OfCase):
    """Something to do about a step under an order. Whoever may not read the steps does not see that one waits."""

    class Meta:
        indexes = [
            models.Index(
                fields=["assigned_to", "due_on"],
                condition=Q(done_at__isnull=True),
                name="open_step_task_of_staff",
            ),
            models.Index(
                fields=["area", "for_role", "due_on"],
                condition=Q(done_at__isnull=True),
                name="open_step_task_in_area",
            ),
            models.Index(fields=["case", "due_on"], name="step_task_of_case"),
        ]


@handled(
    compartment="transfer",
    mutable=TASK_CHANGES,
    also={"reception": "SELECT,INSERT,UPDATE", "clock": "SELECT,INSERT", "facts": "SELECT"},
)
class OfferTask(Due, OfCase):
    """Something to do for an area that was offered the case and may know no more of it than its name and reference."""

    class Meta:
        indexes = [
            models.Index(
                fields=["assigned_to", "due_on"], condition=Q(done_at__isnull=True), name="open_offer_task_of_staff"
            ),
            models.Index(
                fields=["area", "for_role", "due_on"],
                condition=Q(done_at__isnull=True),
                name="open_offer_task_in_area",
            ),
            models.Index(fields=["case", "due_on"], name="offer_task_of_case"),
        ]
