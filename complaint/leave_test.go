package complaint

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// leftTo lists who is told of whom.
func leftTo(notices []Notice) string {
	var all []string
	for _, n := range notices {
		all = append(all, fmt.Sprintf("%s %s", n.To, LeftUser(n.Ref)))
	}
	return strings.Join(all, ", ")
}

func TestLeave(t *testing.T) {
	now := at(t, "2026-03-05 10:00")
	away := Absence{User: sanne, From: now.Add(-time.Hour), Until: now.AddDate(0, 0, 7), File: true}
	for _, tc := range []struct {
		name string
		who  string
		set  func(*Roster)
		want string
	}{
		{"a handler: the officer, who looks after the app too, is told once", milan, nil, "U0SANNE U0MILAN"},
		{"with an admin of its own both are told", milan, func(r *Roster) { r.Holders = append(r.Holders, Holder{Role: RoleAdmin, User: nora}) }, "U0SANNE U0MILAN, U0NORA U0MILAN"},
		{"somebody without a role: only who leads", "U0OTHER", func(r *Roster) { r.Holders = append(r.Holders, Holder{Role: RoleAdmin, User: nora}) }, "U0SANNE U0OTHER"},
		{"the officer themselves: the deputy, and the last in line as keeper", sanne, nil, "U0FATIMA U0SANNE, U0MEES U0SANNE"},
		{"the officer is away", milan, func(r *Roster) { r.Away = []Absence{away} }, "U0FATIMA U0MILAN, U0SANNE U0MILAN"},
		{"it is known already", milan, func(r *Roster) { r.Left = map[string]time.Time{milan: now.Add(-time.Hour)} }, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := sampleRoster()
			if tc.set != nil {
				tc.set(r)
			}
			if got := leftTo(r.Leave(tc.who, now)); got != tc.want {
				t.Errorf("told: %s; want %s", got, tc.want)
			}
			if !r.HasLeft(tc.who, now) || len(r.Leave(tc.who, now.Add(time.Hour))) > 0 {
				t.Error("it is not kept, or told twice")
			}
			for _, role := range Roles {
				if r.Has(tc.who, role, now) {
					t.Errorf("still %s", role)
				}
			}
			r.Rejoin(tc.who)
			if r.HasLeft(tc.who, now) || tc.who == milan && !r.Has(milan, RoleHandler, now) {
				t.Error("back, and not in their roles")
			}
		})
	}
	r := sampleRoster()
	ref := r.Leave(milan, now)[0].Ref
	if !r.IsGone(ref) || LeftUser(ref) != milan {
		t.Errorf("%s of who left is not gone", ref)
	}
	r.Rejoin(milan)
	if r.IsGone(ref) {
		t.Error("who is back is gone")
	}
	if later := r.Leave(milan, now.Add(time.Hour))[0].Ref; later == ref || r.IsGone(ref) || !r.IsGone(later) {
		t.Errorf("who left twice is spoken of as %q and %q", ref, later)
	}
}

func TestMayHandOver(t *testing.T) {
	now := at(t, "2026-03-05 10:00")
	r := sampleRoster()
	for who, want := range map[string]bool{sanne: true, fatima: true, mees: false, milan: false, lotte: false} {
		if err := r.MayHandOver(member(who), now); (err == nil) != want {
			t.Errorf("%s: %v", who, err)
		}
	}
	if r.MayHandOver(Person{ID: sanne}, now) == nil {
		t.Error("a guest hands over")
	}
	r.Left = map[string]time.Time{sanne: now, fatima: now}
	if err := r.MayHandOver(member(mees), now); err != nil {
		t.Errorf("with nobody else left the last in line: %v", err)
	}
}

