-- The stone of a document is for whom the document was. Written as the document goes; of those gone before, an order
-- knows it where there was one.
ALTER TABLE document_tombstone ADD only_for uuid[];
UPDATE document_tombstone t SET only_for = i.only_for
  FROM disposal_item i
 WHERE i.firm_id = t.firm_id AND i.document_id = t.id AND i.state = 'DISPOSED' AND i.only_for IS NOT NULL;
CREATE POLICY open_to_those_named ON document_tombstone AS RESTRICTIVE TO ${app}
  USING (only_for IS NULL OR (SELECT user_of_transaction()) IS NULL
         OR (SELECT user_of_transaction()) = ANY (only_for));

-- A link keeps what it was made for: when one of its documents is gone, who sees the link is decided by that one's
-- stone too, and not by the rest alone.
ALTER TABLE share_item DROP CONSTRAINT share_item_document_id_firm_id_fkey;

-- As before, and of what is gone by its stone.
CREATE OR REPLACE FUNCTION is_closed(wanted_kind text, wanted text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  of_firm uuid := nullif(current_setting('practiceops.firm', true), '')::uuid;
  thing   uuid;
BEGIN
  IF of_firm IS NULL OR wanted !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN
    RETURN false;
  END IF;
  thing := wanted::uuid;
  IF wanted_kind = 'upload-link' THEN
    RETURN EXISTS (SELECT FROM upload_box b
                    WHERE b.firm_id = of_firm AND b.link_id = thing AND b.client_id IN (SELECT closed_to_user()));
  ELSIF wanted_kind = 'upload-batch' THEN
    RETURN EXISTS (SELECT FROM upload_batch b
                    WHERE b.firm_id = of_firm AND b.id = thing AND b.client_id IN (SELECT closed_to_user()));
  ELSIF wanted_kind = 'legal-hold' THEN
    -- One over a filter is over what fits, whose names it does not bear.
    RETURN EXISTS (SELECT FROM legal_hold h
                    WHERE h.firm_id = of_firm AND h.id = thing AND h.client_id IN (SELECT closed_to_user()))
        OR EXISTS (SELECT FROM legal_hold h
                     JOIN legal_hold_document c ON c.firm_id = h.firm_id AND c.hold_id = h.id
                     JOIN search_entry e ON e.firm_id = c.firm_id AND e.kind = 'document'
                      AND e.object_id = c.document_id AND e.part = 0
                    WHERE h.firm_id = of_firm AND h.id = thing AND h.scope = 'DOCUMENTS'
                      AND (e.belongs_to IN (SELECT closed_to_user()) OR NOT user_of_transaction() = ANY (e.only_for)));
  ELSIF wanted_kind = 'disposal-order' THEN
    RETURN EXISTS (SELECT FROM disposal_order o
                    WHERE o.firm_id = of_firm AND o.id = thing AND o.client_id IN (SELECT closed_to_user()))
        OR EXISTS (SELECT FROM disposal_item i
                     LEFT JOIN search_entry e ON e.firm_id = i.firm_id AND e.kind = 'document'
                      AND e.object_id = i.document_id AND e.part = 0
                    WHERE i.firm_id = of_firm AND i.order_id = thing
                      AND (i.client_id IN (SELECT closed_to_user()) OR e.belongs_to IN (SELECT closed_to_user())
                           OR NOT user_of_transaction() = ANY (i.only_for)
                           OR NOT user_of_transaction() = ANY (e.only_for)));
  ELSIF wanted_kind = 'share-link' THEN
    RETURN EXISTS (SELECT FROM share_item i
                     JOIN search_entry e ON e.firm_id = i.firm_id AND e.kind = 'document'
                      AND e.object_id = i.document_id AND e.part = 0
                    WHERE i.firm_id = of_firm AND i.link_id = thing
                      AND (e.belongs_to IN (SELECT closed_to_user()) OR NOT user_of_transaction() = ANY (e.only_for)))
        OR EXISTS (SELECT FROM share_item i
                     JOIN document_tombstone t ON t.firm_id = i.firm_id AND t.id = i.document_id
                    WHERE i.firm_id = of_firm AND i.link_id = thing
                      AND (t.client_id IN (SELECT closed_to_user()) OR NOT user_of_transaction() = ANY (t.only_for)))
        OR (user_of_transaction() IS NOT NULL
            AND EXISTS (SELECT FROM share_terms t WHERE t.firm_id = of_firm AND t.link_id = thing)
            AND NOT EXISTS (SELECT FROM share_item i WHERE i.firm_id = of_firm AND i.link_id = thing));
  END IF;
  RETURN EXISTS (
      SELECT FROM search_entry e
       WHERE e.firm_id = of_firm AND e.kind = wanted_kind AND e.object_id = thing AND e.part = 0
         AND (e.belongs_to IN (SELECT closed_to_user()) OR NOT user_of_transaction() = ANY (e.only_for)))
    OR (wanted_kind = 'document' AND EXISTS (
      SELECT FROM document_tombstone t
       WHERE t.firm_id = of_firm AND t.id = thing
         AND (t.client_id IN (SELECT closed_to_user()) OR NOT user_of_transaction() = ANY (t.only_for))));
END $$;
