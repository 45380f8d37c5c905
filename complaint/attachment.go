package complaint

import (
	"slices"
	"time"
)

// KeepFile records that an attachment lies sealed in the file.
func (c *Case) KeepFile(id string, now time.Time) error {
	if !slices.Contains(c.FilesKept, id) && !c.Erased() {
		c.record(FileKept, Clock, now, now, Data{File: id}, 0)
	}
	return nil
}

// LoseFile records that an attachment could not be kept, and why (a code).
func (c *Case) LoseFile(id, why string, now time.Time) error {
	if !slices.Contains(c.FilesKept, id) && !slices.Contains(c.FilesLost, id) && !c.Erased() {
		c.record(FileLost, Clock, now, now, Data{File: id, Why: why}, 0)
	}
	return nil
}
