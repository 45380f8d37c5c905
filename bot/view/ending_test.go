package view

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/lang"
)

// endedCase is a confirmed case that ended by a side road at noon.
func endedCase(t *testing.T, end complaint.End) *complaint.Case {
	t.Helper()
	c, now := caseAt(t, complaint.FaceConfirmed), at(t, "2026-03-05 12:00")
	form := complaint.EndForm{End: end, Reason: "Leave it, we found another firm & moved", With: "Anna de Vries", Reply: "In May & not before", Via: "phone", At: now}
	if err := c.EndCase(form, member(sanne), now); err != nil {
		t.Fatal(err)
	}
	return c
}

// question is one that was answered by telephone.
func question(reason string, when time.Time) complaint.EndForm {
	return complaint.EndForm{End: complaint.EndQuestion, Reason: reason, Reply: "The second door & to the left", Via: "phone", At: when}
}

var sideRoads = []complaint.End{complaint.EndWithdrawn, complaint.EndInError, complaint.EndQuestion, complaint.EndNoComplaint}

func TestEndedCase(t *testing.T) {
	for _, end := range sideRoads {
		c := endedCase(t, end)
		inLanguages(t, "ended.card."+string(end), "2026-03-05 12:10", func(f *Frame) screen { return Card(f, c) })
		inLanguages(t, "ended.receipt."+string(end), "2026-03-05 12:10", func(f *Frame) screen { return Receipt(f, c) })
	}
	c := endedCase(t, complaint.EndQuestion)
	inLanguages(t, "ended.file.question", "2026-03-05 12:10", func(f *Frame) screen { return CaseFile(f, c, TabOverview, 1) })
	c = endedCase(t, complaint.EndWithdrawn)
	inLanguages(t, "ended.file", "2026-03-05 12:10", func(f *Frame) screen { return CaseFile(f, c, TabOverview, 1) })
	inLanguages(t, "ended.desk", "2026-03-05 12:10", func(f *Frame) screen { return Desk(f, c) })
}

func TestEndForm(t *testing.T) {
	c := caseAt(t, complaint.FaceConfirmed)
	for name, typed := range map[string]complaint.EndForm{
		"none":      {},
		"withdrawn": {End: complaint.EndWithdrawn, With: "Anna de Vries", Via: "phone", At: at(t, "2026-03-05 10:35"), Reason: "Leave it"},
		"question":  question("Asked the way", at(t, "2026-03-05 11:00")),
	} {
		inLanguages(t, "end."+name, "2026-03-05 10:40", func(f *Frame) screen { return EndForm(f, c, typed, nil) })
	}
}

// Why a case ended is for the file; the channel reads it only at level
// standard, and the way back is gone with the hours.
func TestEndedCardTellsNoMoreThanItsLevel(t *testing.T) {
	c := endedCase(t, complaint.EndWithdrawn)
	for _, tc := range []struct {
		name, now      string
		standard, told bool
		undo           bool
	}{
		{"minimal", "2026-03-05 12:10", false, false, true},
		{"standard", "2026-03-06 11:59", true, true, true},
		{"a day later", "2026-03-06 12:00", true, true, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := sampleFrame(t, lang.EN, tc.now)
			f.Standard = tc.standard
			raw, err := Card(f, c).JSON()
			if err != nil {
				t.Fatal(err)
			}
			if told := strings.Contains(string(raw), "another firm"); told != tc.told {
				t.Errorf("the reason is told: %v", told)
			}
			if undo := strings.Contains(string(raw), "case.end.undo"); undo != tc.undo {
				t.Errorf("can be undone: %v", undo)
			}
		})
	}
}

// Nobody is asked to decide on the answer of a case that ended.
func TestNothingToDecideOnceTheCaseEnded(t *testing.T) {
	c, now := caseAt(t, complaint.FaceInApproval), at(t, "2026-03-12 15:20")
	form := complaint.EndForm{End: complaint.EndWithdrawn, Reason: "Leave it", With: "Anna", Via: "phone", At: now}
	if err := c.EndCase(form, member(milan), now); err != nil {
		t.Fatal(err)
	}
	for name, draw := range map[string]func(*Frame, *complaint.Case, int) *Message{"thread": ApprovalRequest, "private": Ask} {
		raw, err := draw(sampleFrame(t, lang.EN, "2026-03-12 15:30"), c, 1).JSON()
		if err != nil {
			t.Fatal(err)
		}
		if said := string(raw); strings.Contains(said, "button") || !strings.Contains(said, "Nothing is left to decide") {
			t.Errorf("%s: %s", name, said)
		}
	}
}

