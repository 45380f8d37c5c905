package complaint

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What a card offers first, and what beside it, as a case of the invented
// procedure goes on.
func TestNextBesideTheRoad(t *testing.T) {
	now := at(t, "2026-03-10 12:00")
	ask := func(c *Case) error {
		return c.Extend(ExtensionForm{Day: "2026-04-20", Reason: "an expert is ill"}, member(milan), now)
	}
	agree := func(c *Case) error { return c.AgreeExtension(1, member(sanne), now) }
	tell := func(c *Case) error { return c.Extend(ExtensionForm{Via: "phone", At: now}, member(milan), now) }
	consult := func(c *Case) error {
		return c.Consult(Consultation{With: lotte, At: now, Said: "she was promised September"}, member(milan), now)
	}
	confirm := func(c *Case) error { return c.Acknowledge(called(t), member(sanne), now) }
	leave := func(c *Case) error { return c.DeclareInterest(Interest{How: "my sister"}, member(milan), now) }
	for _, tc := range []struct {
		name  string
		from  func(testing.TB) *Case
		steps []func(*Case) error
		next  Step
		other []Step
	}{
		{"filed", invented, nil, StepAck, []Step{StepAssign, StepClassify}},
		{"receipt confirmed", invented, []func(*Case) error{confirm}, StepAssign, []Step{StepClassify, StepContact}},
		{"in hand", inHand, []func(*Case) error{confirm}, StepConsult, []Step{StepDraft, StepContact, StepAssign, StepExtend}},
		{"advised", inHand, []func(*Case) error{confirm, consult}, StepDraft, []Step{StepContact, StepAssign, StepExtend}},
		{"more time asked", inHand, []func(*Case) error{confirm, consult, ask}, StepDraft, []Step{StepContact, StepAssign}},
		{"more time agreed", inHand, []func(*Case) error{confirm, consult, ask, agree}, StepDraft, []Step{StepContact, StepAssign, StepExtend}},
		{"customer told of it", inHand, []func(*Case) error{confirm, consult, ask, agree, tell}, StepDraft, []Step{StepContact, StepAssign}},
		{"handler left", inHand, []func(*Case) error{confirm, consult, leave}, StepAssign, []Step{StepContact, StepDraft, StepExtend}},
		{"receipt still open", inHand, []func(*Case) error{consult}, StepDraft, []Step{StepContact, StepAssign, StepAck, StepExtend}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := tc.from(t)
			for i, step := range tc.steps {
				if err := step(c); err != nil {
					t.Fatalf("step %d: %v", i+1, err)
				}
			}
			next, others := c.Next()
			if next != tc.next || !cmp.Equal(others, tc.other) {
				t.Errorf("%s beside %v, want %s beside %v", next, others, tc.next, tc.other)
			}
			more := c.More()
			if len(more) > 5 || !cmp.Equal(more, []Step{StepOpenFile, StepContact, StepClassify, StepEnd, StepAll}) {
				t.Errorf("menu %v", more)
			}
		})
	}
}

