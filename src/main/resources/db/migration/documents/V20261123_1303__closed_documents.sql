-- Ends the migration of a table whose rows are a document's, after protect_firm_table: they are there for those for
-- whom the document is.
CREATE PROCEDURE close_with_document(firm_table regclass, belongs_to text DEFAULT 'document_id')
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE POLICY open_to_the_person ON %1$s AS RESTRICTIVE TO ${app}
                  USING (EXISTS (SELECT FROM document d
                                  WHERE d.firm_id = %1$s.firm_id AND d.id = %1$s.%2$I))', firm_table, belongs_to);
END $$;

CALL close_with('document_tombstone', 'client_id');
CALL close_with_document('document_version');
