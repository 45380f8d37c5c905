package view

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/lang"
)

// leavingOf is Milan with two cases, one of which concerns Fatima.
func leavingOf(t testing.TB) *Leaving {
	one, other := caseAt(t, complaint.FaceInProgress), caseAt(t, complaint.FaceAssigned)
	other.Number = "K-2026-0037"
	other.Interested = []string{fatima}
	return &Leaving{
		User: milan, Leads: true, Roles: []complaint.Role{complaint.RoleHandler, complaint.RoleProcessOwner},
		Cases: []*complaint.Case{other, one}, Promised: []string{"K-2026-0011", "K-2026-0042"},
	}
}

func TestLeaving(t *testing.T) {
	const now = "2026-03-10 09:00"
	inLanguages(t, "leave.told", now, func(f *Frame) screen { return Left(f, leavingOf(t)) })
	inLanguages(t, "leave.told_admin", now, func(f *Frame) screen {
		return Left(f, &Leaving{User: milan, Roles: []complaint.Role{complaint.RoleHandler}})
	})
	inLanguages(t, "leave.told_deputy", now, func(f *Frame) screen {
		return Left(f, &Leaving{User: fatima, Leads: true, Deputy: []string{milan, sanne}})
	})
	beside := &Leaving{User: lotte, Leads: true, Beside: []*complaint.Case{caseAt(t, complaint.FaceInProgress)}}
	inLanguages(t, "leave.told_beside", now, func(f *Frame) screen { return Left(f, beside) })
	inLanguages(t, "leave.told_done", now, func(f *Frame) screen { return Left(f, &Leaving{User: milan, Leads: true}) })
	inLanguages(t, "leave.told_back", now, func(f *Frame) screen { return Left(f, &Leaving{User: milan, Here: true, Leads: true}) })
	inLanguages(t, "leave.form_here", now, func(f *Frame) screen {
		l := leavingOf(t)
		l.Here = true
		return HandOver(f, l, true, HandOverTyped{})
	})
	inLanguages(t, "leave.form", now, func(f *Frame) screen { return HandOver(f, leavingOf(t), true, HandOverTyped{}) })
	inLanguages(t, "leave.form_chosen", now, func(f *Frame) screen {
		return HandOver(f, leavingOf(t), true, HandOverTyped{To: fatima, Title: "Adviseur"})
	})
	inLanguages(t, "leave.form_nobody", now, func(f *Frame) screen { return HandOver(f, leavingOf(t), false, HandOverTyped{}) })
	inLanguages(t, "leave.form_empty", now, func(f *Frame) screen { return HandOver(f, &Leaving{User: milan}, true, HandOverTyped{}) })
	inLanguages(t, "leave.done", now, func(f *Frame) screen {
		return HandedOver(f, Handed{To: fatima, Passed: 2, Stayed: []Stayed{{"K-2026-0037", "Joost Visser is named in <this>."}}})
	})
	inLanguages(t, "leave.done_rest", now, func(f *Frame) screen { return HandedOver(f, Handed{To: fatima, Passed: 25, Rest: 3}) })
	inLanguages(t, "leave.proposed", now, func(f *Frame) screen {
		return HandedOver(f, Handed{To: fatima, Proposed: 2, Agrees: complaint.RoleManagement})
	})
	inLanguages(t, "leave.people", now, func(f *Frame) screen {
		r := sampleCase(t).Roster
		r.Left = map[string]time.Time{milan: at(t, "2026-03-09 09:00")}
		return PeopleModal(f, &Staff{Roster: r, Left: []Leaver{{User: milan, Cases: 2}}})
	})
}

// Whoever leads no cases finds no way to hand them over, and of a hundred cases
// no more are listed than fit.
func TestLeavingOfMany(t *testing.T) {
	l := leavingOf(t)
	for len(l.Cases) < 100 {
		l.Cases = append(l.Cases, l.Cases[0])
	}
	l.More = 20
	f := sampleFrame(t, lang.EN, "2026-03-10 09:00")
	for name, s := range map[string]screen{"told": Left(f, l), "form": HandOver(f, l, true, HandOverTyped{To: fatima})} {
		raw := string(mustJSON(t, s))
		checkScreen(t, name, s, []byte(raw))
		if !strings.Contains(raw, "120 open cases") || !strings.Contains(raw, "and 105 more") {
			t.Errorf("%s does not say how many there are: %s", name, raw)
		}
	}
	f.Viewer = member(lotte)
	if raw := string(mustJSON(t, PeopleModal(f, &Staff{Roster: sampleCase(t).Roster, Left: []Leaver{{milan, 2}}}))); strings.Contains(raw, "people.handover") {
		t.Error("somebody who leads nothing is offered to hand over")
	}
}

// A list of cases that stay ends with how many more there are, before Slack would
// cut it, and says each that it has room for.
func TestWhatStaysIsNotCutSilently(t *testing.T) {
	for _, language := range []lang.Language{lang.NL, lang.DA, lang.EN} {
		f := sampleFrame(t, language, "2026-03-10 09:00")
		var cases []*complaint.Case
		var stayed []Stayed
		for i := range 100 {
			c := *caseAt(t, complaint.FaceInProgress)
			c.Number, c.Interested = fmt.Sprintf("K-2026-%04d", i+1), []string{fatima}
			cases = append(cases, &c)
			stayed = append(stayed, Stayed{c.Number, strings.Repeat("waarom & hoe ", 12)})
		}
		for name, tc := range map[string]struct {
			most int
			draw func(n int) screen
		}{
			"form": {100, func(n int) screen {
				return HandOver(f, &Leaving{User: milan, Leads: true, Cases: cases[:n]}, true, HandOverTyped{To: fatima})
			}},
			"done": {MostHandedOver, func(n int) screen { return HandedOver(f, Handed{To: fatima, Stayed: stayed[:n]}) }},
		} {
			for _, n := range []int{1, 10, tc.most} {
				raw := mustJSON(t, tc.draw(n))
				checkScreen(t, name, tc.draw(n), raw)
				_, list, _ := strings.Cut(string(raw), f.P.T("leave.stays"))
				listed := strings.Count(list, "K-2026-")
				rest := f.P.T("home.rest", "n", n-listed)
				if n <= 10 && listed != n || listed < n && !strings.Contains(list, rest) || listed == n && strings.Contains(list, rest) {
					t.Errorf("%s %s: of %d it lists %d, without %q", language, name, n, listed, rest)
				}
			}
		}
	}
}
