package scheduler

import (
	"slices"
	"testing"

	"ombud/complaint"
	"ombud/playground"
)

// asks lets somebody ask for a kept file, and what can be sent be sent.
func (f *firm) asks(number, id, user, minute string) {
	f.t.Helper()
	n := complaint.Notice{Kind: complaint.NoticeCopy, To: user, Ref: id + " " + minute}
	f.do("ask", f.Store.Tell(f.t.Context(), number, n, f.Now()))
	f.sendFor(3)
}

// ours lists the files of the app that somebody sees.
func (f *firm) ours(user string) []playground.File {
	return slices.DeleteFunc(f.slack.As(user).Files(), func(file playground.File) bool { return file.User != us })
}

// copies gives what is remembered of the files that were handed out.
func (f *firm) copies(number string) (ids []string) {
	f.t.Helper()
	all, err := f.Store.Messages(f.t.Context(), number)
	f.do("messages", err)
	for _, m := range all {
		if len(m.Purpose) > len(copied) && m.Purpose[:len(copied)] == copied {
			ids = append(ids, m.TS)
		}
	}
	return ids
}

func TestAKeptFileForWhoAsks(t *testing.T) {
	for _, tc := range []struct {
		name, user string
		fault      playground.Fault
		want       int
	}{
		{name: "deputy", user: fatima, want: 1},
		{name: "a stranger to the case", user: joost},
		{name: "cut after it was shared", user: fatima, want: 1, fault: playground.Fault{Method: "files.completeUploadExternal", Kind: playground.DropAfter}},
		{name: "cut before it was shared", user: fatima, want: 1, fault: playground.Fault{Method: "files.completeUploadExternal", Kind: playground.DropBefore}},
		{name: "cut while its bytes go up", user: fatima, want: 1, fault: playground.Fault{Method: "upload", Kind: playground.DropAfter}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := newFirm(t)
			number, id := f.fileShared("Letter of Anna.PDF", pdf)
			f.sendFor(1)
			if tc.fault.Kind != "" {
				f.slack.Fail(tc.fault)
			}
			f.asks(number, id, tc.user, "2026-03-05T09:00")
			got, rows := f.ours(tc.user), f.copies(number)
			if len(got) != tc.want || len(rows) != tc.want {
				t.Fatalf("%s sees %d files, %d are remembered, want %d\n%s", tc.user, len(got), len(rows), tc.want, f.log)
			}
			if others := f.ours(mees); len(others) != 0 {
				t.Errorf("somebody else sees %v", others)
			}
			if tc.want == 0 {
				return
			}
			content, err := f.slack.As(tc.user).Content(got[0].ID)
			f.do("content", err)
			if string(content) != pdf || got[0].Name != number+"-1.pdf" || rows[0] != got[0].ID {
				t.Errorf("got %q as %s, remembered as %s", content, got[0].Name, rows[0])
			}
		})
	}
}

// A copy can be taken back, and asked for again.
func TestACopyIsTakenBack(t *testing.T) {
	f := newFirm(t)
	number, id := f.fileShared("letter.pdf", pdf)
	f.sendFor(1)
	f.asks(number, id, fatima, "2026-03-05T09:00")
	all, err := f.Store.Messages(t.Context(), number)
	f.do("messages", err)
	x := &delivery{s: f.Scheduler, now: f.Now()}
	f.do("unsay", x.unsay(t.Context(), all))
	if left, rows := f.ours(fatima), f.copies(number); len(left)+len(rows) != 0 {
		t.Errorf("left are %v, remembered %v", left, rows)
	}
	f.asks(number, id, fatima, "2026-03-05T09:00") // the same request: told already
	f.asks(number, id, fatima, "2026-03-05T09:01")
	if n := len(f.ours(fatima)); n != 1 {
		t.Errorf("%d files after asking again, want 1", n)
	}
}
