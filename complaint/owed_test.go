package complaint

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ombud/procedure"
)

// Whatever is owed in a case is owed by somebody who is there and may take the step that
// gets it done, as long as anybody is there who answers for the case: with its handler
// there, away with and without a deputy, gone, found to be involved, or having declined.
func TestWhatIsOwedSomebodyMayDo(t *testing.T) {
	const last, director, partner = "U0LAST", "U0DIR", "U0PART"
	people := []string{sanne, fatima, mees, milan, joost, lotte, last, director, partner}
	cal, start := sampleCalendar(t), at(t, "2026-03-05 10:20")
	for _, name := range procedure.Presets() {
		p := presetOf(t, name)
		t.Run(name, rapid.MakeCheck(func(r *rapid.T) {
			c := leads(New("T0FIRM", p, cal, sampleRoster()))
			c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RolePartner, User: milan}, Holder{Role: RolePartner, User: partner},
				Holder{Role: RoleFallback, User: last}, Holder{Role: RoleManagement, User: director})
			if rapid.Bool().Draw(r, "no deputy") {
				delete(c.Roster.People, milan)
			}
			form, now := registration(t), start
			form.Street, form.Postcode, form.Town = "Markt 1", "1234 AB", "Utrecht"
			form.About = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{joost, fatima, mees}), 0, 1, rapid.ID).Draw(r, "about")
			if err := c.Register(form, member(lotte), now); err != nil {
				r.Fatal(err)
			}
			var done []string
			for range rapid.IntRange(5, 40).Draw(r, "steps") {
				now = now.Add(time.Duration(rapid.IntRange(1, 30).Draw(r, "hours")) * time.Hour)
				by := rapid.SampledFrom(c.Roster.here(people, now)).Draw(r, "by")
				before := len(c.Events)
				if rapid.Bool().Draw(r, "on") {
					leadOn(r, c, by, now)
				} else {
					_ = push(r, c, member(by), now)
				}
				for _, e := range c.Events[before:] {
					done = append(done, string(e.Kind))
				}
				goAway(r, c, now)
				if c.Open() && !c.NobodyThere(now) {
					holdOwed(r, c, c.Roster.here(people, now), now, done)
				}
			}
		}))
	}
}

// Once the answer was told without a handler nobody is to find another one: there is nothing
// left to handle.
func TestNobodyIsToReassignWhatIsTold(t *testing.T) {
	c := walkTo(t, FaceInProgress)
	w := &walk{t, c}
	w.do("interest", c.DeclareInterest(Interest{How: "his sister", Users: []string{milan}}, member(sanne), at(t, "2026-03-12 09:00")))
	if !owes(t, c, DutyReassign) {
		t.Fatal("nobody is to find another handler")
	}
	w.do("draft", c.Prepare(draft(), member(sanne), at(t, "2026-03-12 11:00")))
	w.do("approve", c.Approve(1, member(mees), at(t, "2026-03-12 12:00")))
	w.do("tell", c.Deliver(Delivery{At: at(t, "2026-03-12 13:00"), Via: "email", Handling: "refunded"}, member(sanne), at(t, "2026-03-12 13:00")))
	if owes(t, c, DutyReassign) {
		t.Error("another handler is still to be found")
	}
}

// holdOwed fails for a duty that nobody of those who owe it may do.
func holdOwed(r *rapid.T, c *Case, there []string, now time.Time, done []string) {
	duties, err := c.Duties()
	if err != nil {
		return // beyond the calendar
	}
	for i := range duties {
		d := &duties[i]
		if !d.Open() || d.Quiet || d.ByName() || c.waitsForDecision(d) {
			continue
		}
		if d.Kind == DutyApprove && len(c.OwedBy(d, now)) == 0 { // whoever is there wrote it: it waits, and whoever looks after the app is told
			continue
		}
		if d.Kind == DutyDecide && len(c.OwedBy(d, now)) == 0 && len(c.Recipients(d, StageOverdue, now)) > 0 { // likewise who asked for it; whoever answers for the case hears once it is late
			continue
		}
		may := func(u string) bool {
			_, can := c.doable(d, member(u), now)
			return can && c.isOwedBy(d, u, now)
		}
		if !slices.ContainsFunc(there, may) {
			r.Fatalf("%s of %s, owed by %v as %s: nobody may %q (it is %s, handled by %q, there are %v) after %v",
				d.Kind, c.Procedure.Name, c.OwedBy(d, now), d.Owner, c.StepOf(d), c.Face(), c.Handler, there, done)
		}
	}
}

