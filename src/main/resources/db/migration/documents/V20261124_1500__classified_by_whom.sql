-- Whether somebody chose the classification: then what is read in a document never changes it. All begin as
-- CONFIDENTIAL, which nobody chose.
ALTER TABLE document ADD COLUMN classification_chosen boolean NOT NULL DEFAULT false;
UPDATE document SET classification_chosen = true WHERE classification <> 'CONFIDENTIAL';
