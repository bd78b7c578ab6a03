import django.db.models.deletion
import throughcare.commons.agencies.record
import uuid
from django.db import migrations, models

# What was said to an explanation is read by fewer people than the words that were explained.
APART = """
INSERT INTO orders_reply (happened_at, recorded_at, kind, source, regime, basis, review_on, key, language, own_words,
  by_id, case_id, controller_id, explained_id)
SELECT happened_at, recorded_at, kind, source, regime, basis, review_on, gen_random_uuid(), language, own_words,
  by_id, case_id, controller_id, id
FROM orders_explained
"""

# What waits in triggers until the commit is looked at before the table changes.
NOW_WAITING = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"

# A look at an order has a page of its own, to which the task leads.
LEADS_THERE = """
UPDATE cases_task SET address = address || '/review'
WHERE code = 'orders.review' AND done_at IS NULL AND address ~ '^orders/[0-9a-f-]{36}$'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_machines"),
        ("cases", "0005_versions_of_the_pathway"),
        ("orders", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reply",
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
                ("language", models.CharField(blank=True, max_length=80)),
                ("own_words", models.TextField(blank=True)),
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
                (
                    "explained",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orders.explained"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RunSQL(APART, migrations.RunSQL.noop),
        migrations.RunSQL(NOW_WAITING, migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name="explained",
            name="language",
        ),
        migrations.RemoveField(
            model_name="explained",
            name="own_words",
        ),
        migrations.CreateModel(
            name="Review",
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
                ("looked_by", models.CharField(blank=True, max_length=200)),
                ("words", models.TextField(blank=True)),
                ("asked_for", models.CharField(max_length=20)),
                ("next_on", models.DateField(blank=True, null=True)),
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
                (
                    "order",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orders.order"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "order"], name="look_at_order")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("asked_for__in", ("nothing", "change", "end"))),
                        name="a_review_of_an_order_asks_for_a_known_thing",
                    )
                ],
            },
        ),
        migrations.RunSQL(LEADS_THERE, migrations.RunSQL.noop),
    ]
