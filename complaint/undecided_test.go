package complaint

import (
	"slices"
	"testing"
	"time"
)

// A third party that does not rule puts the case back where it stood: nothing binds, what
// was owed is owed again by its day, and what had closed is closed since then (KG-20, KG-21).
func TestAThirdPartyThatDoesNotRule(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	for _, face := range []Face{FaceAnswered, FaceReopened, FaceReady, FaceClosed} {
		t.Run(string(face), func(t *testing.T) {
			c := walkAside(t, face, now)
			w := &walk{t, c}
			before, err := c.Duties()
			must(t, err)
			state, ended, result := c.State, c.ClosedAt, c.FollowedUp
			w.do("hand over", c.HandOver(handOver(t), member(sanne), now))
			back := Ruling{Undecided: true, At: now, Day: "2026-06-01", Nothing: "nothing", Promises: []Promise{{What: "refund", When: "2026-06-01"}}}
			if got := refusedFor(c.RecordRuling(back, member(sanne), now)); got != "text error.undecided_why" {
				t.Fatalf("without a reason: %q", got)
			}
			back.Text = "settled there"
			w.do("no ruling", c.RecordRuling(back, member(sanne), now))
			for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
				if c.State != state || !c.ClosedAt.Equal(ended) || c.FollowedUp != result || c.Face() != face {
					t.Errorf("%s: it is %s, %s, closed %v", how, c.Face(), c.FollowedUp, c.ClosedAt)
				}
				if _, _, ok := c.Dispute(); ok || c.Bound() || !c.RuledAt.IsZero() || c.RulingText() != "" {
					t.Errorf("%s: bound %v, ruled %v %q", how, c.Bound(), c.RuledAt, c.RulingText())
				}
				after, err := c.Duties()
				must(t, err)
				for _, d := range before {
					if now := sameDuty(after, &d); now == nil || now.Open() != d.Open() || now.Void != d.Void || !now.Due.Equal(d.Due) {
						t.Errorf("%s: %s was %+v, is %+v", how, d.Kind, d, now)
					}
				}
				if d := dutyOf(t, c, DutyRuling); d.Open() || len(c.OpenCommitments()) != 1 {
					t.Errorf("%s: the ruling is owed %v, %d promises", how, d.Open(), len(c.OpenCommitments()))
				}
			}
			w.do("hand over again", c.HandOver(handOver(t), member(sanne), now))
			w.do("rule", c.RecordRuling(Ruling{Text: "Refund half", At: now, Nothing: "she has it"}, member(sanne), now))
			if c.Face() != FaceReady || c.RulingText() != "Refund half" {
				t.Errorf("ruled after all, it is %s of %q", c.Face(), c.RulingText())
			}
		})
	}
}

