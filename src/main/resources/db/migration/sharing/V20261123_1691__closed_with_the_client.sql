-- A box that a client fills from outside is for whom the client is.
CALL close_with('upload_box', 'client_id');
