-- name: timeline
-- Events, notes and police events as far as the reader may see them, newest first. A correction stands beside its note.
WITH lines AS (
  SELECT 'event' AS sort, id, key, happened_at, recorded_at, words, address, 1 AS version, by_id FROM cases_event
  WHERE case_id = %(case)s AND 'events' = ANY (%(kinds)s)
  UNION ALL
  SELECT 'police', id, key, happened_at, recorded_at, words, address, 1, by_id FROM cases_policeevent
  WHERE case_id = %(case)s AND 'police' = ANY (%(kinds)s)
  UNION ALL
  SELECT 'note', id, key, happened_at, recorded_at, '', 'notes/#note-' || thread || '-' || version, version, by_id FROM cases_note
  WHERE case_id = %(case)s AND 'notes' = ANY (%(kinds)s)
  UNION ALL
  SELECT 'health', id, key, happened_at, recorded_at, '', 'notes/#note-' || thread || '-' || version, version, by_id FROM cases_healthnote
  WHERE case_id = %(case)s AND 'notes' = ANY (%(kinds)s)
  UNION ALL
  SELECT 'beliefs', id, key, happened_at, recorded_at, '', 'notes/#note-' || thread || '-' || version, version, by_id FROM cases_beliefsnote
  WHERE case_id = %(case)s AND 'notes' = ANY (%(kinds)s)
  UNION ALL
  SELECT 'network', id, key, happened_at, recorded_at, '', 'notes/#note-' || thread || '-' || version, version, by_id FROM cases_networknote
  WHERE case_id = %(case)s AND 'notes' = ANY (%(kinds)s)
  UNION ALL
  SELECT 'safety', id, key, happened_at, recorded_at, '', 'notes/#note-' || thread || '-' || version, version, by_id FROM cases_safetynote
  WHERE case_id = %(case)s AND 'notes' = ANY (%(kinds)s)
  UNION ALL
  SELECT 'policenote', id, key, happened_at, recorded_at, '', 'notes/#note-' || thread || '-' || version, version, by_id FROM cases_policenote
  WHERE case_id = %(case)s AND 'notes' = ANY (%(kinds)s)
)
SELECT l.sort, l.version, l.happened_at, l.recorded_at, l.words, l.address, s.name AS by
FROM lines l LEFT JOIN agencies_staff s ON s.id = l.by_id
WHERE (%(until)s::timestamptz IS NULL OR l.recorded_at <= %(until)s) AND (%(since)s::timestamptz IS NULL OR l.recorded_at > %(since)s)
ORDER BY l.happened_at DESC, l.recorded_at DESC, l.id DESC LIMIT %(limit)s OFFSET %(offset)s

-- name: notes
-- Notes of every compartment that the reader may see, each thread with all its versions, newest thread first.
WITH every AS (
  SELECT 'core' AS compartment, thread, version, text, correction_reason, kind, source, happened_at, recorded_at, by_id FROM cases_note WHERE case_id = %(case)s
  UNION ALL SELECT 'health', thread, version, text, correction_reason, kind, source, happened_at, recorded_at, by_id FROM cases_healthnote WHERE case_id = %(case)s
  UNION ALL SELECT 'beliefs', thread, version, text, correction_reason, kind, source, happened_at, recorded_at, by_id FROM cases_beliefsnote WHERE case_id = %(case)s
  UNION ALL SELECT 'network', thread, version, text, correction_reason, kind, source, happened_at, recorded_at, by_id FROM cases_networknote WHERE case_id = %(case)s
  UNION ALL SELECT 'safety', thread, version, text, correction_reason, kind, source, happened_at, recorded_at, by_id FROM cases_safetynote WHERE case_id = %(case)s
  UNION ALL SELECT 'police', thread, version, text, correction_reason, kind, source, happened_at, recorded_at, by_id FROM cases_policenote WHERE case_id = %(case)s
), threads AS (
  SELECT compartment, thread, max(happened_at) AS happened_at FROM every
  WHERE %(compartment)s = '' OR compartment = %(compartment)s
  GROUP BY compartment, thread ORDER BY 3 DESC, 2 LIMIT %(limit)s OFFSET %(offset)s
)
SELECT e.compartment, e.thread, e.version, e.text, e.correction_reason, e.kind, e.source, e.happened_at, e.recorded_at,
  s.name AS by
FROM threads t JOIN every e ON e.compartment = t.compartment AND e.thread = t.thread
LEFT JOIN agencies_staff s ON s.id = e.by_id
ORDER BY t.happened_at DESC, t.thread, e.version DESC
