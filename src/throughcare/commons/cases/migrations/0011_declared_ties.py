import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import throughcare.commons.agencies.record
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0010_restricted"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeclaredTie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("name", models.CharField(blank=True, max_length=200)),
                (
                    "sounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, null=True, size=None
                    ),
                ),
                ("born_on", models.DateField(null=True)),
                ("declared_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(db_default=throughcare.commons.agencies.record.RecordedNow())),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.staff"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["born_on"], name="declared_tie_by_birth")],
            },
        ),
    ]
