-- A duty that began anew keeps what it was: past counts its earlier runs, each done or
-- missed, and 0 is the one that stands. left_at is when one that was never met was over.
-- What was promised before, and passed, was counted as further rounds.

-- +goose Up
-- +goose StatementBegin
CREATE TABLE duty_of_runs (
    workspace  TEXT NOT NULL,
    number     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    round      INTEGER NOT NULL,
    past       INTEGER NOT NULL DEFAULT 0,
    owner      TEXT NOT NULL, -- a role
    person     TEXT NOT NULL DEFAULT '',
    start_at   BIGINT NOT NULL,
    due_at     BIGINT NOT NULL,
    literal_at BIGINT NOT NULL,
    done_at    BIGINT,
    left_at    BIGINT,
    hours      BOOLEAN NOT NULL,
    is_void    BOOLEAN NOT NULL,
    is_open    BOOLEAN NOT NULL,
    PRIMARY KEY (workspace, number, kind, round, past),
    FOREIGN KEY (workspace, number) REFERENCES complaint (workspace, number)
);
INSERT INTO duty_of_runs (workspace, number, kind, round, past, owner, person, start_at, due_at, literal_at, done_at, hours, is_void, is_open)
    SELECT workspace, number, kind, CASE WHEN kind = 'promised' THEN 1 ELSE round END, CASE WHEN kind = 'promised' THEN round - 1 ELSE 0 END,
        owner, person, start_at, due_at, literal_at, done_at, hours, is_void, is_open FROM duty;
DROP TABLE duty;
ALTER TABLE duty_of_runs RENAME TO duty;
CREATE INDEX duty_due ON duty (workspace, due_at) WHERE is_open;
CREATE INDEX duty_person ON duty (workspace, person, due_at) WHERE is_open AND person <> '';
CREATE INDEX duty_measure ON duty (workspace, due_at) WHERE is_open AND kind IN ('measure', 'tell_measure', 'advice');
CREATE INDEX duty_hold ON duty (workspace, due_at) WHERE is_open AND kind = 'hold';
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
CREATE TABLE duty_of_rounds (
    workspace  TEXT NOT NULL,
    number     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    round      INTEGER NOT NULL,
    owner      TEXT NOT NULL, -- a role
    start_at   BIGINT NOT NULL,
    due_at     BIGINT NOT NULL,
    literal_at BIGINT NOT NULL,
    done_at    BIGINT,
    hours      BOOLEAN NOT NULL,
    is_void    BOOLEAN NOT NULL,
    is_open    BOOLEAN NOT NULL,
    person     TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (workspace, number, kind, round),
    FOREIGN KEY (workspace, number) REFERENCES complaint (workspace, number)
);
INSERT INTO duty_of_rounds (workspace, number, kind, round, owner, person, start_at, due_at, literal_at, done_at, hours, is_void, is_open)
    SELECT workspace, number, kind, CASE WHEN kind = 'promised' THEN round + past ELSE round END,
        owner, person, start_at, due_at, literal_at, done_at, hours, is_void, is_open FROM duty WHERE past = 0 OR kind = 'promised';
DROP TABLE duty;
ALTER TABLE duty_of_rounds RENAME TO duty;
CREATE INDEX duty_due ON duty (workspace, due_at) WHERE is_open;
CREATE INDEX duty_person ON duty (workspace, person, due_at) WHERE is_open AND person <> '';
CREATE INDEX duty_measure ON duty (workspace, due_at) WHERE is_open AND kind IN ('measure', 'tell_measure', 'advice');
CREATE INDEX duty_hold ON duty (workspace, due_at) WHERE is_open AND kind = 'hold';
-- +goose StatementEnd
