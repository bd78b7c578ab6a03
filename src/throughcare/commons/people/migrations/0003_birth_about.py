from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_name_used"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="particulars",
            index=models.Index(
                condition=models.Q(("birth_precision", "exact"), _negated=True),
                fields=["born_on"],
                name="particulars_birth_about",
            ),
        ),
        migrations.AddIndex(
            model_name="particulars",
            index=models.Index(
                condition=models.Q(("born_on__isnull", True)),
                fields=["person"],
                name="particulars_birth_unknown",
            ),
        ),
    ]
