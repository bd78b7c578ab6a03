-- name: my_roles
-- The roles that whoever asks holds today.
SELECT DISTINCT role FROM tc.my_posts()

-- name: latest_quarter
-- The last quarter for which figures were made.
SELECT max(until) AS until FROM evaluation_storedtable

-- name: years
-- The years that the tables of a quarter have, from its first measure.
SELECT data -> 'rows' AS years FROM evaluation_storedtable
WHERE until = %(until)s AND measure = %(measure)s ORDER BY edition DESC, id DESC LIMIT 1

-- name: stored
-- The last edition of a table of one quarter.
SELECT id, measure, measure_version, breakdown, until, edition, data, sha256, drawings, language, made_at
FROM evaluation_storedtable WHERE measure = %(measure)s AND breakdown = %(breakdown)s AND until = %(until)s
ORDER BY edition DESC, id DESC LIMIT 1
