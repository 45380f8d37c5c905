package main

import (
	"slices"
	"strings"

	"ombud/playground"
)

// filed: Lotte records a telephone call, and everybody who must know knows.
func (r *road) filed() {
	r.t.Helper()
	seen := r.lotte.types(general, "/klacht", "")
	if seen.Modal == nil || seen.Modal.Title != "Klacht vastleggen" || elements(blocksOf(seen.Modal.Blocks), "input")[0]["block_id"] != "via" {
		r.fail("/klacht opened no Dutch form that begins with how the complaint came in")
	}
	r.lotte.fills("received", at("2026-03-05 09:40"), "name", customer, "phone", phone, "email", email,
		"summary", summary, "story", tale, "wish", wish, "deliverers", []string{r.joost.id})
	r.number = r.lotte.submitsFiling()
	if r.number != "K-2026-0001" {
		r.fail("the first complaint of the year is %s", r.number)
	}
	r.lotte.closes()
	r.until("the line that only Lotte sees", func() bool { return len(r.lotte.Ephemerals(general)) == 1 })
	if said := r.lotte.Text(r.lotte.Ephemerals(general)[0]); !strings.Contains(said, r.number) {
		r.fail("the line says %q", said)
	}
	if n := len(r.joost.Messages(general)); n != 0 {
		r.fail("the command left %d messages in the public channel", n)
	}
	r.shows(r.number, "New", "case.readback.open")
	r.ts = r.card(r.number).TS
	r.receipt("Nieuw", "case.readback.open") // she used the Dutch command
	r.outsidersSeeNothing()
	r.lotte.choosesEnglish()
}

// choosesEnglish: from now on Home and direct messages are in English, whatever
// command is used.
func (p *person) choosesEnglish() {
	p.s.t.Helper()
	_, err := p.OpenHome()
	p.s.do("open Home", err)
	p.s.until("Home in Dutch", func() bool { return p.Home() != nil && strings.Contains(p.ViewText(p.Home()), "Klacht vastleggen") })
	_, err = p.PressInView("home.language", playground.Choosing("en"))
	p.s.do("choose English", err)
	p.s.until("Home in English", func() bool { return strings.Contains(p.ViewText(p.Home()), "Record a complaint") })
}

// receipt checks Lotte's own message: one, the one she got first, and it is
// true.
func (r *road) receipt(state string, actions ...string) {
	r.t.Helper()
	m := r.lotte.DMs()[0]
	if n := len(headed(r.lotte.DMs(), r.number)); n != 1 || !strings.Contains(headerOf(m), r.number+" · "+state) {
		r.fail("Lotte has %d receipts, the first headed %q, want one with %q", n, headerOf(m), state)
	}
	if got := green(m.Blocks); !slices.Equal(got, actions) {
		r.fail("the receipt offers %q, want %q", got, actions)
	}
}

// outsidersSeeNothing: neither the one who is complained about nor people
// from outside learn that there is a case at all.
func (r *road) outsidersSeeNothing() {
	r.t.Helper()
	for _, p := range []*person{r.joost, r.guest, r.external} {
		p.blind(append(slices.Clone(theirs), "K-2026", summary)...)
	}
}
