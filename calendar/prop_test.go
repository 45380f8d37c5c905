package calendar

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// propCalendars are the calendars the properties draw from.
func propCalendars(t testing.TB) []*Calendar {
	var list []*Calendar
	for _, set := range Sets() {
		list = append(list, cal8(t, set), cal8(t, set, "2026-12-24 12:00", "2026-03-09", "2027-10-29"))
	}
	return list
}

// drawMoment gives minutes in 2025 to 2028, so that periods stay on the list.
func drawMoment(t *rapid.T, label string) time.Time {
	start := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	return start.Add(time.Duration(rapid.IntRange(0, 4*365*24*60).Draw(t, label)) * time.Minute)
}

func drawPeriod(t *rapid.T) Period {
	u := rapid.SampledFrom(units).Draw(t, "unit").unit
	most := map[Unit]int{BusinessDays: 30, BusinessHours: 200, WorkingHours: 80, Hours: 500, Days: 60, Weeks: 12, Months: 14, Years: 2}
	return Period{rapid.IntRange(1, most[u]).Draw(t, "n"), u}
}

func drawDue(t *rapid.T, c *Calendar, from time.Time, p Period, roll Roll) Due {
	d, err := c.Due(from, p, roll)
	if err != nil {
		t.Fatalf("%s from %s: %v", p, from, err)
	}
	return d
}

func TestDueIsMonotone(t *testing.T) {
	cals := propCalendars(t)
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom(cals).Draw(t, "calendar")
		p, roll := drawPeriod(t), rapid.SampledFrom([]Roll{RollForward, RollNone}).Draw(t, "roll")
		from := drawMoment(t, "from")
		next := from.Add(time.Duration(rapid.IntRange(0, 5000).Draw(t, "minutes")) * time.Minute)
		a, b := drawDue(t, c, from, p, roll), drawDue(t, c, next, p, roll)
		if b.Due.Before(a.Due) || b.Literal.Before(a.Literal) {
			t.Fatalf("from %s due %s, but from %s due %s", from, a.Due, next, b.Due)
		}
		if a.Due.Before(a.Literal) || !a.Due.After(from) {
			t.Fatalf("from %s due %s, literal %s", from, a.Due, a.Literal)
		}
	})
}

func TestDueEndsOnBusinessDay(t *testing.T) {
	cals := propCalendars(t)
	rapid.Check(t, func(t *rapid.T) {
		c, p := rapid.SampledFrom(cals).Draw(t, "calendar"), drawPeriod(t)
		d := drawDue(t, c, drawMoment(t, "from"), p, RollForward)
		if p.Unit() != Hours && !c.IsBusinessDay(c.LastDay(d.Due)) {
			t.Fatalf("%s ends on %s, which is closed", p, c.LastDay(d.Due))
		}
		if p.IsHours() || p.Unit() == BusinessDays {
			if !d.Due.Equal(d.Literal) {
				t.Fatalf("%s rolled from %s to %s", p, d.Literal, d.Due)
			}
			return
		}
		none := drawDue(t, c, d.Steps[0].At, p, RollNone)
		if !none.Due.Equal(d.Literal) || !none.Literal.Equal(d.Literal) {
			t.Fatalf("unrolled %s, %s, want the literal %s", none.Due, none.Literal, d.Literal)
		}
		if c.IsBusinessDay(c.LastDay(d.Literal)) && !d.Due.Equal(d.Literal) {
			t.Fatalf("rolled from an open day %s to %s", d.Literal, d.Due)
		}
	})
}

// TestStopwatch compares both stopwatches with one that looks at each minute.
// On these calendars clocks change on closed days only.
func TestStopwatch(t *testing.T) {
	cals := propCalendars(t)
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom(cals).Draw(t, "calendar")
		from := drawMoment(t, "from")
		p := Period{rapid.IntRange(1, 50).Draw(t, "n"), rapid.SampledFrom([]Unit{BusinessHours, WorkingHours}).Draw(t, "unit")}
		runs := c.InHours
		if p.Unit() == BusinessHours {
			runs = func(m time.Time) bool { return c.IsBusinessDay(DayOf(m, c.loc)) }
		}
		at := from
		for left := p.N() * 60; left > 0; at = at.Add(time.Minute) {
			if runs(at) {
				left--
			}
		}
		if d := drawDue(t, c, from, p, RollForward); !d.Due.Equal(at) {
			t.Fatalf("%s from %s: due %s, want %s", p, from, d.Due, at)
		}
	})
}

