package handlers

import (
	"fmt"
	"strings"
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/lang"
	"ombud/playground"
)

// remindedOf walks a case to where Milan is reminded of the first contact, and
// gives its number and the message that he got.
func (o *office) remindedOf(when string) (number, ts string) {
	o.t.Helper()
	number = o.filed(map[string]any{"done": []string{"readback", "explained"}, "deliverers": []string{joost}})
	o.does(number, func(c *complaint.Case) error {
		err := c.Assign(complaint.Assignment{Handler: milan, Name: "Milan de Wit", Title: "Hoofd Samenstel", Why: "process", Deliverers: []string{joost}},
			complaint.Person{ID: sanne, Member: true}, o.now)
		if err != nil {
			return err
		}
		return c.Delivered(complaint.FormSent, milan, o.now, o.now)
	})
	o.turn(at(o.t, when))
	o.does(number, func(c *complaint.Case) error { return c.Remind(o.now) })
	return number, o.reminderOf(number, milan)
}

// reminderOf posts the reminder of first contact as it stands for somebody.
func (o *office) reminderOf(number, user string) string {
	o.t.Helper()
	c := o.caseOf(number)
	d, err := c.Owed("contact", 1)
	must(o.t, err)
	stage := complaint.StageDueDay
	if d.Overdue(o.now) {
		stage = complaint.StageOverdue
	}
	f := &view.Frame{Company: o.h.Company, P: lang.New(lang.NL, "", o.h.Company.Zone), Now: o.now, Viewer: complaint.Person{ID: user, Member: true}}
	ts, _, err := o.h.Slack.Post(o.t.Context(), algemeen, "", view.Reminder(f, c, d, stage), "")
	must(o.t, err)
	return ts
}

// chooses chooses a line of the reminder's menu and gives what a window says.
func (p person) chooses(ts, number, do string) string {
	p.o.t.Helper()
	seen, err := p.Press(algemeen, ts, "rem.more", playground.Choosing(number+":contact:1:"+do))
	must(p.o.t, err)
	p.fine(seen)
	if m := p.Modal(); m != nil {
		return p.ViewText(m)
	}
	return ""
}

func TestReminderMenu(t *testing.T) {
	o := newOffice(t)
	number, ts := o.remindedOf("2026-03-09 09:00")
	p := o.as(milan)
	until := at(t, "2026-03-09 13:00")
	snooze := fmt.Sprintf("snooze:%d", until.UnixMilli())
	if said := p.chooses(ts, number, snooze); said != "" {
		t.Errorf("a snooze says %q", said)
	}
	c := o.caseOf(number)
	d, err := c.Owed("contact", 1)
	must(t, err)
	if got := c.SnoozedUntil(d, milan, o.now); !got.Equal(until) {
		t.Errorf("snoozed until %v, want %v", got, until)
	}
	// A message from before: its moment is past by now, and stands for the next one.
	o.turn(at(t, "2026-03-09 14:00"))
	if said := p.chooses(ts, number, snooze); said != "" {
		t.Errorf("an old menu line says %q", said)
	}
	c = o.caseOf(number)
	if got := c.SnoozedUntil(d, milan, o.now); !got.Equal(at(t, "2026-03-09 15:00")) {
		t.Errorf("by an old line snoozed until %v", got)
	}
	if said := p.chooses(ts, number, view.DoOpen); !strings.Contains(said, number) {
		t.Errorf("the case file is not opened: %q", said)
	}
	if _, err := p.CloseView(); err != nil {
		t.Fatal(err)
	}
	if said := p.chooses(ts, number, view.DoPass); said != "" {
		t.Errorf("passing on says %q", said)
	}
	c = o.caseOf(number)
	if c.Hears(d, milan, o.now) || !strings.Contains(p.chooses(ts, number, view.DoPass), "niet meer bij jou") {
		t.Error("passed on twice")
	}
	// Somebody who was never reminded learns nothing by a forged press.
	if said := o.as(joost).chooses(ts, number, view.DoPass); !strings.Contains(said, "zichtbaar") {
		t.Errorf("who is involved is told %q", said)
	}
}

