import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

LAID_APART = """
INSERT INTO people_vaguename (person_id, year, name, sounds)
SELECT q.person_id, coalesce(extract(year FROM q.born_on), 0)::int, lower(x.name), x.sounds
FROM people_particulars q JOIN (
  SELECT p.id AS person_id, p.name, p.sounds FROM people_person p
  UNION ALL SELECT o.person_id, o.name, o.sounds FROM people_othername o) x ON x.person_id = q.person_id
WHERE q.birth_precision <> 'exact' AND x.name <> ''
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_birth_about"),
    ]

    operations = [
        migrations.CreateModel(
            name="VagueName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("name", models.CharField(max_length=200)),
                (
                    "sounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, null=True, size=None
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("name"), name="gin_trgm_ops"),
                        name="vague_name_trigrams",
                    ),
                    django.contrib.postgres.indexes.GinIndex(fields=["sounds"], name="vague_name_sounds"),
                ],
            },
        ),
        migrations.RunSQL(LAID_APART, migrations.RunSQL.noop),
    ]
