-- Instants are milliseconds UTC. Text holds codes and ids only; what people said and
-- wrote lies in the box columns, sealed.

-- +goose Up
-- +goose StatementBegin
CREATE TABLE keyring (
    workspace TEXT NOT NULL, -- '' for the keys of the whole database
    name      TEXT NOT NULL,
    box       BYTEA NOT NULL,
    PRIMARY KEY (workspace, name)
);

CREATE TABLE procedure_version (
    workspace TEXT NOT NULL,
    version   INTEGER NOT NULL,
    from_at   BIGINT NOT NULL,
    hash      TEXT NOT NULL,
    content   TEXT NOT NULL, -- the whole YAML
    PRIMARY KEY (workspace, version)
);

CREATE TABLE calendar_version (
    workspace TEXT NOT NULL,
    version   INTEGER NOT NULL,
    from_at   BIGINT NOT NULL,
    hash      TEXT NOT NULL,
    content   TEXT NOT NULL, -- JSON
    PRIMARY KEY (workspace, version)
);

CREATE TABLE roster (
    workspace TEXT NOT NULL PRIMARY KEY,
    version   INTEGER NOT NULL,
    content   TEXT NOT NULL -- JSON
);

CREATE TABLE counter (
    workspace TEXT NOT NULL,
    year      INTEGER NOT NULL,
    last      INTEGER NOT NULL,
    PRIMARY KEY (workspace, year)
);

CREATE TABLE complaint (
    workspace         TEXT NOT NULL,
    number            TEXT NOT NULL,
    year              INTEGER NOT NULL,
    ordinal           INTEGER NOT NULL,
    source            TEXT NOT NULL, -- what it was filed by: view id, Message-ID, import row
    version           INTEGER NOT NULL,
    procedure_version INTEGER NOT NULL,
    calendar_version  INTEGER NOT NULL,
    box               BYTEA, -- the case key, wrapped; null once erased
    state             TEXT NOT NULL,
    round             INTEGER NOT NULL,
    via               TEXT NOT NULL,
    nature            TEXT NOT NULL,
    filer             TEXT NOT NULL,
    handler           TEXT NOT NULL,
    outcome           TEXT NOT NULL,
    followed_up       TEXT NOT NULL,
    confidential      BOOLEAN NOT NULL,
    is_open           BOOLEAN NOT NULL,
    received_at       BIGINT NOT NULL,
    registered_at     BIGINT NOT NULL,
    told_at           BIGINT,
    closed_at         BIGINT,
    wake_at           BIGINT,
    PRIMARY KEY (workspace, number),
    UNIQUE (workspace, source),
    UNIQUE (workspace, year, ordinal)
);
CREATE INDEX complaint_wake ON complaint (workspace, wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX complaint_open ON complaint (workspace, year, ordinal) WHERE is_open;
CREATE INDEX complaint_ordinal ON complaint (workspace, ordinal);
CREATE INDEX complaint_handler ON complaint (workspace, handler, year, ordinal);
CREATE INDEX complaint_filer ON complaint (workspace, filer, year, ordinal);
CREATE INDEX complaint_registered ON complaint (workspace, registered_at);
CREATE INDEX complaint_closed ON complaint (workspace, closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE event (
    workspace   TEXT NOT NULL,
    number      TEXT NOT NULL,
    seq         INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    actor       TEXT NOT NULL,
    at          BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    data        TEXT NOT NULL, -- JSON
    entry       INTEGER NOT NULL, -- of sealed; 0: none
    PRIMARY KEY (workspace, number, seq),
    FOREIGN KEY (workspace, number) REFERENCES complaint (workspace, number)
);

CREATE TABLE sealed (
    workspace TEXT NOT NULL,
    number    TEXT NOT NULL,
    entry     INTEGER NOT NULL,
    box       BYTEA NOT NULL,
    PRIMARY KEY (workspace, number, entry),
    FOREIGN KEY (workspace, number) REFERENCES complaint (workspace, number)
);

CREATE TABLE duty (
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
    PRIMARY KEY (workspace, number, kind, round),
    FOREIGN KEY (workspace, number) REFERENCES complaint (workspace, number)
);
CREATE INDEX duty_due ON duty (workspace, due_at) WHERE is_open;

CREATE TABLE involved (
    workspace TEXT NOT NULL,
    person    TEXT NOT NULL,
    number    TEXT NOT NULL,
    PRIMARY KEY (workspace, person, number),
    FOREIGN KEY (workspace, number) REFERENCES complaint (workspace, number)
);

CREATE INDEX involved_number ON involved (workspace, number);

CREATE TABLE blind (
    workspace TEXT NOT NULL,
    kind      TEXT NOT NULL,
    sum       TEXT NOT NULL,
    number    TEXT NOT NULL,
    PRIMARY KEY (workspace, kind, sum, number),
    FOREIGN KEY (workspace, number) REFERENCES complaint (workspace, number)
);
CREATE INDEX blind_number ON blind (workspace, number);

CREATE TABLE file (
    workspace TEXT NOT NULL,
    number    TEXT NOT NULL,
    id        TEXT NOT NULL, -- Slack's
    state     TEXT NOT NULL,
    mime      TEXT NOT NULL,
    size      BIGINT NOT NULL, -- bytes
    PRIMARY KEY (workspace, number, id),
    FOREIGN KEY (workspace, number) REFERENCES complaint (workspace, number)
);

CREATE TABLE file_chunk (
    workspace TEXT NOT NULL,
    number    TEXT NOT NULL,
    id        TEXT NOT NULL,
    chunk     INTEGER NOT NULL,
    box       BYTEA NOT NULL,
    PRIMARY KEY (workspace, number, id, chunk),
    FOREIGN KEY (workspace, number, id) REFERENCES file (workspace, number, id)
);

CREATE TABLE gate (
    workspace TEXT NOT NULL,
    name      TEXT NOT NULL,
    open_at   BIGINT NOT NULL, -- end of the pace, or of the lease of who holds the token
    held_at   BIGINT NOT NULL, -- nobody may send before, whoever asked
    token     TEXT NOT NULL,
    PRIMARY KEY (workspace, name)
);

CREATE TABLE notice (
    id           {id},
    workspace    TEXT NOT NULL,
    number       TEXT NOT NULL, -- '' for what belongs to no case
    lane         TEXT NOT NULL,
    gate         TEXT NOT NULL,
    key          TEXT NOT NULL,
    kind         TEXT NOT NULL,
    recipient    TEXT NOT NULL,
    seq          INTEGER NOT NULL,
    ref          TEXT NOT NULL,
    on_delivered TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'sent', 'dead')),
    due_at       BIGINT NOT NULL,
    token        TEXT NOT NULL,
    doubt        BOOLEAN NOT NULL,
    attempts     INTEGER NOT NULL,
    class        TEXT NOT NULL, -- of the last failure
    created_at   BIGINT NOT NULL,
    done_at      BIGINT,
    UNIQUE (workspace, key)
);
CREATE INDEX notice_gate ON notice (workspace, gate, id) WHERE done_at IS NULL;
CREATE INDEX notice_lane ON notice (workspace, lane, id) WHERE done_at IS NULL;
CREATE INDEX notice_done ON notice (workspace, done_at) WHERE done_at IS NOT NULL;

