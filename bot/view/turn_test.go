package view

import (
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/lang"
)

// turn is what the viewer of tests has to do in a case, as the core says it.
func turn(t *testing.T, c *complaint.Case, user, now string) Turn {
	t.Helper()
	theirs, ok := c.TurnOf(member(user), at(t, now))
	if !ok {
		t.Fatalf("%s has nothing to do in a case that is %s", user, c.Face())
	}
	return Turn{c, theirs}
}

// byName is a promise or a corrective action that somebody is named for.
func byName(c *complaint.Case, d *complaint.Duty) Turn {
	return Turn{c, complaint.Turn{Duty: d}}
}

// Each row of what somebody has to do says by when and has the one button that does it,
// beside the one that opens the case.
func TestEachTurnHasItsButtonAndOpensItsCase(t *testing.T) {
	promising, stoodIn := promising(t, complaint.FaceAnswered), caseAt(t, complaint.FaceAssigned)
	stoodIn.Roster.Away = []complaint.Absence{{User: milan, From: at(t, "2026-03-09 00:00"), Until: at(t, "2026-03-13 00:00"), Deputy: fatima}}
	accepted := caseAt(t, complaint.FaceAssigned)
	if err := accepted.Accept(member(milan), at(t, "2026-03-05 12:00")); err != nil {
		t.Fatal(err)
	}
	kept := byName(promising, owedDuty(t, promising, complaint.DutyCommitment, 1))
	for name, tc := range map[string]struct {
		turn      Turn
		user, now string
		has       []string
		lack      string
	}{
		"to say that one handles it": {turn(t, caseAt(t, complaint.FaceAssigned), milan, "2026-03-06 09:00"), milan, "2026-03-06 09:00",
			[]string{"case.accept", "case.open", "Your step: accept the case by Fri 6 March", "and 2 more"}, "Milan"},
		"the handler's contact": {turn(t, accepted, milan, "2026-03-10 09:00"), milan, "2026-03-10 09:00",
			[]string{"case.contact.open", "case.open", "by Mon 9 March · and 1 more"}, "Milan"},
		"the answer": {turn(t, caseAt(t, complaint.FaceChangesAsked), milan, "2026-03-12 16:00"), milan, "2026-03-12 16:00",
			[]string{"answer.draft.open", "Revise answer", "case.open"}, "Milan"},
		"an approval": {turn(t, caseAt(t, complaint.FaceInApproval), mees, "2026-03-12 15:30"), mees, "2026-03-12 15:30",
			[]string{"answer.review", "case.open", "version 1", "Milan de Wit"}, "chase"},
		"of who stands in": {turn(t, stoodIn, fatima, "2026-03-10 09:00"), fatima, "2026-03-10 09:00",
			[]string{"case.contact.open", "case.open", "for Milan de Wit", "Your step: see that the handler accepts the case"}, "accept the case"},
		"a promise of a handler": {kept, milan, "2026-03-16 09:00", []string{"commitment.done.open", "case.open", "Refund the fine"}, "Annual accounts"},
		"of who sees no file":    {kept, boek, "2026-03-16 09:00", []string{"commitment.done.open", "Refund the fine"}, "case.open"},
	} {
		f := sampleFrame(t, lang.EN, tc.now)
		f.Viewer, f.Names = member(tc.user), maps.Clone(f.Names)
		f.Names[boek] = "Bo Jansen"
		blocks := turnRow(f, tc.turn)
		raw := string(mustJSON(t, &Home{Blocks: blocks}))
		for _, want := range tc.has {
			if !strings.Contains(raw, want) {
				t.Errorf("%s: lacks %q:\n%s", name, want, raw)
			}
		}
		if strings.Contains(raw, tc.lack) || len(blocks) > 2 || blocks[0].BlockType() != slack.MBTSection {
			t.Errorf("%s: has %q or %d blocks:\n%s", name, tc.lack, len(blocks), raw)
		}
	}
}

// The window of all that somebody has to do shows what has no day behind what has one, with
// what waits for a decision and the button that does it; with nothing in it, it says that
// nothing waits, and on a page of which nothing was theirs, that more may come.
func TestTheWindowOfAllTurns(t *testing.T) {
	asked := caseAt(t, complaint.FaceInApproval)
	asked.Number = "K-2026-0037"
	first, decides := turn(t, caseAt(t, complaint.FaceInApproval), mees, "2026-03-12 15:30"), Turn{asked, complaint.Turn{Step: complaint.StepReview}}
	turns := []Turn{first, decides}
	show := func(turns []Turn, next string) func(*Frame) screen {
		return func(f *Frame) screen { f.Viewer = member(mees); return TurnsModal(f, turns, next) }
	}
	inLanguages(t, "turns", "2026-03-12 15:30", show(turns, "1773000000000/K/2026/0042"))
	inLanguages(t, "turns.none", "2026-03-12 15:30", show(nil, ""))
	f := sampleFrame(t, lang.EN, "2026-03-12 15:30")
	f.Viewer = member(mees)
	modal := TurnsModal(f, turns, "")
	raw := string(mustJSON(t, modal))
	if len(headingsOf(modal)) != 2 || strings.Index(raw, "Without a date") < strings.Index(raw, "K-2026-0042") || strings.Index(raw, "Without a date") > strings.Index(raw, "K-2026-0037") {
		t.Errorf("what has no day does not stand behind the rest:\n%s", raw)
	}
	if strings.Count(raw, "version 1 · ") != 2 || strings.Count(raw, "answer.review") != 2 || strings.Contains(raw, "due.page") {
		t.Errorf("the window holds:\n%s", raw)
	}
	if raw := string(mustJSON(t, TurnsModal(f, nil, "1/K/2026/0001"))); strings.Contains(raw, "Nothing waits for you") || !strings.Contains(raw, "own|1/K/2026/0001") {
		t.Errorf("where more may come it says:\n%s", raw)
	}
	var many []Turn
	for i := range 200 {
		many = append(many, turns[i%2]) // a heading over each
	}
	checkScreen(t, "turns", TurnsModal(f, many, "1/K/2026/0001"), mustJSON(t, TurnsModal(f, many, "1/K/2026/0001")))
}

