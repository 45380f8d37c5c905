-- What somebody began to write down and has not filed: theirs alone, sealed.

-- +goose Up
-- +goose StatementBegin
CREATE TABLE draft (
    workspace TEXT NOT NULL,
    person    TEXT NOT NULL,
    id        TEXT NOT NULL,
    form      TEXT NOT NULL, -- the window that was kept last; filed under it, the draft is over
    saved_at  BIGINT NOT NULL,
    key       BYTEA NOT NULL, -- of this draft, wrapped
    box       BYTEA NOT NULL,
    PRIMARY KEY (workspace, person, id)
);
CREATE INDEX draft_saved ON draft (workspace, saved_at);
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
DROP TABLE draft;
-- +goose StatementEnd