// What nobody has to approve may be written down after it was told, by the receipt or by
// what opened its round; what was approved was not told before that.
func TestWhenAnAnswerMayHaveBeenTold(t *testing.T) {
	written := at(t, "2026-04-08 09:00")
	spoken := draft()
	spoken.Form, spoken.Reasons, spoken.OralWhy, spoken.Promises = "phone", "the file lay unread", "she asked for it", nil
	spoken.Facts = "it lay there since June"
	told := func(w *walk, when time.Time) error {
		return w.c.Deliver(Delivery{At: when, Via: "phone", Said: "all of it"}, member(sanne), written)
	}
	answered := func(t *testing.T) *walk {
		w := danish(t, "phone")
		w.do("assign", w.c.Assign(Assignment{Handler: sanne, Name: "Sanne", Title: "officer", Why: "officer"}, member(sanne), at(t, "2026-03-05 11:00")))
		w.do("consult", hear(w.c, at(t, "2026-03-06 11:00")))
		return w
	}
	for _, tc := range []struct {
		name, when, want string
		again            bool
	}{
		{"the day before it was written down", "2026-04-02 15:00", "", false},
		{"before the receipt", "2026-03-05 09:00", "when error.before_receipt", false},
		{"tomorrow", "2026-04-09 09:00", "when error.future", false},
		{"another, after they came back", "2026-04-07 15:00", "", true},
		{"another, before they came back", "2026-04-06 09:00", "when error.before_return", true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := answered(t)
			if tc.again {
				w.do("draft", w.c.Prepare(spoken, member(sanne), at(t, "2026-03-30 09:00")))
				w.do("deliver", w.c.Deliver(Delivery{At: at(t, "2026-03-30 09:00"), Via: "phone", Said: "all"}, member(sanne), at(t, "2026-03-30 09:00")))
				w.do("not satisfied", w.c.RecordFollowUp(FollowUpForm{Result: Dissatisfied, At: at(t, "2026-04-07 09:00"), Via: "phone", Note: "no"}, member(lotte), at(t, "2026-04-07 09:00")))
				w.do("consult", hear(w.c, at(t, "2026-04-07 11:00")))
			}
			w.do("draft", w.c.Prepare(spoken, member(sanne), written))
			if got := refusedFor(told(w, at(t, tc.when))); got != tc.want {
				t.Fatalf("%q, want %q", got, tc.want)
			}
			if tc.again || tc.want != "" {
				return
			}
			if d := dutyOf(t, w.c, "decision"); !d.Done.Equal(at(t, tc.when)) || !d.Done.Before(d.Due) {
				t.Errorf("done %v of %v", d.Done, d.Due)
			}
			fix := CorrectForm{Fact: Fact{FactAt, seqOf(t, w.c, Told)}, At: at(t, "2026-04-01 15:00"), Reason: "a day sooner"}
			w.do("correct", w.c.Correct(fix, member(sanne), written))
			fix.At = at(t, "2026-03-05 09:00")
			if err := w.c.Correct(fix, member(sanne), written); !refusedAs(err, "error.before_receipt") {
				t.Errorf("corrected to before the receipt: %v", err)
			}
		})
	}
	approved := walkTo(t, FaceApproved)
	if got := refusedFor(approved.Deliver(Delivery{At: at(t, "2026-03-12 15:30"), Via: "phone"}, member(milan), written)); got != "when error.before_approval" {
		t.Errorf("before it was approved: %q", got)
	}
}

// Of a customer whom nobody can reach no receipt is confirmed, and nobody owes checking
// their name: both begin once a way was found (D15, KG-13).
func TestACustomerNobodyCanReach(t *testing.T) {
	now := at(t, "2026-03-06 12:00")
	unknown := func(name, zone string) *Case {
		c, r := presetCase(t, name, zone), registration(t)
		r.Name, r.Phone, r.Unknown = "", "", true
		must(t, c.Register(r, member(lotte), at(t, "2026-03-05 10:20")))
		return c
	}
	c := unknown("okonomi", "Europe/Copenhagen")
	receipt := Receipt{At: now, Via: "email", Said: "we have it"}
	if got := refusedFor(c.Acknowledge(receipt, member(sanne), now)); got != "error.ack_unknown" {
		t.Errorf("confirmed to nobody: %q", got)
	}
	d := dutyOf(t, c, DutyConfirm)
	if next, others := c.Next(); next == StepAck || slices.Contains(others, StepAck) || c.StepOf(&d) != StepReach || !d.Open() {
		t.Errorf("it offers %s, %v; the duty asks for %s", next, others, c.StepOf(&d))
	}
	must(t, c.FindReach(Filing{Name: "Anna", Email: "anna@bakkerijzon.example"}, member(lotte), now))
	must(t, c.Acknowledge(receipt, member(sanne), now))

	c = unknown("kerngroep", "Europe/Amsterdam")
	owed := func() bool {
		duties, err := c.Duties()
		must(t, err)
		return slices.ContainsFunc(duties, func(d Duty) bool { return d.Kind == "check_details" })
	}
	if owed() {
		t.Error("checking the name of nobody is owed")
	}
	must(t, c.FindReach(Filing{Name: "Anna", Phone: "+31 6 12345678"}, member(lotte), now))
	if d := dutyOf(t, c, "check_details"); !d.Open() || !d.Start.Equal(now) || !d.Due.Equal(at(t, "2026-03-11 00:00")) {
		t.Errorf("found, it is owed from %v by %v", d.Start, d.Due)
	}
}

