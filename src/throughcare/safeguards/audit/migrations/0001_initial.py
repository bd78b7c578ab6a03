"""The schema of the functions, and the database's own clock, which every later table asks."""

from django.db import migrations

CLOCK = """
CREATE SCHEMA IF NOT EXISTS tc;
-- When something was recorded: the real clock. Only the owner's own commands (demo data, tests) may say another moment.
CREATE OR REPLACE FUNCTION tc.recorded_now() RETURNS timestamptz LANGUAGE sql VOLATILE SET search_path = pg_catalog AS $$
  SELECT CASE
    WHEN session_user = (SELECT pg_get_userbyid(d.datdba) FROM pg_database d WHERE d.datname = current_database())
      THEN coalesce(nullif(current_setting('app.at', true), '')::timestamptz, clock_timestamp())
    ELSE clock_timestamp() END
$$;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS unaccent;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(CLOCK, migrations.RunSQL.noop)]
