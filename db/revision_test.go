package db_test

import (
	"bytes"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
	"ombud/vault"
)

var zone = at("2026-03-05 00:00").Location()

func civil(t testing.TB, s string) calendar.Day {
	t.Helper()
	d, err := calendar.ParseDay(s)
	must(t, err)
	return d
}

func revision(t testing.TB, n int, day string) complaint.Revision {
	return complaint.Revision{
		N: n, Version: 1, Day: civil(t, day), By: mees, Recorded: at(day + " 15:00"), Outcome: complaint.RevisionChanges, Attested: true,
		Words: complaint.RevisionWords{Findings: "Anna de Vries waited too long.", Changes: "Two callers instead of one.", Address: "https://firm.example/procedure.pdf"},
	}
}

func registerOf(t testing.TB, w *db.Workspace, when string) *complaint.Register {
	t.Helper()
	g, err := w.Register(t.Context(), at(when), zone)
	must(t, err)
	return g
}

func TestRevisionsAreKept(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		w := s.In(firm)
		settle(t, w)
		if list, err := w.Revisions(t.Context(), 10); err != nil || len(list) != 0 {
			t.Fatalf("at the beginning: %v, %v", list, err)
		}
		first, second := revision(t, 1, "2026-03-05"), revision(t, 2, "2027-02-26")
		second.Outcome, second.Attested, second.Words = complaint.RevisionSame, false, complaint.RevisionWords{Findings: "It works."}
		must(t, w.AddRevision(t.Context(), first))
		must(t, w.AddRevision(t.Context(), second))
		got, err := w.Revisions(t.Context(), 10)
		must(t, err)
		if diff := cmp.Diff([]complaint.Revision{second, first}, got); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
		if list, err := s.In("T0OTHER").Revisions(t.Context(), 10); err != nil || len(list) != 0 {
			t.Errorf("another workspace reads %v, %v", list, err)
		}
		if rows := strings.Join(rowsOf(t, s, "revision"), "\n"); !strings.Contains(rows, mees) || strings.Contains(rows, "Anna") || strings.Contains(rows, "callers") || strings.Contains(rows, "firm.example") {
			t.Errorf("stored as %q", rows)
		}
		again := revision(t, 2, "2027-03-01")
		if err := w.AddRevision(t.Context(), again); !errors.Is(err, complaint.ErrConflict) {
			t.Errorf("the second review of that number: %v", err)
		}
		if notices := drain(t, w); len(notices) != 2 || notices[0].Kind != complaint.NoticeRevised || notices[1].Ref != "2" {
			t.Errorf("told is %+v", notices)
		}
	})
}

// Of several who review at once one is kept.
func TestOneRevisionAtATime(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		var kept, refused atomic.Int32
		var wg sync.WaitGroup
		for range 5 {
			wg.Go(func() {
				switch err := w.AddRevision(background(), revision(t, 1, "2026-03-05")); {
				case err == nil:
					kept.Add(1)
				case errors.Is(err, complaint.ErrConflict):
					refused.Add(1)
				default:
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if kept.Load() != 1 || refused.Load() != 4 {
			t.Errorf("%d kept, %d refused", kept.Load(), refused.Load())
		}
	})
}

func TestRevisionSurvivesRotation(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		keyset, err := vault.NewKeyset()
		must(t, err)
		with := func(keys []byte) *db.Store {
			v, err := vault.New(keys)
			must(t, err)
			return open(t, url, v)
		}
		must(t, with(keyset).In(firm).AddRevision(t.Context(), revision(t, 1, "2026-03-05")))
		rotated, err := vault.Rotate(keyset)
		must(t, err)
		_, err = with(rotated).Rewrap(t.Context())
		must(t, err)
		alone, err := vault.Retire(rotated)
		must(t, err)
		list, err := with(alone).In(firm).Revisions(t.Context(), 1)
		if err != nil || len(list) != 1 || list[0].Words.Changes != "Two callers instead of one." {
			t.Errorf("after rotation: %+v, %v", list, err)
		}
	})
}

