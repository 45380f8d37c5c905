-- Where a case stands as its card says it: lists tell what waits for the customer from
-- what only has to be closed. Cases of before get what their row tells.

-- +goose Up
-- +goose StatementBegin
ALTER TABLE complaint ADD COLUMN face TEXT NOT NULL DEFAULT '';
UPDATE complaint SET face = CASE WHEN followed_up = '' THEN 'answered' ELSE 'ready_to_close' END
    WHERE state IN ('decided', 'follow_up');
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
ALTER TABLE complaint DROP COLUMN face;
-- +goose StatementEnd
