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

// It concerns the procedure that whoever received a complaint or stands in for somebody is
// no colleague any more, as long as the case is open or they are named: the list of all and
// the question about one agree.
func TestReceiversAndDeputiesMatter(t *testing.T) {
	const named, away, past = "U0NAMED", "U0AWAY", "U0PAST"
	dbtest.Each(t, func(t *testing.T, url string) {
		w, now := desk(t, url), at("2026-03-05 12:00")
		number := fileReceived(t, w, "A", ann)
		must(t, w.UpdateRoster(t.Context(), now, func(r *complaint.Roster) ([]complaint.Notice, error) {
			p := r.People[milan]
			p.Deputy = named
			r.People = map[string]complaint.Profile{milan: p}
			r.Away = append(r.Away,
				complaint.Absence{User: sanne, Deputy: away, From: at("2026-04-01 00:00"), Until: at("2026-04-03 00:00")},
				complaint.Absence{User: sanne, Deputy: past, From: at("2026-02-01 00:00"), Until: at("2026-02-03 00:00")})
			return nil, nil
		}))
		matter := func(want map[string]bool) {
			t.Helper()
			engaged, err := w.Engaged(t.Context())
			must(t, err)
			for user, want := range want {
				if got, err := w.Matters(t.Context(), user, now); err != nil || got != want {
					t.Errorf("%s matters: %v, %v", user, got, err)
				}
			}
			if got := slices.Contains(engaged, ann); got != want[ann] {
				t.Errorf("engaged are %v", engaged)
			}
		}
		matter(map[string]bool{ann: true, named: true, away: true, past: false, "U0OTHER": false})
		walkTo(t, w, number, "close")
		matter(map[string]bool{ann: false, named: true})
		drain(t, w)
		news, err := w.NoteMembers(t.Context(), map[string]bool{named: false, past: false}, now)
		must(t, err)
		if told := drain(t, w); !slices.Equal(news, []string{named}) || len(told) == 0 || told[0].Kind != complaint.NoticeLeft {
			t.Errorf("news %v, told %+v", news, told)
		}
		must(t, w.UpdateRoster(t.Context(), now, func(r *complaint.Roster) ([]complaint.Notice, error) { return r.Leave(milan, now), nil }))
		r, err := w.Roster(t.Context())
		must(t, err)
		if of := r.Deputies(now); len(of[named]) > 0 || !slices.Equal(of[away], []string{sanne}) {
			t.Errorf("they stand in for %v", of)
		}
	})
}

// Whoever is still to say whether they were consulted matters, when they no longer stand in
// for whoever received the complaint too: what waits for them falls away once they left.
func TestWhoIsToConfirmAConsultationMatters(t *testing.T) {
	const asked = "U0ASKED"
	dbtest.Each(t, func(t *testing.T, url string) {
		w, now, later := desk(t, url), at("2026-03-05 12:00"), at("2026-03-07 12:00")
		number := fileReceived(t, w, "A", ann)
		must(t, w.UpdateRoster(t.Context(), now, func(r *complaint.Roster) ([]complaint.Notice, error) {
			r.Away = append(r.Away, complaint.Absence{User: ann, Deputy: asked, From: at("2026-03-05 00:00"), Until: at("2026-03-06 00:00"), Answer: complaint.DeputyTakes})
			return nil, nil
		}))
		if got, err := w.Matters(t.Context(), asked, later); err != nil || got {
			t.Fatalf("before: %v, %v", got, err)
		}
		_, err := w.UpdateCase(t.Context(), number, func(c *complaint.Case) error {
			p := *c.Procedure
			p.Answer.Consult, p.Answer.ConsultConfirmed = string(complaint.RoleFiler), true
			c.Procedure = &p
			return c.Consult(complaint.Consultation{With: asked, At: now, Said: "Promised"}, member(sanne), now)
		})
		must(t, err)
		engaged, err := w.Engaged(t.Context())
		must(t, err)
		if got, err := w.Matters(t.Context(), asked, later); err != nil || !got || !slices.Contains(engaged, asked) {
			t.Errorf("they matter: %v, %v; engaged are %v", got, err, engaged)
		}
	})
}