// A new version of the procedure puts off no review; only a review does.
func TestTheNextReview(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := open(t, url, newVault(t)).In(firm)
		if _, err := w.Register(t.Context(), at("2026-03-05 10:00"), zone); !errors.Is(err, db.ErrNoSettings) {
			t.Fatalf("without a procedure: %v", err)
		}
		must(t, w.SaveProcedure(t.Context(), preset(t, "exactpi"), at("2025-01-10 09:00"))) // before the company chose another
		must(t, w.SaveProcedure(t.Context(), preset(t, "okonomi"), at("2026-01-05 09:00")))
		newer := bytes.Replace(preset(t, "okonomi"), []byte(`"2022-04-08"`), []byte(`"2026-02-01"`), 1)
		newer = bytes.Replace(newer, []byte(`version: "1"`), []byte(`version: "2"`), 1)
		must(t, w.SaveProcedure(t.Context(), newer, at("2026-02-02 09:00")))
		for _, tc := range []struct {
			when, version, next string
			kept                int
		}{
			{"2024-12-31 10:00", "1", "2026-01-10", 1}, // nothing was in force: the oldest, a house rule from that day on
			{"2025-06-01 10:00", "1", "2026-01-10", 1},
			{"2026-01-06 10:00", "1", "2023-04-08", 2},
			{"2026-02-03 10:00", "2", "2023-04-08", 3},
		} {
			g := registerOf(t, w, tc.when)
			if g.Procedure.Version != tc.version || g.Number != tc.kept || g.Next.String() != tc.next || len(g.Hash) != 32 || len(g.Versions) != 3 {
				t.Errorf("%s: version %s (%d), next review by %s; %d kept, hash %q", tc.when, g.Procedure.Version, g.Number, g.Next, len(g.Versions), g.Hash)
			}
		}
		must(t, w.AddRevision(t.Context(), revision(t, 1, "2026-03-05")))
		g := registerOf(t, w, "2026-03-06 10:00")
		if g.Next.String() != "2027-03-05" || g.Last.N != 1 || g.Last.By != mees || !g.From.Equal(at("2026-02-02 09:00")) {
			t.Errorf("after a review the next is by %s, the last %+v", g.Next, g.Last)
		}
	})
}

func TestMissed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		file(t, w, "V1") // received on 5 March: to be read back and assigned on the next working day
		for _, tc := range []struct {
			until       string
			due, missed int
		}{
			{"2026-03-06 12:00", 0, 0}, {"2026-03-07 12:00", 2, 2}, {"2026-05-01 12:00", 3, 3},
		} {
			due, missed, err := w.Missed(t.Context(), at("2026-03-01 00:00"), at(tc.until))
			if err != nil || due != tc.due || missed != tc.missed {
				t.Errorf("until %s: %d of %d missed, %v; want %d of %d", tc.until, missed, due, err, tc.missed, tc.due)
			}
		}
		if due, _, err := w.Missed(t.Context(), at("2026-05-01 12:00"), at("2026-06-01 12:00")); err != nil || due != 0 {
			t.Errorf("later: %d, %v", due, err)
		}
	})
}

// What was late and then began anew, or fell away, is counted as missed in the period in
// which it was due, and in that in which it was over as not in time.
func TestAMissIsCounted(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		missed := func(until string, due, want int) {
			t.Helper()
			if all, n, err := w.Missed(t.Context(), at("2026-03-01 00:00"), at(until)); err != nil || all != due || n != want {
				t.Errorf("until %s %d of %d missed, %v; want %d of %d", until, n, all, err, want, due)
			}
		}
		over := func(kind string, want, in int) {
			t.Helper()
			if all, n, err := w.InTime(t.Context(), []string{kind}, at("2026-03-16 00:00"), at("2026-03-23 00:00")); err != nil || all != want || n != in {
				t.Errorf("%s: %d of %d in time, %v; want %d of %d", kind, n, all, err, in, want)
			}
		}
		first := file(t, w, "V1").Number
		walkTo(t, w, first, "form") // the handler has it on 5 March, does not take it, and calls nobody
		missed("2026-03-12 00:00", 5, 2)
		for _, do := range []func(*complaint.Case) error{
			func(c *complaint.Case) error {
				return c.Reassign(milan, complaint.Assignment{Handler: fatima, Name: "Fatima", Title: "adviser", Why: "process", WhyText: "Milan is ill"}, member(sanne), at("2026-03-16 10:00"))
			},
			func(c *complaint.Case) error {
				return c.Delivered(complaint.FormSent, fatima, at("2026-03-16 10:01"), at("2026-03-16 10:01"))
			},
		} {
			_, err := w.UpdateCase(t.Context(), first, do)
			must(t, err)
		}
		missed("2026-03-12 00:00", 5, 2)
		over("contact", 1, 0)
		_, err := w.UpdateCase(t.Context(), first, func(c *complaint.Case) error {
			return c.LogContact(complaint.ContactForm{At: at("2026-03-17 09:30"), Via: "phone", With: "Anna", Reached: true, How: "call", Day: "2026-03-27"}, member(fatima), at("2026-03-17 09:45"))
		})
		must(t, err)
		missed("2026-03-12 00:00", 5, 2)
		over("contact", 2, 1)

		second := file(t, w, "V2").Number // nothing is done, and the customer gives up
		over("assign", 0, 0)
		_, err = w.UpdateCase(t.Context(), second, func(c *complaint.Case) error {
			return c.Withdraw(complaint.EndForm{End: complaint.EndWithdrawn, Reason: "Never heard of you again", With: "Anna", Via: "phone", At: at("2026-03-20 10:00")}, member(sanne), at("2026-03-20 10:05"))
		})
		must(t, err)
		missed("2026-03-12 00:00", 7, 4)  // it was to be read back and assigned
		missed("2026-04-04 00:00", 11, 6) // and nobody called back or answered the first; the answer of the second fell away before it was due
		over("assign", 1, 0)
	})
}
