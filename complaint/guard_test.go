package complaint

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"ombud/procedure"
)

// Whoever is called by such a word can be written to and about; the word itself, and
// every other that contains it, stays kept from customers (KG-24).
func TestNamesArePeopleAndNoWords(t *testing.T) {
	now := at(t, "2026-03-12 12:00")
	for _, tc := range []struct {
		name, customer, text string
		want                 []string
	}{
		{"a customer", "Jan Foutier", "Geachte heer Foutier, wij betalen terug.", nil},
		{"in large letters", "Jan Foutier", "FOUTIER", nil},
		{"whose it is", "Jan Foutier", "Foutiers jaarrekening", nil},
		{"with a hyphen, in part", "Anna Foutier-Smit", "Mevrouw Foutier belde, mevrouw Foutier-Smit ook.", nil},
		{"typed in small letters", "jan schuldfout", "Geachte heer Schuldfout", nil},
		{"and the word beside it", "Jan Foutier", "De heer Foutier meldt een fout.", []string{"text error.word"}},
		{"a compound with the name", "Jan Foutier", "De foutiersklacht", []string{"text error.word"}},
		{"a name that is the word", "Els Fout", "Geachte mevrouw Fout", nil},
		{"a name that is the word, and the word", "Els Fout", "Mevrouw Fout, het was een fout.", []string{"text error.word"}},
		{"somebody else's name", "Anna de Vries", "Geachte heer Foutier", []string{"text error.word"}},
		{"with the accents of emphasis", "Anna de Vries", "Het was een probléém en onze fóút.", []string{"text error.word"}},
		{"a name with an accent", "Jan Fóutier", "Geachte heer Foutier, geachte heer Fóutier", nil},
		{"the handler", "Anna de Vries", "Milan Probleemstra belt u.", nil},
		{"who was spoken to", "Anna de Vries", "Zoals besproken met mevrouw Klachtman", nil},
		{"who delivered it, outside", "Anna de Vries", "Bureau Foutloper heeft het hersteld.", nil},
		{"who delivered it, typed when the handler was chosen", "Anna de Vries", "Kantoor Foutkamp heeft het hersteld.", nil},
		{"who does what is promised", "Anna de Vries", "Piet Foutmans belt u.", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := &walk{t, presetCase(t, "kerngroep", "Europe/Amsterdam")}
			r := reported(t)
			r.Name, r.Summary = tc.customer, "Jaarrekening van "+tc.customer
			r.Deliverer = "Bureau Foutloper"
			w.do("register", w.c.Register(r, member(lotte), at(t, "2026-03-06 16:20")))
			w.do("consult", w.c.Consult(Consultation{With: mees, At: at(t, "2026-03-09 09:00"), Said: "Call her"}, member(lotte), now))
			call := talk(t)
			call.With, call.How = "Mevrouw Klachtman", "Mevrouw Klachtman hoort vrijdag meer"
			w.do("contact", w.c.LogContact(call, member(lotte), now))
			to := Assignment{Handler: milan, Name: "Milan Probleemstra", Title: "adviseur", Why: "process"}
			if strings.Contains(tc.text, "Foutkamp") {
				to.Deliverer = "Kantoor Foutkamp"
			}
			w.do("assign", w.c.Assign(to, member(sanne), now))
			d := draft()
			d.Text, d.Promises = tc.text, []Promise{{What: "bellen", Who: "Piet Foutmans", User: joost, When: "2026-03-20"}}
			for _, h := range w.c.Hints(d) {
				if h.Code == HintWords && h.Good != (tc.want == nil) && tc.name != "who does what is promised" {
					t.Errorf("pointed out: %v", h.Words)
				}
			}
			if got := said(w.c.Prepare(d, member(milan), now)); !slices.Equal(got, tc.want) {
				t.Errorf("refused with %v, want %v", got, tc.want)
			}
		})
	}
}

