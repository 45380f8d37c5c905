package handlers

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/playground"
)

const lies = "U0LIES" // another, who stands in for somebody

// tells compares what a command opens for people with what it should hold.
func (o *office) tells(typed string, has, lacks map[string]string) {
	o.t.Helper()
	for user, want := range has {
		if text := o.asksFor(user, "/klacht", typed); !strings.Contains(text, want) {
			o.t.Errorf("%s of %s lacks %q:\n%s", typed, user, want, text)
		}
	}
	for user, bad := range lacks {
		if text := o.asksFor(user, "/klacht", typed); strings.Contains(text, bad) {
			o.t.Errorf("%s of %s tells %q:\n%s", typed, user, bad, text)
		}
	}
}

// What a colleague without a role promised is theirs in the list of deadlines, and
// nobody else's; the officer finds it as that of all.
func TestDueOfAPromise(t *testing.T) {
	o := newOffice(t)
	number := o.promised()
	must(t, o.Join(algemeen, bo))
	o.turn(at(t, "2026-03-06 09:00"))
	o.tells("termijn vandaag", map[string]string{bo: number, sanne: number}, map[string]string{milan: number, lotte: "Bo Jansen", joost: number})
	o.tells("termijn week", map[string]string{milan: number}, map[string]string{bo: "10 maart", milan: "uiterlijk vr 6 maart"})
	r := o.roster()
	r.Away = append(r.Away, complaint.Absence{User: bo, Deputy: lies, From: at(t, "2026-03-06 00:00"), Until: at(t, "2026-03-12 00:00")})
	must(t, o.store.SaveRoster(t.Context(), r))
	must(t, o.AddUser(playground.User{ID: lies, Name: "lies", RealName: "Lies Smit"}))
	must(t, o.Join(algemeen, lies))
	o.tells("termijn vandaag", map[string]string{lies: number, bo: number}, map[string]string{milan: number})
}

// Whoever stands in for a handler finds the handler's cases among their own.
func TestCasesOfWhoStandsIn(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	must(t, o.AddUser(playground.User{ID: lies, Name: "lies", RealName: "Lies Smit"}))
	must(t, o.Join(algemeen, lies))
	o.tells("mijn", nil, map[string]string{lies: number})
	r := o.roster()
	r.Away = append(r.Away, complaint.Absence{User: milan, Deputy: lies, From: at(t, "2026-03-05 00:00"), Until: at(t, "2026-03-26 00:00")})
	must(t, o.store.SaveRoster(t.Context(), r))
	o.turn(at(t, "2026-03-19 09:00"))
	o.tells("mijn", map[string]string{lies: number, milan: number}, map[string]string{joost: number})
	o.tells("termijn week", map[string]string{lies: number, milan: number}, map[string]string{joost: number})
	if home := o.homeOf(lies); !strings.Contains(home, number) {
		t.Errorf("home of the deputy: %s", home)
	}
}

// A promise outlives its case: late, it is counted and shown to whoever leads, with whose
// it is, in Home and among the deadlines, and the Home of who made it does not say that
// nothing is late. Kept, it is over.
func TestALatePromiseOfAClosedCase(t *testing.T) {
	o := newOffice(t)
	number := o.promised()
	must(t, o.Join(algemeen, bo))
	o.does(number, func(c *complaint.Case) error {
		return c.RecordFollowUp(complaint.FollowUpForm{Result: complaint.Satisfied, At: o.now, Via: "phone"}, full(lotte), o.now)
	})
	o.does(number, func(c *complaint.Case) error {
		return c.Close(complaint.Report{Handling: "Hersteld"}, full(sanne), o.now)
	})
	reads := func(user string) func(...string) {
		p := o.as(user)
		o.homeOf(user)
		return func(wants ...string) {
			t.Helper()
			for _, want := range wants {
				if !o.Wait(soon, func() bool { return strings.Contains(p.ViewText(p.Home()), want) }) {
					t.Errorf("at %s %s does not read %q:\n%s", o.now, user, want, p.ViewText(p.Home()))
				}
			}
		}
	}
	const nothing = "Je hebt niets wat te laat is"
	reads(sanne)(nothing)
	o.turn(at(t, "2026-03-09 09:00"))
	for _, user := range []string{sanne, mees} {
		reads(user)(nothing, "in 1 zaak iets te laat", "Taken van anderen, te laat of voor vandaag\n*"+number, "Bo Jansen")
	}
	reads(bo)("In 1 zaak is iets te laat")
	reads(milan)(nothing)
	o.tells("termijn vandaag", map[string]string{sanne: "Bo Jansen", bo: number}, map[string]string{sanne: "Milan de Wit", milan: number})
	o.does(number, func(c *complaint.Case) error { return c.KeepCommitment(1, o.now, full(bo), o.now) })
	reads(sanne)(nothing)
	o.turn(at(t, "2026-03-11 09:00"))
	reads(milan)("In 1 zaak is iets te laat")
}
