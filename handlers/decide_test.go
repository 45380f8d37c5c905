package handlers

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/playground"
)

// waitsFor tells whether that case comes to stand, or not, in somebody's Home under what
// waits for them, with those words.
func (o *office) waitsFor(user, number string, asked bool, says string) {
	o.t.Helper()
	p, text := o.as(user), o.homeOf(user)
	if !o.Wait(soon, func() bool {
		_, text, _ = strings.Cut(p.ViewText(p.Home()), "Dit wacht op jou\n")
		text, _, _ = strings.Cut(text, "Alle zaken")
		return asked == (strings.Contains(text, number) && strings.Contains(text, says))
	}) {
		o.t.Errorf("%s, asked %v, reads:\n%s", user, asked, text)
	}
}

// Not only an answer stands in Home until it is decided on, but a request and more time
// as well, with the file in which whoever may decide does so.
func TestHomeShowsWhateverWaitsForADecision(t *testing.T) {
	for _, tc := range []struct {
		name, procedure, says, press string
		filing                       map[string]any
		ask                          func(*office, string)
	}{
		{"a request", "exactpi", "De klant is niet bereikt", "agreement.grant", map[string]any{"done": []string{"readback", "explained"}}, func(o *office, number string) {
			o.nobodyAnswers(number, milan, 3)
			o.does(number, func(c *complaint.Case) error { return c.GoOn("Verhuisd", full(milan), o.now) })
		}},
		{"more time", "kerngroep", "vraagt uitstel van do 2 april tot", "extension.agree", map[string]any{"street": "Markt 1", "postcode": "1234 AB", "town": "Utrecht", "wish": "De boete terug"}, func(o *office, number string) {
			o.workday()
			o.does(number, func(c *complaint.Case) error {
				return c.Extend(complaint.ExtensionForm{Day: "2026-04-10", Reason: "Het rapport is er nog niet"}, full(milan), o.now)
			})
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			o := newPreset(t, tc.procedure)
			number := o.filed(tc.filing)
			if tc.procedure == "kerngroep" { // whoever received it calls first
				o.does(number, func(c *complaint.Case) error {
					return c.LogContact(complaint.ContactForm{At: o.now, Via: "phone", Reached: true, How: "Zoekt het uit", Day: "2026-03-20", Note: "Belt terug", Folder: "Klantmap De Vries", KeepUnadvised: true}, full(lotte), o.now)
				})
			}
			o.does(number, func(c *complaint.Case) error {
				return c.Assign(complaint.Assignment{Handler: milan, Name: "Milan de Wit", Title: "Adviseur", Why: "process", Deliverers: []string{joost}}, full(sanne), o.now)
			})
			o.waitsFor(mees, number, false, tc.says)
			tc.ask(o, number)
			for user, asked := range map[string]bool{mees: true, milan: false, fatima: false} {
				o.waitsFor(user, number, asked, tc.says)
			}
			p := o.as(mees)
			if text := p.ViewText(p.Home()); !strings.Contains(text, "1 zaak wacht op je akkoord") {
				t.Errorf("the count:\n%.200s", text)
			}
			must(t, o.Join(algemeen, mees))
			p.command("/klacht", "toon "+number)
			p.inView(tc.press)
			p.closes()
			o.waitsFor(mees, number, false, tc.says)
		})
	}
}

// What somebody passes on to their deputy is in the deputy's lists from then on, until it
// is done.
func TestWhatIsPassedOnIsInTheListsOfTheDeputy(t *testing.T) {
	o := newOffice(t)
	must(t, o.AddUser(playground.User{ID: lies, Name: "lies", RealName: "Lies Smit"}))
	must(t, o.Join(algemeen, lies))
	o.changeRoster(func(r *complaint.Roster) { r.People[milan] = complaint.Profile{Title: "Hoofd Samenstel", Deputy: lies} })
	number, _ := o.remindedOf("2026-03-09 09:00")
	o.tells("mijn", map[string]string{milan: number}, map[string]string{lies: number})
	o.does(number, func(c *complaint.Case) error { return c.PassOn(complaint.DutyContact, 1, full(milan), o.now) })
	o.tells("mijn", map[string]string{lies: number, milan: number}, nil)
	o.tells("termijn vandaag", map[string]string{lies: number, milan: number}, nil)
	o.tells("zoek jaarrekening", map[string]string{lies: number}, nil)
	if text := o.homeOf(lies); !strings.Contains(text, "In 1 zaak moet vandaag iets af") || !strings.Contains(text, number) {
		t.Errorf("Home of the deputy:\n%s", text)
	}
	o.does(number, func(c *complaint.Case) error {
		return c.LogContact(complaint.ContactForm{At: o.now, Via: "phone", Reached: true, How: "belt", Day: "2026-03-20", Note: "ok"}, full(lies), o.now)
	})
	o.tells("mijn", nil, map[string]string{lies: number})
}

// The same of a promise, which leaves the list of whoever made it.
func TestAPromiseThatIsPassedOn(t *testing.T) {
	o := newOffice(t)
	number := o.promised()
	must(t, o.AddUser(playground.User{ID: lies, Name: "lies", RealName: "Lies Smit"}))
	must(t, o.Join(algemeen, bo))
	must(t, o.Join(algemeen, lies))
	o.changeRoster(func(r *complaint.Roster) { r.People[bo] = complaint.Profile{Deputy: lies} })
	o.turn(at(t, "2026-03-06 09:00"))
	const heading = "Kom de toezegging na"
	if text := o.homeOf(bo); !strings.Contains(text, heading) {
		t.Fatalf("Bo, whose promise it is, reads:\n%s", text)
	}
	o.does(number, func(c *complaint.Case) error { return c.Remind(o.now) })
	o.does(number, func(c *complaint.Case) error { return c.PassOn(complaint.DutyCommitment, 1, full(bo), o.now) })
	for user, theirs := range map[string]bool{bo: false, lies: true} {
		o.homeOf(user)
		p := o.as(user)
		if !o.Wait(soon, func() bool { return strings.Contains(p.ViewText(p.Home()), heading) == theirs }) || theirs && !strings.Contains(p.ViewText(p.Home()), "Bo Jansen") {
			t.Errorf("%s reads:\n%s", user, p.ViewText(p.Home()))
		}
	}
}
