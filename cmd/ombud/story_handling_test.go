package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"ombud/complaint"
	"ombud/playground"
)

// confirmed: Lotte reads the report back and explains what happens now.
func (r *road) confirmed() {
	r.t.Helper()
	r.at("2026-03-05 10:30")
	r.lotte.readsBack(r.number)
	r.shows(r.number, "Confirmed", "case.assign.open")
	r.receipt("Confirmed")
	c := r.kase(r.number)
	if c.ReadBack != complaint.ReadBackApproved || c.ApprovedHash != c.TextHash || !c.ExplainedAt.Equal(at("2026-03-05 10:30")) {
		r.fail("the approval of the report is not bound to its words, or the explanation is missing")
	}
	r.sameCard()
}

// assigned: Sanne gives the case to Milan; Joost, who delivered the service,
// cannot get it by any way.
func (r *road) assigned() {
	r.t.Helper()
	r.at("2026-03-05 11:00")
	r.sanne.presses(r.card(r.number), "case.assign.open")
	r.joostIsNotOffered()
	r.sanne.chooses(r.milan)
	r.forgedAssignment()
	r.sanne.fills("brief", brief)
	before := r.clock.Now()
	r.sanne.submits()
	r.shows(r.number, "Assigned", "case.contact.open")
	r.receipt("Assigned")
	r.formArrived(before)
	r.sameCard()
	r.homes()
}

// homes: everybody's own page lists the case for whom it is, and only them.
func (r *road) homes() {
	r.t.Helper()
	for _, p := range r.people() {
		seen, err := p.OpenHome()
		r.slack.Settle(patience)
		if err != nil || seen.Failure != "" {
			continue // Slack does not show it to somebody from outside
		}
		r.until(p.name+"'s Home", func() bool { return p.Home() != nil })
		knows := p != r.joost && p != r.guest && p != r.external
		if strings.Contains(p.ViewText(p.Home()), r.number) != knows {
			r.fail("Home of %s:\n%s", p.name, p.ViewText(p.Home()))
		}
	}
	r.outsidersSeeNothing()
}

func (r *road) joostIsNotOffered() {
	r.t.Helper()
	offered, err := r.sanne.Options("handler", "")
	r.do("list of handlers", err)
	var users []string
	for _, o := range offered {
		users = append(users, o.Value)
	}
	if !slices.Equal(users, []string{r.sanne.id, r.milan.id, r.fatima.id}) {
		r.fail("the list offers %q, want Sanne, Milan and Fatima", users)
	}
	if !strings.Contains(r.sanne.reads(), "Joost Visser* (delivered the service)") {
		r.fail("the form does not say why Joost cannot be chosen")
	}
}

// forgedAssignment sends the form as no client would: with Joost in it.
func (r *road) forgedAssignment() {
	r.t.Helper()
	view := submission(r.sanne.window())
	enter(view, "handler", map[string]any{"type": "external_select", "selected_option": map[string]any{"value": r.joost.id}})
	enter(view, "title", map[string]any{"type": "plain_text_input", "value": "Accountant"})
	before := len(r.kase(r.number).Events)
	a := r.sanne.forges(r.sanne.payload("view_submission", map[string]any{"view": view}))
	if !strings.Contains(string(a.Body), `"handler":"Joost Visser delivered the service`) {
		r.fail("a forged form that gives the case to Joost was answered %s", a.Body)
	}
	if c := r.kase(r.number); c.Handler != "" || len(c.Events) != before {
		r.fail("a forged form changed the case")
	}
}

// formArrived: the form is in Milan's direct messages, and the clock of the
// first contact runs from the moment Slack says it came there.
func (r *road) formArrived(notBefore time.Time) {
	r.t.Helper()
	form := r.milan.dm(r.number, "case.contact.open")
	c := r.kase(r.number)
	i := slices.IndexFunc(c.Events, func(e complaint.Event) bool { return e.Kind == complaint.FormSent })
	if i < 0 || c.Events[i].Data.User != r.milan.id {
		r.fail("the arrival of the form is not recorded")
	}
	if e := c.Events[i]; e.At.UnixMilli() != tsMillis(form.TS) || e.At.Before(notBefore) {
		r.fail("the form arrived at %s, the case says %s", form.TS, e.At)
	}
	d := r.duty(complaint.DutyContact, 1)
	if !d.Start.Equal(c.Events[i].At) || !d.Due.Equal(at("2026-03-10 00:00")) {
		r.fail("first contact is due from %s until %s", d.Start, d.Due)
	}
	if app := c.Appointment(); app.Name != "Milan de Wit" || app.Title == "" {
		r.fail("name and function are kept as %+v", app)
	}
	if !strings.Contains(r.milan.Text(form), "Contact the customer by Mon 9 March") {
		r.fail("the form does not say by when the customer must be contacted")
	}
}

