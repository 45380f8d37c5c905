package db_test

import (
	"bytes"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
	"ombud/procedure"
	"ombud/vault"
)

func TestCasesKeepTheirVersions(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		old := file(t, w, "V1")
		second := bytes.Replace(preset(t, "exactpi"), []byte(`version: "1"`), []byte(`version: "2"`), 1)
		must(t, w.SaveProcedure(t.Context(), second, at("2026-06-01 00:00")))
		must(t, w.SaveCalendar(t.Context(), house(t, "2026-03-06"), at("2026-06-01 00:00")))
		for _, tc := range []struct{ name, received, want string }{
			{"before all versions the oldest", "2024-05-06 10:00", "1"},
			{"just before the second", "2026-05-31 23:59", "1"},
			{"from the second on", "2026-06-01 00:00", "2"},
		} {
			t.Run(tc.name, func(t *testing.T) {
				r := registration()
				r.ReceivedAt, r.KeepOld = at(tc.received), true
				c, _, err := w.CreateCase(t.Context(), tc.name, r.ReceivedAt, func(c *complaint.Case) error {
					return c.Register(r, member(lotte), at("2026-07-01 10:00"))
				})
				must(t, err)
				c, err = w.Case(t.Context(), c.Number)
				if err != nil || c.Procedure.Version != tc.want || (c.CalendarVersion() == old.CalendarVersion()) != (tc.want == "1") {
					t.Errorf("procedure %s, calendar %s, %v; want version %s of both", c.Procedure.Version, c.CalendarVersion(), err, tc.want)
				}
			})
		}
		// The old case is what it was, in another process too.
		again, err := w.Case(t.Context(), old.Number)
		if err != nil || again.Procedure.Version != "1" || again.CalendarVersion() != old.CalendarVersion() {
			t.Errorf("the old case moved to %s, %s (%v)", again.Procedure.Version, again.CalendarVersion(), err)
		}
	})
}

// One number is one text: a comment makes no version, and other rules want another number.
func TestOneNumberIsOneText(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		w := s.In(firm)
		settle(t, w)
		before, src := dump(t, s), preset(t, "exactpi")
		noted := append([]byte("# read again\n"), src...)
		must(t, w.SaveProcedure(t.Context(), noted, at("2026-11-20 09:00")))
		if diff := cmp.Diff(before, dump(t, s)); diff != "" {
			t.Errorf("a comment makes a version:\n%s", diff)
		}
		other := bytes.Replace(src, []byte("reasons_house: true"), []byte("reasons_house: false"), 1)
		raised := bytes.Replace(other, []byte(`version: "1"`), []byte(`version: "2"`), 1)
		for name, tc := range map[string]struct {
			src  []byte
			used bool
		}{"the same": {src, false}, "a comment": {noted, false}, "other rules": {other, true}, "other rules, another number": {raised, false}} {
			p, err := procedure.Parse(tc.src)
			must(t, err)
			if err := w.CheckVersion(t.Context(), p); errors.Is(err, db.ErrVersionUsed) != tc.used || err != nil != tc.used {
				t.Errorf("%s: %v", name, err)
			}
		}
		must(t, w.SaveProcedure(t.Context(), raised, at("2026-11-21 09:00")))
		if p, err := procedure.Parse(other); err != nil || !errors.Is(w.CheckVersion(t.Context(), p), db.ErrVersionUsed) {
			t.Errorf("the number of an earlier version is free again (%v)", err)
		}
	})
}

func TestSavingTheSameAgainAddsNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		w := s.In(firm)
		settle(t, w)
		before := dump(t, s)
		settle(t, w)
		must(t, w.SaveProcedure(t.Context(), preset(t, "exactpi"), at("2026-11-20 09:00")))
		must(t, w.SaveCalendar(t.Context(), house(t), at("2026-11-20 09:00")))
		if diff := cmp.Diff(before, dump(t, s)); diff != "" {
			t.Errorf("-before +after:\n%s", diff)
		}
		if err := w.SaveProcedure(t.Context(), []byte("name: ["), at("2026-11-20 09:00")); err == nil {
			t.Error("an unreadable procedure was saved")
		}
		var wg sync.WaitGroup
		for i := range 6 {
			wg.Go(func() {
				yaml := bytes.Replace(preset(t, "exactpi"), []byte(`version: "1"`), []byte{'v', 'e', 'r', 's', 'i', 'o', 'n', ':', ' ', '"', byte('2' + i), '"'}, 1)
				if err := w.SaveProcedure(t.Context(), yaml, at("2026-12-01 00:00")); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if rows := rowsOf(t, s, "procedure_version"); len(rows) != 7 {
			t.Errorf("%d versions after six were saved at once, want 7", len(rows))
		}
	})
}