// replay follows the steps as a reader with a wall calendar would, and returns
// the due instant they lead to.
func replay(c *Calendar, p Period, d Due) (time.Time, error) {
	next := d.Steps[0].Day // the next day a step may speak of
	if p.Unit() == BusinessDays {
		next = next.AddDays(1)
	}
	counted, ran, end := 0, time.Duration(0), time.Time{}
	for _, s := range d.Steps[1 : len(d.Steps)-1] {
		switch s.Code {
		case StepClosed, StepCounted:
			for day := s.Day; !day.After(s.Last); day = day.AddDays(1) {
				if c.IsBusinessDay(day) != (s.Code == StepCounted) || day.Before(next) {
					return end, fmt.Errorf("%s: step %v does not hold", day, s)
				}
				next = day.AddDays(1)
				if s.Code == StepCounted {
					counted++
					end = day.End(c.loc)
				}
			}
			if s.Code == StepCounted && counted != s.N {
				return end, fmt.Errorf("counted %d, step says %d", counted, s.N)
			}
		case StepRan:
			ran += s.Run
			start := later(s.Day.Start(c.loc), d.Steps[0].At)
			if p.Unit() == WorkingHours {
				open, _, _ := c.WorkingHours(s.Day)
				start = later(open, start)
			}
			end = start.Add(s.Run)
		case StepElapsed:
			end = s.At.Add(time.Duration(s.N) * time.Hour)
		case StepAdded, StepRolled:
			next, end = s.Day, s.Day.End(c.loc)
		}
	}
	if p.Unit() == BusinessDays && counted != p.N() {
		return end, fmt.Errorf("counted %d days of %s", counted, p)
	}
	if (p.Unit() == BusinessHours || p.Unit() == WorkingHours) && ran != time.Duration(p.N())*time.Hour {
		return end, fmt.Errorf("counted %s of %s", ran, p)
	}
	return end, nil
}

func TestDerivationReplays(t *testing.T) {
	cals := propCalendars(t)
	rapid.Check(t, func(t *rapid.T) {
		c, p := rapid.SampledFrom(cals).Draw(t, "calendar"), drawPeriod(t)
		roll := rapid.SampledFrom([]Roll{RollForward, RollNone}).Draw(t, "roll")
		d := drawDue(t, c, drawMoment(t, "from"), p, roll)
		end, err := replay(c, p, d)
		if err != nil || !end.Equal(d.Due) {
			t.Fatalf("replay ends %s, %v, want %s\n%v", end, err, d.Due, d.Derivation())
		}
		if len(d.Derivation()) != len(d.Steps) || !d.Steps[len(d.Steps)-1].At.Equal(d.Due) {
			t.Fatalf("derivation %q", d.Derivation())
		}
	})
}

func TestDueJSON(t *testing.T) {
	cals := propCalendars(t)
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom(cals).Draw(t, "calendar")
		d := drawDue(t, c, drawMoment(t, "from"), drawPeriod(t), RollForward)
		data, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var got Due
		if err := json.Unmarshal(data, &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(d, got); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestLoadedCalendarAgrees is what lets a case rely on its pinned calendar.
func TestLoadedCalendarAgrees(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		year := rapid.IntRange(MinYear, MaxYear-8).Draw(t, "year")
		cfg := Config{Set: rapid.SampledFrom(Sets()).Draw(t, "set"), First: year, Last: year + 7}
		for range rapid.IntRange(0, 5).Draw(t, "closed") {
			day := Day{year, 1, 1}.AddDays(rapid.IntRange(0, 2500).Draw(t, "day"))
			cfg.Closed = append(cfg.Closed, day.String()+rapid.SampledFrom([]string{"", " 12:00", " 20:00"}).Draw(t, "from"))
		}
		c, err := New(cfg)
		if err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		loaded, err := Load(data)
		if err != nil {
			t.Fatal(err)
		}
		from := Day{year + 1, 1, 1}.Start(c.Zone()).Add(time.Duration(rapid.IntRange(0, 500000).Draw(t, "minute")) * time.Minute)
		p := drawPeriod(t)
		if diff := cmp.Diff(drawDue(t, c, from, p, RollForward), drawDue(t, loaded, from, p, RollForward)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestDayStartIsFirst(t *testing.T) {
	zones := []string{"Europe/Amsterdam", "Europe/Copenhagen", "America/Sao_Paulo", "America/Havana", "Asia/Beirut", "Atlantic/Azores"}
	rapid.Check(t, func(t *rapid.T) {
		loc, err := time.LoadLocation(rapid.SampledFrom(zones).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		d := Day{2014, 1, 1}.AddDays(rapid.IntRange(0, 6000).Draw(t, "day"))
		start := d.Start(loc)
		if DayOf(start, loc) != d || !DayOf(start.Add(-1), loc).Before(d) {
			t.Fatalf("%s starts %s", d, start)
		}
		if again, err := ParseDay(d.String()); err != nil || again != d {
			t.Fatalf("%s read back as %s, %v", d, again, err)
		}
	})
}

func TestWorkingMomentsEncloseTime(t *testing.T) {
	cals := propCalendars(t)
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom(cals).Draw(t, "calendar")
		at := drawMoment(t, "at")
		next, err := c.NextWorking(at)
		if err != nil {
			t.Fatal(err)
		}
		prev, err := c.PrevWorking(at)
		if err != nil {
			t.Fatal(err)
		}
		if next.Before(at) || prev.After(at) || !c.InHours(next) || !c.InHours(prev.Add(-1)) && !prev.Equal(at) {
			t.Fatalf("%s lies between %s and %s", at, prev, next)
		}
		if c.InHours(at) != (next.Equal(at) && prev.Equal(at)) {
			t.Fatalf("%s: in hours %v, but next %s and prev %s", at, c.InHours(at), next, prev)
		}
		if w := c.WorkingDeadline(at); w.After(at) || !c.InHours(w.Add(-1)) {
			t.Fatalf("working deadline of %s is %s", at, w)
		}
	})
}
