package scheduler

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"testing"
)

// sealedIn gives what is sealed in a database.
func (f *firm) sealedIn(path string) (boxes [][]byte) {
	f.t.Helper()
	raw, err := sql.Open("sqlite", path)
	f.do("open", err)
	defer func() { _ = raw.Close() }()
	rows, err := raw.QueryContext(f.t.Context(), "SELECT box FROM sealed UNION ALL SELECT box FROM complaint UNION ALL SELECT box FROM file_chunk")
	f.do("boxes", err)
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var box []byte
		f.do("box", rows.Scan(&box))
		boxes = append(boxes, box)
	}
	f.do("read", rows.Err())
	return boxes
}

// On SQLite nothing that was sealed can be read in the files of the database any more once
// the job has erased a case, neither in the database nor in its log (KG-11).
func TestRetentionOverwritesWhatItErased(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ombud.db")
	f := firmOn(t, "sqlite:"+path)
	f.withdrawn()
	boxes := f.sealedIn(path)
	found := func() (n int) {
		for _, name := range []string{path, path + "-wal"} {
			raw, err := os.ReadFile(name)
			f.do("read", err)
			for _, box := range boxes {
				n += bytes.Count(raw, box)
			}
		}
		return n
	}
	if len(boxes) < 4 || found() < len(boxes) {
		t.Fatalf("of %d sealed pieces %d are found: this test looks for them in vain", len(boxes), found())
	}
	f.run("retention", "2028-03-06 04:15")
	if n := found(); n != 0 {
		t.Errorf("%d of %d pieces can still be read", n, len(boxes))
	}
}
