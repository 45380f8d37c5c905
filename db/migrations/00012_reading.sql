-- Who opened the file of a case, or an answer in it, and when. It is no event: reading
-- changes nothing.

-- +goose Up
-- +goose StatementBegin
CREATE TABLE reading (
    workspace TEXT NOT NULL,
    number    TEXT NOT NULL,
    at        BIGINT NOT NULL,
    person    TEXT NOT NULL,
    PRIMARY KEY (workspace, number, at, person)
);
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
DROP TABLE reading;
-- +goose StatementEnd
