package complaint

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// told is one reminder, readable.
func told(c *Case, duty string) []string {
	var out []string
	for _, e := range c.Events {
		if e.Kind == Reminded && e.Data.Duty == duty {
			out = append(out, fmt.Sprintf("%s %s %v", e.At.In(c.Zone()).Format("2006-01-02 15:04"), e.Data.Stage, e.Data.Users))
		}
	}
	return out
}

// tick runs the reminder job every five minutes, as a schedule would.
func tick(t *testing.T, c *Case, from, until time.Time) {
	t.Helper()
	for now := from; now.Before(until); now = now.Add(5 * time.Minute) {
		if err := c.Remind(now); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLadderOfFirstContact(t *testing.T) {
	c := walkTo(t, FaceAssigned) // form sent Thu 5 March 11:01, due at the end of Mon 9 March
	tick(t, c, at(t, "2026-03-05 11:05"), at(t, "2026-03-14 00:00"))
	want := []string{
		"2026-03-06 09:00 day_before [U0MILAN]",
		"2026-03-09 09:00 due_day [U0MILAN]",
		"2026-03-09 15:30 two_hours [U0MILAN]",
		"2026-03-10 08:30 overdue [U0MILAN U0SANNE]",
		"2026-03-11 09:00 overdue_1 [U0FATIMA U0SANNE]",
		"2026-03-13 09:00 overdue_3 [U0MEES]",
	}
	if diff := cmp.Diff(want, told(c, "contact")); diff != "" {
		t.Errorf("reminders of first contact (-want +got):\n%s", diff)
	}
}

// Whoever asks the customer afterwards hears so once the customer has the answer, in
// their working hours, and of no other duty anybody does. It is no reminder: the
// ladder counts from the day before on.
func TestWhoAsksTheCustomerHearsAtOnce(t *testing.T) {
	for _, tc := range []struct {
		name, told, noted string
		done              string // when the customer was asked
		want              []string
	}{
		{"told in the morning", "2026-03-13 10:00", "2026-03-13 10:05", "2026-03-19 12:00", []string{
			"2026-03-13 10:05 start [U0LOTTE]", "2026-03-19 09:00 day_before [U0LOTTE]",
		}},
		{"told in the evening", "2026-03-13 19:00", "2026-03-13 19:05", "2026-03-18 12:00", []string{"2026-03-16 08:30 start [U0LOTTE]"}},
		{"noted when a reminder was due already", "2026-03-13 10:00", "2026-03-20 10:00", "2026-03-20 11:00", []string{"2026-03-20 10:00 due_day [U0LOTTE]"}},
		{"asked in the same minute", "2026-03-13 10:00", "2026-03-13 10:05", "2026-03-13 10:05", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, noted, done := walkTo(t, FaceApproved), at(t, tc.noted), at(t, tc.done)
			must(t, c.Deliver(Delivery{At: at(t, tc.told), Via: "phone", With: "Anna de Vries"}, member(milan), noted))
			tick(t, c, noted, done)
			must(t, c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: done, Via: "phone"}, member(lotte), done))
			tick(t, c, done, at(t, "2026-03-21 00:00"))
			if diff := cmp.Diff(tc.want, told(c, DutyFollowUp)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			for _, e := range c.Events {
				if e.Kind == Reminded && e.Data.Stage == string(StageStart) && e.Data.Duty != DutyFollowUp {
					t.Errorf("%s is told when it begins", e.Data.Duty)
				}
			}
			d := dutyOf(t, c, DutyFollowUp)
			if n, of := c.Count(&d, StageStart); n != 0 || of != 3 {
				t.Errorf("reminder %d of %d", n, of)
			}
		})
	}
}

func TestDownForFiveDaysTellsTheNewestStageOnce(t *testing.T) {
	c := walkTo(t, FaceAssigned)
	tick(t, c, at(t, "2026-03-12 10:00"), at(t, "2026-03-12 18:00"))
	want := []string{"2026-03-12 10:00 overdue_1 [U0FATIMA U0SANNE]"}
	if diff := cmp.Diff(want, told(c, "contact")); diff != "" {
		t.Errorf("after five days of silence (-want +got):\n%s", diff)
	}
}

func TestOverdueAtBirthIsToldOnTheDayOfFiling(t *testing.T) {
	c := newCase(t)
	r := registration(t)
	r.ReceivedAt = at(t, "2026-03-02 09:00")
	if err := c.Register(r, member(lotte), at(t, "2026-03-11 16:00")); err != nil {
		t.Fatal(err)
	}
	tick(t, c, at(t, "2026-03-11 16:00"), at(t, "2026-03-13 10:00"))
	want := []string{
		"2026-03-11 16:00 overdue [U0SANNE]",
		"2026-03-12 09:00 overdue_1 [U0FATIMA U0SANNE]",
	}
	if diff := cmp.Diff(want, told(c, "assign")); diff != "" {
		t.Errorf("case that was late when it was filed (-want +got):\n%s", diff)
	}
}

