package complaint

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// promising is an answered case with a promise of the handler's, and with one
// that Lotte, who holds no role in the case, was named for in a contact.
func promising(t *testing.T, face Face) *Case {
	t.Helper()
	c := walkTo(t, face)
	now := at(t, "2026-03-16 10:00")
	f := ContactForm{
		At: now, Via: "phone", Reached: true, Note: "asked about the fine",
		Promises: []Promise{{What: "send the letter", Who: "Lotte Jansen", User: "U0BOEK", When: "2026-03-18"}},
	}
	if err := c.LogContact(f, member(milan), now); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAPromiseIsADutyOfItsOwn(t *testing.T) {
	c := promising(t, FaceAnswered)
	duties, err := c.Duties()
	if err != nil {
		t.Fatal(err)
	}
	type owed struct {
		N        int
		Who, Due string
	}
	var got []owed
	for _, d := range duties {
		if d.Kind == DutyCommitment && d.Open() {
			got = append(got, owed{d.Round, d.User, d.Due.In(c.Zone()).Format("2006-01-02 15:04")})
		}
	}
	want := []owed{{1, milan, "2026-03-21 00:00"}, {2, "U0BOEK", "2026-03-19 00:00"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("owed (-want +got):\n%s", diff)
	}
	if c.Promise(1).What != "refund" || c.Promise(2).What != "send the letter" {
		t.Errorf("words: %+v, %+v", c.Promise(1), c.Promise(2))
	}
	for _, e := range c.Events {
		if e.Kind == CommitmentMade && (e.Entry == 0 || e.Data.Why != "") {
			t.Errorf("the words of %+v are not sealed", e)
		}
	}
}

// A draft promises nothing yet, and what is told twice is owed once.
func TestOnlyWhatWasToldIsOwed(t *testing.T) {
	if n := len(walkTo(t, FaceApproved).Commitments); n != 0 {
		t.Errorf("%d commitments before the answer was told", n)
	}
	c := promising(t, FaceAnswered)
	w, now := &walk{t, c}, at(t, "2026-03-16 11:00")
	w.do("again", c.LogContact(ContactForm{At: now, Via: "phone", Reached: true, Note: "asked again", Promises: []Promise{c.Promise(2)}}, member(milan), now))
	w.do("a try", c.LogContact(ContactForm{At: now, Via: "phone", Note: "voicemail", Promises: []Promise{{What: "x", When: "2026-03-20"}}}, member(milan), now))
	if n := len(c.Commitments); n != 2 {
		t.Errorf("%d commitments, want 2", n)
	}
}

// Told after the day that it names, a promise is late from the start.
func TestAPromiseToldTooLateIsLate(t *testing.T) {
	c := walkTo(t, FaceApproved)
	now := at(t, "2026-03-25 10:00")
	(&walk{t, c}).do("deliver", c.Deliver(Delivery{At: now, Via: "phone"}, member(milan), now))
	duties, err := c.Duties()
	if err != nil {
		t.Fatal(err)
	}
	if d := duties[len(duties)-1]; d.Kind != DutyCommitment || !d.Overdue(now) || d.Due.Before(d.Start) {
		t.Errorf("%+v", d)
	}
}

func TestWhoMaySettleAPromise(t *testing.T) {
	const boek = "U0BOEK"
	for _, tc := range []struct {
		who        string
		n          int
		keep, drop string // refusal; empty: may
	}{
		{boek, 2, "", ""},
		{milan, 2, "", "error.not_yours"}, // handler, not the owner
		{milan, 1, "", ""},
		{sanne, 1, "", ""},
		{fatima, 2, "", ""},
		{mees, 1, "error.not_yours", "error.not_yours"},
		{boek, 1, "none", "none"}, // somebody else's
		{joost, 1, "none", "none"},
		{"U0OTHER", 1, "none", "none"},
		{sanne, 3, "none", "none"},
		{sanne, 0, "none", "none"},
	} {
		c := promising(t, FaceAnswered)
		now := at(t, "2026-03-17 10:00")
		if got := refusalOf(c.KeepCommitment(tc.n, now, member(tc.who), now)); got != tc.keep {
			t.Errorf("%s keeps %d: %q, want %q", tc.who, tc.n, got, tc.keep)
		}
		c = promising(t, FaceAnswered)
		if got := refusalOf(c.DropCommitment(tc.n, "not needed", member(tc.who), now)); got != tc.drop {
			t.Errorf("%s drops %d: %q, want %q", tc.who, tc.n, got, tc.drop)
		}
	}
}

// refusalOf gives the text of a refusal, "none" for a case that is not there.
func refusalOf(err error) string {
	var one *Refusal
	switch {
	case errors.Is(err, ErrNotFound):
		return "none"
	case errors.As(err, &one):
		return one.Text
	case err != nil:
		return err.Error()
	}
	return ""
}

func TestSettlingAPromiseTwice(t *testing.T) {
	c := promising(t, FaceAnswered)
	now := at(t, "2026-03-17 10:00")
	for what, tc := range map[string]struct {
		at   time.Time
		want string
	}{"in the future": {now.Add(time.Hour), "error.future"}, "before it was made": {at(t, "2026-03-16 09:00"), "error.before_promise"}} {
		if got := refusalOf(c.KeepCommitment(2, tc.at, member(milan), now)); got != tc.want {
			t.Errorf("%s: %q", what, got)
		}
	}
	if got := refusalOf(c.DropCommitment(1, "  ", member(milan), now)); got != "error.reason_missing" {
		t.Errorf("dropped without a reason: %q", got)
	}
	for range 2 {
		if err := c.KeepCommitment(2, at(t, "2026-03-16 17:00"), member(milan), now); err != nil {
			t.Fatal(err)
		}
	}
	if got := refusalOf(c.KeepCommitment(2, now, member(sanne), now)); got != "error.promise_settled" {
		t.Errorf("kept by a second person: %q", got)
	}
	if got := refusalOf(c.DropCommitment(2, "no", member(sanne), now)); got != "error.promise_settled" {
		t.Errorf("dropped after it was kept: %q", got)
	}
	m := c.Commitment(2)
	if !m.At.Equal(at(t, "2026-03-16 17:00")) || !m.Recorded.Equal(now) || m.By != milan {
		t.Errorf("kept as %+v", m)
	}
	kept := func(e Event) bool { return e.Kind == CommitmentKept }
	if n := len(slices.DeleteFunc(slices.Clone(c.Events), func(e Event) bool { return !kept(e) })); n != 1 {
		t.Errorf("%d events say that it was kept", n)
	}
}

// Closing ends the duties of the procedure; what was promised goes on, and so
// do its reminders.
func TestPromisesSurviveClosing(t *testing.T) {
	c := promising(t, FaceAnswered)
	w := &walk{t, c}
	w.do("follow up", c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: at(t, "2026-03-18 11:00"), Via: "phone"}, member(lotte), at(t, "2026-03-18 11:05")))
	w.do("close", c.Close(Report{Handling: "done"}, member(sanne), at(t, "2026-03-18 12:00")))
	now := at(t, "2026-03-18 12:00")
	wake, err := c.WakeAt(now)
	w.do("wake", err)
	if wake.IsZero() || wake.After(at(t, "2026-03-18 15:30")) {
		t.Fatalf("wakes at %v", wake)
	}
	w.do("remind", c.Remind(at(t, "2026-03-19 09:00")))
	last := c.Events[len(c.Events)-1]
	if last.Kind != Reminded || last.Data.Duty != DutyCommitment || !slices.Contains(last.Data.Users, sanne) {
		t.Fatalf("after closing: %+v", last)
	}
	w.do("keep", c.KeepCommitment(2, at(t, "2026-03-19 10:00"), member("U0BOEK"), at(t, "2026-03-20 16:00")))
	var settled []string
	for _, n := range c.Notices(c.Events[len(c.Events)-1]) {
		if n.Kind == NoticeReminder || n.Kind == NoticeOverdue || n.Kind == NoticePromise {
			settled = append(settled, string(n.Kind)+" "+n.To+" "+n.Ref)
		}
	}
	slices.Sort(settled)
	want := []string{"overdue channel commitment:2", "promise U0BOEK 2", "reminder U0BOEK commitment:2", "reminder U0SANNE commitment:2"}
	if diff := cmp.Diff(want, slices.Compact(settled)); diff != "" {
		t.Errorf("told when it was kept (-want +got):\n%s", diff)
	}
	w.do("drop", c.DropCommitment(1, "the bank refused", member(sanne), at(t, "2026-03-20 16:00")))
	if wake, err := c.WakeAt(at(t, "2026-03-20 16:00")); err != nil || !wake.IsZero() {
		t.Errorf("with nothing owed it wakes at %v, %v", wake, err)
	}
}

// Whoever turns out to be involved owes and hears nothing; the handler does.
func TestAPromiseLeavesWhoIsInvolved(t *testing.T) {
	c := promising(t, FaceAnswered)
	c.Interested = append(c.Interested, "U0BOEK")
	now := at(t, "2026-03-17 10:00")
	if c.MaySeePromise(member("U0BOEK"), 2, now) || c.CommitmentOwner(2) != milan {
		t.Errorf("it is still %s's", c.CommitmentOwner(2))
	}
}

// A colleague who is named sees that promise and the state of the case.
func TestWhatTheNamedColleagueSees(t *testing.T) {
	c := promising(t, FaceAnswered)
	now, boek := at(t, "2026-03-17 10:00"), member("U0BOEK")
	for part, want := range map[Part]bool{PartState: true, PartPromise: true, PartCard: false, PartFiling: false, PartAnswer: false} {
		if c.MaySee(boek, part, now) != want {
			t.Errorf("sees %s: %v", part, !want)
		}
	}
	if c.MaySeePromise(boek, 1, now) || !c.MaySeePromise(boek, 2, now) || !c.MaySeePromise(member(milan), 2, now) {
		t.Error("sees the wrong promises")
	}
}
