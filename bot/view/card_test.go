package view

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
)

// A card that sends its reader to the file has the way there as a button.
func TestTheWayToTheFile(t *testing.T) {
	c := caseAt(t, complaint.FaceNew)
	for standard, buttons := range map[bool]int{false: 1, true: 0} {
		f := sampleFrame(t, lang.EN, "2026-03-05 10:25")
		f.Standard = standard
		raw := string(mustJSON(t, Card(f, c)))
		if n := strings.Count(raw, `"action_id":"case.open"`); n != buttons {
			t.Errorf("standard %v: %d buttons: %s", standard, n, raw)
		}
	}
}

func TestCard(t *testing.T) {
	for _, stop := range road {
		c := caseAt(t, stop.face)
		inLanguages(t, "card."+string(stop.face), stop.now, func(f *Frame) screen { return Card(f, c) })
	}
}

func TestCardTellsNoMoreThanItsLevel(t *testing.T) {
	private := []string{"Anna", "Annual accounts", "385", "Joost", "12345678", "Wants a call"}
	tests := []struct {
		name         string
		standard     bool
		confidential bool
		secret       []string
	}{
		{"minimal", false, false, private},
		{"standard", true, false, []string{"385", "Joost", "12345678", "Wants a call"}},
		{"standard but confidential", true, true, private},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			for _, stop := range road {
				c := caseAt(t, stop.face)
				c.Confidential = tc.confidential
				f := sampleFrame(t, lang.EN, stop.now)
				f.Standard = tc.standard
				raw, err := Card(f, c).JSON()
				if err != nil {
					t.Fatal(err)
				}
				for _, s := range tc.secret {
					if strings.Contains(string(raw), s) {
						t.Errorf("the card at %s tells %q", stop.face, s)
					}
				}
			}
		})
	}
}

// A new card calls the officers on duty, in its foot and nowhere else, and never
// anybody the case concerns, nor whoever reads it in private or has read it before.
func TestCardCallsTheOfficerOnDuty(t *testing.T) {
	for name, tc := range map[string]struct {
		set  func(*Frame, *complaint.Case)
		want []string
	}{
		"the officer": {func(*Frame, *complaint.Case) {}, []string{sanne}},
		"the deputy of an officer who is away": {func(_ *Frame, c *complaint.Case) {
			c.Roster.Away = []complaint.Absence{{User: sanne, From: at(t, "2026-03-01 00:00"), Until: at(t, "2026-03-30 00:00")}}
		}, []string{fatima}},
		"an officer whom it concerns": {func(_ *Frame, c *complaint.Case) {
			c.Roster.Holders = append(c.Roster.Holders, complaint.Holder{Role: complaint.RoleOfficer, User: joost})
		}, []string{sanne}},
		"who leads without an officer": {func(_ *Frame, c *complaint.Case) {
			c.Roster.Lead = complaint.RoleManagement
		}, []string{sanne, mees}},
		"of a confidential case nobody": {func(_ *Frame, c *complaint.Case) { c.Confidential = true }, nil},
		"by a card that goes on nobody": {func(f *Frame, _ *complaint.Case) { f.Continues = true }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			c := caseAt(t, complaint.FaceAssigned) // Joost delivered the service
			f := sampleFrame(t, lang.EN, "2026-03-05 11:05")
			f.Standard = true
			tc.set(f, c)
			m := Card(f, c)
			foot := cardFoot(f, c)
			for _, u := range []string{sanne, fatima, mees, milan, lotte, joost} {
				if got, want := strings.Contains(foot, "<@"+u+">"), slices.Contains(tc.want, u); got != want {
					t.Errorf("%s called: %v, want %v: %s", u, got, want, foot)
				}
			}
			if tc.want == nil && !strings.Contains(foot, "Sanne") {
				t.Errorf("nobody is named: %s", foot)
			}
			raw, err := m.JSON()
			if err != nil {
				t.Fatal(err)
			}
			if n := strings.Count(string(raw), `\u003c@`); n != len(tc.want) {
				t.Errorf("the card calls %d times, want %d, in its foot alone:\n%s", n, len(tc.want), raw)
			}
		})
	}
}