// contacted: Milan reads the file, calls and agrees how and by when.
func (r *road) contacted() {
	r.t.Helper()
	r.advance("2026-03-06 09:30")
	form := r.milan.dm(r.number, "case.open")
	r.milan.presses(form, "case.open")
	for _, words := range []string{customer, tale, wish, brief} {
		if !strings.Contains(r.milan.reads(), words) {
			r.fail("the case file does not tell the handler %q", words)
		}
	}
	r.milan.closes()
	r.milan.presses(form, "case.contact.open")
	r.milan.fills("how", " ", "day", "2026-03-13")
	if why := r.milan.refusedAt("how"); !strings.Contains(why, "how it will be solved") {
		r.fail("a first contact without a plan is refused with %q", why)
	}
	r.milan.closes()
	r.milan.contacts(form, r.number, "2026-03-13")
	r.shows(r.number, "In progress", "answer.draft.open")
	if d := r.duty(complaint.DutyPromised, 1); !d.Due.Equal(at("2026-03-14 00:00")) {
		r.fail("what was agreed is due %s", d.Due)
	}
	if d := r.duty(complaint.DutyContact, 1); d.Open() {
		r.fail("the duty of first contact is still open")
	}
	r.sameCard()
}

// duty is one duty of the case as its events derive it.
func (r *road) duty(kind string, round int) complaint.Duty {
	r.t.Helper()
	return r.dutyOf(r.number, kind, round)
}

func (s *stage) dutyOf(number, kind string, round int) complaint.Duty {
	s.t.Helper()
	duties, err := s.kase(number).Duties()
	s.do("duties", err)
	i := slices.IndexFunc(duties, func(d complaint.Duty) bool { return d.Kind == kind && d.Round == round })
	if i < 0 {
		s.fail("%s owes no %s in round %d", number, kind, round)
	}
	return duties[i]
}

// sameCard: the case has one root message, the one it began with.
func (r *road) sameCard() {
	r.t.Helper()
	if ts := r.card(r.number).TS; ts != r.ts {
		r.fail("the card moved from %s to %s", r.ts, ts)
	}
	for _, m := range append(r.thread(r.number), r.card(r.number)) {
		r.nameless(m)
	}
	r.outsidersSeeNothing()
}

// nameless: what a lock screen shows of a message names nobody, and every
// button of a case says to a screen reader which case it is for.
func (r *road) nameless(m playground.Message) {
	r.t.Helper()
	for _, p := range r.people() {
		first, last, _ := strings.Cut(p.name, " ")
		for _, name := range []string{first, last} {
			if strings.Contains(m.Text, name) || strings.Contains(headerOf(m), name) {
				r.fail("%q or %q names %s", m.Text, headerOf(m), p.name)
			}
		}
		if strings.Contains(asJSON(m.Blocks), "<@"+p.id) {
			r.fail("a message mentions %s", p.name)
		}
	}
	for _, b := range buttons(m.Blocks) {
		if !strings.Contains(b.label, r.number) {
			r.fail("the button %s has the label %q, without the number", b.action, b.label)
		}
	}
	if n := len(green(m.Blocks)); m.Text == "" || n > 1 {
		r.fail("a message has the text %q and %d green buttons", m.Text, n)
	}
}

// tsMillis is Slack's name of a message as a time in milliseconds.
func tsMillis(ts string) int64 {
	whole, micros, _ := strings.Cut(ts, ".")
	t, err := time.ParseDuration(whole + "s")
	if err != nil {
		return 0
	}
	us, _ := time.ParseDuration(micros + "us")
	return (t + us).Milliseconds()
}

// alike tells a hidden case from an unknown one: it may not be possible.
func (s *stage) alike(p *person, number string) {
	s.t.Helper()
	const none = "K-2026-0777"
	hidden := p.told(general, "/complaint", "show "+number)
	unknown := p.told(general, "/complaint", "show "+none)
	if hidden == "" || hidden != strings.ReplaceAll(unknown, none, number) {
		s.fail("%s tells a hidden case (%q) from an unknown one (%q)", p.name, hidden, unknown)
	}
	_, err := s.ws().Case(context.Background(), none)
	if err == nil {
		s.fail("%s is a case", none)
	}
	p.Reload()
}