// What a conversation would still have held does not keep a case open whose customer wants
// no contact, once management agreed; an apology in the answer counts as one (KG-16, KG-25).
func TestPointsOfACustomerWhoWantsNoContact(t *testing.T) {
	now := at(t, "2026-03-12 12:00")
	for _, tc := range []struct {
		name   string
		told   []string // with the answer
		result Kind
		unkept []string
		unmet  []string
		waived bool
	}{
		{"satisfied", nil, Satisfied, []string{"sorry", "own_card"}, []string{"close.point.sorry", "close.point.own_card"}, false},
		{"satisfied, the answer said so", []string{"sorry", "own_card", "weather"}, Satisfied, []string{}, nil, false},
		{"wants no contact", nil, NoContact, []string{"sorry", "own_card"}, nil, true},
		{"wants no contact, the answer said half", []string{"sorry"}, NoContact, []string{"own_card"}, nil, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := dutch(t)
			c := w.c
			f := talk(t)
			f.Points, f.KeepUnadvised = nil, true
			w.do("talk", c.LogContact(f, member(lotte), at(t, "2026-03-09 10:05")))
			w.do("details", c.CheckDetails(checked(t), member(lotte), at(t, "2026-03-09 10:10")))
			w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "adviseur", Why: "process"}, member(sanne), at(t, "2026-03-09 11:00")))
			letter := draft()
			letter.Form = "letter"
			w.do("draft", c.Prepare(letter, member(milan), now))
			w.do("approve", c.Approve(1, member(mees), now))
			w.do("deliver", c.Deliver(Delivery{At: now, Via: "letter", Points: tc.told}, member(milan), now))
			w.do("follow up", c.RecordFollowUp(FollowUpForm{Result: tc.result, At: now, Via: "phone", Note: "leave me alone"}, member(lotte), now))
			if tc.result == NoContact {
				w.do("grant", c.Grant(lastRequest(c).Seq, member(mees), now))
			}
			var unmet []string
			waived := false
			for _, cond := range c.ClosingConditions() {
				waived = waived || cond.Text == "close.points_waived"
				if !cond.Met {
					unmet = append(unmet, cond.Text)
				}
			}
			if !slices.Equal(c.Unkept(), tc.unkept) || !slices.Equal(unmet, tc.unmet) || waived != tc.waived {
				t.Errorf("unkept %v, unmet %v, waived %v", c.Unkept(), unmet, waived)
			}
			if err := c.Close(Report{Handling: "done", Archive: "map 1"}, member(sanne), now); (err == nil) != (tc.unmet == nil) {
				t.Errorf("closing says %v", err)
			}
		})
	}
}

// That no partner is concerned ends the duty to tell one, with the reason, and the case
// can close (CY-15).
func TestNoPartnerIsConcerned(t *testing.T) {
	c, now := cygnus(t, lotte), at(t, "2026-03-02 11:00")
	if got := refusedFor(c.Inform(Informing{Nobody: true, Note: " "}, member(sanne), now)); got != "note error.inform_nobody" {
		t.Fatalf("without a reason: %q", got)
	}
	must(t, c.Inform(Informing{Nobody: true, Note: "it is about our own invoice"}, member(sanne), now))
	d := dutyOf(t, c, "inform")
	if e := find(t, c, Informed); d.Open() || e.Data.User != "" || !e.Data.Has(FlagNobody) || c.Note(e).Text == "" {
		t.Errorf("recorded %+v, owed %v", e, d.Open())
	}
	if slices.ContainsFunc(c.ClosingConditions(), func(cond Condition) bool { return cond.Text == "duty.done.inform" && !cond.Met }) {
		t.Error("closing still asks for it")
	}
}