// What goes along with a conversation is looked at as well: what a document is called
// that the customer gets, and the function that stands below what the handler writes.
func TestWordsAreKeptOutOfWhatGoesAlong(t *testing.T) {
	file := []Attachment{{ID: "F1", Name: "Overzicht klachten.pdf", MIME: "application/pdf", Size: 9}}
	now := at(t, "2026-03-09 10:05")
	for _, tc := range []struct {
		name   string
		change func(*ContactForm)
		want   []string
	}{
		{"a document for the customer", func(f *ContactForm) { f.Files = file }, []string{"files error.word"}},
		{"a document of the customer", func(f *ContactForm) { f.Files, f.Inbound = file, true }, nil},
		{"a harmless document", func(f *ContactForm) {
			f.Files = []Attachment{{ID: "F1", Name: "overzicht.pdf", MIME: "application/pdf", Size: 9}}
		}, nil},
		{"called by the customer's name", func(f *ContactForm) {
			f.Files = []Attachment{{ID: "F1", Name: "brief_foutier.pdf", MIME: "application/pdf", Size: 9}}
		}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := &walk{t, presetCase(t, "kerngroep", "Europe/Amsterdam")}
			r := reported(t)
			r.Name = "Jan Foutier"
			w.do("register", w.c.Register(r, member(lotte), at(t, "2026-03-06 16:20")))
			w.do("consult", w.c.Consult(Consultation{With: mees, At: at(t, "2026-03-09 09:00"), Said: "Call him"}, member(lotte), now))
			f := talk(t)
			tc.change(&f)
			if got := said(w.c.LogContact(f, member(lotte), now)); !slices.Equal(got, tc.want) {
				t.Errorf("refused with %v, want %v", got, tc.want)
			}
			title := Assignment{Handler: milan, Name: "Milan", Title: "Hoofd klachten", Why: "process"}
			if got := said(w.c.Assign(title, member(sanne), now)); !slices.Equal(got, []string{"title error.word", "title error.word_quote"}) {
				t.Errorf("a function with such a word: %v", got)
			}
			title.Title = "Hoofd"
			w.do("assign", w.c.Assign(title, member(sanne), now))
			f2 := CorrectForm{Fact: Fact{FactTitle, seqOf(t, w.c, HandlerAssigned)}, Text: "Hoofd klachten", Reason: "it is called so"}
			if got := said(w.c.Correct(f2, member(sanne), now)); !slices.Equal(got, []string{f2.Fact.Field() + " error.word", f2.Fact.Field() + " error.word_quote"}) {
				t.Errorf("put into the function later: %v", got)
			}
		})
	}
}

// What was said when the answer was given, and how it was taken, is a conversation too.
func TestWordsAreKeptOutOfTheDelivery(t *testing.T) {
	for _, tc := range []struct {
		name   string
		change func(*Delivery)
		want   []string
	}{
		{"none", func(*Delivery) {}, nil},
		{"in what was said", func(d *Delivery) { d.Said = "Uw klacht is terecht" }, []string{"said error.word", "said error.word_quote"}},
		{"as the customer said it", func(d *Delivery) { d.Said = `Zij noemt het nog steeds "een fout"` }, nil},
		{"in how it was taken", func(d *Delivery) { d.Reaction = "Blij dat het probleem weg is" }, []string{"reaction error.word", "reaction error.word_quote"}},
		{"in writing nothing was said", func(d *Delivery) { d.Via, d.Said = "email", "Uw klacht is terecht" }, nil},
		{"both", func(d *Delivery) { d.Said, d.Reaction = "klacht", "fout" }, []string{"said error.word", "said error.word_quote", "reaction error.word", "reaction error.word_quote"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := dutch(t)
			w.talked()
			now := at(t, "2026-03-12 12:00")
			w.do("assign", w.c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "adviseur", Why: "process"}, member(sanne), now))
			w.do("answer", w.c.Prepare(draft(), member(milan), now))
			w.do("approve", w.c.Approve(1, member(mees), now))
			d := Delivery{At: now, Via: "phone", With: "Anna de Vries", Said: "We betalen terug", Reaction: "Tevreden"}
			tc.change(&d)
			if got := said(w.c.Deliver(d, member(milan), now)); !slices.Equal(got, tc.want) {
				t.Errorf("refused with %v, want %v", got, tc.want)
			}
			w = &walk{t, walkTo(t, FaceApproved)} // a procedure that keeps no words from anybody
			d.At = at(t, "2026-03-13 10:00")
			if got := said(w.c.Deliver(d, member(milan), at(t, "2026-03-13 11:00"))); got != nil {
				t.Errorf("refused with %v without such words", got)
			}
		})
	}
}

