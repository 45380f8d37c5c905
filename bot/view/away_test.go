package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

func weekOff(t *testing.T) *complaint.Absence {
	return &complaint.Absence{
		ID: "U0SANNE-1772701200000", User: sanne, From: at(t, "2026-03-09 00:00"), Until: at(t, "2026-03-14 00:00"), Deputy: fatima,
	}
}

func TestAwayForm(t *testing.T) {
	file := weekOff(t)
	file.File = true
	acting, runs := *weekOff(t), *weekOff(t)
	runs.From, runs.Until, runs.ID = at(t, "2026-03-04 00:00"), at(t, "2026-03-06 00:00"), "U0SANNE-1"
	acting.User = mees
	many := []string{"K-2026-0042", "K-2026-0051", "K-2026-0052", "K-2026-0053", "K-2026-0054", "K-2026-0055"}
	typed := AwayTyped{User: sanne, From: "2026-03-09", Last: "2026-03-13", Deputy: fatima}
	change := typed
	change.Changes = weekOff(t).ID
	ill, late, his := typed, typed, *weekOff(t)
	ill.User, his.User, his.ID, his.By = milan, milan, "U0MILAN-1", mees
	late.User, late.Changes, late.Tell = milan, his.ID, true
	hisFile := his
	hisFile.File = true
	now := his
	now.From, now.ID = at(t, "2026-03-04 00:00"), "U0MILAN-2"
	for _, tc := range []struct {
		name   string
		typed  AwayTyped
		around Around
	}{
		{"empty", AwayTyped{User: sanne}, Around{}},
		{"kept_out", typed, Around{KeptOut: []string{"K-2026-0042", "K-2026-0051"}}},
		{"running", typed, Around{Own: []complaint.Absence{*weekOff(t)}, Acting: []complaint.Absence{acting}}},
		{"file", AwayTyped{User: sanne}, Around{Own: []complaint.Absence{*file}}},
		{"several", AwayTyped{User: sanne}, Around{Own: []complaint.Absence{runs, *file, *weekOff(t)}}},
		{"promised", typed, Around{Running: []string{"K-2026-0042", "K-2026-0051"}}},
		{"tells", AwayTyped{User: sanne, From: "2026-03-09", Last: "2026-03-13", Deputy: fatima, Tell: true}, Around{Running: many}},
		{"change", change, Around{Others: true, Own: []complaint.Absence{*weekOff(t)}}},
		{"officer", AwayTyped{User: sanne}, Around{Others: true}},
		{"other", ill, Around{Others: true, Own: []complaint.Absence{now, hisFile, his}, KeptOut: many[:1], Running: many[:2]}},
		{"other.change", late, Around{Others: true, Own: []complaint.Absence{his}, Running: many[:2]}},
	} {
		inLanguages(t, "away.form."+tc.name, "2026-03-05 10:00", func(f *Frame) screen { return AwayForm(f, tc.typed, tc.around) })
	}
	inLanguages(t, "away.saved", "2026-03-05 10:00", func(f *Frame) screen { return AwaySaved(f, weekOff(t), []string{"K-2026-0042"}, nil, nil) })
	inLanguages(t, "away.saved_other", "2026-03-05 10:00", func(f *Frame) screen { return AwaySaved(f, &his, nil, nil, nil) })
	inLanguages(t, "away.over", "2026-03-05 10:00", func(f *Frame) screen { return AwayOver(f, sanne) })
	inLanguages(t, "away.over_other", "2026-03-05 10:00", func(f *Frame) screen { return AwayOver(f, milan) })
	inLanguages(t, "away.saved_told", "2026-03-05 10:00", func(f *Frame) screen { return AwaySaved(f, weekOff(t), nil, many, many[:1]) })
}

