from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0002_forms_sent_once"),
    ]

    operations = [
        migrations.AddField(
            model_name="sentform",
            name="place",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="sentform",
            name="words",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
    ]
