-- What was read out of a document is for whom the document is.
CALL close_with_document('processing_run');
CALL close_with_document('processing_stage');
CALL close_with_document('processing_page');
CALL close_with_document('processing_paper');
CALL close_with_document('processing_field');