// A hold that management did not set keeps no case beyond the longest term, whether
// somebody looks at it again or not; one of management does (KG-11).
func TestNoHoldOfAStandInOutlastsTheLongestTerm(t *testing.T) {
	for _, tc := range []struct {
		name, by, at, day string
		erased            bool
	}{
		{"the deputy's, set early", fatima, "2026-04-01 09:00", "2027-01-04", true},
		{"the deputy's, until the last day", fatima, "2026-04-01 09:00", "2029-03-18", true},
		{"management's", mees, "2026-04-01 09:00", "2027-01-04", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := closedOn(t, "2026-03-18 12:00")
			c.Procedure.Retention = presetOf(t, "kerngroep").Retention
			must(t, c.PutOnHold(HoldForm{"a claim", tc.day}, member(tc.by), at(t, tc.at)))
			if err := c.Erase(at(t, "2029-03-18 23:59")); textOf(err) != "error.held" {
				t.Errorf("on the last day: %v", err)
			}
			if err := c.Erase(at(t, "2029-03-19 00:00")); (err == nil) != tc.erased || err != nil && textOf(err) != "error.held" {
				t.Errorf("after it: %v", err)
			}
		})
	}
}

// A third party that does not rule moves no end: the case is kept as if it had never been
// there, but for a week in which who leads can see that its term is over, and beyond the
// longest term only while management holds it (KG-11).
func TestNoRulingMovesTheEnd(t *testing.T) {
	for _, tc := range []struct{ back, until, erase string }{
		{"2026-09-01 10:00", "2028-03-18", "2028-03-19 00:00"},
		{"2028-03-15 10:00", "2028-03-22", "2028-03-23 00:00"},
		{"2028-09-01 10:00", "2028-09-08", "2028-09-09 00:00"},
		{"2029-03-15 10:00", "2029-03-18", "2029-03-19 00:00"},
		{"2030-03-01 10:00", "2029-03-18", "2029-03-19 00:00"},
	} {
		c, back := closedOn(t, "2026-03-18 12:00"), at(t, tc.back)
		gone := at(t, "2026-04-01 10:00")
		c.record(Disputed, member(sanne), gone, gone, Data{Day: "2026-06-10", Why: "no"}, c.put(Dispute{Name: "Committee"}))
		if _, ok := c.KeepUntil(); ok || !c.EraseAt().IsZero() {
			t.Errorf("with a third party it is erased at %s", c.EraseAt())
		}
		c.record(Ruled, member(sanne), gone.AddDate(0, 1, 0), back, Data{Flags: []string{FlagUndecided}}, 0)
		for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
			if k, _ := c.Keeping(); text(k.From) != "2027-03-19" || text(k.Until) != tc.until || text(k.Most) != "2029-03-18" || !c.EraseAt().Equal(at(t, tc.erase)) {
				t.Errorf("%s, on %s: %+v, erased at %s", how, tc.back, k, c.EraseAt())
			}
			if !c.ClosedAt.Equal(at(t, "2026-03-18 12:00")) || c.Held(back) {
				t.Errorf("%s, on %s: closed %s, held %v", how, tc.back, c.ClosedAt, c.Held(back))
			}
			if may := c.MayReopen(member(sanne), back) == nil; may != back.Before(at(t, "2027-03-19 00:00")) {
				t.Errorf("%s, on %s: taken up again %v", how, tc.back, may)
			}
		}
	}
	c, back := closedOn(t, "2026-03-18 12:00"), at(t, "2030-03-01 10:00")
	must(t, c.PutOnHold(HoldForm{"it goes to court", "2029-03-01"}, member(sanne), at(t, "2028-01-10 10:00"))) // she is of management
	c.record(Disputed, member(sanne), at(t, "2028-02-01 10:00"), at(t, "2028-02-01 10:00"), Data{Day: "2028-06-10", Why: "no"}, c.put(Dispute{Name: "Committee"}))
	c.record(Ruled, member(sanne), back, back, Data{Flags: []string{FlagUndecided}}, 0)
	if !c.Held(back) {
		t.Error("beyond the longest term it is not held")
	}
}
