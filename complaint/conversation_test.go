package complaint

import (
	"slices"
	"testing"
)

// Nobody consulted before the first call is a warning that is kept, never a
// gate: a silent management must not make the customer wait (KG-05).
func TestContactWithoutConsulting(t *testing.T) {
	now := at(t, "2026-03-09 10:05")
	for _, tc := range []struct {
		name, by string
		change   func(*ContactForm)
		before   func(*walk)
		want     []string
		flag     bool
	}{
		{"by who received it", lotte, func(*ContactForm) {}, func(*walk) {}, []string{"reached error.contact_unadvised"}, false},
		{"asked again", lotte, func(f *ContactForm) { f.KeepUnadvised = true }, func(*walk) {}, nil, true},
		{"by management", mees, func(*ContactForm) {}, func(*walk) {}, []string{" error.not_allowed"}, false},
		{"by who leads and is management", sanne, func(*ContactForm) {}, func(*walk) {}, nil, false},
		{"the customer called", lotte, func(f *ContactForm) { f.Inbound = true }, func(*walk) {}, nil, true},
		{"a try", lotte, func(f *ContactForm) { f.Reached = false }, func(*walk) {}, nil, false},
		{"after consulting", lotte, func(*ContactForm) {}, func(w *walk) {
			w.do("consult", w.c.Consult(Consultation{With: mees, At: now, Said: "Call her"}, member(lotte), now))
		}, nil, false},
		{"after consulting a colleague", lotte, func(*ContactForm) {}, func(w *walk) {
			w.do("consult", w.c.Consult(Consultation{With: milan, At: now, Said: "Call her"}, member(lotte), now))
		}, []string{"reached error.contact_unadvised"}, false},
		{"management noted it", lotte, func(*ContactForm) {}, func(w *walk) {
			w.do("consult", w.c.Consult(Consultation{With: lotte, At: now, Said: "She calls before noon"}, member(mees), now))
		}, nil, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w, f := dutch(t), talk(t)
			tc.change(&f)
			tc.before(w)
			err := w.c.LogContact(f, member(tc.by), now)
			if got := said(err); !slices.Equal(got, tc.want) {
				t.Fatalf("refused with %v, want %v", got, tc.want)
			}
			if err == nil && f.Reached {
				if flag := slices.Contains(find(t, w.c, Contacted).Data.Flags, FlagUnadvised); flag != tc.flag {
					t.Errorf("kept as unadvised: %v", flag)
				}
			}
		})
	}
}

// Nothing goes to a customer with a word that the procedure keeps from them;
// what puts the blame on others is pointed out (KG-23, KG-24).
func TestWordsThatAreKeptFromCustomers(t *testing.T) {
	now := at(t, "2026-03-12 12:00")
	for _, tc := range []struct {
		name   string
		change func(*Draft)
		want   []string
		hint   int
	}{
		{"none", func(*Draft) {}, nil, 0},
		{"klacht", func(d *Draft) { d.Text = "Uw Klacht is terecht." }, []string{"text error.word_rather"}, 1},
		{"a plural in a part", func(d *Draft) { d.More = []string{"Wij hebben meer klachten."} }, []string{"text error.word_rather"}, 1},
		{"a compound in the reasons", func(d *Draft) { d.Reasons = "Een rekenfout." }, []string{"reasons error.word_rather"}, 1},
		{"in a promise", func(d *Draft) { d.Promises[0].What = "het probleem oplossen" }, []string{"what1 error.word_rather"}, 1},
		{"as what the letter is called", func(d *Draft) { d.Letter = &Attachment{ID: "F1", Name: "klachtbrief.pdf", Size: 9} }, []string{"files error.word_rather"}, 0},
		{"allowed", func(d *Draft) { d.Text = "Het is nu foutloos." }, nil, 0},
		{"blame is a hint", func(d *Draft) { d.Text = "De computersystemen van een collega." }, nil, 2},
		{"kept as a draft", func(d *Draft) { d.Text, d.Ask = "Uw klacht is terecht.", false }, nil, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := dutch(t)
			w.talked()
			w.do("assign", w.c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "adviseur", Why: "process"}, member(sanne), now))
			d := draft()
			tc.change(&d)
			if got := said(w.c.Prepare(d, member(milan), now)); !slices.Equal(got, tc.want) {
				t.Errorf("refused with %v, want %v", got, tc.want)
			}
			for _, h := range w.c.Hints(d) {
				if h.Code == HintWords && len(h.Words) != tc.hint {
					t.Errorf("pointed out: %v", h.Words)
				}
			}
		})
	}
	w := dutch(t)
	if got := said(w.c.Extend(ExtensionForm{Day: "2026-04-20", Reason: "door een fout", Via: "phone", At: now}, member(sanne), now)); !slices.Equal(got, []string{"reason error.word_rather"}) {
		t.Errorf("in why it takes longer: %v", got)
	}
}
