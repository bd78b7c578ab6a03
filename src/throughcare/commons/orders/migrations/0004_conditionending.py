import django.db.models.deletion
import throughcare.commons.agencies.record
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0005_letting_in"),
        ("cases", "0012_tie_matches"),
        ("orders", "0003_quashed_after_the_end"),
    ]

    operations = [
        migrations.CreateModel(
            name="ConditionEnding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("happened_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(db_default=throughcare.commons.agencies.record.RecordedNow())),
                (
                    "kind",
                    models.CharField(
                        choices=[("fact", "Fact"), ("opinion", "Opinion"), ("third_party", "Third party's report")],
                        default="fact",
                        max_length=20,
                    ),
                ),
                ("source", models.CharField(blank=True, default="", max_length=200)),
                ("regime", models.CharField(max_length=20)),
                ("basis", models.CharField(max_length=60)),
                ("review_on", models.DateField()),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("last_on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.staff",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "condition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orders.condition"
                    ),
                ),
                (
                    "controller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "condition"], name="ending_of_condition")],
            },
        ),
    ]
