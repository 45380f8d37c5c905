package complaint

import (
	"slices"
	"testing"
	"time"

	"ombud/calendar"
)

func calendarWith(t *testing.T, first int, closed ...string) *calendar.Calendar {
	t.Helper()
	cal, err := calendar.New(calendar.Config{Set: "nl-office", Zone: "Europe/Amsterdam", First: first, Last: 2032, Closed: closed})
	must(t, err)
	return cal
}

// A case of 5 March 2026 that is assigned and has its form: contact by Monday the
// 9th, an answer by 2 April. What another calendar would move is listed, and nothing
// is moved by looking.
func TestWhatACalendarWouldMove(t *testing.T) {
	for name, tc := range map[string]struct {
		to   *calendar.Calendar
		want []string
	}{
		"the same days":             {calendarWith(t, 2024), nil},
		"other years":               {calendarWith(t, 2025), nil},
		"a day of the contact":      {calendarWith(t, 2024, "2026-03-09"), []string{"contact 2026-03-09 2026-03-10"}},
		"the last day of an answer": {calendarWith(t, 2024, "2026-04-02"), []string{"decision 2026-04-02 2026-04-03"}},
		"both":                      {calendarWith(t, 2024, "2026-03-09", "2026-04-02"), []string{"contact 2026-03-09 2026-03-10", "decision 2026-04-02 2026-04-03"}},
		"a half day":                {calendarWith(t, 2024, "2026-03-09 12:00"), nil},
		"a day that is over":        {calendarWith(t, 2024, "2026-03-05"), nil},
	} {
		t.Run(name, func(t *testing.T) {
			c := walkTo(t, FaceAssigned)
			before, err := c.Duties()
			must(t, err)
			moves, err := c.WouldMove(tc.to, at(t, "2026-03-06 12:00"))
			must(t, err)
			var got []string
			for _, m := range moves {
				got = append(got, m.Before.Kind+" "+c.Calendar.LastDay(m.Before.Due).String()+" "+tc.to.LastDay(m.After.Due).String())
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("it would move %q, want %q", got, tc.want)
			}
			after, err := c.Duties()
			must(t, err)
			if !slices.EqualFunc(before, after, func(a, b Duty) bool { return a.Kind == b.Kind && a.Due.Equal(b.Due) }) {
				t.Error("looking moved a duty")
			}
		})
	}
	c := walkTo(t, FaceAssigned)
	short, err := calendar.New(calendar.Config{Set: "nl-office", First: 2024, Last: 2025})
	must(t, err)
	if _, err := c.WouldMove(short, at(t, "2026-03-06 12:00")); err == nil {
		t.Error("dates beyond a calendar are guessed")
	}
}

// Who leads the cases and who looks after the app hear of the calendar, each once.
func TestOverseers(t *testing.T) {
	now := at(t, "2026-03-05 10:00")
	for name, tc := range map[string]struct {
		change func(*Roster)
		want   []string
	}{
		"officer and admin are one":      {func(*Roster) {}, []string{sanne}},
		"another admin":                  {func(r *Roster) { r.Holders = append(without(r, RoleAdmin), Holder{Role: RoleAdmin, User: nora}) }, []string{sanne, nora}},
		"the officer is away":            {func(r *Roster) { r.Away = []Absence{{User: sanne, From: now, Until: now.Add(time.Hour), Deputy: mees}} }, []string{fatima, mees}},
		"nobody but a fallback":          {func(r *Roster) { r.Holders = []Holder{{Role: RoleFallback, User: mees}} }, []string{mees}},
		"the admin has left the company": {func(r *Roster) { r.Left = map[string]time.Time{sanne: now} }, []string{fatima, mees}},
	} {
		r := sampleRoster()
		tc.change(r)
		if got := r.Overseers(now); !slices.Equal(got, tc.want) {
			t.Errorf("%s: %v, want %v", name, got, tc.want)
		}
	}
	for who, may := range map[string]bool{sanne: true, fatima: true, mees: true, milan: false, lotte: false} {
		if err := sampleRoster().MaySign(member(who), now); (err == nil) != may {
			t.Errorf("%s may sign: %v", who, err)
		}
	}
}