func TestReassign(t *testing.T) {
	for _, tc := range []struct {
		name string
		face Face
		from string
		to   string
		by   string
		set  func(*Case)
		want string
	}{
		{name: "to another handler", face: FaceInProgress, from: milan, to: fatima, by: sanne},
		{name: "with the form still on its way", face: FaceAssigned, from: milan, to: fatima, by: sanne},
		{name: "while an answer waits", face: FaceInApproval, from: milan, to: fatima, by: sanne},
		{name: "to somebody the complaint concerns", face: FaceInProgress, from: milan, to: joost, by: sanne, want: "error.handler_delivered"},
		{name: "to somebody with an interest", face: FaceInProgress, from: milan, to: fatima, by: sanne, set: func(c *Case) { c.Interested = []string{fatima} }, want: "error.handler_interest"},
		{name: "to somebody who handles nothing", face: FaceInProgress, from: milan, to: mees, by: sanne, want: "error.outsider_handler"},
		{name: "to somebody who left too", face: FaceInProgress, from: milan, to: fatima, by: sanne, set: func(c *Case) { c.Roster.Leave(fatima, c.AssignedAt) }, want: "error.outsider_handler"},
		{name: "by somebody who leads nothing", face: FaceInProgress, from: milan, to: fatima, by: mees, want: "error.not_allowed"},
		{name: "by somebody whom it concerns", face: FaceInProgress, from: milan, to: milan, by: joost, want: "not found"},
		{name: "that somebody else handed over meanwhile", face: FaceInProgress, from: joost, to: fatima, by: sanne, want: "error.handed_over"},
		{name: "whose answer was told", face: FaceAnswered, from: milan, to: fatima, by: sanne},
		{name: "whose answer was told, to the officer", face: FaceAnswered, from: milan, to: sanne, by: sanne, set: func(c *Case) {
			c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleHandler, User: sanne})
		}},
		{name: "whose answer was told, by somebody who leads nothing", face: FaceAnswered, from: milan, to: fatima, by: mees, want: "error.not_allowed"},
		{name: "that is ready to close with a promise to keep", face: FaceReady, from: milan, to: fatima, by: sanne},
		{name: "that is ready to close with nothing owed", face: FaceReady, from: milan, to: fatima, by: sanne, want: "error.wrong_state", set: func(c *Case) {
			c.record(CommitmentKept, member(milan), c.ToldAt, c.ToldAt, Data{Index: 1}, 0)
			c.record(Reported, member(milan), c.ToldAt, c.ToldAt, Data{}, 0)
		}},
		{name: "that is closed", face: FaceClosed, from: milan, to: fatima, by: sanne, want: "error.wrong_state"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, tc.face)
			if tc.set != nil {
				tc.set(c)
			}
			now, before := c.Events[len(c.Events)-1].Recorded.Add(time.Hour), len(c.Events)
			err := c.Reassign(tc.from, Assignment{Handler: tc.to, Name: "Fatima El Idrissi", Title: "lawyer", WhyText: "takes over"}, member(tc.by), now)
			if got := firstRefusal(t, err); got != tc.want {
				t.Fatalf("refused with %q, want %q", got, tc.want)
			}
			if tc.want != "" {
				if len(c.Events) != before {
					t.Errorf("refused, and recorded %d events", len(c.Events)-before)
				}
				return
			}
			if c.Handler != tc.to || c.Face() != tc.face || len(c.Deliverers) != 1 {
				t.Errorf("handled by %s, %s, delivered by %v", c.Handler, c.Face(), c.Deliverers)
			}
		})
	}
}

// A case that passed on after it was answered asks nothing new of whoever takes it: no
// acceptance, no first contact. When the customer comes back, it is theirs.
func TestReassigningAnAnsweredCase(t *testing.T) {
	c := walkTo(t, FaceAnswered)
	now := at(t, "2026-03-16 10:00")
	before, err := c.Duties()
	must(t, err)
	must(t, c.Reassign(milan, Assignment{Handler: fatima, Name: "Fatima", Title: "lawyer", WhyText: "takes over"}, member(sanne), now))
	must(t, c.Delivered(FormSent, fatima, now, now)) // her desk arrives
	after, err := c.Duties()
	must(t, err)
	for i := range before { // what a handler promised is the new one's
		before[i].User, after[i].User = "", ""
	}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("what is owed (-before +after):\n%s", diff)
	}
	if c.MayRespond(member(fatima), now) == nil || c.CommitmentOwner(1) != fatima {
		t.Errorf("she is asked to accept; the promise is %s's", c.CommitmentOwner(1))
	}
	for _, n := range c.Notices(find(t, c, HandlerAssigned)) {
		if n.OnDelivered != "" {
			t.Errorf("%s to %s would start a clock", n.Kind, n.To)
		}
	}
	notSatisfied(t, c, "2026-03-18 10:00")
	d := dutyOf(t, c, DutyRework)
	if users := c.Recipients(&d, StageDueDay, at(t, "2026-03-19 10:00")); !slices.Equal(users, []string{fatima}) {
		t.Errorf("the second answer is owed by %v", users)
	}
}

// firstRefusal gives the text of the first refusal, also of a form.
func firstRefusal(t *testing.T, err error) string {
	t.Helper()
	if rs, many := err.(Refusals); many { //nolint:errorlint // as the core gives it
		return rs[0].Text
	}
	return refusedWith(t, err)
}

