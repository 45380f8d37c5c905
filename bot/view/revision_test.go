package view

import (
	"strings"
	"testing"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
	"ombud/procedure"
)

// registerOf is a procedure that came into force on Monday 5 January 2026 and was
// not reviewed yet.
func registerOf(t *testing.T, p *procedure.Procedure) *complaint.Register {
	t.Helper()
	inForce := complaint.Version{Number: 1, Hash: "0f1e2d3c4b5a69788796a5b4c3d2e1f0", From: at(t, "2026-01-05 09:00")}
	return &complaint.Register{
		Procedure: p, Version: inForce, Versions: []complaint.Version{inForce},
		Next: p.Review.Next(p.ReviewFrom(calendar.Day{Year: 2026, Month: 1, Day: 5})),
	}
}

// reviewed is the same after a review by Mees.
func reviewed(t *testing.T, p *procedure.Procedure, outcome string) *complaint.Register {
	g := registerOf(t, p)
	g.Last = complaint.Revision{N: 1, Version: 1, Day: calendar.Day{Year: 2026, Month: 3, Day: 5}, By: mees, Outcome: outcome, Attested: outcome == complaint.RevisionSame}
	g.Next = p.Review.Next(g.Last.Day)
	return g
}

// twoReviews are one by Sanne that decided on a change, and one after it by Mees that did not.
func twoReviews(t *testing.T) []complaint.Revision {
	t.Helper()
	day := calendar.Day{Year: 2026, Month: 3, Day: 5}
	return []complaint.Revision{
		{N: 2, Version: 1, Day: day, By: mees, Outcome: complaint.RevisionSame, Words: complaint.RevisionWords{Findings: "Alles loopt"}},
		{N: 1, Version: 1, Day: day, By: sanne, Outcome: complaint.RevisionChanges, Words: complaint.RevisionWords{Findings: "Wij bellen te laat", Changes: "Vanaf april twee nabellers"}},
	}
}

// Who reviews reads what earlier reviews found and decided, and that a change that was
// decided on is not in force yet, also where a later review found nothing to change.
func TestEarlierReviewsAreReadBack(t *testing.T) {
	p := presetOf(t, "exactpi")
	f := sampleFrame(t, lang.EN, "2026-03-06 09:00")
	for _, tc := range []struct {
		name    string
		inForce int
		warned  bool
	}{{"the same version", 1, true}, {"a new version since", 2, false}} {
		g := reviewed(t, p, complaint.RevisionSame)
		g.Number = tc.inForce
		text := jsonText(asJSON(t, RevisionForm(f, g, RevisionFigures{Past: twoReviews(t)}, complaint.RevisionForm{})))
		for _, want := range []string{"Mees Vos", "Alles loopt", "Sanne Bakker", "Wij bellen te laat", "Vanaf april twee nabellers"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: lacks %q:\n%s", tc.name, want, text)
			}
		}
		if warned := strings.Contains(text, "Sanne Bakker decided that something has to change"); warned != tc.warned {
			t.Errorf("%s: warned %v, want %v", tc.name, warned, tc.warned)
		}
	}
}

func TestRevision(t *testing.T) {
	house, promised := presetOf(t, "exactpi"), presetOf(t, "okonomi")
	approved := *house
	approved.Approver = "de directie"
	n := RevisionFigures{Since: calendar.Day{Year: 2026, Month: 1, Day: 5}, Received: 12, Closed: 9, Due: 61, Missed: 1, Measures: 2}
	typed := complaint.RevisionForm{Day: "2026-03-04", Outcome: complaint.RevisionChanges, Findings: "Twee termijnen gemist.", Changes: "Eerder bellen.", Attested: true}
	document := func(f *Frame) *Frame { f.Document = "https://noorderlicht.example/regeling.pdf"; return f }
	inLanguages(t, "revision.due", "2026-12-07 09:00", func(f *Frame) screen { return RevisionDue(f, registerOf(t, house)) })
	inLanguages(t, "revision.late", "2026-03-05 09:00", func(f *Frame) screen { return RevisionDue(f, registerOf(t, promised)) })
	inLanguages(t, "revision.again", "2027-02-03 09:00", func(f *Frame) screen { return RevisionDue(f, reviewed(t, promised, complaint.RevisionSame)) })
	inLanguages(t, "revision.done", "2026-03-05 15:00", func(f *Frame) screen { return RevisionDone(f, reviewed(t, house, complaint.RevisionChanges)) })
	inLanguages(t, "revision.form", "2026-03-05 09:00", func(f *Frame) screen {
		return RevisionForm(document(f), registerOf(t, &approved), n, complaint.RevisionForm{Day: "2026-03-05"})
	})
	inLanguages(t, "revision.typed", "2026-03-05 09:00", func(f *Frame) screen {
		return RevisionForm(document(f), reviewed(t, promised, complaint.RevisionSame), n, typed)
	})
	again := n
	again.Past = twoReviews(t)
	inLanguages(t, "revision.past", "2026-03-06 09:00", func(f *Frame) screen {
		return RevisionForm(f, reviewed(t, house, complaint.RevisionSame), again, complaint.RevisionForm{Day: "2026-03-06"})
	})
	for _, outcome := range complaint.RevisionOutcomes {
		inLanguages(t, "revision.saved_"+outcome, "2026-03-05 15:00", func(f *Frame) screen { return RevisionSaved(f, reviewed(t, house, outcome)) })
	}
	inLanguages(t, "revision.home", "2026-03-05 15:00", func(f *Frame) screen {
		return HomeTab(f, &HomeLists{Revision: reviewed(t, house, complaint.RevisionSame)})
	})
	inLanguages(t, "revision.home_late", "2026-03-05 15:00", func(f *Frame) screen { return HomeTab(f, &HomeLists{Revision: registerOf(t, promised)}) })
	inLanguages(t, "revision.written", "2026-03-05 15:00", func(f *Frame) screen {
		return Written(document(f), reviewed(t, &approved, complaint.RevisionSame), nil, true)
	})
}

