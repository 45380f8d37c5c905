package complaint

import (
	"testing"
	"time"
)

// Of a receipt of which only the day is known each term counts from its beginning, in
// hours too: kerngroep's 24 hours on working days are over when the day ends, as the
// procedure's vectors 6 and 7 say of midnight, whatever the picker holds.
func TestADayWithoutAnHour(t *testing.T) {
	for _, tc := range []struct {
		name, preset, received string
		dayOnly                bool
		duty, due              string
	}{
		{"the hour is known", "kerngroep", "2026-03-09 16:00", false, DutyContact, "2026-03-10 16:00"},
		{"a Monday", "kerngroep", "2026-03-09 16:00", true, DutyContact, "2026-03-10 00:00"},
		{"a Saturday", "kerngroep", "2026-03-07 16:00", true, DutyContact, "2026-03-10 00:00"},
		{"a Monday at midnight", "kerngroep", "2026-03-09 00:00", true, DutyContact, "2026-03-10 00:00"},
		{"the day of summer time", "kerngroep", "2026-03-29 16:00", true, DutyContact, "2026-03-31 00:00"},
		{"a term in days", "okonomi", "2026-03-09 16:00", true, DutyConfirm, "2026-03-12 00:00"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, r := presetCase(t, tc.preset, zoneOf(tc.preset)), reported(t)
			r.ReceivedAt, r.DayOnly = at(t, tc.received), tc.dayOnly
			(&walk{t, c}).do("register", c.Register(r, member(lotte), at(t, "2026-03-30 17:00")))
			if d := dutyOf(t, c, tc.duty); !d.Due.Equal(at(t, tc.due)) {
				t.Errorf("due %s; want %s", d.Due.In(c.Zone()), tc.due)
			}
			if got := reload(c).DayOnly; got != tc.dayOnly {
				t.Errorf("day only: %t", got)
			}
		})
	}
}

// A receipt of today needs no hour either, and one of tomorrow is refused.
func TestADayWithoutAnHourIsNotInTheFuture(t *testing.T) {
	now := at(t, "2026-03-09 09:00")
	c, r := presetCase(t, "kerngroep", "Europe/Amsterdam"), reported(t)
	r.ReceivedAt, r.DayOnly = at(t, "2026-03-10 00:00"), true
	if err := c.Register(r, member(lotte), now); !refusedAs(err, "error.future_receipt") {
		t.Errorf("tomorrow: %v", err)
	}
	r.ReceivedAt = at(t, "2026-03-09 23:00")
	if err := c.Register(r, member(lotte), now); err != nil || !c.ReceivedAt.Equal(at(t, "2026-03-09 00:00")) {
		t.Errorf("today: %v, received %v", err, c.ReceivedAt)
	}
}

// The officer takes the hour away and gives it back; the same day twice is no correction,
// the same moment with and without an hour is one.
func TestCorrectADayWithoutAnHour(t *testing.T) {
	now := at(t, "2026-03-09 17:00")
	c, r := presetCase(t, "kerngroep", "Europe/Amsterdam"), reported(t)
	r.ReceivedAt = at(t, "2026-03-09 16:00")
	w := &walk{t, c}
	w.do("register", c.Register(r, member(lotte), now))
	form := CorrectForm{Fact: Fact{FactReceived, 1}, At: at(t, "2026-03-09 13:00"), DayOnly: true, Reason: "Nobody knows the hour."}
	for _, tc := range []struct {
		day           bool
		received, due string
	}{{true, "2026-03-09 00:00", "2026-03-10 00:00"}, {false, "2026-03-09 00:00", "2026-03-10 00:00"}, {true, "2026-03-09 00:00", "2026-03-10 00:00"}} {
		form.DayOnly = tc.day
		w.do("correct", c.Correct(form, member(sanne), now))
		c = reload(c)
		if on := c.OnRecord(form.Fact); c.DayOnly != tc.day || on.DayOnly != tc.day || !c.ReceivedAt.Equal(at(t, tc.received)) {
			t.Errorf("received %v, day only: %t, on record %+v", c.ReceivedAt, c.DayOnly, on)
		}
		if d := dutyOf(t, c, DutyContact); !d.Due.Equal(at(t, tc.due)) {
			t.Errorf("due %s", d.Due.In(c.Zone()))
		}
		if err := c.Correct(form, member(sanne), now); !refusedAs(err, "error.correct_same") {
			t.Errorf("the same again: %v", err)
		}
		form.At = at(t, "2026-03-09 00:00")
	}
	if was := c.Written(c.Events[0]); !was.At.Equal(r.ReceivedAt) || was.DayOnly() {
		t.Errorf("written: %v", was)
	}
}

// A duplicate of which nobody knows the hour lends the case its day, as long as it is the
// earlier one and they are one.
func TestADuplicateWithoutAnHour(t *testing.T) {
	now := at(t, "2026-03-09 17:00")
	file := func(number, received string, dayOnly bool) *Case {
		c, r := presetCase(t, "kerngroep", "Europe/Amsterdam"), reported(t)
		c.Number = number
		r.ReceivedAt, r.DayOnly = at(t, received), dayOnly
		(&walk{t, c}).do("register", c.Register(r, member(lotte), now))
		return c
	}
	into, duplicate := file("K-2026-0001", "2026-03-09 16:00", false), file("K-2026-0002", "2026-03-06 10:00", true)
	if err := Merge(duplicate, into, "the same complaint", member(sanne), now); err != nil {
		t.Fatal(err)
	}
	if !into.DayOnly || !into.ReceivedAt.Equal(at(t, "2026-03-06 00:00")) {
		t.Errorf("received %v, day only: %t", into.ReceivedAt, into.DayOnly)
	}
	if err := Unmerge(duplicate, into, member(sanne), now.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if into.DayOnly || !into.ReceivedAt.Equal(at(t, "2026-03-09 16:00")) {
		t.Errorf("apart: received %v, day only: %t", into.ReceivedAt, into.DayOnly)
	}
}