// goAway lets somebody be away for some days, or leave, now and then.
func goAway(r *rapid.T, c *Case, now time.Time) {
	switch rapid.IntRange(0, 20).Draw(r, "away") {
	case 0, 1:
		u := rapid.SampledFrom([]string{sanne, milan, lotte, fatima, mees, "U0PART"}).Draw(r, "who")
		c.Roster.Away = append(c.Roster.Away, Absence{ID: fmt.Sprint(len(c.Roster.Away)), User: u, From: now, Until: now.AddDate(0, 0, 5)})
	case 2:
		c.Roster.Leave(rapid.SampledFrom([]string{milan, lotte}).Draw(r, "leaver"), now)
	case 3:
		if c.Handler != "" {
			_ = c.Decline("no time", member(c.Handler), now)
		}
	}
}

// leadOn takes one of the steps of the straight road, by whoever takes it as a rule: most
// are refused where the case stands, and some bring it far.
func leadOn(r *rapid.T, c *Case, by string, now time.Time) {
	lead, handler := c.inCharge(now), c.Handler
	if len(lead) == 0 {
		return
	}
	if handler == "" {
		handler = lead[0]
	}
	words := inWriting()
	words.Promises = nil
	switch rapid.IntRange(0, 9).Draw(r, "leads on") {
	case 0:
		_ = c.Prepare(words, member(handler), now)
	case 1:
		_ = c.Approve(len(c.Answers), member(by), now)
	case 2:
		_ = c.Deliver(Delivery{At: now, Via: "email"}, member(lead[0]), now)
	case 3:
		_ = c.Consult(Consultation{With: lead[0], At: now, Said: "offer it"}, member(handler), now)
	case 4:
		_ = c.Consult(Consultation{With: lotte, At: now, Said: "she is ill", Impossible: true}, member(handler), now)
	case 5:
		_ = c.RecordFollowUp(FollowUpForm{Result: Dissatisfied, At: now, Via: "phone", Note: "said"}, member(lotte), now)
	case 6:
		class := classed()
		if c.Procedure.Name == "klachten" {
			class = assessed()
		}
		_ = c.Classify(class, member(lead[0]), now)
	case 7:
		to := rapid.SampledFrom(append(c.Handlers(now), lead[0])).Draw(r, "to")
		why := c.WhyOf(to, now)
		if why == "" {
			why = c.Procedure.Assign.Reasons[0]
		}
		_ = c.Assign(Assignment{Handler: to, Name: "Somebody", Title: "adviser", Why: why, WhyText: "in turn", Unknown: "nobody knows", Skip: "abroad", KeepAway: true}, member(lead[0]), now)
	case 8:
		_ = c.LogContact(ContactForm{At: now, Via: "phone", Reached: true, How: "call", Day: now.AddDate(0, 0, 9).Format("2006-01-02"), Note: "said", With: "Anna", Folder: "x", KeepUnadvised: true}, member(handler), now)
	default:
		_ = c.Update("it goes on", member(by), now)
	}
}

