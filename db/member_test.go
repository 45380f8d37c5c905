package db_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/db/dbtest"
)

// Who left is noted once whoever found it, when they hold a role or are engaged in an open
// case, and what did not reach them is put away; of anybody else nothing is noted.
func TestNoteMembers(t *testing.T) {
	const owner, nobody = lotte, "U0NOBODY" // she filed it
	dbtest.Each(t, func(t *testing.T, url string) {
		w, now := desk(t, url), at("2026-03-05 10:30")
		r := registration()
		_, _, err := w.CreateCase(t.Context(), "V1", r.ReceivedAt, func(c *complaint.Case) error {
			return c.Register(r, member(owner), at("2026-03-05 10:20"))
		})
		must(t, err)
		walkTo(t, w, "K-2026-0001", "assign")
		must(t, w.UpdateRoster(t.Context(), now, func(r *complaint.Roster) ([]complaint.Notice, error) {
			r.Holders = slices.DeleteFunc(r.Holders, func(h complaint.Holder) bool { return h.User == milan || h.User == owner })
			return nil, nil
		}))
		drain(t, w)
		if got, err := w.Engaged(t.Context()); err != nil || !slices.Equal(got, []string{owner, milan}) {
			t.Errorf("engaged are %v, %v", got, err)
		}
		for user, want := range map[string]bool{milan: true, owner: true, sanne: true, nobody: false} {
			if got, err := w.Matters(t.Context(), user, now); err != nil || got != want {
				t.Errorf("%s matters: %v, %v", user, got, err)
			}
		}
		must(t, w.UpdateRoster(t.Context(), now, func(*complaint.Roster) ([]complaint.Notice, error) {
			return []complaint.Notice{{Kind: complaint.NoticeConcerns, To: owner, Ref: "1"}}, nil
		}))
		for _, c := range claim(t, w, now.Add(time.Minute)) {
			must(t, w.Dead(t.Context(), c, "destination", now, nil))
		}
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() {
				if _, err := w.NoteMembers(t.Context(), map[string]bool{milan: false, owner: false, nobody: false, sanne: true}, now); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		told := map[string]int{}
		for _, c := range drain(t, w) {
			if c.Kind == complaint.NoticeLeft {
				told[complaint.LeftUser(c.Ref)+" to "+c.To]++
			}
		}
		if len(told) != 2 || told[milan+" to "+sanne] != 1 || told[owner+" to "+sanne] != 1 {
			t.Errorf("told %v", told)
		}
		if b, err := w.Backlog(t.Context()); err != nil || b.Dead != 0 {
			t.Errorf("backlog %+v, %v", b, err)
		}
		news, err := w.NoteMembers(t.Context(), map[string]bool{milan: true, owner: false}, now.Add(time.Hour))
		roster, _ := w.Roster(t.Context())
		if err != nil || !slices.Equal(news, []string{milan}) || roster.HasLeft(milan, now.Add(time.Hour)) || !roster.HasLeft(owner, now.Add(time.Hour)) {
			t.Errorf("news %v, %v: left %v", news, err, roster.Left)
		}
	})
}
