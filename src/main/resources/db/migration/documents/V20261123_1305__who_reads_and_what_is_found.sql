-- Who may see a document that is not for all who may see the client.
CREATE TABLE document_reader (
  firm_id     uuid    NOT NULL,
  document_id uuid    NOT NULL,
  user_id     uuid    NOT NULL,
  may_edit    boolean NOT NULL,
  PRIMARY KEY (document_id, user_id, firm_id),
  FOREIGN KEY (document_id, firm_id) REFERENCES document (id, firm_id) ON DELETE CASCADE,
  FOREIGN KEY (user_id, firm_id) REFERENCES membership (user_id, firm_id)
);
CREATE INDEX document_reader_of_user ON document_reader (firm_id, user_id, document_id);
-- Not closed with the document: the document's own policy reads it, and would go round in a circle.
CALL protect_firm_table('document_reader', 'SELECT, INSERT, UPDATE, DELETE');

CREATE POLICY open_to_those_named ON document AS RESTRICTIVE TO ${app}
  USING (access = 'CLIENT' OR (SELECT user_of_transaction()) IS NULL
         OR EXISTS (SELECT FROM document_reader r
                     WHERE r.firm_id = document.firm_id AND r.document_id = document.id
                       AND r.user_id = (SELECT user_of_transaction())));

CREATE POLICY changed_by_editors ON document AS RESTRICTIVE FOR UPDATE TO ${app}
  USING (access = 'CLIENT' OR (SELECT user_of_transaction()) IS NULL
         OR EXISTS (SELECT FROM document_reader r
                     WHERE r.firm_id = document.firm_id AND r.document_id = document.id AND r.may_edit
                       AND r.user_id = (SELECT user_of_transaction())));

-- Kept searches of documents.
CREATE TABLE document_search (
  id         uuid        NOT NULL,
  firm_id    uuid        NOT NULL,
  owner_id   uuid        NOT NULL,
  owner_name text        NOT NULL,
  name       text        NOT NULL CHECK (name <> ''),
  query      text        NOT NULL,
  shared     boolean     NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (id, firm_id),
  UNIQUE (firm_id, owner_id, name)
);
CREATE INDEX document_search_shared ON document_search (firm_id) WHERE shared;
CALL protect_firm_table('document_search', 'SELECT, INSERT, UPDATE, DELETE');

-- What kind of file a media type is, as people look for it.
CREATE FUNCTION kind_of_file(media_type text) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE
    WHEN media_type = 'application/pdf' THEN 'PDF'
    WHEN media_type LIKE '%wordprocessingml%' OR media_type IN ('application/msword', 'application/rtf',
         'application/vnd.oasis.opendocument.text') THEN 'WORD'
    WHEN media_type LIKE '%spreadsheetml%' OR media_type IN ('text/csv', 'application/vnd.ms-excel',
         'application/vnd.oasis.opendocument.spreadsheet') THEN 'TABLE'
    WHEN media_type IN ('message/rfc822', 'application/vnd.ms-outlook') THEN 'MAIL'
    WHEN media_type LIKE 'image/%' THEN 'PICTURE'
    WHEN media_type LIKE 'text/%' THEN 'TEXT'
    ELSE 'OTHER' END;
END $$;

-- By what a document is found and narrowed down, and by whom. It follows the document by triggers, so whichever module
-- changes a document, its version or its readers, search does not lag behind and shows nobody what is not for them.
CREATE FUNCTION found_of_document(of_firm uuid, wanted uuid, OUT belongs_to uuid, OUT only_for uuid[], OUT facets text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT d.client_id,
         CASE WHEN d.access = 'NAMED' THEN
           ARRAY(SELECT r.user_id FROM document_reader r WHERE r.firm_id = of_firm AND r.document_id = d.id) END,
         ARRAY['client:' || d.client_id, 'category:' || d.category, 'classification:' || d.classification]
         || CASE WHEN d.year IS NOT NULL THEN ARRAY['year:' || d.year] ELSE '{}' END
         || ARRAY(SELECT 'tag:' || t FROM unnest(d.tags) t)
         -- A folder, and each that it is in.
         || CASE WHEN d.folder = '' THEN '{}' ELSE
              ARRAY(SELECT 'folder:' || lower(array_to_string((string_to_array(d.folder, '/'))[1:n], '/'))
                      FROM generate_series(1, cardinality(string_to_array(d.folder, '/'))) n) END
         || CASE WHEN v.id IS NULL THEN '{}' ELSE
              ARRAY['kind:' || kind_of_file(v.media_type), 'by:' || lower(v.uploaded_by),
                    'state:' || CASE WHEN v.state <> 'RELEASED' THEN v.state ELSE v.reading END] END
    INTO belongs_to, only_for, facets
    FROM document d
    LEFT JOIN document_version v ON v.firm_id = d.firm_id AND v.document_id = d.id AND v.number = d.current
   WHERE d.firm_id = of_firm AND d.id = wanted;
END $$;
REVOKE ALL ON FUNCTION found_of_document(uuid, uuid) FROM PUBLIC;

CREATE FUNCTION document_put_in_search() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT f.belongs_to, f.only_for, coalesce(f.facets, '{}') INTO NEW.belongs_to, NEW.only_for, NEW.facets
    FROM found_of_document(NEW.firm_id, NEW.object_id) f;
  RETURN NEW;
END $$;
CREATE TRIGGER found_as_its_document BEFORE INSERT OR UPDATE OF belongs_to, only_for, facets ON search_entry
  FOR EACH ROW WHEN (NEW.kind = 'document') EXECUTE FUNCTION document_put_in_search();

CREATE FUNCTION document_changed_in_search() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  of_firm uuid;
  changed uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    of_firm := OLD.firm_id;
    changed := OLD.document_id;
  ELSE
    of_firm := NEW.firm_id;
    changed := CASE WHEN TG_TABLE_NAME = 'document' THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(NEW) ->> 'document_id' END;
  END IF;
  UPDATE search_entry e SET facets = f.facets, belongs_to = f.belongs_to, only_for = f.only_for
    FROM found_of_document(of_firm, changed) f
   WHERE e.firm_id = of_firm AND e.kind = 'document' AND e.object_id = changed
     AND f.facets IS NOT NULL
     AND (e.facets, e.belongs_to, e.only_for) IS DISTINCT FROM (f.facets, f.belongs_to, f.only_for);
  RETURN NULL;
END $$;
CREATE TRIGGER found_as_it_is AFTER UPDATE ON document
  FOR EACH ROW EXECUTE FUNCTION document_changed_in_search();
CREATE TRIGGER found_as_it_is AFTER INSERT OR UPDATE ON document_version
  FOR EACH ROW EXECUTE FUNCTION document_changed_in_search();
CREATE TRIGGER found_as_it_is AFTER INSERT OR UPDATE OR DELETE ON document_reader
  FOR EACH ROW EXECUTE FUNCTION document_changed_in_search();

UPDATE search_entry SET facets = '{}' WHERE kind = 'document';
