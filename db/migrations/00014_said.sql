-- What a message says, as a keyed sum: what is made true although nothing of it changed
-- costs no call to Slack. One that names cases has a row under each of them too, found by
-- where it is.

-- +goose Up
-- +goose StatementBegin
ALTER TABLE message ADD COLUMN said TEXT NOT NULL DEFAULT '';
CREATE INDEX message_place ON message (workspace, channel, ts, number);
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
DROP INDEX message_place;
ALTER TABLE message DROP COLUMN said;
-- +goose StatementEnd
