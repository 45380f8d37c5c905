package complaint

import (
	"slices"
	"testing"
)

func TestEscalationNamesWhoIsAskedNext(t *testing.T) {
	tests := []struct {
		name, duty string
		face       Face
		after      Stage
		want       []string
		when       string
	}{
		{"the officer after the handler", "contact", FaceAssigned, StageDueDay, []string{sanne}, "2026-03-10 08:30"},
		{"the deputy after the officer", "contact", FaceAssigned, StageOverdue, []string{fatima}, "2026-03-11 09:00"},
		{"the fallback after the deputy", "contact", FaceAssigned, StageDeputy, []string{mees}, "2026-03-13 09:00"},
		{"nobody after the fallback", "contact", FaceAssigned, StageFallback, nil, ""},
		{"the deputy where the officer owes it", "assign", FaceNew, StageTwoHours, []string{fatima}, "2026-03-10 09:00"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, tc.face)
			d := dutyOf(t, c, tc.duty)
			users, when := c.Escalation(&d, tc.after, at(t, "2026-03-09 09:00"))
			if !slices.Equal(users, tc.want) {
				t.Errorf("asked next: %v, want %v", users, tc.want)
			}
			if tc.when != "" && !when.Equal(at(t, tc.when)) {
				t.Errorf("asked at %v, want %s", when.In(c.Zone()), tc.when)
			}
		})
	}
}

// A new version lets the request for the older one shrink, also when nobody
// had decided on it.
func TestNewVersionRetellsTheOlderRequest(t *testing.T) {
	c := walkTo(t, FaceInApproval)
	before := len(c.Events)
	kept := draft()
	kept.Ask = false
	if err := c.Prepare(kept, member(milan), at(t, "2026-03-12 15:30")); err != nil {
		t.Fatal(err)
	}
	asked, told := false, false
	for _, e := range c.Events[before:] {
		for _, n := range c.Notices(e) {
			asked = asked || n.Kind == NoticeAsk && n.Ref == "1" && n.To == mees
			told = told || n.Kind == NoticeApproval && n.Ref == "1"
		}
	}
	if !asked || !told {
		t.Errorf("version 1: approver told %v, request redrawn %v; want both", asked, told)
	}
}

// Once a late duty goes to somebody else, those who were reminded before have theirs made
// true: it names who is asked next, and when.
func TestWhoWasRemindedReadsThatItWentOn(t *testing.T) {
	c := walkTo(t, FaceAssigned)
	for _, now := range []string{"2026-03-09 09:00", "2026-03-10 08:30", "2026-03-11 09:00"} {
		must(t, c.Remind(at(t, now)))
	}
	i := slices.IndexFunc(c.Events, func(e Event) bool {
		return e.Kind == Reminded && e.Data.Duty == "contact" && e.Data.Stage == string(StageDeputy)
	})
	if i < 0 || slices.Contains(c.Events[i].Data.Users, milan) {
		t.Fatalf("the deputy is asked at %d of %v", i, told(c, "contact"))
	}
	for _, user := range []string{fatima, milan} {
		if want := (Notice{Kind: NoticeReminder, To: user, Seq: c.Events[i].Seq, Ref: "contact:1"}); !slices.Contains(c.Notices(c.Events[i]), want) {
			t.Errorf("%s has a reminder that nobody makes true", user)
		}
	}
}