// Nobody is reminded at night where they are: before the deadline they hear earlier, in
// their last hour of work, and never after it; from the deadline on they hear later.
func TestNobodyIsRemindedAtNightWhereTheyAre(t *testing.T) {
	for _, tc := range []struct {
		zone string
		want []string
	}{
		{"America/New_York", []string{
			"2026-03-05 22:30 day_before [U0MILAN]", "2026-03-06 22:30 due_day [U0MILAN]", "2026-03-09 15:30 two_hours [U0MILAN]",
			"2026-03-10 08:30 overdue [U0SANNE]", "2026-03-10 13:30 overdue [U0MILAN]", // the US had changed its clocks
		}},
		{"America/Los_Angeles", []string{ // the last day begins there as it ends here
			"2026-03-06 01:30 day_before [U0MILAN]", "2026-03-07 01:30 two_hours [U0MILAN]",
			"2026-03-10 08:30 overdue [U0SANNE]", "2026-03-10 16:30 overdue [U0MILAN]",
		}},
		{"Asia/Tokyo", []string{ // the last hour of the last day comes before nine o'clock here
			"2026-03-06 09:00 day_before [U0MILAN]", "2026-03-09 08:30 two_hours [U0MILAN]",
			"2026-03-10 08:30 overdue [U0MILAN U0SANNE]",
		}},
	} {
		t.Run(tc.zone, func(t *testing.T) {
			c := walkTo(t, FaceAssigned) // the first contact is due at the end of Mon 9 March
			c.Roster.People[milan] = Profile{Zone: tc.zone}
			tick(t, c, at(t, "2026-03-05 11:05"), at(t, "2026-03-10 18:00"))
			if diff := cmp.Diff(tc.want, told(c, "contact")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Wherever somebody works, they hear of a duty at work, and at least once before it is due.
func TestEverybodyHearsBeforeTheDeadline(t *testing.T) {
	for _, zone := range []string{"Pacific/Auckland", "Asia/Tokyo", "Asia/Kolkata", "America/Los_Angeles", "Pacific/Honolulu"} {
		for _, day := range []string{"2026-03-05", "2026-03-06", "2026-03-09", "2026-03-27"} {
			c := newCase(t)
			r := registration(t)
			r.ReceivedAt = at(t, day+" 10:00")
			must(t, c.Register(r, member(lotte), at(t, day+" 10:05")))
			c.Roster.People[lotte] = Profile{Zone: zone}
			c.Roster.People[sanne] = Profile{Zone: zone}
			tick(t, c, at(t, day+" 10:10"), at(t, day+" 10:10").AddDate(0, 0, 8))
			before := map[string]bool{}
			for _, e := range c.Events {
				if e.Kind != Reminded {
					continue
				}
				early := !Stage(e.Data.Stage).Late()
				if early && e.Recorded.UnixMilli() >= e.Data.Due {
					t.Errorf("%s, %s: %s of %s comes after it is due", zone, day, e.Data.Stage, e.Data.Duty)
				}
				before[e.Data.Duty] = before[e.Data.Duty] || early
				for _, u := range e.Data.Users {
					if !c.AtWork(u, e.Recorded) {
						t.Errorf("%s, %s: %s of %s comes to %s at %s", zone, day, e.Data.Stage, e.Data.Duty, u, e.Recorded.In(c.ZoneOf(u)))
					}
				}
			}
			for duty, early := range before {
				if !early {
					t.Errorf("%s, %s: of %s nobody hears before it is due", zone, day, duty)
				}
			}
		}
	}
}

func TestTheDeputyIsRemindedOfWhoeverIsAway(t *testing.T) {
	for _, tc := range []struct {
		name string
		away []string
		want string
	}{
		{"handler away", []string{milan}, "2026-03-06 09:00 day_before [U0FATIMA]"},
		{"handler and deputy away", []string{milan, fatima}, "2026-03-06 09:00 day_before [U0SANNE]"},
		{"handler, officer and deputy away", []string{milan, fatima, sanne}, "2026-03-06 09:00 day_before [U0MEES]"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceAssigned)
			for _, u := range tc.away {
				c.Roster.Away = append(c.Roster.Away, Absence{User: u, From: at(t, "2026-03-06 00:00"), Until: at(t, "2026-03-20 00:00")})
			}
			tick(t, c, at(t, "2026-03-06 09:00"), at(t, "2026-03-06 10:00"))
			if diff := cmp.Diff([]string{tc.want}, told(c, "contact")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// look does what the job does at a visit.
func look(t *testing.T, c *Case, now time.Time) {
	t.Helper()
	must(t, c.StartFollowUp(now))
	c.Lapse(now)
	must(t, c.Remind(now))
}

// clocked are the things that a look records, and when.
func clocked(c *Case) (out []string) {
	for _, e := range c.Events {
		if e.Kind == Reminded || e.Kind == Lapsed || e.Kind == FollowUpStarted {
			out = append(out, fmt.Sprintf("%s %s %s %s %v", e.At.In(c.Zone()).Format("2006-01-02 15:04"), e.Kind, e.Data.Duty, e.Data.Stage, e.Data.Users))
		}
	}
	return out
}

// Looking only when WakeAt says so tells exactly what looking all the time tells, at
// the same moments: whoever is away when a rung is reached hears of it when back, also
// of the last one, and so does who begins to stand in afterwards.
func TestWakingMissesNothing(t *testing.T) {
	away := func(user, from, until string) Absence {
		return Absence{User: user, From: at(t, from+" 00:00"), Until: at(t, until+" 00:00")}
	}
	everybody := []Absence{}
	for _, u := range []string{sanne, fatima, mees} {
		everybody = append(everybody, away(u, "2026-03-06", "2026-04-13"))
	}
	deputized := away(mees, "2026-03-30", "2026-04-20")
	deputized.Deputy = lotte
	faces := map[string]Face{}
	for _, face := range road {
		faces[string(face)] = face
	}
	for name, tc := range map[string]struct {
		away   []Absence
		change func(*Roster) // on 1 April, which wakes the case
		hears  string        // of what whoever looks all the time records
	}{
		"all here":                          {},
		"the handler in Tokyo":              {nil, nil, "2026-03-09 08:30 reminded contact two_hours [U0MILAN]"},
		"the handler in Los Angeles":        {nil, nil, "2026-03-06 01:30 reminded contact day_before [U0MILAN]"},
		"the fallback away at the end":      {[]Absence{away(mees, "2026-03-06", "2026-04-14")}, nil, "2026-04-14 08:30 reminded contact overdue_3 [U0MEES]"},
		"all in line away":                  {everybody, nil, "2026-04-13 08:30 reminded contact overdue_3 [U0MEES]"},
		"the fallback leaves after the end": {[]Absence{deputized}, nil, "2026-03-30 08:30 reminded contact overdue_3 [U0LOTTE]"},
		"another fallback from a day on": {nil, func(r *Roster) {
			r.Holders = append(r.Holders, Holder{Role: RoleFallback, User: bo, From: at(t, "2026-04-02 00:00")})
		}, "2026-04-02 08:30 reminded contact overdue_3 [U0BOEK]"},
		"somebody falls ill": {nil, func(r *Roster) {
			r.Away = append(r.Away, Absence{User: mees, From: at(t, "2026-04-01 11:00"), Until: at(t, "2026-04-20 00:00"), Deputy: lotte})
		}, "2026-04-01 11:00 reminded contact overdue_3 [U0LOTTE]"},
	} {
		for faceName, face := range faces {
			if name != "all here" && face != FaceAssigned {
				continue
			}
			t.Run(name+"/"+faceName, func(t *testing.T) {
				always, waking := walkTo(t, face), walkTo(t, face)
				always.Roster.Away, waking.Roster.Away = tc.away, tc.away
				zone := map[string]string{"the handler in Tokyo": "Asia/Tokyo", "the handler in Los Angeles": "America/Los_Angeles"}[name]
				if zone != "" {
					always.Roster.People[milan], waking.Roster.People[milan] = Profile{Zone: zone}, Profile{Zone: zone}
				}
				from, turn := at(t, "2026-03-18 12:00"), at(t, "2026-04-01 11:00")
				if face == FaceNew || face == FaceAssigned {
					from = at(t, "2026-03-05 11:30")
				}
				wake, err := waking.WakeAt(from)
				must(t, err)
				looks := 0
				for now := from; now.Before(at(t, "2026-04-16 00:00")); now = now.Add(30 * time.Minute) {
					if tc.change != nil && now.Equal(turn) {
						tc.change(always.Roster)
						tc.change(waking.Roster)
						wake = now
					}
					look(t, always, now)
					if wake.IsZero() || wake.After(now) {
						continue
					}
					looks++
					look(t, waking, now)
					wake, err = waking.WakeAt(now)
					must(t, err)
				}
				want := clocked(always)
				if diff := cmp.Diff(want, clocked(waking)); diff != "" {
					t.Errorf("looking only when woken differs (-always +waking):\n%s", diff)
				}
				if looks > len(want)+12 {
					t.Errorf("it was woken %d times for %d things", looks, len(want))
				}
				if tc.hears != "" && !slices.Contains(want, tc.hears) {
					t.Errorf("%q is not among %q", tc.hears, want)
				}
			})
		}
	}
}
