package complaint

import (
	"slices"
	"testing"
	"time"
)

// Nobody consulted before the first call is a warning that is kept, never a
// gate: a silent management must not make the customer wait (KG-05).
func TestContactWithoutConsulting(t *testing.T) {
	now, before := at(t, "2026-03-09 10:05"), at(t, "2026-03-09 09:00")
	for _, tc := range []struct {
		name, by string
		change   func(*ContactForm)
		before   func(*walk)
		want     []string
		flag     bool
	}{
		{"by who received it", lotte, func(*ContactForm) {}, func(*walk) {}, []string{"reached error.contact_unadvised"}, false},
		{"asked again", lotte, func(f *ContactForm) { f.KeepUnadvised = true }, func(*walk) {}, nil, true},
		{"by management, which leads", mees, func(*ContactForm) {}, func(*walk) {}, nil, false},
		{"the customer called", lotte, func(f *ContactForm) { f.Inbound = true }, func(*walk) {}, nil, true},
		{"a try", lotte, func(f *ContactForm) { f.Reached = false }, func(*walk) {}, nil, false},
		{"after consulting", lotte, func(*ContactForm) {}, func(w *walk) {
			w.do("consult", w.c.Consult(Consultation{With: mees, At: before, Said: "Call her"}, member(lotte), now))
		}, nil, false},
		{"in the same minute", lotte, func(*ContactForm) {}, func(w *walk) {
			w.do("consult", w.c.Consult(Consultation{With: mees, At: at(t, "2026-03-09 10:00").Add(20 * time.Second), Said: "Call her"}, member(lotte), now))
		}, nil, false},
		{"before consulting, and written down after it", lotte, func(*ContactForm) {}, func(w *walk) {
			w.do("consult", w.c.Consult(Consultation{With: mees, At: now, Said: "Call her"}, member(lotte), now))
		}, []string{"reached error.contact_unadvised"}, false},
		{"the same, asked again", lotte, func(f *ContactForm) { f.KeepUnadvised = true }, func(w *walk) {
			w.do("consult", w.c.Consult(Consultation{With: mees, At: now, Said: "Call her"}, member(lotte), now))
		}, nil, true},
		{"an earlier one than is on record", lotte, func(f *ContactForm) { f.At = before.Add(-time.Minute) }, func(w *walk) {
			w.do("consult", w.c.Consult(Consultation{With: mees, At: before, Said: "Call her"}, member(lotte), now))
			w.do("talk", w.c.LogContact(talk(t), member(lotte), now))
		}, []string{"reached error.contact_unadvised"}, false},
		{"after consulting a colleague", lotte, func(*ContactForm) {}, func(w *walk) {
			w.do("consult", w.c.Consult(Consultation{With: milan, At: now, Said: "Call her"}, member(lotte), now))
		}, []string{"reached error.contact_unadvised"}, false},
		{"management noted it", lotte, func(*ContactForm) {}, func(w *walk) {
			w.do("consult", w.c.Consult(Consultation{With: lotte, At: before, Said: "She calls before noon"}, member(mees), now))
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
				if flag := find(t, w.c, Contacted).Data.Has(FlagUnadvised); flag != tc.flag {
					t.Errorf("kept as unadvised: %v", flag)
				}
				duties, err := w.c.Duties()
				if err != nil {
					t.Fatal(err)
				}
				i := slices.IndexFunc(duties, func(d Duty) bool { return d.Kind == DutyAdvise })
				if duties[i].Open() || duties[i].Done.IsZero() != tc.flag { // contact ends it, and makes it done only where somebody was consulted
					t.Errorf("the consultation before it: %+v", duties[i])
				}
			}
		})
	}
}

// Whether somebody was consulted before the first contact is judged by when the two took
// place: one of before it that is written down after it counts, by whoever spoke with the
// customer and by management; one of after it does not (KG-05).
func TestAConsultationOfBeforeIsWrittenDownAfter(t *testing.T) {
	now, later := at(t, "2026-03-09 10:05"), at(t, "2026-03-09 11:00")
	for _, tc := range []struct {
		name, at, by, with string
		counts             bool
	}{
		{"by who called", "2026-03-09 09:30", lotte, mees, true},
		{"by management", "2026-03-09 09:30", mees, lotte, true},
		{"in that minute", "2026-03-09 10:00", lotte, mees, true},
		{"after the call", "2026-03-09 10:30", lotte, mees, false},
		{"with a colleague", "2026-03-09 09:30", lotte, milan, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w, f := dutch(t), talk(t)
			f.KeepUnadvised = true
			w.do("contact", w.c.LogContact(f, member(lotte), now))
			e := find(t, w.c, Contacted)
			if missed := w.c.MissedAdvice(); !missed.Equal(f.At) || !w.c.Unadvised(&e) {
				t.Fatalf("missed at %v, unadvised %v", missed, w.c.Unadvised(&e))
			}
			w.do("consult", w.c.Consult(Consultation{With: tc.with, At: at(t, tc.at), Said: "Call her"}, member(tc.by), later))
			if w.c.Unadvised(&e) == tc.counts || w.c.MissedAdvice().IsZero() != tc.counts || w.c.Advised != tc.counts {
				t.Errorf("unadvised %v, missed %v, advised %v", w.c.Unadvised(&e), w.c.MissedAdvice(), w.c.Advised)
			}
			if d := dutyOf(t, w.c, DutyAdvise); d.Open() || d.Done.Equal(at(t, tc.at)) != tc.counts {
				t.Errorf("the duty: %+v", d)
			}
			again := w.c.Consult(Consultation{With: mees, At: at(t, "2026-03-09 09:00"), Said: "x"}, member(lotte), later)
			if got := refusedFor(again); (got == "error.not_allowed") != tc.counts {
				t.Errorf("another one: %q", got)
			}
		})
	}
	advised := dutch(t)
	advised.talked()
	if missed := advised.c.MissedAdvice(); !missed.IsZero() {
		t.Errorf("consulted before, and missed at %v", missed)
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
		{"klacht", func(d *Draft) { d.Text = "Uw Klacht is terecht." }, []string{"text error.word"}, 1},
		{"a plural in a part", func(d *Draft) { d.More = []string{"Wij hebben meer klachten."} }, []string{"text error.word"}, 1},
		{"a plural in the facts", func(d *Draft) { d.Facts = "Er waren twee klachten." }, []string{"facts error.word"}, 1},
		{"a compound in the reasons", func(d *Draft) { d.Reasons = "Een rekenfout." }, []string{"reasons error.word"}, 1},
		{"in a promise", func(d *Draft) { d.Promises[0].What = "het probleem oplossen" }, []string{"what1 error.word"}, 1},
		{"as what the letter is called", func(d *Draft) { d.Letter = &Attachment{ID: "F1", Name: "klachtbrief.pdf", Size: 9} }, []string{"files error.word"}, 0},
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
	if got := said(w.c.Extend(ExtensionForm{Day: "2026-04-20", Reason: "door een fout van ons", Via: "phone", At: now}, member(sanne), now)); !slices.Equal(got, []string{"reason error.word"}) {
		t.Errorf("in why it takes longer: %v", got)
	}
}

