-- What is known of a client's time, holds and disposals is for whom the client is. By the client and not by the
-- document: a disposal outlives what it disposed of.
CALL close_with('client_end', 'client_id');
CALL close_with('legal_hold', 'client_id');
CALL close_with('disposal_order', 'client_id');
CALL close_with('disposal_item', 'client_id');
