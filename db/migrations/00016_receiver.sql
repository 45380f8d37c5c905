-- The colleague whom a complaint reached first, where that is not whoever filed it: without
-- a role they find their cases by it. Of cases of before it stands in the first event; only
-- those that name somebody are written.

-- +goose Up
-- +goose StatementBegin
ALTER TABLE complaint ADD COLUMN receiver TEXT NOT NULL DEFAULT '';
UPDATE complaint SET receiver = COALESCE((
    SELECT e.data{json} ->> 'user' FROM event e WHERE e.workspace = complaint.workspace AND e.number = complaint.number AND e.seq = 1), '')
WHERE EXISTS (
    SELECT 1 FROM event e
    WHERE e.workspace = complaint.workspace AND e.number = complaint.number AND e.seq = 1 AND e.data LIKE '%"user":"_%');
CREATE INDEX complaint_receiver ON complaint (workspace, receiver, year, ordinal) WHERE receiver <> '';
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
DROP INDEX complaint_receiver;
ALTER TABLE complaint DROP COLUMN receiver;
-- +goose StatementEnd