func TestCardFlags(t *testing.T) {
	c := sampleCase(t)
	r := sampleRegistration(t)
	r.Unknown, r.ReceivedAt = true, at(t, "2026-02-20 10:00")
	if err := c.Register(r, member(lotte), at(t, "2026-03-05 10:20")); err != nil {
		t.Fatal(err)
	}
	if err := c.LoseFile("F1", "too_big", at(t, "2026-03-05 10:21")); err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "card.flags", "2026-03-05 10:25", func(f *Frame) screen { return Card(f, c) })
}

func TestDeadlineWords(t *testing.T) {
	c := caseAt(t, complaint.FaceAssigned) // contact is due Mon 9 March
	if err := c.Accept(member(milan), at(t, "2026-03-05 11:05")); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ now, want string }{
		{"2026-03-05 11:05", "*On track* · Contact the customer by Mon 9 March"},
		{"2026-03-06 09:00", "*Due soon* · Contact the customer by Mon 9 March"},
		{"2026-03-09 23:59", "*Due today* · Contact the customer by Mon 9 March"},
		{"2026-03-10 00:00", "*Overdue* · Contact the customer by Mon 9 March"},
		{"2026-03-12 00:00", "*Overdue* · Contact the customer by Mon 9 March"},
	}
	for _, tc := range tests {
		t.Run(tc.now, func(t *testing.T) {
			got := dutyLines(sampleFrame(t, lang.EN, tc.now), c, 1)
			if !strings.Contains(got, tc.want) {
				t.Errorf("got %q, want it to say %q", got, tc.want)
			}
		})
	}
}

// faceOf is a case whose card shows that face, and a moment to look.
func faceOf(t *testing.T, face complaint.Face) (*complaint.Case, string) {
	t.Helper()
	for _, stop := range road {
		if stop.face == face {
			return caseAt(t, face), stop.now
		}
	}
	for _, end := range sideRoads {
		if c := endedCase(t, end); c.Face() == face {
			return c, "2026-03-05 12:10"
		}
	}
	c, other, now := caseAt(t, complaint.FaceAnswered), caseAt(t, complaint.FaceAnswered), at(t, "2026-03-19 11:00")
	other.Number = "K-2026-0041"
	var steps []error
	switch face {
	case complaint.FaceReopened:
		steps = append(steps, c.RecordFollowUp(complaint.FollowUpForm{Result: complaint.Dissatisfied, At: now, Via: "phone", Note: "The fine came again"}, member(lotte), now))
	case complaint.FaceDuplicate:
		c = caseAt(t, complaint.FaceInProgress)
		steps = append(steps, complaint.Merge(c, other, "The same accounts", member(sanne), now))
	default:
		steps = append(steps, c.HandOver(complaint.DisputeForm{Name: "Arbiter", Binding: "yes", AskedBy: "Anna", At: now, Day: "2026-06-01"}, member(sanne), now))
		if face == complaint.FaceRuled {
			steps = append(steps, c.RecordRuling(complaint.Ruling{Text: "Refund half", At: now, Day: "2026-04-01"}, member(sanne), now))
		}
	}
	if err := errors.Join(steps...); err != nil || c.Face() != face {
		t.Fatalf("the way to %s ends at %s: %v", face, c.Face(), err)
	}
	return c, "2026-03-19 11:00"
}

// The green button of a card is the step that the procedure asks for now, in
// every state; a case that is over asks for nothing.
func TestCardOffersTheNextStep(t *testing.T) {
	for face, want := range map[complaint.Face]string{
		complaint.FaceNew: "case.readback.open", complaint.FaceConfirmed: "case.assign.open",
		complaint.FaceAssigned: "case.contact.open", complaint.FaceInProgress: "answer.draft.open",
		complaint.FaceInApproval: "answer.review", complaint.FaceChangesAsked: "answer.draft.open",
		complaint.FaceApproved: "answer.deliver.open", complaint.FaceAnswered: "followup.open",
		complaint.FaceReopened: "answer.draft.open", complaint.FaceReady: "case.close.open",
		complaint.FaceDispute: "case.ruling.open", complaint.FaceRuled: "case.ruling.done",
		complaint.FaceClosed: "", complaint.FaceWithdrawn: "", complaint.FaceDuplicate: "",
		complaint.FaceNoComplaint: "", complaint.FaceFiledInError: "",
	} {
		c, now := faceOf(t, face)
		raw, err := Card(sampleFrame(t, lang.EN, now), c).JSON()
		if err != nil {
			t.Fatal(err)
		}
		if green := greenIn(t, raw); green != want {
			t.Errorf("%s: green is %q, want %q", face, green, want)
		}
	}
}