// Asking what they make of the answer is a conversation as well.
func TestWordsAreKeptOutOfTheFollowUp(t *testing.T) {
	for _, tc := range []struct {
		name, note string
		want       []string
	}{
		{"none", "Ze is er blij mee", nil},
		{"nothing at all", "", nil},
		{"what was said to the customer", "Ik zei dat de klacht een fout was", []string{"note error.word", "note error.word_quote"}},
		{"as the customer said it", `Ze noemt het nog steeds "een fout"`, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := answeredDutch([]string{"sorry", "own_card"})(t)
			now := at(t, "2026-03-20 10:00")
			f := FollowUpForm{Result: Satisfied, At: now, Via: "phone", Note: tc.note}
			if got := said(c.RecordFollowUp(f, member(lotte), now)); !slices.Equal(got, tc.want) {
				t.Errorf("refused with %v, want %v", got, tc.want)
			}
		})
	}
}

func TestWordsAreKeptOutOfAReceipt(t *testing.T) {
	file := []Attachment{{ID: "F1", Name: "klachtbevestiging.pdf", MIME: "application/pdf", Size: 9}}
	received := at(t, "2026-03-06 17:00")
	for _, tc := range []struct {
		name    string
		receipt Receipt
		want    []string
	}{
		{"sent", Receipt{Via: "email", Said: "Wij hebben uw melding ontvangen"}, nil},
		{"sent with the word", Receipt{Via: "email", Said: "Wij hebben uw klacht ontvangen"}, []string{"text error.word"}},
		{"a document", Receipt{Via: "email", Said: "Zie de bijlage", Files: file}, []string{"files error.word"}},
		{"spoken", Receipt{Via: "phone", With: "Anna de Vries", Said: "Uw klacht is binnen"}, []string{"said error.word", "said error.word_quote"}},
		{"spoken, in the customer's words", Receipt{Via: "phone", With: "Anna de Vries", Said: `Zij noemt het "een klacht"`}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := dutch(t)
			w.c.Procedure.Confirm.Forms = []string{"email", "phone"}
			tc.receipt.At = received
			if got := said(w.c.Acknowledge(tc.receipt, member(sanne), received)); !slices.Equal(got, tc.want) {
				t.Errorf("refused with %v, want %v", got, tc.want)
			}
		})
	}
}

// What was typed for whom somebody spoke with is a name there and frees no other word, in
// that report as little as in the answer.
func TestWhomOneSpokeWithFreesNoWord(t *testing.T) {
	now := at(t, "2026-03-12 12:00")
	for _, tc := range []struct{ with, text, want string }{
		{"mevrouw De Vries, over haar klachten en onze fouten", "Over uw klachten en de fouten", "text error.word"},
		{"Klachten en Fouten", "Over uw klachten en de fouten", "text error.word"},
		{"Mevrouw Klachtman", "Zoals besproken met mevrouw Klachtman", ""},
	} {
		w := dutch(t)
		f := talk(t)
		f.With, f.KeepUnadvised = tc.with, true
		report := f
		report.Note, report.How = "Zij noemt klachten", "Wij zien naar de fouten"
		if got := said(w.c.LogContact(report, member(lotte), now)); !slices.Equal(got, []string{"how error.word", "note error.word", "note error.word_quote"}) {
			t.Errorf("%s: the report is refused with %v", tc.with, got)
		}
		w.do("contact", w.c.LogContact(f, member(lotte), now))
		w.do("assign", w.c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "adviseur", Why: "process"}, member(sanne), now))
		d := draft()
		d.Text = tc.text
		if got := refusedFor(w.c.Prepare(d, member(milan), now)); got != tc.want {
			t.Errorf("%s: %q is refused with %q, want %q", tc.with, tc.text, got, tc.want)
		}
	}
}

// A word with something invisible in it is that word, and a third party or colleague who is
// written so is still named.
func TestWordsDoNotHide(t *testing.T) {
	now := at(t, "2026-03-12 12:00")
	w := dutch(t)
	w.talked()
	w.c.Procedure.External = []procedure.Body{{Name: "Geschillencommissie Klachten"}}
	w.do("assign", w.c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "adviseur", Why: "process"}, member(sanne), now))
	d := draft()
	d.Text, d.Form = "Uw kla\u00adcht is terecht.", "email"
	if got := said(w.c.Prepare(d, member(milan), now)); !slices.Equal(got, []string{"text error.word"}) {
		t.Errorf("refused with %v", got)
	}
	d.Text = "Vraag Jo\u00adost Visser, of de Geschillen\u00adcommissie Klach\u200bten."
	for _, h := range w.c.Hints(d) {
		if (h.Code == HintExternal || h.Code == HintWords) && !h.Good {
			t.Errorf("%s: %+v", h.Code, h)
		}
	}
	if h, _ := w.c.NamesHint(d, map[string]string{joost: "Joost Visser"}); h.Good {
		t.Error("a colleague is not found")
	}
	w.do("the third party alone", w.c.Prepare(d, member(milan), now))
}

