-- From when the clock erases a closed case, so that looking for those whose term is
-- over reads no others; of an erased one since when, for as long as anything of it is
-- left in Slack. What had closed before is looked at once, which puts this right.

-- +goose Up
ALTER TABLE complaint ADD COLUMN erase_at BIGINT;
UPDATE complaint SET erase_at = closed_at WHERE box IS NOT NULL;
CREATE INDEX complaint_erase ON complaint (workspace, erase_at) WHERE erase_at IS NOT NULL;
CREATE INDEX duty_hold ON duty (workspace, due_at) WHERE is_open AND kind = 'hold';

-- +goose Down
DROP INDEX duty_hold;
DROP INDEX complaint_erase;
ALTER TABLE complaint DROP COLUMN erase_at;