CREATE TABLE message (
    workspace TEXT NOT NULL,
    number    TEXT NOT NULL,
    channel   TEXT NOT NULL,
    ts        TEXT NOT NULL,
    purpose   TEXT NOT NULL,
    sent_at   BIGINT NOT NULL,
    PRIMARY KEY (workspace, number, channel, ts)
);

CREATE TABLE seen (
    workspace TEXT NOT NULL,
    key       TEXT NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (workspace, key)
);
CREATE INDEX seen_at ON seen (workspace, at);

CREATE TABLE cron_run (
    workspace TEXT NOT NULL,
    job       TEXT NOT NULL,
    slot      TEXT NOT NULL, -- local wall time
    at        BIGINT NOT NULL,
    PRIMARY KEY (workspace, job, slot)
);
CREATE INDEX cron_run_at ON cron_run (workspace, at);
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
DROP TABLE cron_run;
DROP TABLE seen;
DROP TABLE message;
DROP TABLE notice;
DROP TABLE gate;
DROP TABLE file_chunk;
DROP TABLE file;
DROP TABLE blind;
DROP TABLE involved;
DROP TABLE duty;
DROP TABLE sealed;
DROP TABLE event;
DROP TABLE complaint;
DROP TABLE counter;
DROP TABLE roster;
DROP TABLE calendar_version;
DROP TABLE procedure_version;
DROP TABLE keyring;
-- +goose StatementEnd