// What a ruling lets the company promise is told as any promise is, and so is one in other words.
func TestWordsAreKeptOutOfPromises(t *testing.T) {
	c := answeredDutch([]string{"sorry", "own_card"})(t)
	w, now := &walk{t, c}, at(t, "2026-03-13 12:00")
	f := CorrectForm{Fact: Fact{FactPromise, seqOf(t, c, CommitmentMade)}, Text: "De fout herstellen", Reason: "it is said so"}
	if got := said(c.Correct(f, member(sanne), now)); !slices.Equal(got, []string{f.Fact.Field() + " error.word"}) {
		t.Errorf("a promise in other words: %v", got)
	}
	f.Text = "De boete betalen"
	w.do("in good words", c.Correct(f, member(sanne), now))
	w.do("hand over", c.HandOver(DisputeForm{Body: "0", AskedBy: "Anna de Vries", At: now, Day: "2026-06-01", Known: "2026-03-12", Accepted: "no"}, member(sanne), now))
	r := Ruling{Text: "De klacht is gegrond", At: now, Promises: []Promise{{What: "De fout herstellen", When: "2026-03-20"}}}
	if got := said(c.RecordRuling(r, member(sanne), now)); !slices.Equal(got, []string{"what1 error.word"}) {
		t.Errorf("what follows from a ruling: %v", got)
	}
	r.Promises[0].What = "De boete betalen"
	w.do("in good words, and the ruling in its own", c.RecordRuling(r, member(sanne), now))
}

// An answer is to name the third party, so that what that is called, or where it is found, is
// no word that is kept from customers; its words by themselves are (KG-20, KG-24).
func TestAThirdPartyIsNoWord(t *testing.T) {
	now := at(t, "2026-03-12 12:00")
	for _, tc := range []struct {
		name, text string
		refused    bool
	}{
		{"its name", "U kunt naar de Geschillencommissie Klachten gaan.", false},
		{"at the beginning", "De Geschillencommissie Klachten, Postbus 1, helpt u.", false},
		{"its site", "Zie https://klachten.example/foutmelding voor meer.", false},
		{"with a plural of it", "Zo gaat het met alle klachten.", true},
		{"in part", "De commissie Klachten helpt u.", true},
		{"in another word", "De Geschillencommissie Klachtenbus", true},
		{"beside the word", "De Geschillencommissie Klachten neemt uw klacht aan.", true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := &walk{t, presetCase(t, "kerngroep", "Europe/Amsterdam")}
			w.c.Procedure.External = []procedure.Body{{Name: "de Geschillencommissie Klachten", URL: "https://klachten.example/foutmelding", Binding: "yes"}}
			r := reported(t)
			w.do("register", w.c.Register(r, member(lotte), at(t, "2026-03-06 16:20")))
			w.talked()
			w.do("assign", w.c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "adviseur", Why: "process"}, member(sanne), now))
			d := draft()
			d.Text, d.Promises = tc.text, nil
			for _, h := range w.c.Hints(d) {
				if h.Code == HintWords && h.Good == tc.refused {
					t.Errorf("pointed out: %v", h.Words)
				}
			}
			if got := said(w.c.Prepare(d, member(milan), now)); (len(got) > 0) != tc.refused || tc.refused && got[0] != "text error.word" {
				t.Errorf("refused with %v", got)
			}
		})
	}
}

// All words of a field that the procedure keeps from customers are named at once.
func TestAllGuardedWordsAreNamedAtOnce(t *testing.T) {
	w := dutch(t)
	f := talk(t)
	f.Note = `De klacht is een rekenfout, geen "probleem", zegt het systeem`
	err := w.c.LogContact(f, member(lotte), at(t, "2026-03-09 10:05"))
	var many Refusals
	if !errors.As(err, &many) {
		t.Fatal(err)
	}
	for _, r := range many {
		if r.Text == "error.word" {
			want := []procedure.Found{{Word: "klacht", Rather: "melding", Guard: true}, {Word: "rekenfout", Rather: "wat er niet goed ging", Guard: true}}
			if got := r.Args[1].([]procedure.Found); !slices.Equal(got, want) {
				t.Errorf("named are %v, want %v", got, want)
			}
			return
		}
	}
	t.Errorf("refused with %v", err)
}
