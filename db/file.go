package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"

	"ombud/complaint"
	"ombud/vault"
)

// States of a file.
const (
	FileWaiting = "waiting" // to be fetched
	FileKept    = "kept"    // sealed in the database
	FileLost    = "lost"    // could not be kept
)

// File is an attachment of a case. Its name lies in the case's sealed entries.
type File struct {
	ID    string // Slack's
	State string
	MIME  string `db:"mime"`
	Size  int64  // bytes
}

const chunkSize = 1 << 20 // bytes

// chunkPlace binds a piece to its place, and says which piece is the last one, so that
// a file that was cut short does not open.
func chunkPlace(id string, n int, last bool) string {
	if last {
		return fmt.Sprintf("file/%s/%d/last", id, n)
	}
	return fmt.Sprintf("file/%s/%d", id, n)
}

const insertFiles = `
	INSERT INTO file (workspace, number, id, state, mime, size)
	VALUES (:workspace, :number, :id, :state, :mime, :size)
	ON CONFLICT (workspace, number, id) DO NOTHING`

const upsertChunk = `
	INSERT INTO file_chunk (workspace, number, id, chunk, box) VALUES ($1, $2, $3, $4, $5)
	ON CONFLICT (workspace, number, id, chunk) DO UPDATE SET box = excluded.box`

// Whatever erases the case waits until a piece is written, and takes it with it.
const lockKey = `
	SELECT number FROM complaint WHERE workspace = $1 AND number = $2 AND box IS NOT NULL {lock}`

const keepFile = `
	UPDATE file SET state = 'kept', size = $4 WHERE workspace = $1 AND number = $2 AND id = $3`

const trimChunks = `
	DELETE FROM file_chunk WHERE workspace = $1 AND number = $2 AND id = $3 AND chunk > $4`

// PutFile seals what r gives as a file of the case, of which it must be one, and
// returns its size in bytes. It reads and writes piece by piece without holding a
// transaction; a file is kept when all of it is. Doing it again starts over. It fails
// with [complaint.ErrNotFound] when the case, its key or its file is not there.
func (w *Workspace) PutFile(ctx context.Context, number, id string, r io.Reader) (size int64, err error) {
	key, err := w.fileKey(ctx, number, id)
	if err != nil {
		return 0, err
	}
	buf := make([]byte, chunkSize+1) // one byte more tells whether this is the last piece
	held := 0
	for n := 0; ; n++ {
		read, err := io.ReadFull(r, buf[held:])
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return 0, fmt.Errorf("file %s of case %s: read: %w", id, number, err)
		}
		held += read
		last := held <= chunkSize
		piece := buf[:min(held, chunkSize)]
		if err := w.putChunk(ctx, key, number, id, n, piece, last, size+int64(len(piece))); err != nil {
			return 0, fmt.Errorf("file %s of case %s: %w", id, number, err)
		}
		size += int64(len(piece))
		if last {
			return size, nil
		}
		buf[0], held = buf[chunkSize], 1
	}
}

func (w *Workspace) putChunk(ctx context.Context, key vault.CaseKey, number, id string, n int, piece []byte, last bool, size int64) error {
	box, err := key.Seal(piece, chunkPlace(id, n, last))
	if err != nil {
		return err
	}
	return w.store.tx(ctx, func(tx *txn) error {
		var there string
		if err := tx.GetContext(ctx, &there, w.store.q(lockKey), w.id, number); errors.Is(err, sql.ErrNoRows) {
			return complaint.ErrNotFound // erased meanwhile
		} else if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, upsertChunk, w.id, number, id, n, box); err != nil || !last {
			return err
		}
		if _, err := tx.ExecContext(ctx, trimChunks, w.id, number, id, n); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, keepFile, w.id, number, id, size)
		return err
	})
}

const selectFileKey = `
	SELECT c.box FROM complaint c JOIN file f ON f.workspace = c.workspace AND f.number = c.number
	WHERE c.workspace = $1 AND c.number = $2 AND f.id = $3 AND c.box IS NOT NULL`

func (w *Workspace) fileKey(ctx context.Context, number, id string) (vault.CaseKey, error) {
	var box []byte
	err := w.store.read.GetContext(ctx, &box, selectFileKey, w.id, number, id)
	if errors.Is(err, sql.ErrNoRows) {
		return vault.CaseKey{}, fmt.Errorf("file %s of case %s: %w", id, number, complaint.ErrNotFound)
	}
	if err != nil {
		return vault.CaseKey{}, fmt.Errorf("file %s of case %s: %w", id, number, inContext(ctx, err))
	}
	return w.store.vault.OpenCaseKey(w.id, number, box)
}

const selectFile = `
	SELECT COUNT(k.chunk) FROM file f JOIN file_chunk k
	ON k.workspace = f.workspace AND k.number = f.number AND k.id = f.id
	WHERE f.workspace = $1 AND f.number = $2 AND f.id = $3 AND f.state = 'kept'`

const selectChunk = `
	SELECT box FROM file_chunk WHERE workspace = $1 AND number = $2 AND id = $3 AND chunk = $4`

// File opens a file of a case into out. It fails with [complaint.ErrNotFound] when it
// is not kept, and with [vault.ErrRefused] when a piece is missing or was changed; out
// may have got a part of it then.
func (w *Workspace) File(ctx context.Context, number, id string, out io.Writer) error {
	key, err := w.fileKey(ctx, number, id)
	if err != nil {
		return err
	}
	var chunks int
	if err := w.store.read.GetContext(ctx, &chunks, selectFile, w.id, number, id); err != nil {
		return fmt.Errorf("file %s of case %s: %w", id, number, inContext(ctx, err))
	}
	if chunks == 0 {
		return fmt.Errorf("file %s of case %s: %w", id, number, complaint.ErrNotFound)
	}
	for n := range chunks {
		var box []byte
		if err := w.store.read.GetContext(ctx, &box, selectChunk, w.id, number, id, n); err != nil {
			return fmt.Errorf("file %s of case %s: piece %d: %w", id, number, n, inContext(ctx, err))
		}
		piece, err := key.Open(box, chunkPlace(id, n, n == chunks-1))
		if err != nil {
			return fmt.Errorf("file of case %s: %w", number, err)
		}
		if _, err := out.Write(piece); err != nil {
			return fmt.Errorf("file %s of case %s: write: %w", id, number, err)
		}
	}
	return nil
}

const selectFiles = `
	SELECT id, state, mime, size FROM file WHERE workspace = $1 AND number = $2 ORDER BY id`

// Files lists the files of a case.
func (w *Workspace) Files(ctx context.Context, number string) ([]File, error) {
	var files []File
	if err := w.store.read.SelectContext(ctx, &files, selectFiles, w.id, number); err != nil {
		return nil, fmt.Errorf("files of case %s: %w", number, inContext(ctx, err))
	}
	return files, nil
}

const loseFile = `
	UPDATE file SET state = 'lost' WHERE workspace = $1 AND number = $2 AND id = $3 AND state = 'waiting'`

// saveFileStates follows the events that gave a file up.
func (ch *change) saveFileStates(ctx context.Context, tx *txn) error {
	for _, e := range ch.events {
		if e.Kind != complaint.FileLost {
			continue
		}
		if _, err := tx.ExecContext(ctx, loseFile, ch.w.id, ch.c.Number, e.Data.File); err != nil {
			return err
		}
	}
	return nil
}
