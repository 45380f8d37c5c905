-- +goose Up
-- +goose StatementBegin
-- Corrective actions that are still to be carried out, or told of: few among
-- many duties, and counted whenever somebody who leads opens Home.
CREATE INDEX duty_measure ON duty (workspace, due_at) WHERE is_open AND kind IN ('measure', 'tell_measure');
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
DROP INDEX duty_measure;
-- +goose StatementEnd
