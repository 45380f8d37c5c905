package scheduler

import (
	"database/sql"
	"strings"
	"testing"

	"ombud/bot/view"
	"ombud/db/dbtest"
)

// A case that cannot be loaded keeps nobody from hearing of the others.
func TestAListLeavesOutACaseThatCannotBeLoaded(t *testing.T) {
	url := dbtest.SQLite(t)
	f := firmOn(t, url)
	bad, good := f.file(), f.file()
	f.assign(bad, milan)
	f.assign(good, milan)
	f.sendAll()
	for _, when := range []string{"2026-03-10 09:00", "2026-03-11 09:00", "2026-03-12 09:00", "2026-03-13 09:00", "2026-03-16 09:00", "2026-03-17 09:00"} {
		f.remindAt(when) // until the last in line were told
		f.sendAll()
	}
	raw, err := sql.Open("sqlite", strings.TrimPrefix(url, "sqlite:"))
	f.do("open", err)
	defer func() { _ = raw.Close() }()
	_, err = raw.ExecContext(t.Context(), `UPDATE event SET data = '{' WHERE number = $1`, bad)
	f.do("spoil", err)
	f.business.Set(at("2026-03-18 10:00"))
	lines, err := f.lateFor(t.Context(), mees, turn{at: f.Now()})
	if err != nil || len(lines) == 0 || lines[0].Case.Number != good {
		t.Errorf("the list of each day has %+v, %v; want %s", lines, err, good)
	}
	x := &delivery{s: f.Scheduler, now: f.Now(), f: &view.Frame{Company: f.Company}}
	needs, err := x.needs(t.Context())
	if err != nil || len(needs) != 1 || needs[0].Number != good {
		t.Errorf("the digest names %+v, %v; want %s", needs, err, good)
	}
	if log := f.log.String(); !strings.Contains(log, "case="+bad) {
		t.Errorf("log %q, want the number", log)
	}
}
