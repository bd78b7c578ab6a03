import django.db.models.deletion
import throughcare.commons.agencies.record
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_declared_ties"),
        ("agencies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="TieMatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("matched_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(db_default=throughcare.commons.agencies.record.RecordedNow())),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.staff"
                    ),
                ),
                (
                    "task",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.task"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "staff"], name="tie_match_of_case")],
            },
        ),
    ]