// Before two cases become one the form tells which deadlines of the one that goes on move.
func TestTheFormTellsWhatAMergeMoves(t *testing.T) {
	c, now := caseAt(t, complaint.FaceConfirmed), "2026-03-06 12:00"
	d := complaint.New(c.Workspace, c.Procedure, c.Calendar, c.Roster)
	d.Number = "K-2026-0041"
	r := sampleRegistration(t)
	r.ReceivedAt = at(t, "2026-03-03 09:00")
	must(t, d.Register(r, member(lotte), at(t, "2026-03-05 10:00")))
	other := Onward{Case: c, Moves: complaint.MergePreview(d, c, complaint.Rules{}, member(sanne), at(t, now))}
	inLanguages(t, "end.duplicate_moves", now, func(f *Frame) screen {
		other.Option = CaseOption(f, c)
		return EndForm(f, d, complaint.EndForm{End: complaint.EndDuplicate}, &other)
	})
}

// A duplicate and the case that goes on, as the officer sees them.
func TestMergedCases(t *testing.T) {
	d, c, now := caseAt(t, complaint.FaceInProgress), caseAt(t, complaint.FaceConfirmed), "2026-03-06 12:00"
	d.Number = "K-2026-0041"
	if err := complaint.Merge(d, c, "The same accounts", member(sanne), at(t, now)); err != nil {
		t.Fatal(err)
	}
	seen := func(f *Frame) *Frame {
		f.Others = map[string]bool{c.Number: true, d.Number: true}
		return f
	}
	inLanguages(t, "merged.card", now, func(f *Frame) screen { return Card(seen(f), d) })
	inLanguages(t, "merged.receipt", now, func(f *Frame) screen { return Receipt(seen(f), d) })
	inLanguages(t, "merged.file", now, func(f *Frame) screen { return CaseFile(seen(f), c, TabOverview, 1) })
	inLanguages(t, "merged.contacts", now, func(f *Frame) screen { return CaseFile(seen(f), c, TabContacts, 1) })
	inLanguages(t, "merged.history", now, func(f *Frame) screen { return CaseFile(seen(f), c, TabHistory, 1) })
	inLanguages(t, "end.duplicate", now, func(f *Frame) screen {
		other := Onward{Option: CaseOption(f, c), Case: c}
		return EndForm(f, caseAt(t, complaint.FaceInProgress), complaint.EndForm{End: complaint.EndDuplicate}, &other)
	})
	inLanguages(t, "end.answered", "2026-03-16 12:00", func(f *Frame) screen { return EndForm(f, caseAt(t, complaint.FaceAnswered), complaint.EndForm{}, nil) })
	inLanguages(t, "relate", now, func(f *Frame) screen { return RelateForm(f, c, nil) })
}

// mergedCase is a case that Milan handled and that goes on in another one, which he handles
// with or without the merge, or Fatima does.
func mergedCase(t *testing.T, handler string) (d, into *complaint.Case) {
	t.Helper()
	d, into = caseAt(t, complaint.FaceInProgress), caseAt(t, complaint.FaceConfirmed)
	into.Number = "K-2026-0012"
	if handler != "" {
		a := complaint.Assignment{Handler: handler, Name: "Fatima El Idrissi", Title: "Head", Why: "process", Deliverers: []string{joost}}
		if err := into.Assign(a, member(sanne), at(t, "2026-03-05 11:30")); err != nil {
			t.Fatal(err)
		}
	}
	if err := complaint.Merge(d, into, "The same accounts", member(sanne), at(t, "2026-03-09 12:00")); err != nil {
		t.Fatal(err)
	}
	return d, into
}

