package complaint

import (
	"slices"
	"testing"
	"time"
)

// notedTo lists who is told of event e in private, and what.
func notedTo(c *Case, e Event) []string {
	var told []string
	for _, n := range c.Notices(e) {
		if n.Kind == NoticeWeight {
			told = append(told, n.To+" "+n.Ref)
		}
	}
	return told
}

// More than a business day between the receipt and what should follow at once is
// counted, by the days of the company and not by hours.
func TestWhatTookLong(t *testing.T) {
	for _, tc := range []struct {
		name, received, filed, sent string
		filedAfter, sentAfter       int
		told                        []string // when the form arrived
	}{
		{"at once", "2026-03-05 10:00", "2026-03-05 10:20", "2026-03-05 11:00", 0, 0, nil},
		{"the next working day", "2026-03-05 10:00", "2026-03-06 17:00", "2026-03-06 17:30", 0, 0, nil},
		{"over a weekend", "2026-03-06 23:59", "2026-03-09 08:00", "2026-03-09 09:00", 0, 0, nil},
		{"filed two days later", "2026-03-05 10:00", "2026-03-09 00:10", "2026-03-09 09:00", 2, 2, []string{sanne + " gap"}},
		{"filed at once, sent late", "2026-03-05 10:00", "2026-03-05 10:20", "2026-03-11 09:00", 0, 4, []string{sanne + " gap"}},
		{"over Easter", "2026-04-03 10:00", "2026-04-07 10:00", "2026-04-07 12:00", 0, 0, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := newCase(t)
			c.Number = "K-2026-0042"
			r := registration(t)
			r.ReceivedAt = at(t, tc.received)
			w := &walk{t, c}
			w.do("register", c.Register(r, member(lotte), at(t, tc.filed)))
			sent := at(t, tc.sent)
			a := Assignment{Handler: milan, Name: "Milan de Wit", Title: "head of accounts", Why: "process", Deliverers: []string{joost}, Skip: "not reached"}
			w.do("assign", c.Assign(a, member(sanne), sent.Add(-time.Minute)))
			if c.SentAfter() != 0 {
				t.Error("the form is on its way and counted already")
			}
			w.do("form", c.Delivered(FormSent, milan, sent, sent))
			if c.FiledAfter() != tc.filedAfter || c.SentAfter() != tc.sentAfter {
				t.Errorf("filed after %d, sent after %d; want %d and %d", c.FiledAfter(), c.SentAfter(), tc.filedAfter, tc.sentAfter)
			}
			e := c.Events[c.firstSent()]
			if told := notedTo(c, e); !slices.Equal(told, tc.told) {
				t.Errorf("told %v, want %v", told, tc.told)
			}
			again := sent.AddDate(0, 0, 10)
			w.do("give to another", c.Assign(Assignment{Handler: fatima, Name: "Fatima", Title: "adviser", Why: "process"}, member(sanne), again))
			w.do("form again", c.Delivered(FormSent, fatima, again, again))
			if told := notedTo(c, c.Events[len(c.Events)-1]); told != nil || c.SentAfter() != tc.sentAfter {
				t.Errorf("another handler counts as the first: %v, %d", told, c.SentAfter())
			}
		})
	}
}

// Where no clock begins with the form, nobody waits for it.
func TestNoFormNoGap(t *testing.T) {
	c := walkTo(t, FaceAssigned)
	c.Events[c.firstSent()].At = at(t, "2026-03-20 10:00")
	if c.SentAfter() == 0 {
		t.Fatal("eleven working days are no gap")
	}
	own := *c.Procedure
	own.Duties = slices.Clone(own.Duties)
	own.Duty(DutyContact).StartsOn = string(Received)
	c.Procedure = &own
	if n := c.SentAfter(); n != 0 {
		t.Errorf("%d days until a form that starts no clock", n)
	}
	if c = newCase(t); c.FiledAfter() != 0 || c.SentAfter() != 0 {
		t.Error("a case that nobody filed has gaps")
	}
}

// Management hears once of a case that goes into its third round, whichever way it came
// back; not who is involved, nor who recorded it (EX-20).
func TestManagementHearsOfTheThirdRound(t *testing.T) {
	for _, tc := range []struct {
		name string
		by   string
		keep func(*Case)
		want []string // of rounds 2, 3 and 4
	}{
		{"not satisfied again", lotte, func(*Case) {}, []string{"", sanne + " round " + mees + " round", ""}},
		{"by one of management", sanne, func(*Case) {}, []string{"", mees + " round", ""}},
		{"one of them is involved", lotte, func(c *Case) { c.Interested = []string{mees} }, []string{"", sanne + " round", ""}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceAnswered)
			tc.keep(c)
			w := &walk{t, c}
			for i, want := range tc.want {
				day := at(t, "2026-03-18 10:00").AddDate(0, 0, 7*i)
				form := FollowUpForm{Result: Dissatisfied, At: day, Via: "phone", Note: "Still open"}
				w.do("ask", c.RecordFollowUp(form, member(tc.by), day))
				got := ""
				for _, told := range notedTo(c, c.Events[len(c.Events)-1]) {
					if got != "" {
						got += " "
					}
					got += told
				}
				if got != want {
					t.Errorf("round %d is told to %q, want %q", c.Round, got, want)
				}
				again := draft()
				again.Promises = nil
				w.do("draft", c.Prepare(again, member(milan), day.Add(time.Hour)))
				approver := mees
				if c.IsInvolved(mees) {
					approver = sanne
				}
				w.do("approve", c.Approve(len(c.Answers), member(approver), day.Add(2*time.Hour)))
				w.do("deliver", c.Deliver(Delivery{At: day.Add(3 * time.Hour), Via: "phone"}, member(milan), day.Add(3*time.Hour)))
			}
		})
	}
	c := walkTo(t, FaceClosed)
	w := &walk{t, c}
	w.do("reopen", c.Reopen("came back", at(t, "2026-04-01 10:00"), member(fatima), at(t, "2026-04-01 10:00")))
	if told := notedTo(c, c.Events[len(c.Events)-1]); told != nil {
		t.Errorf("round 2 of a closed case is told to %v", told)
	}
	c.Round = toldRound
	if told := notedTo(c, c.Events[len(c.Events)-1]); !slices.Equal(told, []string{sanne + " round", mees + " round"}) {
		t.Errorf("the third round of a closed case is told to %v", told)
	}
}

// Carrying out a ruling is proposed for five working days, as a rule of ours: none where
// the company need not follow it (KG-22).
func TestTheDayOfARuling(t *testing.T) {
	for _, tc := range []struct{ binding, now, want string }{
		{"yes", "2026-06-01 10:00", "2026-06-08"},
		{"unknown", "2026-12-22 16:00", "2026-12-30"}, // Christmas and Boxing Day on a Saturday
		{"no", "2026-06-01 10:00", ""},
		{"yes", "2032-12-30 10:00", ""}, // beyond the calendar
	} {
		c := walkTo(t, FaceAnswered)
		f := handOver(t)
		f.Binding = tc.binding
		w := &walk{t, c}
		w.do("hand over", c.HandOver(f, member(sanne), at(t, "2026-03-19 11:00")))
		if day := c.ProposedDay(at(t, tc.now)); day != tc.want {
			t.Errorf("binding %s at %s: %q, want %q", tc.binding, tc.now, day, tc.want)
		}
	}
	if day := walkTo(t, FaceAnswered).ProposedDay(at(t, "2026-06-01 10:00")); day != "" {
		t.Errorf("without a dispute: %q", day)
	}
}
