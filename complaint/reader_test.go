package complaint

import (
	"slices"
	"testing"
)

// Somebody who reads for privacy and audit, and one of management who has no part in the
// case either, both invented.
const (
	reader = "U0READER"
	board  = "U0BOARD"
)

// reading are the steps that only look.
var reading = []Step{StepWhy, StepOpenFile, StepPromises, StepMeasures}

var everyPart = []Part{PartAsked, PartState, PartCard, PartFiling, PartAnswer, PartPromise, PartReaders}

// gives lets these people hold a role beside what the roster of the case says.
func gives(c *Case, role Role, users ...string) *Case {
	r := *c.Roster
	r.Holders = slices.Clone(r.Holders)
	for _, u := range users {
		r.Holders = append(r.Holders, Holder{Role: role, User: u})
	}
	c.Roster = &r
	return c
}

// loses takes a role from somebody.
func loses(c *Case, role Role, user string) {
	r := *c.Roster
	r.Holders = slices.DeleteFunc(slices.Clone(r.Holders), func(h Holder) bool { return h.Role == role && h.User == user })
	c.Roster = &r
}

// Who reads for privacy and audit sees of each case, wherever it stands, what one of
// management sees who is not involved, and nothing of one that is confidential.
func TestWhatAReaderSees(t *testing.T) {
	now := at(t, "2026-03-19 12:00")
	for _, face := range everyFace {
		for _, confidential := range []bool{false, true} {
			c := gives(gives(walkAside(t, face, now), RoleManagement, board), RoleReader, reader)
			c.Confidential = confidential
			for _, part := range everyPart {
				want := c.MaySee(member(board), part, now) && !confidential
				if got := c.MaySee(member(reader), part, now); got != want {
					t.Errorf("%s, confidential %v: sees the %s: %v", face, confidential, part, got)
				}
				if c.MaySee(Person{ID: reader}, part, now) {
					t.Errorf("%s: somebody whom Slack calls a guest sees the %s", face, part)
				}
			}
		}
	}
}

// Part by part, and for whom it is not.
func TestMaySeeAsReader(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	all := everyPart
	for _, tc := range []struct {
		name string
		do   func(*Case)
		by   string
		sees []Part
	}{
		{"any case", func(*Case) {}, reader, all},
		{"confidential", func(c *Case) { c.Confidential = true }, reader, nil},
		{"confidential, and one of management too", func(c *Case) { c.Confidential = true; gives(c, RoleManagement, reader) }, reader, all},
		{"about them", func(c *Case) { c.About = []string{reader} }, reader, nil},
		{"they delivered it", func(c *Case) { c.Deliverers = []string{reader} }, reader, nil},
		{"they have an interest", func(c *Case) { c.Interested = []string{reader} }, reader, nil},
		{"erased", func(c *Case) { c.ErasedAt = now }, reader, []Part{PartAsked, PartState, PartCard}},
		{"erased and confidential", func(c *Case) { c.ErasedAt, c.Confidential = now, true }, reader, nil},
		{"no longer in the role", func(c *Case) { c.Roster.Holders[len(c.Roster.Holders)-1].Until = now }, reader, nil},
		{"their deputy while they are away", func(c *Case) {
			c.Roster.Away = []Absence{{User: reader, From: now.Add(-1), Until: now.Add(1e15), Deputy: "U0OTHER"}}
		}, "U0OTHER", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := gives(walkTo(t, FaceInProgress), RoleReader, reader)
			tc.do(c)
			for _, part := range all {
				if got := c.MaySee(member(tc.by), part, now); got != slices.Contains(tc.sees, part) {
					t.Errorf("%s: %v", part, got)
				}
			}
		})
	}
	c := gives(walkTo(t, FaceInProgress), RoleReader, reader)
	if c.Roster.Away = []Absence{{User: reader, From: now.Add(-1), Until: now.Add(1e15), Deputy: "U0OTHER"}}; c.Roster.ActsAs("U0OTHER", now, RoleReader) {
		t.Error("the lists of the company are for the deputy of who reads")
	}
}

// Who reads takes no step, wherever a case stands: it is never their turn, nobody is told
// anything by it, and they are a candidate for nothing.
func TestAReaderDoesNothing(t *testing.T) {
	now := at(t, "2026-03-19 12:00")
	for _, face := range everyFace {
		c := gives(walkAside(t, face, now), RoleReader, reader)
		for _, step := range c.Allowed(member(reader), now) {
			if !slices.Contains(reading, step) {
				t.Errorf("%s: may take %s", face, step)
			}
		}
		if err := c.MayAdd(member(reader), now); err == nil {
			t.Errorf("%s: may add to it", face)
		}
		if turn, is := c.TurnOf(member(reader), now); is {
			t.Errorf("%s: it is their turn: %+v", face, turn)
		}
		for _, e := range c.Events {
			for _, n := range c.Notices(e) {
				if n.To == reader {
					t.Errorf("%s: told of %s: %s", face, e.Kind, n.Kind)
				}
			}
		}
		duties, err := c.Duties()
		if err != nil {
			t.Fatalf("%s: %v", face, err)
		}
		for i := range duties {
			if c.IsFor(&duties[i], reader, now) {
				t.Errorf("%s: is reminded of %s", face, duties[i].Kind)
			}
		}
		for name, users := range map[string][]string{
			"the audience": c.Audience(now), "who approves": c.Approvers(now), "who may handle it": c.Candidates(now),
		} {
			if slices.Contains(users, reader) {
				t.Errorf("%s: is among %s", face, name)
			}
		}
	}
}