// Whoever left is not told that the case passed on; who only changed work is.
func TestReassigningTellsNobodyWhoLeft(t *testing.T) {
	for _, left := range []bool{false, true} {
		c := walkTo(t, FaceInProgress)
		now := c.AssignedAt.Add(48 * time.Hour)
		if left {
			c.Roster.Leave(milan, now)
		}
		must(t, c.Reassign(milan, Assignment{Handler: fatima, Name: "Fatima", Title: "lawyer", WhyText: "takes over"}, member(sanne), now))
		var desks []string
		for _, e := range c.Events {
			if e.Recorded.Equal(now) {
				for _, n := range c.Notices(e) {
					if n.Kind == NoticeDesk && !slices.Contains(desks, n.To) {
						desks = append(desks, n.To)
					}
				}
			}
		}
		slices.Sort(desks)
		want := []string{fatima, milan}
		if left {
			want = []string{fatima}
		}
		if !slices.Equal(desks, want) {
			t.Errorf("left %v: desks of %v, want %v", left, desks, want)
		}
	}
}

// Whoever left is told nothing any more, whatever happens to their case.
func TestNothingIsSaidToWhoLeft(t *testing.T) {
	for _, face := range []Face{FaceAssigned, FaceInProgress, FaceInApproval, FaceApproved} {
		c := walkTo(t, face)
		now := c.Events[len(c.Events)-1].Recorded.Add(time.Hour)
		c.Roster.Leave(milan, now)
		c.Roster.Leave(lotte, now)
		before := len(c.Events)
		must(t, c.Classify(Classification{Class: Class{Nature: c.Procedure.Natures[0], Weight: "serious", Submitted: "oral"}}, member(sanne), now))
		must(t, c.MarkFiledInError("twice", member(sanne), now))
		must(t, c.UndoEnd(member(sanne), now.Add(time.Minute)))
		for _, e := range c.Events[before:] {
			for _, n := range c.Notices(e) {
				if n.To == milan || n.To == lotte {
					t.Errorf("%s after %s: %s is told %s", e.Kind, face, n.To, n.Kind)
				}
				if n.OnDelivered != "" && n.Kind != NoticeDesk {
					t.Errorf("%s after %s: the clock would start with %s to %s", e.Kind, face, n.Kind, n.To)
				}
			}
		}
	}
}

// A procedure without the reason "other" gets the one that fits the new handler.
func TestReassigningKnowsItsReason(t *testing.T) {
	for _, tc := range []struct {
		reasons []string
		want    string
	}{{[]string{"officer", "process", "other"}, "other"}, {[]string{"process", "officer"}, "officer"}, {[]string{"process"}, "process"}} {
		c := walkTo(t, FaceInProgress)
		rules := *c.Procedure
		rules.Assign.Reasons = tc.reasons
		c.Procedure = &rules
		must(t, c.Reassign(milan, Assignment{Handler: fatima, Title: "lawyer", WhyText: "takes over"}, member(sanne), c.AssignedAt.Add(time.Hour)))
		for _, e := range c.Events[len(c.Events)-2:] {
			if e.Kind == HandlerAssigned && e.Data.Why != tc.want {
				t.Errorf("of %v it took %q, want %q", tc.reasons, e.Data.Why, tc.want)
			}
		}
	}
}

// Where the choice of a handler is agreed with, so is that of whoever takes the cases of
// somebody: the case stays until one of management says so, answered or not.
func TestAHandOverIsAgreedToo(t *testing.T) {
	a := Assignment{Handler: fatima, Name: "Fatima", Title: "adviser", WhyText: "Takes over"}
	for _, tc := range []struct {
		name  string
		face  Face
		by    string
		agree string // who decides; empty: it is done at once
	}{
		{"by the deputy", FaceInProgress, joost, mees},
		{"of an answered case", FaceAnswered, joost, mees},
		{"by one of management", FaceInProgress, sanne, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, tc.face)
			c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleDeputy, User: joost})
			c.Deliverers = nil // asked then, and not known
			now := at(t, "2026-03-16 10:00")
			w := &walk{t, c}
			w.do("hand over", c.Reassign(milan, a, member(tc.by), now))
			if tc.agree == "" {
				if c.Handler != fatima || c.Waits() != nil {
					t.Errorf("handled by %s, waits for %+v", c.Handler, c.Waits())
				}
				return
			}
			r := c.Waits()
			if c.Handler != milan || r == nil || r.What != AskHandler || r.User != fatima {
				t.Fatalf("handled by %s, waits for %+v", c.Handler, r)
			}
			if got := textOf(c.Reassign(milan, a, member(tc.by), now)); got != "error.request_waits" {
				t.Errorf("a second time: %q", got)
			}
			for by, want := range map[string]string{joost: "error.own_request", fatima: "error.not_allowed"} {
				if got := textOf(c.Grant(r.Seq, member(by), now)); got != want {
					t.Errorf("agreed with by %s: %q, want %q", by, got, want)
				}
			}
			w.do("agree", c.Grant(r.Seq, member(tc.agree), now))
			if c.Handler != fatima || c.Appointment().Why != "Takes over" {
				t.Errorf("handled by %s, on record is %+v", c.Handler, c.Appointment())
			}
		})
	}
}
