package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
	"ombud/procedure"
)

// byLetter is a case of the invented procedure about a nature of its own, for which it owes
// a duty of its own.
func byLetter(t testing.TB) *complaint.Case {
	t.Helper()
	like := sampleCase(t)
	c := complaint.New(like.Workspace, inventedRules(t), like.Calendar, like.Roster)
	c.Number = like.Number
	r := sampleRegistration(t)
	r.Via, r.Nature = "letter", "neighbours"
	r.Files = []complaint.Attachment{{ID: "F1", Name: "brief.pdf", Size: 2 << 20}}
	if err := c.Register(r, member(lotte), at(t, "2026-03-05 10:20")); err != nil {
		t.Fatal(err)
	}
	return c
}

// A company's own nature and duty stand on card, forms and thread in its own words, also for
// who reads another language: the program has none.
func TestOwnNaturesAndDuties(t *testing.T) {
	c := byLetter(t)
	draw := func(show func(f *Frame) screen) func(f *Frame) screen {
		return func(f *Frame) screen {
			f.CalledIn(c)
			return show(f)
		}
	}
	inLanguages(t, "card.own_codes", "2026-03-05 10:40", draw(func(f *Frame) screen { return Card(f, c) }))
	inLanguages(t, "filing.own_codes", "2026-03-05 10:00", draw(func(f *Frame) screen {
		return FilingForm(f, c.Procedure, complaint.Registration{Via: "letter", ReceivedAt: f.Now, Nature: "neighbours"}, Offer{}, Metadata{Lang: string(f.P.Language())})
	}))
	const nature, order = "Overlast voor omwonenden", "Bel wie de brief schreef"
	for _, l := range lang.All {
		f := sampleFrame(t, l, "2026-03-05 10:40")
		f.CalledIn(c)
		f.Viewer = member(sanne)
		filer := *f
		filer.Viewer = member(lotte)
		d, err := c.Owed("call_writer", 1)
		if err != nil {
			t.Fatal(err)
		}
		for where, tc := range map[string]struct {
			of   screen
			says string
		}{
			"classifying":   {ClassifyForm(f, c, complaint.Classification{Class: c.Class}), nature},
			"searching":     {Search(f, c.Procedure, SearchForm{}, nil, nil), nature},
			"the overview":  {Card(f, c), nature},
			"a reminder":    {Reminder(f, c, d, ""), order},
			"the receipt":   {Filed(&filer, c, Metadata{}), "belt wie de brief schreef"},
			"the procedure": {Written(f, registerOf(t, c.Procedure), nil, false), order},
		} {
			if text := jsonText(asJSON(t, tc.of)); !strings.Contains(text, tc.says) {
				t.Errorf("%s, %s: no %q in %s", l, where, tc.says, text)
			}
		}
	}
}

// Every case of a list is in the words of the version that it keeps: what a newer one calls
// otherwise, or has no more, is said as the case has it.
func TestAListSaysEachCaseInItsVersion(t *testing.T) {
	c := byLetter(t)
	newer := *c.Procedure
	newer.Names.Duties = nil
	renamed := *c.Procedure
	renamed.Names.Duties = map[string]procedure.Deed{"call_writer": {Do: "Schrijf terug", Does: "schrijft terug", Done: "Teruggeschreven"}, "assign": {Do: "Wijs iemand aan", Does: "wijst iemand aan", Done: "Aangewezen"}}
	for name, force := range map[string]*procedure.Procedure{"it has no such duty": &newer, "it calls the duty otherwise": &renamed} {
		for _, l := range lang.All {
			f := sampleFrame(t, l, "2026-03-05 10:40")
			f.Viewer, f.Words = member(sanne), WordsOf(force)
			f.P = f.P.Named(f.Words)
			if row := jsonText(asJSON(t, HomeTab(f, &HomeLists{Filed: some(1, c)}))); strings.Contains(row, "[duty.") || strings.Contains(row, "Schrijf terug") || strings.Contains(row, "Wijs iemand") {
				t.Errorf("%s, %s: %s", name, l, row)
			}
			if says := f.DutyName(c.Procedure, "call_writer"); says != "Bel wie de brief schreef" {
				t.Errorf("%s, %s: the duty is called %q", name, l, says)
			}
			if says, ours := f.DutyName(c.Procedure, "assign"), lang.New(l, "", nil).T("duty.assign"); says != ours {
				t.Errorf("%s, %s: a duty that the version does not name is called %q", name, l, says)
			}
		}
	}
}
