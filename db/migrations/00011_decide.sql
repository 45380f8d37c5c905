-- Whether something in a case waits for a decision, and to whom a duty was passed on, so
-- that lists find both. Of cases of before, what may wait is opened and judged; to whom
-- something was passed on is told when they are next saved.

-- +goose Up
-- +goose StatementBegin
ALTER TABLE complaint ADD COLUMN asks BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE complaint ADD COLUMN passed TEXT NOT NULL DEFAULT '';
UPDATE complaint SET asks = TRUE WHERE is_open AND (state = 'decision_prepared' OR EXISTS (
    SELECT 1 FROM duty d WHERE d.workspace = complaint.workspace AND d.number = complaint.number AND d.is_open
        AND d.kind IN ('decide_request', 'decide_extension')));
CREATE INDEX complaint_passed ON complaint (workspace, number) WHERE passed <> '';
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
DROP INDEX complaint_passed;
ALTER TABLE complaint DROP COLUMN passed;
ALTER TABLE complaint DROP COLUMN asks;
-- +goose StatementEnd
