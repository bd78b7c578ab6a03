-- name: has_documents
-- Whether any document lies on the case that the reader may see.
(EXISTS (SELECT 1 FROM files_document WHERE case_id = %(case)s)
  OR EXISTS (SELECT 1 FROM files_healthdocument WHERE case_id = %(case)s)
  OR EXISTS (SELECT 1 FROM files_beliefsdocument WHERE case_id = %(case)s)
  OR EXISTS (SELECT 1 FROM files_networkdocument WHERE case_id = %(case)s)
  OR EXISTS (SELECT 1 FROM files_safetydocument WHERE case_id = %(case)s)
  OR EXISTS (SELECT 1 FROM files_policedocument WHERE case_id = %(case)s))

-- name: card
-- The newest documents that stand, as far as the reader may see them.
WITH every AS (
  SELECT thread, version, what, title, withdrawn, happened_at FROM files_document WHERE case_id = %(case)s
  UNION ALL SELECT thread, version, what, title, withdrawn, happened_at FROM files_healthdocument WHERE case_id = %(case)s
  UNION ALL SELECT thread, version, what, title, withdrawn, happened_at FROM files_beliefsdocument WHERE case_id = %(case)s
  UNION ALL SELECT thread, version, what, title, withdrawn, happened_at FROM files_networkdocument WHERE case_id = %(case)s
  UNION ALL SELECT thread, version, what, title, withdrawn, happened_at FROM files_safetydocument WHERE case_id = %(case)s
  UNION ALL SELECT thread, version, what, title, withdrawn, happened_at FROM files_policedocument WHERE case_id = %(case)s
), latest AS (SELECT DISTINCT ON (thread) * FROM every ORDER BY thread, version DESC)
SELECT what, title, happened_at FROM latest WHERE NOT withdrawn ORDER BY happened_at DESC, thread LIMIT %(limit)s

-- name: documents
-- Documents of every compartment that the reader may see, each with all its versions, newest document first.
WITH every AS (
  SELECT 'core' AS compartment, key, thread, version, what, title, file_name, media, size, scan, stored, reason, withdrawn, kind, source, happened_at, recorded_at, by_id FROM files_document WHERE case_id = %(case)s
  UNION ALL SELECT 'health', key, thread, version, what, title, file_name, media, size, scan, stored, reason, withdrawn, kind, source, happened_at, recorded_at, by_id FROM files_healthdocument WHERE case_id = %(case)s
  UNION ALL SELECT 'beliefs', key, thread, version, what, title, file_name, media, size, scan, stored, reason, withdrawn, kind, source, happened_at, recorded_at, by_id FROM files_beliefsdocument WHERE case_id = %(case)s
  UNION ALL SELECT 'network', key, thread, version, what, title, file_name, media, size, scan, stored, reason, withdrawn, kind, source, happened_at, recorded_at, by_id FROM files_networkdocument WHERE case_id = %(case)s
  UNION ALL SELECT 'safety', key, thread, version, what, title, file_name, media, size, scan, stored, reason, withdrawn, kind, source, happened_at, recorded_at, by_id FROM files_safetydocument WHERE case_id = %(case)s
  UNION ALL SELECT 'police', key, thread, version, what, title, file_name, media, size, scan, stored, reason, withdrawn, kind, source, happened_at, recorded_at, by_id FROM files_policedocument WHERE case_id = %(case)s
), threads AS (
  SELECT compartment, thread, max(happened_at) AS happened_at FROM every
  WHERE %(compartment)s = '' OR compartment = %(compartment)s
  GROUP BY compartment, thread ORDER BY 3 DESC, 2 LIMIT %(limit)s OFFSET %(offset)s
)
SELECT e.*, s.name AS by
FROM threads t JOIN every e ON e.compartment = t.compartment AND e.thread = t.thread
LEFT JOIN agencies_staff s ON s.id = e.by_id
ORDER BY t.happened_at DESC, t.thread, e.version DESC

-- name: holds
-- Which compartment one version of a document lies in, as far as the reader may see it.
SELECT 'core' AS compartment FROM files_document WHERE case_id = %(case)s AND key = %(key)s
UNION ALL SELECT 'health' FROM files_healthdocument WHERE case_id = %(case)s AND key = %(key)s
UNION ALL SELECT 'beliefs' FROM files_beliefsdocument WHERE case_id = %(case)s AND key = %(key)s
UNION ALL SELECT 'network' FROM files_networkdocument WHERE case_id = %(case)s AND key = %(key)s
UNION ALL SELECT 'safety' FROM files_safetydocument WHERE case_id = %(case)s AND key = %(key)s
UNION ALL SELECT 'police' FROM files_policedocument WHERE case_id = %(case)s AND key = %(key)s
