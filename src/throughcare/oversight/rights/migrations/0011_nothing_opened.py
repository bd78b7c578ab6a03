import django.db.models.deletion
import throughcare.commons.agencies.record
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rights", "0010_restrictions"),
        ("agencies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="NothingOpened",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(db_default=throughcare.commons.agencies.record.RecordedNow())),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.staff"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["staff", "-asked_at"], name="nothing_opened_by_day")],
            },
        ),
    ]
