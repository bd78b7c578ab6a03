"""Agencies, areas, staff and their posts."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from throughcare.safeguards.access.register import handled


@handled(
    scope="shared",
    plain=("id", "code", "name", "kind", "sector", "regime", "phone", "valid_from", "valid_until", "successor"),
    reason="Everybody may know which agencies take part and how to ring them.",
    also={"reception": "SELECT", "facts": "SELECT", "public_form": "SELECT", "clock": "SELECT", "oversight": "SELECT"},
)
class Agency(models.Model):
    """An organisation that takes part; also the controller of what its staff record."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    sector = models.CharField(max_length=40)
    regime = models.CharField(max_length=20)
    phone = models.CharField(max_length=30, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "agencies"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="an_agency_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


@handled(
    scope="shared",
    plain=("id", "code", "name", "region", "nation", "local_authority", "police"),
    reason="Everybody may know which areas there are and who is responsible there.",
    also={"reception": "SELECT", "facts": "SELECT", "public_form": "SELECT", "clock": "SELECT", "oversight": "SELECT"},
)
class Area(models.Model):
    """A local authority area: where a panel sits and whose police own the risk."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    region = models.CharField(max_length=40)
    nation = models.CharField(max_length=20)
    local_authority = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    police = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name


@handled(
    scope="shared",
    plain=("id", "key", "name", "job_title", "agency", "phone", "kind", "is_active"),
    reason="Staff may know their colleagues' names, agencies and work numbers.",
    also={"reception": "SELECT", "oversight": "SELECT", "clock": "SELECT"},
)
class Staff(models.Model):
    """Somebody who works in an agency, or a machine of it. The account by which people sign in lies apart; machines have none."""

    PERSON, MACHINE = "person", "machine"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    job_title = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=10, default=PERSON, db_default=PERSON)
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "staff"
        indexes = [models.Index(fields=["kind"], condition=Q(kind="machine"), name="machine_among_staff")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["person", "machine"]), name="whoever_works_is_a_person_or_a_machine"
            )
        ]

    def __str__(self) -> str:
        return self.name


@handled(
    scope="own",
    plain=("id", "staff", "address", "reminders"),
    mutable=("reminders",),
    also={"clock": "SELECT"},
    reason="Where somebody is told that something waits is for them, and for the worker that tells them.",
)
class Mailbox(models.Model):
    """The work address at which a member of staff is told that something waits, and whether they want reminders there."""

    staff = models.OneToOneField(Staff, on_delete=models.CASCADE, related_name="+")
    address = models.EmailField(max_length=254)
    reminders = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "mailboxes"


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; only the owner's commands use it."""

    def create_account(self, *, username: str, password: str, staff: Staff) -> Account:
        """This will make an account for a member of staff."""
        account = self.model(username=username, staff=staff)
        account.set_password(password)
        account.save()
        return account


@handled(
    scope="closed",
    plain=("id", "username", "password", "last_login", "staff", "is_active"),
    reason="Passwords are for signing in alone; the signed-in role never reads them.",
)
class Account(AbstractBaseUser):
    """How a member of staff signs in."""

    username = models.CharField(max_length=60, unique=True)
    staff = models.OneToOneField(Staff, on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)

    objects = AccountManager()
    USERNAME_FIELD = "username"


@handled(
    scope="shared",
    plain=("id", "staff", "role", "area", "agency", "from_on", "until_on", "granted_by", "reason", "recorded_at"),
    reason="Staff may know who holds which post where: it tells whom to ask.",
    also={"reception": "SELECT", "oversight": "SELECT", "clock": "SELECT"},
)
class Post(models.Model):
    """A role that a member of staff holds, in an area or for an agency, from one day until another."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["staff", "role"], name="post_of_staff"),
            models.Index(fields=["area", "role"], name="post_in_area"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="a_post_ends_after_it_begins"
            )
        ]


@handled(
    scope="shared",
    plain=("id", "staff", "instrument", "version", "issued_on", "expires_on", "issued_by"),
    reason="Whoever assigns an assessment must see who may finish it.",
)
class Qualification(models.Model):
    """A certificate to use one instrument, with its last day; where it names a version, it holds for that one alone."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=80)
    version = models.CharField(max_length=20, blank=True, default="")
    issued_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    issued_by = models.CharField(max_length=120)


@handled(
    scope="shared",
    plain=("id", "area", "purpose", "label", "phone", "hours"),
    reason="Numbers to ring are for everybody.",
    also={"reception": "SELECT", "public_form": "SELECT", "clock": "SELECT", "oversight": "SELECT", "facts": "SELECT"},
)
class DutyNumber(models.Model):
    """A number to ring for one purpose in one area, and when it is answered."""

    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=40)
    label = models.CharField(max_length=120)
    phone = models.CharField(max_length=30)
    hours = models.CharField(max_length=120)


@handled(
    scope="agency",
    compartment="machines",
    plain=(
        "id",
        "key",
        "staff",
        "agency",
        "purpose",
        "scopes",
        "made_at",
        "made_by",
        "expires_at",
        "revoked_at",
        "revoked_by",
        "last_used_at",
    ),
    writable=False,
)
class Token(models.Model):
    """What lets one machine of an agency in, for one purpose, until a day. Made and ended by functions of the database."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    staff = models.OneToOneField(Staff, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=120)
    scopes = ArrayField(models.CharField(max_length=40))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "made_at"], name="token_of_agency")]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="a_token_ends_after_it_begins"),
        ]


@handled(
    scope="closed",
    plain=("id", "token", "handle", "salt", "digest"),
    reason="Nobody reads it, and not even who made it: one function compares what a machine shows with the digest.",
)
class TokenSecret(models.Model):
    """By what a token is known: a handle to find it, and a salted digest of the rest."""

    token = models.OneToOneField(Token, on_delete=models.PROTECT, related_name="+")
    handle = models.CharField(max_length=20, unique=True)
    salt = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)


@handled(
    scope="agency",
    compartment="recoveries",
    plain=(
        "id",
        "key",
        "staff",
        "agency",
        "reason",
        "asked_by",
        "asked_at",
        "expires_at",
        "confirmed_by",
        "confirmed_at",
    ),
    writable=False,
)
class Recovery(models.Model):
    """A colleague who cannot sign in any more is let in anew: one person asks, another confirms. By functions of the database."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=400, blank=True)
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "recoveries"
        indexes = [models.Index(fields=["agency", "asked_at"], name="recovery_of_agency")]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | (~Q(confirmed_by=F("asked_by")) & ~Q(confirmed_by=F("staff")) & ~Q(asked_by=F("staff"))),
                name="two_others_let_somebody_in_anew",
            )
        ]


@handled(
    scope="closed",
    plain=("id", "account", "salt", "digest", "made_at", "expires_at", "used_at"),
    also={"login": "SELECT,UPDATE"},
    reason="It lets somebody in once: only the role that signs people in compares what is typed with the digest.",
)
class OneTimeCode(models.Model):
    """A code that lets the owner of an account in once, to choose a password and a second factor."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    salt = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