// What waits for a decision stands in the row of the case alone, and not once more with
// each promise of it.
func TestADecisionStandsInHomeOnce(t *testing.T) {
	c := caseAt(t, complaint.FaceInApproval)
	f := sampleFrame(t, lang.EN, "2026-03-12 15:30")
	f.Viewer = member(mees)
	promise := byName(c, &complaint.Duty{Kind: complaint.DutyCommitment, Round: 1, Due: at(t, "2026-03-20 00:00")})
	c.Commitments = []complaint.Commitment{{Task: complaint.Task{N: 1}}}
	rows := turnRows(f, &HomeLists{Turns: []Turn{turn(t, c, mees, "2026-03-12 15:30"), promise}}, 6)
	if raw := string(mustJSON(t, &Home{Blocks: rows})); strings.Count(raw, "version 1 · ") != 1 {
		t.Errorf("the decision stands there %d times:\n%s", strings.Count(raw, "version 1 · "), raw)
	}
}

// The line on top counts what is late, due today or waits for a decision of the viewer,
// and does not say that nothing is; to who leads it counts the company apart.
func TestTheTopOfHomeCountsWhatIsBelow(t *testing.T) {
	const nothing = "Nothing of yours is overdue or due today."
	answered, closed := promising(t, complaint.FaceAnswered), caseAt(t, complaint.FaceClosed)
	accepted := caseAt(t, complaint.FaceAssigned)
	if err := accepted.Accept(member(milan), at(t, "2026-03-05 12:00")); err != nil {
		t.Fatal(err)
	}
	kept := byName(closed, dutyOf(t, closed, complaint.DutyCommitment))
	open := byName(answered, owedDuty(t, answered, complaint.DutyCommitment, 1))
	first := turn(t, caseAt(t, complaint.FaceAssigned), milan, "2026-03-05 12:00")
	waits := turn(t, caseAt(t, complaint.FaceInApproval), mees, "2026-03-12 15:30")
	before := func(p Turn) string { return p.Duty.Due.Add(-time.Hour).UTC().Format("2006-01-02 15:04") }
	after := func(p Turn) string { return p.Duty.Due.Add(20 * time.Hour).UTC().Format("2006-01-02 15:04") }
	for name, tc := range map[string]struct {
		now, want, user string
		lists           HomeLists
	}{
		"a promise of a closed case": {after(kept), "Something is overdue in 1 case.", milan, HomeLists{Turns: []Turn{kept}}},
		"two of a case":              {after(open), "Something is overdue in 1 case.", milan, HomeLists{Turns: []Turn{first, open}}},
		"due today":                  {before(kept), "Something is due today in 1 case.", milan, HomeLists{Turns: []Turn{kept}}},
		"in time":                    {"2026-03-10 09:00", nothing, milan, HomeLists{Turns: []Turn{kept}}},
		"both":                       {before(kept), "Something is overdue in 1 case, something is due today in 1 case.", milan, HomeLists{Turns: []Turn{first, kept}}},
		"a decision":                 {"2026-03-12 15:30", "1 case waits for your approval.", mees, HomeLists{Turns: []Turn{waits}}},
		"nothing, of a handler":      {"2026-03-10 09:00", nothing, milan, HomeLists{Handles: true}},
		"of the company":             {"2026-03-10 09:00", nothing + " Across the company something is overdue in 30 cases.", sanne, HomeLists{Leads: true, Late: 30}},
		"too many to open":           {"2026-03-10 09:00", "At least 1 case is waiting for you.", milan, HomeLists{Turns: []Turn{first}, More: true}},
	} {
		f := sampleFrame(t, lang.EN, tc.now)
		f.Viewer = member(tc.user)
		if says := greeting(f, &tc.lists); !strings.HasSuffix(says, ".* "+tc.want) {
			t.Errorf("%s: says %q, want %q", name, says, tc.want)
		}
	}
}

// What must be done before work begins the next morning is not called due today: it is
// to be done today. Of the day before a message says nothing that ends at midnight.
func TestWhatIsDueBeforeWorkBegins(t *testing.T) {
	c := caseAt(t, complaint.FaceAssigned)
	for due, want := range map[string]string{
		"2026-03-10 15:00": "Due today", "2026-03-11 08:30": "To be done today", "2026-03-11 10:00": "Due in 1 working day", "2026-03-11 00:00": "Due today",
	} {
		d := complaint.Duty{Kind: complaint.DutyContact, Due: at(t, due), Hours: true}
		if _, word := counted(sampleFrame(t, lang.EN, "2026-03-10 09:00"), c, &d); word != want {
			t.Errorf("on 10 March what is due %s is called %q, want %q", due, word, want)
		}
		stays := strings.Replace(want, "Due in 1 working day", "Due soon", 1)
		if _, word := standing(sampleFrame(t, lang.EN, "2026-03-10 09:00"), c, &d); word != stays {
			t.Errorf("a message of 10 March calls what is due %s %q, want %q", due, word, stays)
		}
	}
}
