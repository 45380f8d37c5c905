-- What Home and the lists need: the language that a person reads, and the first
-- deadline of a case beside its other facts, so that ten thousand open cases can be
-- sorted by it.

-- +goose Up
-- +goose StatementBegin
CREATE TABLE person (
    workspace TEXT NOT NULL,
    person    TEXT NOT NULL,
    language  TEXT NOT NULL,
    chosen    BOOLEAN NOT NULL, -- by the person in Home; else that of the command last used
    PRIMARY KEY (workspace, person)
);

ALTER TABLE complaint ADD COLUMN next_due BIGINT NOT NULL DEFAULT 9007199254740991; -- nothing is owed: the end of time
UPDATE complaint SET next_due = COALESCE((
    SELECT MIN(d.due_at) FROM duty d WHERE d.workspace = complaint.workspace AND d.number = complaint.number AND d.is_open
), 9007199254740991);
CREATE INDEX complaint_due ON complaint (workspace, next_due, year, ordinal) WHERE is_open;
CREATE INDEX complaint_desk ON complaint (workspace, handler, next_due, year, ordinal) WHERE is_open;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
DROP INDEX complaint_desk;
DROP INDEX complaint_due;
ALTER TABLE complaint DROP COLUMN next_due;
DROP TABLE person;
-- +goose StatementEnd