// To read beside another role adds no step to what that role may do.
func TestReadingAddsNoStep(t *testing.T) {
	now := at(t, "2026-03-19 12:00")
	people := []string{sanne, fatima, mees, milan, joost, lotte, "U0OTHER"}
	for _, face := range everyFace {
		before, after := walkAside(t, face, now), gives(walkAside(t, face, now), RoleReader, people...)
		for _, u := range people {
			acts := func(c *Case) []Step {
				return slices.DeleteFunc(c.Allowed(member(u), now), func(s Step) bool { return slices.Contains(reading, s) })
			}
			if was, is := acts(before), acts(after); !slices.Equal(was, is) {
				t.Errorf("%s, %s: %v; without reading %v", face, u, is, was)
			}
		}
	}
}

// What somebody did in a role that they gave up is not theirs to take back as a reader, who
// is told who can; and what they see when a case turns confidential is taken from their Home.
func TestAReaderWhoHadAPart(t *testing.T) {
	now := at(t, "2026-03-12 17:00")
	c := gives(walkTo(t, FaceApproved), RoleReader, mees)
	loses(c, RoleManagement, mees)
	loses(c, RoleFallback, mees)
	if got := refusedFor(c.MayWithdrawApproval(1, member(mees), now)); got != "error.not_allowed" {
		t.Errorf("withdraws the approval that they gave: %s", got)
	}
	calls := gives(walkTo(t, FaceInProgress), RoleReader, lotte) // the follow-up caller acts once the answer was told
	if err := calls.MaySettle(1, false, member(lotte), now); err == nil {
		t.Error("keeps a promise of somebody else")
	}
	for step, err := range map[string]error{
		"add": c.MayAdd(member(mees), now), "declare": c.MayDeclare(member(mees), now),
	} {
		if got := refusedFor(err); got != "error.not_yours" {
			t.Errorf("%s: %s", step, got)
		}
	}
	if asked := c.Askable(StepDeliver, []string{milan}, member(mees), now); len(asked) > 0 {
		t.Errorf("asks %v for a step", asked)
	}
	if !slices.Contains(c.Homes(now), mees) {
		t.Error("the case stays in their Home when it is erased")
	}
	c.record(RouteConfidential, member(sanne), now, now, Data{}, 0)
	if !slices.ContainsFunc(c.Notices(c.Events[len(c.Events)-1]), func(n Notice) bool { return n.Kind == NoticeHome && n.To == mees }) {
		t.Error("the case stays in their Home when it is confidential")
	}
}

// What is judged beside the steps: tasks, a link to another case, what an absence had
// promised, and who hears that they see a case again.
func TestReadingIsNoGroundForMore(t *testing.T) {
	now := at(t, "2026-03-12 17:00")
	c := gives(walkTo(t, FaceInProgress), RoleReader, lotte, reader) // Lotte calls once the answer was told
	if got := refusedFor(c.maySettle(&Task{}, false, []Role{RoleFollowUp}, member(lotte), now)); got != "error.not_allowed" && got != "error.not_yours" {
		t.Errorf("settles a task before it is theirs to know: %q", got)
	}
	c.Measures = []Measure{{Task: Task{N: 1}}}
	if got := refusedFor(c.MayTellMeasure(1, member(lotte), now)); got != "error.not_allowed" {
		t.Errorf("tells of a corrective action before it is theirs to know: %q", got)
	}
	other := gives(walkTo(t, FaceConfirmed), RoleReader, milan)
	other.Number = "K-2026-0043"
	if got := refusedFor(Relate(c, other, member(milan), now)); got == "" || len(other.Related) > 0 {
		t.Errorf("links a case that they only read: %q", got)
	}
	c.Commitments = append(c.Commitments, Commitment{Away: true, absence: "A1"})
	if err := c.AbsenceGone(&Absence{ID: "A1", User: reader}, "", member(reader), now); err == nil {
		t.Error("drops what was promised")
	}
	if again := c.seesAgain(Event{Recorded: now, Data: Data{Were: []string{reader, milan}}}); !slices.Equal(again, []string{milan}) {
		t.Errorf("told that they see it again: %v", again)
	}
	two := gives(serious(t, "serious"), RoleReader, mees)
	must(t, two.Approve(1, member(mees), now))
	loses(two, RoleManagement, mees)
	loses(two, RoleFallback, mees)
	if got := refusedFor(two.MayAskChanges(1, member(mees), now)); got != "error.not_allowed" {
		t.Errorf("asks changes of an answer that they agreed with in a role that is over: %q", got)
	}
}
