-- The list of corrective actions holds the officer's recommendations too.

-- +goose Up
-- +goose StatementBegin
DROP INDEX duty_measure;
CREATE INDEX duty_measure ON duty (workspace, due_at) WHERE is_open AND kind IN ('measure', 'tell_measure', 'advice');
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
DROP INDEX duty_measure;
CREATE INDEX duty_measure ON duty (workspace, due_at) WHERE is_open AND kind IN ('measure', 'tell_measure');
-- +goose StatementEnd