// Days and weeks end on a plain date of the company; only a clock of hours is
// shown as Slack's own token, with date, time and zone for where Slack cannot.
func TestOnlyClocksOfHoursAreTokens(t *testing.T) {
	days, hours := caseAt(t, complaint.FaceAssigned), caseAt(t, complaint.FaceAssigned)
	contact := hours.Procedure.Duty("contact")
	within, err := calendar.ParsePeriod("24bh")
	if err != nil {
		t.Fatal(err)
	}
	contact.Within = &within
	for name, tc := range map[string]struct {
		c    *complaint.Case
		want string
	}{
		"days":  {days, "Contact the customer by Mon 9 March"},
		"hours": {hours, "Contact the customer by <!date^1772791260^{date_short_pretty} at {time}|Fri 6 March 2026 at 11:01 CET>"},
	} {
		raw, err := Card(sampleFrame(t, lang.EN, "2026-03-05 11:05"), tc.c).JSON()
		if err != nil {
			t.Fatal(err)
		}
		said := strings.NewReplacer(`\u003c`, "<", `\u003e`, ">").Replace(string(raw))
		if !strings.Contains(said, tc.want) || strings.Contains(said, "<!date") != (name == "hours") {
			t.Errorf("%s lacks %q:\n%s", name, tc.want, said)
		}
	}
}

// A closed card offers what can be done when the customer comes back: within
// the time for it the case is reopened, later a new one is linked to it.
func TestClosedCardWhenTheCustomerComesBack(t *testing.T) {
	c := caseAt(t, complaint.FaceClosed)
	inLanguages(t, "card.closed.late", "2027-03-19 09:00", func(f *Frame) screen { return Card(f, c) })
	for now, want := range map[string]string{"2027-03-18 23:59": "case.reopen.open", "2027-03-19 00:00": "case.anew.open"} {
		raw, err := Card(sampleFrame(t, lang.EN, now), c).JSON()
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(raw), want) || strings.Count(string(raw), `"type":"button"`) != 2 {
			t.Errorf("%s lacks %s:\n%s", now, want, raw)
		}
	}
}

func TestMoreValue(t *testing.T) {
	number, step := ParseMore(MoreValue("K-2026-0042", complaint.StepContact))
	if number != "K-2026-0042" || step != complaint.StepContact {
		t.Errorf("got %q %q", number, step)
	}
	if number, step := ParseMore("nonsense"); number != "nonsense" || step != "" {
		t.Errorf("a forged value gives %q %q", number, step)
	}
}

// greenIn gives the actions of the green buttons of a message, one after the other.
func greenIn(t testing.TB, raw []byte) (green string) {
	t.Helper()
	var message any
	if err := json.Unmarshal(raw, &message); err != nil {
		t.Fatal(err)
	}
	for _, e := range elements(message) {
		if e["style"] == "primary" {
			green += e["action_id"].(string)
		}
	}
	return green
}

// The card was updated when the case changed, or when its words for how near a deadline is did:
// with the reminder of the day before, of the day and once it is over, and no other.
func TestACardSaysWhenItWasUpdated(t *testing.T) {
	c := caseAt(t, complaint.FaceConfirmed)
	for _, tc := range []struct{ at, stage, want string }{
		{"2026-03-06 09:00", "half", "Updated Thu 5 March at 10:31"},
		{"2026-03-06 15:30", "two_hours", "Updated Thu 5 March at 10:31"},
		{"2026-03-09 09:00", "overdue", "Updated Mon 9 March at 09:00"},
		{"2026-03-10 09:00", "overdue_1", "Updated Mon 9 March at 09:00"},
		{"2026-04-01 09:00", "day_before", "Updated Wed 1 April at 09:00"},
		{"2026-04-02 09:00", "due_day", "Updated Thu 2 April at 09:00"},
	} {
		must(t, c.Remind(at(t, tc.at)))
		foot := cardFoot(sampleFrame(t, lang.EN, tc.at), c)
		if e := c.Events[len(c.Events)-1]; !strings.Contains(foot, tc.want) || e.Data.Stage != tc.stage {
			t.Errorf("at %s, after %s %s: %s, want %s after %s", tc.at, e.Kind, e.Data.Stage, foot, tc.want, tc.stage)
		}
	}
}
