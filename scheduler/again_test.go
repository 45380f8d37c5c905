package scheduler

import (
	"strings"
	"testing"
	"time"

	"ombud/complaint"
)

// keepsNoDeadButton complains of buttons in what people hold of a case that do nothing.
func (f *firm) keepsNoDeadButton(number, when string) {
	f.t.Helper()
	f.deadButtons(map[string]string{number: when}, map[string]bool{}, func(string) bool { return true })
}

// Whoever was reminded in the place of somebody, or in a role, reads that it is somebody
// else's once the absence or the role is over.
func TestWhoStoodInReadsThatItIsOver(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	f.off(milan, lotte, "2026-03-06 00:00", "2026-03-10 00:00")
	f.remindAt("2026-03-09 09:30")
	f.sendAll()
	if n := len(f.reminders(lotte, "contact the customer")); n != 1 {
		t.Fatalf("lotte reads %q", f.said(lotte))
	}
	f.run("returns", "2026-03-10 00:05") // at night
	f.keepsNoDeadButton(number, "after the absence")
	if n := f.dmsSaying(lotte, "need not stand in"); n != 1 {
		t.Errorf("lotte is asked still: %q", f.said(lotte))
	}
	updates := len(f.slack.Calls("chat.update"))
	f.run("returns", "2026-03-10 00:10")
	if n := len(f.slack.Calls("chat.update")); n != updates {
		t.Errorf("%d more changes when nothing changed", n-updates)
	}
}

func TestWhoseRoleIsOverReadsIt(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	f.remindAt("2026-03-10 09:30")
	f.remindAt("2026-03-11 09:30")
	f.sendAll()
	f.deputies("2026-03-11 09:31", joost)
	f.run("returns", "2026-03-11 09:40")
	f.keepsNoDeadButton(number, "after the role")
}

// Whoever was asked for another handler in the officer's place reads that there is one.
func TestWhoHeardOfAVacancyReadsThatItIsFilled(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.off(sanne, lotte, "2026-03-05 00:00", "2026-03-10 00:00")
	f.assign(number, milan)
	f.sendAll()
	f.step(number, acts["decline"])
	f.sendAll()
	f.business.Set(at("2026-03-09 10:00"))
	f.step(number, acts["to fatima"])
	f.sendAll()
	f.keepsNoDeadButton(number, "filled while she is away")
	f.step(number, func(c *complaint.Case, now time.Time) error { return c.Decline("no time", member(fatima), now) })
	f.sendAll()
	f.run("returns", "2026-03-11 10:00")
	f.step(number, acts["assign"])
	f.sendAll()
	f.keepsNoDeadButton(number, "filled after she was away")
}

// The list of what is late for days goes once nothing in it is.
func TestTheLastListOfWhatIsLateGoes(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.assign(number, milan)
	f.sendAll()
	for _, when := range []string{"2026-03-10 09:30", "2026-03-11 09:30", "2026-03-13 09:30"} {
		f.remindAt(when)
	}
	f.sendAll()
	f.run("late", "2026-03-16 09:10")
	if count(f.said(mees), "over for days") != 1 {
		t.Fatalf("mees reads %q", f.said(mees))
	}
	f.step(number, acts["contact"])
	f.sendAll()
	for _, m := range f.slack.As(mees).DMs() {
		if strings.Contains(m.Text, "for days") && strings.Contains(sentAs(m), "ontact the customer") {
			t.Errorf("mees still reads that nobody spoke with the customer: %s", sentAs(m))
		}
	}
	f.step(number, acts["withdrawn"])
	f.sendAll()
	if n := count(f.said(mees), "for days"); n != 0 {
		t.Errorf("mees still reads %q", f.said(mees))
	}
}

// What is said of somebody who left follows what is done with their cases, by whatever
// form, and whether they come back.
func TestWhoLeftIsSpokenOfAsThingsStand(t *testing.T) {
	f := newFirm(t)
	one := f.file()
	f.assign(one, milan)
	f.sendAll()
	f.leaves(milan)
	f.assign(one, fatima)
	f.sendAll()
	if f.dmsSaying(sanne, "1 open case is in this name") != 0 || f.dmsSaying(sanne, "No open cases are in this name") != 1 {
		t.Errorf("once it is given away sanne reads %q", f.said(sanne))
	}
	f.do("back", f.Store.UpdateRoster(t.Context(), f.Now(), func(r *complaint.Roster) ([]complaint.Notice, error) { r.Rejoin(milan); return nil, nil }))
	f.sendAll()
	if f.dmsSaying(sanne, "is no longer a colleague in Slack") != 0 || f.dmsSaying(sanne, "is a colleague in Slack again") != 1 {
		t.Errorf("once he is back sanne reads %q", f.said(sanne))
	}
}

// What was said of an absence loses its button when the days were changed, or are over.
func TestWhatWasSaidOfAnAbsenceLosesItsButton(t *testing.T) {
	f := newFirm(t)
	f.sends(mees, milan, fatima, "2026-03-06 00:00", "2026-03-14 00:00")
	buttons := func(user string) (n int) {
		for _, m := range f.slack.As(user).DMs() {
			n += strings.Count(sentAs(m), `"away.open"`)
		}
		return n
	}
	f.do("cannot", f.Store.UpdateRoster(t.Context(), f.Now(), func(r *complaint.Roster) ([]complaint.Notice, error) {
		a, err := r.AnswerAway(r.OwnAbsences(milan, f.Now())[0].ID, complaint.DeputyCannot, member(fatima), f.Now())
		return r.AnswerNotices(a, f.Now()), err
	}))
	f.sendAll()
	if milans, meess := buttons(milan), buttons(mees); milans != 2 || meess != 1 {
		t.Fatalf("Milan has %d buttons, Mees %d", milans, meess)
	}
	f.business.Set(at("2026-03-05 11:00"))
	f.sends(mees, milan, joost, "2026-03-06 00:00", "2026-03-14 00:00")
	if milans, meess := buttons(milan), buttons(mees); milans != 1 || meess != 0 { // of the new days
		t.Errorf("once there is another deputy Milan has %d buttons, Mees %d", milans, meess)
	}
	f.run("returns", "2026-03-16 09:30")
	if n := buttons(milan); n != 0 {
		t.Errorf("back again Milan has %d buttons: %q", n, f.said(milan))
	}
}
