import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="EqualityTable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked", models.CharField(max_length=20)),
                ("year", models.PositiveSmallIntegerField()),
                ("version", models.CharField(max_length=20)),
                ("data", models.JSONField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("asked", "year"), name="a_year_is_counted_once")],
            },
        ),
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("link", models.CharField(max_length=64)),
                ("kept", models.CharField(blank=True, max_length=64)),
                ("turn", models.PositiveSmallIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("link", "turn"), name="forms_of_one_letter_have_an_order"),
                    models.UniqueConstraint(
                        condition=models.Q(("kept", ""), _negated=True),
                        fields=("kept",),
                        name="a_kept_code_opens_one_form",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Said",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("asked", models.CharField(max_length=20)),
                ("code", models.CharField(blank=True, max_length=60)),
                ("version", models.CharField(max_length=20)),
                ("words", models.CharField(blank=True, max_length=400)),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="equality.sheet"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("sheet", "asked"), name="one_answer_to_each_question_of_a_form")
                ],
            },
        ),
    ]
