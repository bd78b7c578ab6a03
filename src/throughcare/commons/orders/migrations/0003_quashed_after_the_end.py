import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0002_words_and_rhythm"),
    ]

    operations = [
        migrations.AlterField(
            model_name="ending",
            name="order",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orders.order"),
        ),
        migrations.AddConstraint(
            model_name="ending",
            constraint=models.UniqueConstraint(
                condition=models.Q(("how", "quashed"), _negated=True), fields=("order",), name="an_order_ends_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="ending",
            constraint=models.UniqueConstraint(
                condition=models.Q(("how", "quashed")), fields=("order",), name="an_order_is_quashed_once"
            ),
        ),
    ]
