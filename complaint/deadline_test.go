package complaint

import (
	"testing"
	"time"

	"ombud/calendar"
)

// Deadlines of whole cases where other programs count wrong. What is due is exclusive:
// the midnight after the last day, or the minute itself of a clock in hours.
func TestTrapsOfDeadlines(t *testing.T) {
	for _, tc := range []struct{ trap, preset, received, duty, due, literal string }{
		{"receipt Friday 23:59", "okonomi", "2026-03-06 23:59", DutyConfirm, "2026-03-11 00:00", ""},
		{"receipt on a Saturday", "okonomi", "2026-03-07 12:00", DutyConfirm, "2026-03-11 00:00", ""},
		{"receipt at midnight of a Monday", "okonomi", "2026-03-09 00:00", DutyConfirm, "2026-03-12 00:00", ""},
		{"receipt on 31 December", "okonomi", "2026-12-31 23:59", DutyConfirm, "2027-01-06 00:00", ""},
		{"deadline on Easter Monday", "kerngroep", "2026-03-09 10:00", "decision", "2026-04-08 00:00", "2026-04-07 00:00"},
		{"King's Day moved to the 26th", "kerngroep", "2025-03-29 10:00", "decision", "2025-04-29 00:00", "2025-04-27 00:00"},
		{"the Monday after a moved King's Day", "kerngroep", "2025-03-31 10:00", "decision", "2025-04-29 00:00", "2025-04-29 00:00"},
		{"Store Bededag while there was one", "okonomi", "2023-05-03 10:00", DutyConfirm, "2023-05-09 00:00", ""},
		{"Store Bededag since there is none", "okonomi", "2024-04-24 10:00", DutyConfirm, "2024-04-27 00:00", ""},
		{"24 hours over the beginning of summer time", "kerngroep", "2026-03-27 16:00", DutyContact, "2026-03-30 16:00", ""},
		{"24 hours over its end", "kerngroep", "2026-10-23 16:00", DutyContact, "2026-10-26 16:00", ""},
	} {
		t.Run(tc.trap, func(t *testing.T) {
			like := presetCase(t, tc.preset, zoneOf(tc.preset))
			cal, err := calendar.New(calendar.Config{Set: like.Procedure.Calendar, Zone: zoneOf(tc.preset), First: 2023, Last: 2032})
			if err != nil {
				t.Fatal(err)
			}
			c := New(like.Workspace, like.Procedure, cal, like.Roster)
			r := reported(t)
			r.ReceivedAt = at(t, tc.received)
			(&walk{t, c}).do("register", c.Register(r, member(lotte), r.ReceivedAt.Add(time.Minute)))
			d := dutyOf(t, c, tc.duty)
			if !d.Due.Equal(at(t, tc.due)) || tc.literal != "" && !d.Literal.Equal(at(t, tc.literal)) {
				t.Errorf("due %s, literally %s; want %s, %s", d.Due.In(c.Zone()), d.Literal.In(c.Zone()), tc.due, tc.literal)
			}
		})
	}
}

// No procedure stops a clock: neither waiting for the customer, nor a weekend, nor
// somebody's absence, nor a third party moves what is due already.
func TestNothingPauses(t *testing.T) {
	friday := at(t, "2026-03-13 16:00")
	monday := at(t, "2026-03-16 09:00")
	try := func(when time.Time) func(*Case) error {
		return func(c *Case) error {
			return c.RecordFollowUp(FollowUpForm{Result: NoReply, At: when, Via: "phone"}, member(lotte), when)
		}
	}
	for _, tc := range []struct {
		name  string
		face  Face
		steps []func(*Case) error
	}{
		{"a voicemail", FaceAssigned, []func(*Case) error{func(c *Case) error {
			return c.LogContact(ContactForm{At: friday, Via: "phone", Note: "voicemail"}, member(milan), friday)
		}}},
		{"waiting over a weekend", FaceAnswered, []func(*Case) error{try(friday), try(monday)}},
		{"two tries in one minute", FaceAnswered, []func(*Case) error{try(friday), try(friday)}},
		{"a contact while the answer is approved", FaceInApproval, []func(*Case) error{func(c *Case) error {
			return c.LogContact(ContactForm{At: friday, Via: "phone", Reached: true, Note: "she waits"}, member(milan), friday)
		}}},
		{"an absence", FaceAssigned, []func(*Case) error{func(c *Case) error {
			c.Roster.Away = append(c.Roster.Away, Absence{User: milan, From: friday, Until: friday.AddDate(0, 0, 21)})
			return nil
		}}},
		{"a third party", FaceAnswered, []func(*Case) error{func(c *Case) error {
			f := handOver(t)
			f.At = friday
			return c.HandOver(f, member(sanne), friday)
		}}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, tc.face)
			before := dues(t, c)
			for _, step := range tc.steps {
				(&walk{t, c}).do("step", step(c))
			}
			again := Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, c.Events, c.Entries)
			after := dues(t, again)
			for key, due := range before {
				if !after[key].Equal(due) {
					t.Errorf("%s of round %d was due %s, and is %s", key.duty, key.round, due, after[key])
				}
			}
		})
	}
}

// dues are the dates of all that is owed or was.
func dues(t *testing.T, c *Case) map[handKey]time.Time {
	t.Helper()
	duties, err := c.Duties()
	if err != nil || len(duties) == 0 {
		t.Fatalf("%d duties, %v", len(duties), err)
	}
	all := map[handKey]time.Time{}
	for _, d := range duties {
		all[handKey{d.Kind, d.Round, ""}] = d.Due
	}
	return all
}