// While the partner is away and nobody stands in, or gone, whoever leads notes how things
// stand: a duty is owed by somebody who may do it. Without a partner none is owed (CY-28).
func TestWhoGivesWordForAPartner(t *testing.T) {
	for _, tc := range []struct {
		name   string
		change func(w *walk)
		by     []string // who may give word; of sanne, fatima, milan
		owed   bool
	}{
		{"the partner is there", func(*walk) {}, []string{milan}, true},
		{"away, with a deputy", func(w *walk) { away(milan, fatima)(w.c) }, []string{fatima, milan}, true},
		{"away, without one", func(w *walk) { away(milan, "")(w.c) }, []string{sanne, milan}, true},
		{"away, as the officer is", func(w *walk) { away(milan, "")(w.c); away(sanne, "")(w.c) }, []string{fatima, milan}, true},
		{"left", func(w *walk) { w.c.Roster.Leave(milan, at(w.t, "2026-03-04 09:00")) }, []string{sanne}, true},
		{"declined", func(w *walk) {
			w.do("decline", w.c.Decline("no time", member(milan), at(w.t, "2026-03-03 13:00")))
		}, nil, false},
		{"involved", func(w *walk) {
			w.do("interest", w.c.DeclareInterest(Interest{How: "his sister"}, member(milan), at(w.t, "2026-03-03 13:00")))
		}, nil, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := cygnus(t, lotte)
			delete(c.Roster.People, milan)
			w := &walk{t, c}
			w.do("assign", toPartner(at(t, "2026-03-03 12:00"))(c))
			tc.change(w)
			now := at(t, "2026-03-12 09:00")
			var may []string
			for _, u := range []string{fatima, milan, sanne} {
				if !c.Roster.HasLeft(u, now) && c.MayUpdate(member(u), now) == nil {
					may = append(may, u)
				}
			}
			slices.Sort(tc.by)
			slices.Sort(may)
			if !slices.Equal(may, tc.by) || owes(t, c, DutyUpdate) != tc.owed {
				t.Errorf("may give word: %v, owed %v", may, owes(t, c, DutyUpdate))
			}
			if !tc.owed {
				return
			}
			d := dutyOf(t, c, DutyUpdate)
			for _, u := range c.OwedBy(&d, now) {
				if !slices.Contains(may, u) {
					t.Errorf("%s owes it and may not", u)
				}
			}
		})
	}
}

// The day that a partner promised is the partner's to keep until the answer is approved, and
// from then on the officer's, who alone may tell it (CY-19, CY-31).
func TestAnApprovedAnswerIsOwedByWhoTells(t *testing.T) {
	c := cygnus(t, lotte)
	w, now := &walk{t, c}, at(t, "2026-03-12 09:00")
	w.do("classify", c.Classify(classed(), member(sanne), at(t, "2026-03-03 11:00")))
	w.do("assign", toPartner(at(t, "2026-03-03 12:00"))(c))
	w.do("consult", c.Consult(consulted(t, "2026-03-03 12:30"), member(milan), at(t, "2026-03-03 12:30")))
	w.do("contact", c.LogContact(ContactForm{At: at(t, "2026-03-04 10:00"), Via: "phone", With: "A", Reached: true, How: "an offer", Day: "2026-03-10", Note: "x"}, member(milan), at(t, "2026-03-04 10:05")))
	owed := func(when string, want ...string) {
		t.Helper()
		d := dutyOf(t, c, DutyPromised)
		if got := c.OwedBy(&d, now); !slices.Equal(got, want) {
			t.Errorf("%s: owed by %v as %s, want %v", when, got, d.Owner, want)
		}
	}
	owed("agreed", milan)
	d := inWriting()
	d.Promises = nil
	w.do("draft", c.Prepare(d, member(milan), at(t, "2026-03-05 10:00")))
	owed("waiting for approval", milan)
	w.do("approve", c.Approve(1, member(mees), at(t, "2026-03-05 11:00")))
	owed("approved", sanne)
	promised := dutyOf(t, c, DutyPromised)
	if step, can := c.doable(&promised, member(sanne), now); !can || step != StepDeliver {
		t.Errorf("the officer may not tell it: %q", step)
	}
	w.do("withdraw", c.WithdrawApproval(1, "wrong sum", member(mees), at(t, "2026-03-06 11:00")))
	owed("withdrawn", milan)
}