// What was done before it was reminded of is logged by the one button that does it: its form
// asks when, and both times are kept.
func TestAlreadyDone(t *testing.T) {
	o := newOffice(t)
	number, ts := o.remindedOf("2026-03-09 09:00")
	p := o.as(milan)
	seen, err := p.Press(algemeen, ts, "case.contact.open")
	must(t, err)
	p.fine(seen)
	if m := p.Modal(); m == nil || m.CallbackID != "case.contact" || !strings.Contains(string(m.State), "selected_date_time\":1") {
		t.Fatalf("no contact form that asks when: %+v", m)
	}
	p.fill(map[string]any{"solved": []string{"solved"}})
	if seen := p.submitRaw(map[string]any{"note": " ", "when": at(t, "2026-03-06 09:00").Unix()}); seen.Errors["how"] != "" || seen.Errors["note"] == "" {
		t.Errorf("solved at once, without a word: %v", seen.Errors)
	}
	p.fill(map[string]any{"note": "Opgelost", "when": at(t, "2026-03-05 09:00").Unix()})
	if seen := p.submit(); !strings.Contains(seen.Errors["when"], "binnenkwam") {
		t.Errorf("before the receipt: %v", seen.Errors)
	}
	p.fill(map[string]any{"when": at(t, "2026-03-06 15:00").Unix()})
	p.fine(p.submit()) // which asks why it is written down only after the deadline
	p.fill(map[string]any{"belated": "I was on the road"})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
	c := o.caseOf(number)
	last := c.Events[len(c.Events)-1]
	if !last.At.Equal(at(t, "2026-03-06 15:00")) || !last.Recorded.Equal(o.now) {
		t.Errorf("done %v, logged %v", last.At, last.Recorded)
	}
}

// Also what is owed before anybody speaks with the customer may have been done
// before: both times are kept.
func TestConfirmedBefore(t *testing.T) {
	o := underProcedure(t, "cygnus", complaint.Holder{Role: complaint.RolePartner, User: milan})
	number := o.file(lotte, nil)
	c := o.caseOf(number)
	d, err := c.Owed("inform", 1)
	must(t, err)
	f := &view.Frame{Company: o.h.Company, P: lang.New(lang.NL, "", o.h.Company.Zone), Now: o.now, Viewer: full(sanne)}
	ts, _, err := o.h.Slack.Post(t.Context(), algemeen, "", view.Reminder(f, c, d, complaint.StageDueDay), "")
	must(t, err)
	o.turn(at(t, "2026-03-05 16:00"))
	p := o.as(sanne)
	p.presses(algemeen, ts, "case.inform.open")
	if m := p.Modal(); m == nil || m.CallbackID != "case.inform" || !strings.Contains(string(m.State), `selected_date_time":1`) {
		t.Fatalf("no form that asks when: %+v", m)
	}
	p.fill(map[string]any{"who": milan, "note": "Hij belt haar", "when": at(t, "2026-03-05 11:00").Unix()})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
	c = o.caseOf(number)
	if e := c.Events[len(c.Events)-1]; e.Kind != complaint.Informed || !e.At.Equal(at(t, "2026-03-05 11:00")) || !e.Recorded.Equal(o.now) {
		t.Errorf("recorded %+v", e)
	}
}

func TestChase(t *testing.T) {
	o := newOffice(t)
	number, _ := o.remindedOf("2026-03-10 08:30")
	draw := func(f *view.Frame, c *complaint.Case) *view.Message {
		return view.Overdue(f, c, contactDuty(t, c), complaint.StageOverdue)
	}
	s := o.as(sanne)
	s.press(klachten, "case.chase", draw, number)
	o.shows(s, "Milan de Wit is er nu aan herinnerd")
	if c := o.caseOf(number); c.LastChase("contact", 1) == nil || c.LastChase("contact", 1).Actor != sanne {
		t.Error("not on record")
	}
	m := o.as(mees)
	m.press(klachten, "case.chase", draw, number)
	o.shows(m, "Sanne Bakker herinnerde hier al aan")
	milan := o.as(milan)
	milan.press(klachten, "case.chase", draw, number)
	o.shows(milan, "kan")
	if n := strings.Count(fmt.Sprint(kindsOf(o.caseOf(number))), string(complaint.Chased)); n != 1 {
		t.Errorf("chased %d times", n)
	}
}

func contactDuty(t *testing.T, c *complaint.Case) *complaint.Duty {
	t.Helper()
	d, err := c.Owed("contact", 1)
	must(t, err)
	return d
}

func kindsOf(c *complaint.Case) (kinds []complaint.Kind) {
	for _, e := range c.Events {
		kinds = append(kinds, e.Kind)
	}
	return kinds
}
