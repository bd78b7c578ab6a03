import datetime
import uuid

import django.db.models.deletion
from django.contrib.postgres.functions import RandomUUID
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [
        ("rights", "0011_nothing_opened"),
        ("agencies", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="nothingopened",
            name="key",
            field=models.UUIDField(db_default=RandomUUID(), default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AlterField(
            model_name="nothingopened",
            name="key",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddField(
            model_name="nothingopened",
            name="due_on",
            field=models.DateField(default=datetime.date(2026, 11, 26)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="nothingopened",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.staff",
            ),
        ),
        migrations.AddField(
            model_name="nothingopened",
            name="reviewed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="nothingopened",
            name="was_right",
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="nothingopened",
            name="review",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="nothingopened",
            constraint=models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True, was_right__isnull=True)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False, was_right__isnull=False),
                name="a_review_of_a_search_has_a_person_and_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="nothingopened",
            constraint=models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(staff=F("reviewed_by")),
                name="nobody_reviews_their_own_search",
            ),
        ),
    ]
