-- +goose Up
-- +goose StatementBegin
-- Who alone answers for a duty: of a promise to a customer, its owner.
ALTER TABLE duty ADD COLUMN person TEXT NOT NULL DEFAULT '';
CREATE INDEX duty_person ON duty (workspace, person, due_at) WHERE is_open AND person <> '';
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
DROP INDEX duty_person;
ALTER TABLE duty DROP COLUMN person;
-- +goose StatementEnd