func TestAwayMessages(t *testing.T) {
	with := func(answer complaint.DeputyAnswer) *complaint.Absence {
		a := weekOff(t)
		a.Answer = answer
		return a
	}
	set := func(answer complaint.DeputyAnswer) *complaint.Absence {
		a := with(answer)
		a.User, a.By = milan, mees
		return a
	}
	gap := func(of *complaint.Absence) complaint.Gap {
		return complaint.Gap{Of: of, By: &complaint.Absence{User: fatima}, From: at(t, "2026-03-12 00:00"), Until: of.Until, Next: []string{joost}}
	}
	fromFile := func(a *complaint.Absence) *complaint.Absence {
		a.File = true
		return a
	}
	byMees := func(a *complaint.Absence) func(*Frame) screen {
		return func(f *Frame) screen {
			f.Viewer = member(mees)
			return AwayAnswer(f, a)
		}
	}
	toMilan := func(change func(*complaint.Absence)) func(*Frame) screen {
		return func(f *Frame) screen {
			a := set("")
			change(a)
			f.Viewer = member(milan)
			return AwaySet(f, a)
		}
	}
	for _, tc := range []struct {
		name string
		draw func(*Frame) screen
	}{
		{"set", toMilan(func(*complaint.Absence) {})},
		{"set.back", toMilan(func(a *complaint.Absence) { a.Until, a.Ended = at(t, "2026-03-11 09:00"), true })},
		{"set.withdrawn", toMilan(func(a *complaint.Absence) {
			a.From, a.Until, a.Ended = at(t, "2026-03-05 09:00"), at(t, "2026-03-05 09:00"), true
		})},
		{"set.over", toMilan(func(a *complaint.Absence) { a.Until = at(t, "2026-03-11 00:00") })},
		{"ask.file", func(f *Frame) screen { return AwayAsk(f, fromFile(with("")), AwayLoad{Cases: 4, Dates: 2}) }},
		{"answer.file.refused", func(f *Frame) screen { return AwayAnswer(f, fromFile(with(complaint.DeputyCannot))) }},
		{"answer.file.officer", byMees(fromFile(with(complaint.DeputyCannot)))},
		{"answer.set.taken", byMees(set(complaint.DeputyTakes))},
		{"answer.set.refused", byMees(set(complaint.DeputyCannot))},
		{"ask", func(f *Frame) screen { return AwayAsk(f, with(""), AwayLoad{Cases: 4, Dates: 2}) }},
		{"ask.other", func(f *Frame) screen { return AwayAsk(f, set(""), AwayLoad{Cases: 4, Dates: 2}) }},
		{"ask.taken", func(f *Frame) screen { return AwayAsk(f, with(complaint.DeputyTakes), AwayLoad{}) }},
		{"ask.refused", func(f *Frame) screen { return AwayAsk(f, with(complaint.DeputyCannot), AwayLoad{}) }},
		{"ask.over", func(f *Frame) screen { return AwayAsk(f, nil, AwayLoad{}) }},
		{"answer.taken", func(f *Frame) screen { return AwayAnswer(f, with(complaint.DeputyTakes)) }},
		{"answer.refused", func(f *Frame) screen { return AwayAnswer(f, with(complaint.DeputyCannot)) }},
		{"answer.over", func(f *Frame) screen { return AwayAnswer(f, nil) }},
		{"answer.officer", func(f *Frame) screen {
			f.Viewer = member(mees)
			return AwayAnswer(f, with(complaint.DeputyCannot))
		}},
		{"gap", func(f *Frame) screen { return AwayGap(f, gap(weekOff(t))) }},
		{"gap.nobody", func(f *Frame) screen {
			g := gap(weekOff(t))
			g.Next = nil
			return AwayGap(f, g)
		}},
		{"gap.file", func(f *Frame) screen { return AwayGap(f, gap(fromFile(weekOff(t)))) }},
		{"gap.officer", func(f *Frame) screen {
			f.Viewer = member(mees)
			return AwayGap(f, gap(weekOff(t)))
		}},
		{"gap.over", func(f *Frame) screen { return AwayGap(f, complaint.Gap{}) }},
		{"return.quiet", func(f *Frame) screen { return Returned(f, weekOff(t), nil) }},
		{"return", func(f *Frame) screen {
			return Returned(f, weekOff(t), []*complaint.Case{caseAt(t, complaint.FaceInApproval)})
		}},
		{"return.passed", func(f *Frame) screen {
			c := caseAt(t, complaint.FaceInApproval)
			c.Roster = &complaint.Roster{Holders: []complaint.Holder{{Role: complaint.RoleOfficer, User: mees}}}
			c.Handler, f.Viewer = fatima, member(milan)
			return Returned(f, weekOff(t), []*complaint.Case{c})
		}},
		{"return.many", func(f *Frame) screen {
			var many []*complaint.Case
			for range 12 {
				many = append(many, caseAt(t, complaint.FaceAssigned))
			}
			return Returned(f, weekOff(t), many)
		}},
	} {
		inLanguages(t, "away."+tc.name, "2026-03-12 10:00", tc.draw)
	}
}

// Whoever may ask for what is late does so from its line; whoever may only read the case
// opens its file, and whoever may neither finds no button.
func TestLateList(t *testing.T) {
	c := caseAt(t, complaint.FaceAssigned)
	duties := openDuties(c, 1)
	line := DueRow{c, duties[0]}
	inLanguages(t, "reminder.late", "2026-03-16 09:00", func(f *Frame) screen { return LateList(f, []DueRow{line}) })
	var many []DueRow
	for range 50 {
		many = append(many, line)
	}
	inLanguages(t, "reminder.late.many", "2026-03-16 09:00", func(f *Frame) screen { return LateList(f, many) })
	for user, want := range map[string]string{sanne: "case.chase", milan: "case.open", "U0OTHER": ""} {
		f := sampleFrame(t, lang.EN, "2026-03-16 09:00")
		f.Viewer = member(user)
		raw, err := LateList(f, []DueRow{line}).JSON()
		if err != nil {
			t.Fatal(err)
		}
		if got := string(raw); want == "" && strings.Contains(got, "action_id") || !strings.Contains(got, want) {
			t.Errorf("%s finds %s", user, got)
		}
	}
}
