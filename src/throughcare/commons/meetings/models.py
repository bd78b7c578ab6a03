"""Tables of meetings. A meeting belongs to an area; everything said about a case belongs to the case."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from throughcare.commons.agencies.record import Carried, RecordedNow
from throughcare.commons.cases.record import OfCase
from throughcare.safeguards.access.register import handled

DRAFT, PUBLISHED, HELD = "draft", "published", "held"
CHAIR, MEMBER, ATTENDING = "chair", "panel_member", "attending"


@handled(
    compartment="meeting",
    scope="area",
    wider=(("id", "my_meetings"), ("id", "meetings_of_open_case")),
    plain=(
        *("id", "key", "area", "starts_at", "place", "chair", "state", "planned_by", "recorded_at"),
        *("published_at", "published_by", "held_at", "last_number", "called_because"),
        *("appointed", "appointed_by", "appointed_on"),
    ),
    mutable=(
        *("starts_at", "place", "chair", "state", "published_at", "published_by", "held_at", "last_number"),
        *("appointed", "appointed_by", "appointed_on"),
    ),
    also={"facts": "SELECT", "clock": "SELECT"},
)
class Meeting(models.Model):
    """When and where a panel meets: drafted, published to its members, held.

    Outside the rhythm of its meetings it says why it was called. Where somebody appoints the chair, it says whom, and who did.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    area = models.ForeignKey("agencies.Area", on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    chair = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default=DRAFT)
    planned_by = models.ForeignKey("agencies.Staff", null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        "agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    held_at = models.DateTimeField(null=True, blank=True)
    last_number = models.PositiveSmallIntegerField(default=0)
    called_because = models.CharField(max_length=300, blank=True, default="", db_default="")
    appointed = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    appointed_by = models.CharField(max_length=120, blank=True, default="", db_default="")
    appointed_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=RecordedNow())

    class Meta:
        indexes = [models.Index(fields=["area", "-starts_at"], name="meeting_in_area")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=DRAFT, published_at__isnull=True)
                | Q(state__in=[PUBLISHED, HELD], published_at__isnull=False, published_by__isnull=False),
                name="a_published_meeting_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(state=HELD, held_at__isnull=False) | (~Q(state=HELD) & Q(held_at__isnull=True)),
                name="a_held_meeting_says_when",
            ),
            models.CheckConstraint(
                condition=Q(appointed__isnull=True, appointed_on__isnull=True, appointed_by="")
                | Q(appointed__isnull=False, appointed_on__isnull=False) & ~Q(appointed_by=""),
                name="an_appointed_chair_was_appointed_by_somebody_on_a_day",
            ),
        ]


@handled(
    compartment="meeting",
    scope="area",
    mine="staff_id",
    wider=(("meeting_id", "my_meetings"),),
    plain=(
        *("id", "key", "meeting", "area", "staff", "agency", "role", "item", "instead_of", "sends", "invited_by"),
        *("invited_at", "apologies_at", "left_at", "recorded_at"),
    ),
    mutable=("apologies_at", "sends", "left_at"),
)
class Seat(models.Model):
    """Somebody who is invited: in the chair, for an agency, or attending without a voice; perhaps in another's place.

    A guest is invited to one item alone and learns of no other.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("agencies.Area", on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    item = models.ForeignKey("meetings.Item", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    instead_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sends = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    invited_by = models.ForeignKey("agencies.Staff", null=True, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    apologies_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=RecordedNow())

    class Meta:
        indexes = [models.Index(fields=["staff", "meeting"], name="seat_of_staff")]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "staff", "item"],
                condition=Q(left_at__isnull=True),
                nulls_distinct=False,
                name="one_seat_for_each_colleague_at_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(sends__isnull=True) | Q(apologies_at__isnull=False),
                name="who_sends_somebody_has_sent_apologies",
            ),
        ]


@handled(
    compartment="identity",
    plain=("meeting", "number", "taken_off_at", "taken_off_by", "ended_at"),
    mutable=("number", "taken_off_at", "taken_off_by", "ended_at"),
    also={"facts": "SELECT", "reception": "SELECT,UPDATE"},
)
class Item(Carried, OfCase):
    """One case on one agenda. Whoever sees the case's name sees this, and no more than this, before publication."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    taken_off_at = models.DateTimeField(null=True, blank=True)
    taken_off_by = models.ForeignKey(
        "agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["meeting", "number"], name="item_of_meeting"),
            models.Index(fields=["case", "-id"], name="item_of_case"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "case"],
                condition=Q(taken_off_at__isnull=True),
                name="one_item_for_each_case_on_an_agenda",
            )
        ]


@handled(compartment="panel", personal={"words": "case_content"}, plain=("item", "why", "address"))
class ListedFor(Carried, OfCase):
    """Why a case is on an agenda: what is due, or a coordinator's reason."""

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=60)
    words = models.TextField(blank=True)
    address = models.CharField(max_length=200, blank=True)


