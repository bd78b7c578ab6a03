"""What the face itself keeps: tries at signing in, and posts held over a lock."""

from __future__ import annotations

import uuid

from django.db import models

from throughcare.safeguards.access.register import handled


@handled(
    scope="closed",
    plain=("id", "name_digest", "tried_at"),
    also={"login": "SELECT,INSERT,DELETE"},
    reason="Counting wrong passwords happens before anybody is signed in; names are kept as digests.",
)
class SignInTry(models.Model):
    """One wrong password. Kept for minutes, so that guessing is slow."""

    name_digest = models.CharField(max_length=64)
    tried_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["name_digest", "tried_at"], name="sign_in_try_of_name")]


@handled(
    scope="own",
    personal={"body": "draft", "path": "draft"},
    plain=("id", "staff", "key", "content_type", "held_at", "expires_at", "tried_at"),
    mutable=("tried_at",),
    deletable=True,
)
class HeldPost(models.Model):
    """What somebody posted after their page had locked, kept until the same person signs in."""

    staff = models.ForeignKey("agencies.Staff", on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    path = models.CharField(max_length=500)
    content_type = models.CharField(max_length=200)
    body = models.BinaryField(null=True)
    held_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["staff", "expires_at"], name="held_post_of_staff")]


@handled(
    scope="own",
    personal={"words": "draft"},
    plain=("id", "staff", "key", "asked_at", "expires_at"),
    deletable=True,
)
class SearchWords(models.Model):
    """What somebody looked for, kept for minutes under a key, so that no name stands in an address."""

    staff = models.ForeignKey("agencies.Staff", on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    words = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["staff", "expires_at"], name="search_words_of_staff")]


@handled(
    scope="own",
    personal={"recipient": "case_content", "purpose_words": "case_content"},
    plain=("id", "staff", "key", "list_name", "filters", "purpose", "basis", "number", "made_at"),
    also={"oversight": "SELECT"},
)
class ListExport(models.Model):
    """A list that somebody took out of the system: for whom, for what, on what basis, and how many lines."""

    staff = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    list_name = models.CharField(max_length=40)
    filters = models.CharField(max_length=400, blank=True)
    recipient = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=60)
    purpose_words = models.CharField(max_length=400, blank=True)
    basis = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["staff", "made_at"], name="list_export_of_staff")]


@handled(
    scope="own",
    plain=("id", "staff", "number", "location", "sent_at", "place", "words"),
    mutable=("location",),
    deletable=True,
)
class SentForm(models.Model):
    """A form that has done its work, by its number, so that a second click does not do it again.

    `place` and `words` are digests under the site's secret of where it was sent and what stood in it: a browser that goes back
    gives the same words a new number.
    """

    staff = models.ForeignKey("agencies.Staff", on_delete=models.CASCADE, related_name="+")
    number = models.UUIDField()
    location = models.CharField(max_length=500)
    sent_at = models.DateTimeField()
    place = models.CharField(max_length=64, blank=True)
    words = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "number"], name="a_form_does_its_work_once")]
