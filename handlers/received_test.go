package handlers

import (
	"testing"

	"ombud/calendar"
	"ombud/complaint"
)

// A stamp says no hour: a letter counts from the beginning of its day, so that 24 hours
// on working days are over when that day ends, and not in the next one's morning.
func TestALetterCountsFromTheBeginningOfItsDay(t *testing.T) {
	o := newOffice(t) // 10:20
	p := o.as(lotte)
	p.command("/klacht", "")
	p.fill(phoned())
	p.fill(map[string]any{"via": "letter"})
	id, err := p.Upload("brief.pdf", "application/pdf", []byte("%PDF-1.7"))
	must(t, err)
	p.fill(map[string]any{"files": []string{id}, "story": "Te laat."}) // the scan holds the rest
	p.submit()
	o.countsFrom("K-2026-0001", "2026-03-05 00:00", "2026-03-06 00:00")
}

// Whoever knows the day of another receipt, and not its hour, says so: it counts from the
// beginning of that day, the file says no hour, and a mistake stands at the field.
func TestTheHourOfAReceiptIsNotKnown(t *testing.T) {
	o := newOffice(t)
	p := o.as(lotte)
	p.command("/klacht", "")
	p.fill(phoned())
	p.fill(map[string]any{"hour": []string{"unknown"}})
	p.fill(map[string]any{"received": "2026-03-06"})
	if seen := p.submit(); seen.Errors["received"] == "" {
		t.Fatalf("received tomorrow: %v", seen.Errors)
	}
	p.fill(map[string]any{"received": "2026-03-03"})
	p.submit()
	c := o.countsFrom("K-2026-0001", "2026-03-03 00:00", "2026-03-04 00:00")
	p = o.as(sanne)
	p.command("/klacht", "show "+c.Number)
	o.shows(p, "Telefoon, di 3 maart · vastgelegd")
}

// Who knows the hour after all has the picker back; of today it begins at now.
func TestTheHourOfAReceiptIsKnownAfterAll(t *testing.T) {
	o := newOffice(t)
	p := o.as(lotte)
	p.command("/klacht", "")
	p.fill(phoned())
	p.fill(map[string]any{"hour": []string{"unknown"}})
	p.fill(map[string]any{"hour": []string{}})
	p.submit()
	if c := o.caseOf("K-2026-0001"); c.DayOnly || !c.ReceivedAt.Equal(at(t, "2026-03-05 10:20")) {
		t.Errorf("received %v, day only: %t", c.ReceivedAt, c.DayOnly)
	}
}

// The officer corrects the hour away, and back.
func TestCorrectTheHourOfAReceipt(t *testing.T) {
	o := newOffice(t)
	number := o.filed(nil)
	p := o.as(sanne)
	o.corrects(p, number, "received:1")
	p.fill(map[string]any{"hour": []string{"unknown"}})
	p.fill(map[string]any{"received": "2026-03-05"})
	p.fill(map[string]any{"reason": "Zij weet het uur niet meer"})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not corrected: %v", seen.Errors)
	}
	o.countsFrom(number, "2026-03-05 00:00", "2026-03-06 00:00")
	o.corrects(p, number, "received:1")
	p.fill(map[string]any{"hour": []string{}})
	p.fill(map[string]any{"received": at(t, "2026-03-05 09:00")})
	p.fill(map[string]any{"reason": "Toch wel"})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not corrected back: %v", seen.Errors)
	}
	if c := o.caseOf(number); c.DayOnly || !c.ReceivedAt.Equal(at(t, "2026-03-05 09:00")) {
		t.Errorf("received %v, day only: %t", c.ReceivedAt, c.DayOnly)
	}
}

// countsFrom is a case of which nobody knows the hour of the receipt, and from when a term
// counts; 24 hours on working days are over at the second moment.
func (o *office) countsFrom(number, from, over string) *complaint.Case {
	o.t.Helper()
	c := o.caseOf(number)
	if !c.DayOnly || !c.ReceivedAt.Equal(at(o.t, from)) {
		o.t.Errorf("received %v, day only: %t", c.ReceivedAt, c.DayOnly)
	}
	day, err := calendar.ParsePeriod("24bh")
	must(o.t, err)
	if due, err := c.Calendar.Due(c.ReceivedAt, day, calendar.RollNone); err != nil || !due.Due.Equal(at(o.t, over)) {
		o.t.Errorf("24 hours are over at %v (%v)", due.Due, err)
	}
	return c
}