@handled(compartment="core", plain=("police",))
class PoliceOfResidence(Carried, OfCase):
    """The police force of the place where the person lives, where it is not the area's own. The last row holds."""

    police = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")


@handled(compartment="panel", plain=("item", "staff", "agency", "role", "came"))
class Attendance(Carried, OfCase):
    """Whether somebody is there for this item, by the list `meeting_attendance`. The last row of each colleague holds."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    came = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["item", "staff", "-id"], name="attendance_of_item")]


@handled(
    compartment="panel", mine="staff_id", personal={"words": "case_content"}, plain=("item", "meeting", "staff", "why")
)
class Conflict(Carried, OfCase):
    """A member takes no part in this item, by the list `conflict_kinds`. From then on the case is closed to them."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=40)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "staff"], name="one_conflict_of_each_colleague_on_an_item")
        ]


@handled(
    compartment="panel",
    narrower=(("item_id", "items_open_to_compare"), ("agency_id", "my_agency")),
    personal={"words": "case_content", "offers": "case_content"},
    plain=("item", "agency", "version", "position", "taken_down"),
)
class View(Carried, OfCase):
    """What one agency says to this item, by the list `view_positions`. The last version holds."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    position = models.CharField(max_length=40)
    words = models.TextField(blank=True)
    offers = models.TextField(blank=True)
    taken_down = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "agency", "version"], name="one_version_of_each_agency_s_view")
        ]


@handled(
    compartment="panel",
    personal={"said": "case_content", "reasons": "case_content", "further": "case_content"},
    plain=("item", "place", "outcome", "verb", "reached", "until_on", "authorises"),
    also={"facts": "SELECT"},
)
class Decision(Carried, OfCase):
    """What the panel decided on an item, in the sentence that was read back, with what else belongs to it.

    `authorises` is false where it was recorded although a rule says no.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=40)
    verb = models.CharField(max_length=60)
    reached = models.CharField(max_length=20)
    said = models.TextField(blank=True)
    further = models.JSONField(null=True)
    reasons = models.TextField(blank=True)
    until_on = models.DateField(null=True, blank=True)
    authorises = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="decision_of_case")]
        constraints = [models.UniqueConstraint(fields=["item", "place"], name="one_decision_for_each_place_on_an_item")]


@handled(
    compartment="panel",
    personal={"said": "case_content", "reasons": "case_content"},
    plain=("outcome",),
)
class Outside(Carried, OfCase):
    """What was decided on a case at no meeting of the panel, kept as it happened. It authorises nothing."""

    outcome = models.CharField(max_length=40)
    said = models.TextField(blank=True)
    reasons = models.TextField(blank=True)


@handled(compartment="core", plain=("item",), also={"facts": "SELECT"})
class Discussed(Carried, OfCase):
    """That a panel decided something on this item: the day alone, for statistics and for whoever may not read what."""

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "happened_at"], name="discussed_of_case")]


@handled(compartment="panel", personal={"words": "case_content"}, plain=("item", "decision", "agency", "staff"))
class Dissent(Carried, OfCase):
    """Who disagreed, for which agency or in their own name, in their words. Kept for good beside the decision."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agency__isnull=False) | Q(staff__isnull=False), name="a_dissent_names_who_disagreed"
            )
        ]


@handled(compartment="panel", personal={"what": "case_content"}, plain=("item", "owner", "due_on", "task"))
class Action(Carried, OfCase):
    """What somebody promised at the meeting, by a day. What came of it stands on the task."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    what = models.TextField(blank=True)
    due_on = models.DateField()
    task = models.UUIDField()


@handled(compartment="panel", personal={"content": "case_content"}, plain=("item", "digest"))
class Minutes(Carried, OfCase):
    """The signed minutes of one item: what stood in them when the chair signed, and its SHA-256."""

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField(null=True)
    digest = models.CharField(max_length=64)


@handled(compartment="panel", personal={"reason": "case_content"}, plain=("item",))
class LeftUnsigned(Carried, OfCase):
    """The chair went on to the next case before the minutes of this one were signed, and said why."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)


@handled(compartment="panel", personal={"words": "case_content"}, plain=("minutes",))
class Correction(Carried, OfCase):
    """A correction of signed minutes, appended; what was signed stays as it was."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)


@handled(scope="own", plain=("id", "staff", "meeting", "looked_at", "before_at"), mutable=("looked_at", "before_at"))
class AgendaLook(models.Model):
    """When a member last looked at an agenda, so that it can say what is new since then."""

    staff = models.ForeignKey("agencies.Staff", on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    looked_at = models.DateTimeField()
    before_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "meeting"], name="one_look_of_each_colleague_at_an_agenda"),
            models.CheckConstraint(
                condition=Q(before_at__isnull=True) | Q(before_at__lte=F("looked_at")),
                name="the_look_before_was_earlier",
            ),
        ]
