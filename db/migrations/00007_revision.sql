-- What keeps the written procedure itself alive: reviews of it, lists of closed days
-- that somebody signed, and whether customers find it. Reviews and signatures are
-- evidence: rows are added and never changed.

-- +goose Up
-- +goose StatementBegin
CREATE TABLE revision (
    workspace   TEXT NOT NULL,
    n           INTEGER NOT NULL, -- counted from 1, without gaps
    version     INTEGER NOT NULL, -- of procedure_version
    day         TEXT NOT NULL,    -- civil day on which it was done
    person      TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    outcome     TEXT NOT NULL,
    attested    BOOLEAN NOT NULL,
    key         BYTEA NOT NULL,   -- of this review, wrapped
    box         BYTEA NOT NULL,
    PRIMARY KEY (workspace, n)
);

CREATE TABLE signed_year (
    workspace TEXT NOT NULL,
    year      INTEGER NOT NULL,
    hash      TEXT NOT NULL,     -- of the list that was seen
    person    TEXT NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (workspace, year, hash)
);

CREATE TABLE link (
    workspace  TEXT NOT NULL,
    address    TEXT NOT NULL,
    checked_at BIGINT NOT NULL,
    status     TEXT NOT NULL,    -- a code: ok, or why it does not answer
    dead_since BIGINT,
    PRIMARY KEY (workspace, address)
);
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
DROP TABLE link;
DROP TABLE signed_year;
DROP TABLE revision;
-- +goose StatementEnd