// Where the procedure says so, the words are kept out of what was said to the
// customer, of its report and of what the case is called; what the customer said
// may be quoted (KG-24).
func TestWordsAreKeptOutOfConversations(t *testing.T) {
	for _, tc := range []struct {
		name   string
		change func(*ContactForm)
		want   []string
	}{
		{"none", func(*ContactForm) {}, nil},
		{"in the report", func(f *ContactForm) { f.Note = "Zij belde over haar klacht" }, []string{"note error.word", "note error.word_quote"}},
		{"as the customer said it", func(f *ContactForm) { f.Note = `Zij noemt het "een klacht over een fout"` }, nil},
		{"in what was agreed, quoted or not", func(f *ContactForm) { f.How = `Wij lossen het "probleem" op` }, []string{"how error.word"}},
		{"in what was promised", func(f *ContactForm) {
			f.Promises = []Promise{{What: "de fout herstellen", Who: "Lotte", When: "2026-03-20"}}
		}, []string{"what1 error.word"}},
		{"on a voicemail", func(f *ContactForm) { f.Reached, f.Note = false, "Ingesproken: uw klacht is gezien" }, []string{"note error.word", "note error.word_quote"}},
		{"blame", func(f *ContactForm) { f.Note = "Een storing in het systeem" }, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := dutch(t)
			now := at(t, "2026-03-09 10:05")
			w.do("consult", w.c.Consult(Consultation{With: mees, At: at(t, "2026-03-09 09:00"), Said: "Call her"}, member(lotte), now))
			f := talk(t)
			tc.change(&f)
			if got := said(w.c.LogContact(f, member(lotte), now)); !slices.Equal(got, tc.want) {
				t.Errorf("refused with %v, want %v", got, tc.want)
			}
			w.c.Procedure.Wording.Also = nil
			if got := said(w.c.LogContact(f, member(lotte), now)); got != nil {
				t.Errorf("refused with %v where only answers are looked at", got)
			}
		})
	}
}

func TestWordsAreKeptOutOfWhatACaseIsCalled(t *testing.T) {
	r := reported(t)
	r.Summary = "Klacht over de jaarrekening"
	for _, tc := range []struct{ also, want []string }{
		{[]string{"contact", "summary"}, []string{"summary error.word", "summary error.word_quote"}}, {[]string{"contact"}, nil},
	} {
		c := presetCase(t, "kerngroep", "Europe/Amsterdam")
		c.Procedure.Wording.Also = tc.also
		if got := said(c.Register(r, member(lotte), at(t, "2026-03-06 16:20"))); !slices.Equal(got, tc.want) {
			t.Errorf("%v: filed with %v, want %v", tc.also, got, tc.want)
		}
	}
	w := dutch(t)
	i := slices.IndexFunc(w.c.Facts(), func(f Fact) bool { return f.Code == FactSummary })
	fact := w.c.Facts()[i]
	for text, want := range map[string][]string{"Een rekenfout": {fact.Field() + " error.word", fact.Field() + " error.word_quote"}, "Jaarrekening te laat": nil, `Noemt het een "rekenfout"`: nil} {
		if got := said(w.c.Correct(CorrectForm{Fact: fact, Text: text, Reason: "typed wrong"}, member(sanne), at(t, "2026-03-09 10:00"))); !slices.Equal(got, want) {
			t.Errorf("corrected to %s: %v, want %v", text, got, want)
		}
	}
	read := newCase(t)
	read.Procedure.Wording = w.c.Procedure.Wording
	must(t, read.Register(registration(t), member(lotte), at(t, "2026-03-05 10:20")))
	form := ReadBackForm{
		Verdict: ReadBackApproved, Summary: "Klacht", Story: read.Filing().Story, Hash: read.TextHash, At: at(t, "2026-03-05 10:30"), Via: "phone", Explained: true,
	}
	if got := said(read.RecordReadBack(form, member(lotte), at(t, "2026-03-05 10:31"))); !slices.Equal(got, []string{"summary error.word", "summary error.word_quote"}) {
		t.Errorf("read back: %v", got)
	}
}