// Whoever may not know of the case that goes on reads neither its number nor who handled it,
// whatever they had to do with the duplicate; a line of the thread names the duplicate to those
// who may know of that.
func TestWhatGoesOnIsNamedOnlyToWhoMayKnow(t *testing.T) {
	d, into := mergedCase(t, fatima)
	absorbed := into.Events[slices.IndexFunc(into.Events, func(e complaint.Event) bool { return e.Kind == complaint.Absorbed })]
	for name, tc := range map[string]struct {
		viewer string
		draw   func(*Frame) *Message
		tells  []string
	}{
		"card":    {"", func(f *Frame) *Message { return Card(f, d) }, []string{into.Number}},
		"desk":    {milan, func(f *Frame) *Message { return Desk(f, d) }, []string{into.Number, "Fatima El Idrissi handled it"}},
		"receipt": {lotte, func(f *Frame) *Message { return Receipt(f, d) }, []string{into.Number}},
		"line":    {"", func(f *Frame) *Message { return Line(f, into, absorbed) }, []string{d.Number}},
	} {
		f := sampleFrame(t, lang.EN, "2026-03-09 12:10")
		f.Viewer = member(tc.viewer)
		for _, number := range []string{"", d.Number, into.Number} { // of none, and of either
			f.Others = map[string]bool{number: true}
			text := string(mustJSON(t, tc.draw(f)))
			for _, want := range tc.tells {
				known := number == tc.tells[0]
				if strings.Contains(text, want) != known {
					t.Errorf("%s, who may know of %q: says %q %v, want %v", name, number, want, !known, known)
				}
			}
		}
	}
}

// Whoever handled or filed a duplicate reads which number goes on; who handles that one
// reads only who sees who handles this one. The card says who filed it beside who ended it.
func TestDuplicateSaysWhatGoesOn(t *testing.T) {
	d, into := mergedCase(t, fatima)
	seen := func(f *Frame) *Frame {
		f.Others = map[string]bool{into.Number: true}
		return f
	}
	inLanguages(t, "ended.card.duplicate", "2026-03-09 12:10", func(f *Frame) screen { return Card(seen(f), d) })
	desk := func(f *Frame) screen {
		f.Viewer = member(milan)
		return Desk(seen(f), d)
	}
	inLanguages(t, "ended.desk.duplicate", "2026-03-09 12:10", desk)
	inLanguages(t, "ended.receipt.duplicate", "2026-03-09 12:10", func(f *Frame) screen { return Receipt(seen(f), d) })
	inLanguages(t, "merged.along", "2026-03-09 12:10", func(f *Frame) screen { return CaseFile(f, into, TabContacts, 1) })
	d, into = mergedCase(t, "")
	inLanguages(t, "ended.desk.duplicate.yours", "2026-03-09 12:10", desk)
	if err := complaint.Unmerge(d, into, member(sanne), at(t, "2026-03-09 13:00")); err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "merged.apart", "2026-03-09 13:10", func(f *Frame) screen { return CaseFile(f, into, TabContacts, 1) })
}

// Merged, apart again and merged again, each thing that a duplicate brought along stands in
// the contact log, the history and the overview once without the mark that it went back.
func TestMergedAgainIsReadOnce(t *testing.T) {
	d, into := mergedCase(t, "")
	now := at(t, "2026-03-09 13:00")
	if err := complaint.Unmerge(d, into, member(sanne), now); err != nil {
		t.Fatal(err)
	}
	if err := complaint.Merge(d, into, "The same accounts", member(sanne), now.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	f := sampleFrame(t, lang.EN, "2026-03-09 15:10")
	carried, back := f.P.T("ending.carried"), f.P.T("thread.event.went_back")
	for tab, all := range map[Tab]bool{TabContacts: true, TabHistory: true, TabOverview: false} {
		holds, gone := map[string]int{}, map[string]int{}
		blocks := overview(f, into)
		if all {
			blocks = nil
		}
		for _, piece := range tabPieces(f, into, tab) { // on all its pages
			blocks = append(blocks, piece()...)
		}
		for _, block := range blocks {
			raw, err := json.Marshal(block)
			if err != nil {
				t.Fatal(err)
			}
			line := string(raw)
			_, what, found := strings.Cut(line, carried+" · ")
			if !found {
				continue
			}
			what, _, _ = strings.Cut(what, " · ")
			if strings.Contains(line, back) {
				gone[what]++
			} else {
				holds[what]++
			}
		}
		if len(holds) == 0 || all && !maps.Equal(holds, gone) || !all && len(gone) > 0 {
			t.Errorf("%s: %v hold, %v went back", tab, holds, gone)
		}
		for what, n := range holds {
			if n != 1 {
				t.Errorf("%s: %s is read %d times", tab, what, n)
			}
		}
	}
}
