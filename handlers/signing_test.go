package handlers

import (
	"strings"
	"testing"

	"ombud/bot"
	"ombud/calendar"
	"ombud/complaint"
	"ombud/playground"
)

func (o *office) signature(year int) complaint.Signature {
	o.t.Helper()
	cal, err := o.store.Calendar(o.t.Context(), o.now)
	must(o.t, err)
	s, err := o.store.Signed(o.t.Context(), year, cal.YearHash(year))
	must(o.t, err)
	return s
}

// Officer and admin look at the closed days of this year and the next, and say that
// they are right; who and when is kept, and the first one stays.
func TestSigningTheClosedDays(t *testing.T) {
	o := newOffice(t)
	o.h.Company.File = "ombud.yml"
	p := o.as(sanne)
	p.command("/klacht", "kalender")
	o.shows(p, "Gesloten in 2026", "Gesloten in 2027", "Koningsdag", "Nog niemand heeft gezegd dat dit klopt", "gesloten dagen in ombud.yml")
	cal, err := o.store.Calendar(t.Context(), o.now)
	must(t, err)
	value := "2027:" + cal.YearHash(2027)
	seen, err := p.PressInView("days.sign", playground.WithValue(value))
	must(t, err)
	p.fine(seen)
	o.shows(p, "Akkoord van Sanne Bakker, do 5 maart")
	if s := o.signature(2027); s.Person != sanne || !s.At.Equal(o.now) || o.signature(2026).Person != "" {
		t.Errorf("signed by %+v", s)
	}
	o.turn(at(t, "2026-03-06 10:00"))
	for user, taken := range map[string]bool{mees: true, milan: false, gast: false} {
		r := &bot.Request{Kind: bot.KindAction, Team: firm, User: user, Action: bot.Action{Value: value}}
		if _, err := o.h.signYear(t.Context(), r); (err == nil) != taken {
			t.Errorf("%s signs: %v", user, err)
		}
	}
	if s := o.signature(2027); s.Person != sanne {
		t.Errorf("the first signature is gone: %+v", s)
	}
	if text := o.refusedOrder(milan, "/klacht", "kalender"); !strings.Contains(text, "Sanne Bakker") {
		t.Errorf("a handler reads %s", text)
	}
}

// A list that was changed since it was shown is not signed unseen, nor is a forged
// year.
func TestAListThatChangedIsNotSigned(t *testing.T) {
	o := newOffice(t)
	p := o.as(sanne)
	p.command("/klacht", "kalender")
	seenList, err := o.store.Calendar(t.Context(), o.now)
	must(t, err)
	press := func(c *calendar.Calendar) {
		seen, err := p.PressInView("days.sign", playground.WithValue("2026:"+c.YearHash(2026)))
		must(t, err)
		p.fine(seen)
	}
	cal, err := calendar.New(calendar.Config{Set: "nl-office", Zone: "Europe/Amsterdam", First: 2024, Last: 2032, Closed: []string{"2026-12-24", "2027-12-24"}})
	must(t, err)
	must(t, o.store.SaveCalendar(t.Context(), cal, o.now))
	press(seenList)
	o.shows(p, "De lijst is gewijzigd nadat je die zag", "24 december · gesloten")
	for _, value := range []string{"", "2027:", "1999:abc", "2027:abc"} {
		r := &bot.Request{Kind: bot.KindAction, Team: firm, User: sanne, Action: bot.Action{Value: value}}
		if _, err := o.h.signYear(t.Context(), r); err == nil {
			t.Errorf("%q is signed", value)
		}
	}
	if o.signature(2026).Person+o.signature(2027).Person != "" {
		t.Error("something was signed")
	}
	press(cal) // now that it was seen
	o.shows(p, "Akkoord van Sanne Bakker")
	if o.signature(2026).Person != sanne {
		t.Error("what was seen is not signed")
	}
}

// Where customers find the procedure stands with what it promises, and how that was
// found.
func TestWhereTheProcedureIsPublished(t *testing.T) {
	o := newPreset(t, "cygnus")
	o.h.Company.Document, o.h.Company.Published = "https://noorderlicht.example/regeling.pdf", []string{"https://noorderlicht.example/klachten"}
	must(t, o.store.SaveLink(t.Context(), o.h.Company.Document, "", o.now))
	must(t, o.store.SaveLink(t.Context(), o.h.Company.Published[0], "404", o.now))
	said := o.as(lotte).whispers("/klacht", "procedure")
	for _, want := range []string{
		"De website van het bedrijf vermeldt de procedure", "regeling.pdf (Bekeken op do 5 maart 2026: het adres werkt.)",
		"Vermeld op: https://noorderlicht.example/klachten (Werkt niet sinds do 5 maart 2026: de server antwoordt met 404.)",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("want %q in %s", want, said)
		}
	}
}