// Without an address nobody is asked what stands there; what a house rule is stands
// beside it; and the button is for who may press it.
func TestWhatTheReviewShows(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-05 09:00")
	house, promised := registerOf(t, presetOf(t, "exactpi")), registerOf(t, presetOf(t, "okonomi"))
	form := asJSON(t, RevisionForm(f, house, RevisionFigures{}, complaint.RevisionForm{}))
	if !strings.Contains(form, "Mark of this text: 0f1e2d3c4b5a69788796a5b4c3d2e1f0") {
		t.Errorf("the form does not say which text is reviewed: %s", form)
	}
	if strings.Contains(form, `"attested"`) || !strings.Contains(form, "|0|1||en|") {
		t.Errorf("the form without an address: %s", form)
	}
	for _, tc := range []struct {
		g           *complaint.Register
		may         bool
		says, never string
	}{
		{house, true, "procedure.review.open", "approved by"},
		{house, false, "Next review by Tue 5 January 2027 (house rule)", "procedure.review.open"},
		{promised, true, "Next review by Sat 8 April 2023\"", "Next review by Sat 8 April 2023 ("},
		{promised, false, "In force here since", "0f1e2d3c4b5a69788796a5b4c3d2e1f0"},
		{reviewed(t, promised.Procedure, complaint.RevisionSame), false, "by Mees Vos. It works as intended", "No review was recorded"},
	} {
		if text := asJSON(t, Written(f, tc.g, nil, tc.may)); !strings.Contains(text, tc.says) || strings.Contains(text, tc.never) {
			t.Errorf("may %v: want %q and not %q in %s", tc.may, tc.says, tc.never, text)
		}
	}
	if text := asJSON(t, RevisionDue(f, promised)); strings.Contains(text, "house rule") || !strings.Contains(text, "was due by Sat 8 April 2023") {
		t.Errorf("a promise that is late: %s", text)
	}
}

// The longest that may be typed fits, with a hostile title and address.
func TestTheLargestReviewFits(t *testing.T) {
	p := *presetOf(t, "kerngroep")
	p.Title, p.Version, p.Approver = strings.Repeat("<!channel> & ", 40), strings.Repeat("9.", 60), strings.Repeat("the-board", 30)
	for _, l := range lang.All {
		f := sampleFrame(t, l, "2026-03-05 09:00")
		f.Document = "https://noorderlicht.example/" + strings.Repeat("x", 3000)
		g := reviewed(t, &p, complaint.RevisionChanges)
		long := strings.Repeat("Æ", 3*mostNoted)
		past := make([]complaint.Revision, MostReviews)
		for i := range past {
			past[i] = complaint.Revision{N: i + 1, Version: 1, By: mees, Day: g.Last.Day, Outcome: complaint.RevisionChanges,
				Words: complaint.RevisionWords{Findings: strings.Repeat("&", mostNoted), Changes: strings.Repeat("<", mostNoted)}}
		}
		for name, s := range map[string]screen{
			"form": RevisionForm(f, g, RevisionFigures{Received: 1 << 30, Due: 1 << 30, Past: past}, complaint.RevisionForm{Findings: long, Changes: long, Outcome: "forged"}),
			"due":  RevisionDue(f, g), "done": RevisionDone(f, g), "written": Written(f, g, nil, true), "home": HomeTab(f, &HomeLists{Revision: g}),
		} {
			checkScreen(t, name, s, mustJSON(t, s))
		}
	}
}