func TestRosterIsOfToday(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		v := newVault(t)
		one, two := open(t, url, v).In(firm), open(t, url, v).In(firm)
		settle(t, one)
		number := file(t, one, "V1").Number
		_, err := two.Case(t.Context(), number) // reads the roster into its cache
		must(t, err)
		r, err := one.Roster(t.Context())
		must(t, err)
		if diff := cmp.Diff(len(roster().Holders), len(r.Holders)); diff != "" {
			t.Errorf("holders -want +got:\n%s", diff)
		}
		r.Away = []complaint.Absence{{User: milan, From: at("2026-03-09 00:00"), Until: at("2026-03-16 00:00"), Deputy: fatima}}
		must(t, one.SaveRoster(t.Context(), r))
		c, err := two.Case(t.Context(), number)
		must(t, err)
		if until := c.Roster.AwayUntil(milan, at("2026-03-10 12:00")); !until.Equal(at("2026-03-16 00:00")) {
			t.Errorf("the other store has milan away until %v", until)
		}
	})
}

func TestSeenAndWarned(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		now := at("2026-03-05 10:00")
		for i, want := range []bool{true, false, false} {
			if first, err := w.Seen(t.Context(), "Ev1", now); err != nil || first != want {
				t.Errorf("time %d: first %v, %v; want %v", i+1, first, err, want)
			}
			if already, err := w.Warned(t.Context(), "V1", "old_receipt", now); err != nil || already == want {
				t.Errorf("time %d: warned already %v, %v; want %v", i+1, already, err, !want)
			}
		}
		if already, err := w.Warned(t.Context(), "V1", "duplicate", now); err != nil || already {
			t.Errorf("another warning: %v, %v", already, err)
		}
		if n, err := w.PruneSeen(t.Context(), now); err != nil || n != 0 {
			t.Errorf("PruneSeen of nothing = %d, %v", n, err)
		}
		if n, err := w.PruneSeen(t.Context(), now.Add(1e6)); err != nil || n != 3 {
			t.Errorf("PruneSeen = %d, %v; want 3", n, err)
		}
		if first, err := w.Seen(t.Context(), "Ev1", now); err != nil || !first {
			t.Errorf("after pruning: first %v, %v", first, err)
		}
	})
}

func TestSlotsRunOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		v := newVault(t)
		racers := []*db.Workspace{open(t, url, v).In(firm), open(t, url, v).In(firm), open(t, url, v).In(firm)}
		settle(t, racers[0])
		slots := []string{"2026-10-18T09:00", "2026-10-25T02:30", "2026-10-26T09:00"}
		var ran, took atomic.Int32
		var wg sync.WaitGroup
		for _, w := range racers {
			wg.Go(func() {
				for _, slot := range slots {
					ok, err := w.CronRun(t.Context(), "digest", slot, at("2026-10-26 09:00"), func(s *db.Slot) error {
						ran.Add(1)
						return s.Enqueue(t.Context(), complaint.Notice{Kind: complaint.NoticeDigest, To: complaint.ToChannel, Ref: slot})
					})
					if err != nil {
						t.Error(err)
					}
					if ok {
						took.Add(1)
					}
				}
			})
		}
		wg.Wait()
		w := racers[0]
		if sent := drain(t, w); took.Load() != 3 || len(sent) != 3 {
			t.Errorf("three slots: taken %d times, run %d times, sent %v", took.Load(), ran.Load(), kinds(sent))
		}
		if last, err := w.LastSlot(t.Context(), "digest"); err != nil || last != "2026-10-26T09:00" {
			t.Errorf("last slot %q, %v", last, err)
		}
		if last, err := w.LastSlot(t.Context(), "report"); err != nil || last != "" {
			t.Errorf("last slot of a job that never ran: %q, %v", last, err)
		}
	})
}

func TestFailedSlotStaysFree(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		now := at("2026-10-26 09:00")
		digest := complaint.Notice{Kind: complaint.NoticeDigest, To: complaint.ToChannel, Ref: "2026-10-26"}
		ran, err := w.CronRun(t.Context(), "digest", "2026-10-26T09:00", now, func(s *db.Slot) error {
			return errors.Join(s.Enqueue(t.Context(), digest), errStop)
		})
		if ran || !errors.Is(err, errStop) {
			t.Errorf("failing run: %v, %v", ran, err)
		}
		if sent := drain(t, w); len(sent) != 0 {
			t.Errorf("a slot that failed sent %v", kinds(sent))
		}
		ran, err = w.CronRun(t.Context(), "digest", "2026-10-26T09:00", now, func(s *db.Slot) error { return s.Enqueue(t.Context(), digest) })
		if !ran || err != nil {
			t.Errorf("second try: %v, %v", ran, err)
		}
		_, err = w.CronRun(t.Context(), "digest", "2026-11-02T09:00", now, func(*db.Slot) error { return nil })
		must(t, err)
		if n, err := w.PruneSlots(t.Context(), now.Add(1e6)); err != nil || n != 1 {
			t.Errorf("PruneSlots = %d, %v; want 1, the newest stays", n, err)
		}
	})
}

func TestAFactIsToldOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		now := at("2026-10-26 09:00")
		for _, tc := range []struct {
			ref  string
			news bool
		}{{"gone 2026-10-26", true}, {"gone 2026-10-26", false}, {"gone 2026-10-27", true}} {
			news, err := w.TellOnce(t.Context(), "trouble", tc.ref, now, complaint.NoticeTrouble, []string{sanne, lotte})
			if news != tc.news || err != nil {
				t.Errorf("%s: %v, %v; want %v", tc.ref, news, err, tc.news)
			}
		}
		if sent := drain(t, w); len(sent) != 4 {
			t.Errorf("told %v, want each of two facts to two people", kinds(sent))
		}
	})
}

func TestFiles(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		w := s.In(firm)
		settle(t, w)
		number := file(t, w, "V1").Number
		if files, err := w.Files(t.Context(), number); err != nil || len(files) != 1 || files[0].State != db.FileWaiting {
			t.Fatalf("after the filing: %+v, %v", files, err)
		}
		var out bytes.Buffer
		if err := w.File(t.Context(), number, "F0SCAN", &out); !errors.Is(err, complaint.ErrNotFound) {
			t.Errorf("a file that was not fetched: %v, want ErrNotFound", err)
		}
		if _, err := w.PutFile(t.Context(), number, "F0OTHER", strings.NewReader("x")); !errors.Is(err, complaint.ErrNotFound) {
			t.Errorf("a file of no case: %v, want ErrNotFound", err)
		}
		for _, size := range []int{0, 1, 1 << 20, 1<<20 + 1, 3<<20 + 7, 2 << 20} {
			content := bytes.Repeat([]byte("0123456789abcde"), size/15+1)[:size]
			if n, err := w.PutFile(t.Context(), number, "F0SCAN", iotest.HalfReader(bytes.NewReader(content))); err != nil || n != int64(size) {
				t.Fatalf("PutFile of %d bytes = %d, %v", size, n, err)
			}
			out.Reset()
			if err := w.File(t.Context(), number, "F0SCAN", &out); err != nil || !bytes.Equal(out.Bytes(), content) {
				t.Errorf("%d bytes came back as %d, %v", size, out.Len(), err)
			}
		}
		if files, err := w.Files(t.Context(), number); err != nil || files[0].State != db.FileKept || files[0].Size != 2<<20 {
			t.Errorf("after fetching: %+v, %v", files, err)
		}
		broken := errors.New("cut off")
		if _, err := w.PutFile(t.Context(), number, "F0SCAN", iotest.ErrReader(broken)); !errors.Is(err, broken) {
			t.Errorf("a reader that fails: %v", err)
		}
		_, err := s.Raw().ExecContext(t.Context(), `DELETE FROM file_chunk WHERE chunk = 1`)
		must(t, err)
		if err := w.File(t.Context(), number, "F0SCAN", &out); !errors.Is(err, vault.ErrRefused) {
			t.Errorf("a file cut short: %v, want ErrRefused", err)
		}
	})
}

func TestMessages(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		number := file(t, w, "V1").Number
		first := db.Message{Number: number, Purpose: "card", Channel: "C0", TS: "1.0", At: at("2026-03-05 10:20").UTC()}
		second := db.Message{Number: number, Purpose: "card", Channel: "C1", TS: "0.5", At: at("2026-03-05 11:00").UTC()}
		for _, m := range []db.Message{first, second, first} { // the first again, edited
			must(t, w.PutMessage(t.Context(), m))
		}
		got, ok, err := w.Message(t.Context(), number, "card")
		if diff := cmp.Diff(second, got); err != nil || !ok || diff != "" {
			t.Errorf("%v, %v -want +got:\n%s", ok, err, diff)
		}
		all, err := w.Messages(t.Context(), number)
		if diff := cmp.Diff([]db.Message{first, second}, all); err != nil || diff != "" {
			t.Errorf("%v -want +got:\n%s", err, diff)
		}
		must(t, w.DropMessage(t.Context(), second))
		if got, ok, err := w.Message(t.Context(), number, "card"); err != nil || !ok || got.TS != "1.0" {
			t.Errorf("after the drop: %+v, %v, %v", got, ok, err)
		}
		if _, ok, err := w.Message(t.Context(), number, "receipt"); ok || err != nil {
			t.Errorf("a message that was never sent: %v, %v", ok, err)
		}
	})
}
