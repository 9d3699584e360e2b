-- A scanner may work and yet fail on one file: that is asked for no more by itself.
ALTER TABLE processing_run
  DROP CONSTRAINT processing_run_scan_check,
  ADD CONSTRAINT processing_run_scan_check
    CHECK (scan IN ('CLEAN', 'INFECTED', 'NOT_SCANNED', 'TOO_BIG', 'UNANSWERED'));
DROP INDEX processing_run_unscanned;
CREATE INDEX processing_run_unscanned ON processing_run (firm_id) WHERE scan IN ('NOT_SCANNED', 'TOO_BIG', 'UNANSWERED');

-- What was released before there was a pipeline is through it, but for the scanner, which the job documents.catch-up
-- has look at it.
INSERT INTO processing_run (document_id, number, firm_id, stage, state, media_type, scan, pages, reading, why,
                            started_at, changed_at, ended_at)
SELECT document_id, number, firm_id, 'INDEX', 'DONE', media_type, 'NOT_SCANNED', pages, reading, why,
       uploaded_at, uploaded_at, uploaded_at
  FROM document_version
 WHERE state = 'RELEASED' AND reading <> 'WAITING'
    ON CONFLICT DO NOTHING;