// Where the first contact is owed from the receipt on, what has to come before it is
// offered before it: management takes the case over and is consulted (KG-04, KG-05).
func TestNextUntilTheFirstContact(t *testing.T) {
	now := at(t, "2026-03-09 09:00")
	take := func(w *walk) { w.do("take over", w.c.TakeOver(member(mees), now)) }
	advise := func(w *walk) {
		w.do("consult", w.c.Consult(Consultation{With: mees, At: now, Said: "Call her before noon"}, member(lotte), now))
	}
	call := func(w *walk) {
		f := talk(t)
		f.At, f.KeepUnadvised = now, true
		w.do("contact", w.c.LogContact(f, member(lotte), now))
	}
	check := func(w *walk) {
		f := checked(t)
		f.At = now
		w.do("details", w.c.CheckDetails(f, member(lotte), now))
	}
	give := func(w *walk) {
		w.do("assign", w.c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "adviseur", Why: "process"}, member(mees), now))
	}
	try := func(w *walk) { w.missed(lotte, threeTries...) }
	for _, tc := range []struct {
		name  string
		steps []func(*walk)
		want  []Step
	}{
		{"filed", nil, []Step{StepTakeOver, StepConsult, StepContact, StepAssign, StepDetails}},
		{"taken over", []func(*walk){take}, []Step{StepConsult, StepContact, StepAssign, StepDetails}},
		{"consulted, which takes it over", []func(*walk){advise}, []Step{StepContact, StepAssign, StepDetails}},
		{"tried in vain", []func(*walk){take, try}, []Step{StepConsult, StepContact, StepUnreached, StepAssign, StepDetails}},
		{"called at once", []func(*walk){call}, []Step{StepTakeOver, StepDetails, StepAssign, StepClassify}},
		{"checked before the call", []func(*walk){check}, []Step{StepTakeOver, StepConsult, StepContact, StepAssign, StepClassify}},
		{"called and checked", []func(*walk){advise, call, check}, []Step{StepAssign, StepClassify, StepContact}},
		{"given to somebody before the call", []func(*walk){give}, []Step{StepConsult, StepContact, StepAssign, StepDetails}},
		{"given to somebody after the talk", []func(*walk){advise, check, give}, []Step{StepContact, StepAssign}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := dutch(t)
			w.c.Roster.Lead = RoleManagement
			for _, step := range tc.steps {
				step(w)
			}
			next, others := w.c.Next()
			got := slices.DeleteFunc(append([]Step{next}, others...), func(s Step) bool { return s == StepExtend })
			if !cmp.Equal(got, tc.want) {
				t.Errorf("%v, want %v", got, tc.want)
			}
		})
	}
	w := &walk{t, presetCase(t, "kerngroep", "Europe/Amsterdam")}
	r := reported(t)
	r.Unknown, r.Name, r.Phone, r.Email, r.Street, r.Postcode, r.Town = true, "", "", "", "", "", ""
	w.do("register", w.c.Register(r, member(lotte), at(t, "2026-03-06 16:20")))
	if _, others := w.c.Next(); slices.Contains(others, StepDetails) {
		t.Errorf("%v are offered of a customer whom nobody knows", others)
	}
}

// The day agreed in the first contact is the day of the answer: telling it ends
// that duty, early or late, and not what was promised besides (EX-15).
func TestTheAgreedDayEndsWithTheAnswer(t *testing.T) {
	for name, told := range map[string]string{"early": "2026-03-11 10:00", "late": "2026-03-25 10:00"} {
		c := walkTo(t, FaceAssigned)
		must(t, c.LogContact(ContactForm{
			At: at(t, "2026-03-06 09:30"), Via: "phone", Reached: true, How: "we look into it", Day: "2026-03-20",
			Promises: []Promise{{What: "pay the fine", User: milan, Who: "Milan de Wit", When: "2026-04-10"}},
		}, member(milan), at(t, "2026-03-06 09:45")))
		if d := dutyOf(t, c, DutyPromised); !d.Open() || !d.Due.Equal(at(t, "2026-03-21 00:00")) {
			t.Fatalf("%s: before the answer %+v", name, d)
		}
		d := draft()
		d.Promises = nil
		must(t, c.Prepare(d, member(milan), at(t, "2026-03-10 09:00")))
		must(t, c.Approve(1, member(mees), at(t, "2026-03-10 10:00")))
		must(t, c.Deliver(Delivery{At: at(t, told), Via: "phone", With: "Anna de Vries"}, member(milan), at(t, told)))
		if d := dutyOf(t, c, DutyPromised); d.Open() || d.Done.After(d.Due) != (name == "late") {
			t.Errorf("%s: after the answer %+v", name, d)
		}
		if open := c.OpenCommitments(); len(open) != 1 || open[0].Day != "2026-04-10" {
			t.Errorf("%s: still owed %+v", name, open)
		}
	}
}

// A promise made when the receipt was confirmed is owed like any other.
func TestTheDayNamedWithTheReceiptIsAPromise(t *testing.T) {
	c := invented(t)
	if err := c.Acknowledge(called(t), member(sanne), at(t, "2026-03-05 13:00")); err != nil {
		t.Fatal(err)
	}
	d := dutyOf(t, c, DutyPromised)
	if !d.Open() || !d.Due.Equal(at(t, "2026-03-21 00:00")) {
		t.Errorf("%+v", d)
	}
	if plan, day := c.Plan(); day != "2026-03-20" || plan.How != "we look into it" {
		t.Errorf("plan %+v until %s", plan, day)
	}
	lines := 0
	for _, e := range c.Events {
		for _, n := range c.Notices(e) {
			if n.Kind == NoticeLine {
				lines++
			}
		}
	}
	if lines != 1 { // one form, one line
		t.Errorf("%d lines in the thread", lines)
	}
}
