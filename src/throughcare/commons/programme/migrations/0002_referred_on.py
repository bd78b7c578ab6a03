import django.db.models.deletion
import throughcare.commons.agencies.record
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_machines"),
        ("cases", "0005_versions_of_the_pathway"),
        ("programme", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Referred",
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
                ("to_reference", models.CharField(max_length=20)),
                ("passed_on", models.JSONField(default=list)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.area"
                    ),
                ),
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
                    "controller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("to_reference",), name="a_case_comes_of_one_referral_of_the_programme"
                    )
                ],
            },
        ),
    ]
