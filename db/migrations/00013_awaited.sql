-- On whom a case may wait, so that a Home finds what its reader has to do by key and does
-- not open cases in search of it. Of cases of before, each open duty is kept under whoever
-- may owe it; what that is too much of is opened and judged, and gone when the case is
-- next saved. It takes the place of what told that something waits for a decision.

-- +goose Up
-- +goose StatementBegin
CREATE TABLE awaited (
    workspace TEXT NOT NULL,
    number    TEXT NOT NULL,
    who       TEXT NOT NULL, -- a person, a role, or what a role decides on
    due_at    BIGINT NOT NULL, -- the end of time: without a day
    without   TEXT NOT NULL, -- who does not count, as in |U1|U2|; |*|: perhaps each
    PRIMARY KEY (workspace, number, who),
    FOREIGN KEY (workspace, number) REFERENCES complaint (workspace, number)
);

INSERT INTO awaited (workspace, number, who, due_at, without)
SELECT a.workspace, a.number, a.who, MIN(a.due_at), CASE WHEN a.who LIKE 'decide:%' THEN '|*|' ELSE
    COALESCE((SELECT '|' || STRING_AGG(i.person, '|') FROM involved i WHERE i.workspace = a.workspace AND i.number = a.number), '')
    || '|' || (SELECT c.handler FROM complaint c WHERE c.workspace = a.workspace AND c.number = a.number) || '|' END
FROM (
    SELECT d.workspace, d.number, d.due_at, CASE
        WHEN d.person <> '' THEN d.person
        WHEN d.owner = 'handler' AND c.handler <> '' THEN c.handler
        WHEN d.owner = 'filer' AND c.filer <> '' AND NOT EXISTS (
            SELECT 1 FROM involved i WHERE i.workspace = c.workspace AND i.person = c.filer AND i.number = c.number) THEN c.filer
        WHEN d.owner IN ('handler', 'filer') THEN 'officer'
        ELSE d.owner END AS who
    FROM duty d JOIN complaint c ON c.workspace = d.workspace AND c.number = d.number
    WHERE d.is_open AND d.kind NOT IN ('commitment', 'measure', 'tell_measure', 'advice')
    UNION ALL
    SELECT d.workspace, d.number, d.due_at, 'follow_up:' || c.filer
    FROM duty d JOIN complaint c ON c.workspace = d.workspace AND c.number = d.number
    WHERE d.is_open AND d.owner = 'follow_up' AND c.filer <> ''
    UNION ALL
    SELECT c.workspace, c.number, 9007199254740991, r.who
    FROM complaint c CROSS JOIN (
        SELECT 'decide:officer' AS who UNION ALL SELECT 'decide:deputy' UNION ALL SELECT 'decide:management'
        UNION ALL SELECT 'decide:process_owner' UNION ALL SELECT 'decide:partner' UNION ALL SELECT 'decide:fallback') r
    WHERE c.is_open AND c.asks
    UNION ALL
    SELECT c.workspace, c.number, 9007199254740991, 'officer'
    FROM complaint c WHERE c.is_open AND (c.handler = '' OR c.face IN ('', 'new', 'confirmed', 'ready_to_close'))
    UNION ALL
    SELECT c.workspace, c.number, 9007199254740991, e.actor
    FROM complaint c JOIN event e ON e.workspace = c.workspace AND e.number = c.number
    WHERE c.is_open AND c.face IN ('', 'changes_asked') AND e.kind = 'drafted') a
GROUP BY a.workspace, a.number, a.who;

CREATE INDEX awaited_who ON awaited (workspace, who, due_at, number);
CREATE INDEX awaited_without ON awaited (workspace, who, due_at, number) WHERE without <> '';
ALTER TABLE complaint DROP COLUMN asks;

-- Counting looks at each open case: it finds all that it asks for in this index.
DROP INDEX complaint_desk;
CREATE INDEX complaint_desk ON complaint (workspace, handler, next_due, year, ordinal, face, passed, number, is_open) WHERE is_open;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
ALTER TABLE complaint ADD COLUMN asks BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE complaint SET asks = TRUE WHERE is_open AND EXISTS (
    SELECT 1 FROM awaited a WHERE a.workspace = complaint.workspace AND a.number = complaint.number AND a.who LIKE 'decide:%');
DROP TABLE awaited;
DROP INDEX complaint_desk;
CREATE INDEX complaint_desk ON complaint (workspace, handler, next_due, year, ordinal) WHERE is_open;
-- +goose StatementEnd
