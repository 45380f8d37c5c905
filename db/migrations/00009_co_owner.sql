-- Who is co-responsible beside the handler: their own list at home, and what they
-- find. Cases of before say so from their next change on.

-- +goose Up
-- +goose StatementBegin
ALTER TABLE complaint ADD COLUMN co_owner TEXT NOT NULL DEFAULT '';
CREATE INDEX complaint_co_owner ON complaint (workspace, co_owner, next_due, year, ordinal) WHERE is_open AND co_owner <> '';
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
DROP INDEX complaint_co_owner;
ALTER TABLE complaint DROP COLUMN co_owner;
-- +goose StatementEnd
