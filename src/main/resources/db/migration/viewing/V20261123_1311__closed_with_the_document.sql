-- What was noted on a document is for whom the document is.
CALL close_with_document('document_opening');
CALL close_with_document('document_annotation');
