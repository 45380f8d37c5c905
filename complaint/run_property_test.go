package complaint

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ombud/calendar"
	"ombud/procedure"
)

// talks are moments, each in another minute, from the day of the receipt on.
func talks(r *rapid.T, c *Case, what string, most int) []time.Time {
	begin := time.Date(2026, 3, 5, 11, 0, 0, 0, c.Zone())
	minutes := rapid.SliceOfNDistinct(rapid.IntRange(1, 40*24*60), 0, most, rapid.ID[int]).Draw(r, what)
	slices.Sort(minutes)
	list := make([]time.Time, len(minutes))
	for i, n := range minutes {
		list[i] = begin.Add(time.Duration(2*n) * time.Minute)
	}
	return list
}

// However late and in whatever order talks with the customer are written down, the case
// owes and owed the same as if each had been logged when it was held; and what became of
// the first contact is what a person finds who lays forms and talks on a table.
func TestTheOrderOfWritingDownIsNone(t *testing.T) {
	for _, name := range procedure.Presets() {
		like := presetPartner(presetCase(t, name, zoneOf(name)))
		rapid.Check(t, func(r *rapid.T) {
			forms, talks := talks(r, like, "forms", 3), talks(r, like, "talks", 6)
			talks = slices.DeleteFunc(talks, func(at time.Time) bool {
				return slices.ContainsFunc(forms, at.Equal) || len(forms) > 0 && at.Before(forms[0])
			})
			days := make([]string, len(talks)) // agreed in them
			for i := range talks {
				if rapid.Bool().Draw(r, "agrees") {
					days[i] = calendar.DayOf(talks[i], like.Zone()).AddDays(rapid.IntRange(0, 14).Draw(r, "within")).String()
				}
			}
			end := like.Calendar
			written := time.Date(2026, 6, 1, 9, 0, 0, 0, end.Zone())
			once, late := seen(like, forms, talks, days, nil, time.Time{}), seen(like, forms, talks, days, rapid.Permutation(numbers(len(talks))).Draw(r, "order"), written)
			if a, b := ledgerOf(r, once), ledgerOf(r, late); a != b {
				r.Fatalf("%s: at once\n%s\nwritten down later\n%s", name, a, b)
			}
			if once.PlanDay != late.PlanDay || !once.ContactedAt.Equal(late.ContactedAt) {
				r.Fatalf("%s: %s and %s, %s and %s", name, once.PlanDay, late.PlanDay, once.ContactedAt, late.ContactedAt)
			}
			if spec := like.Procedure.Duty(DutyContact); spec != nil && spec.StartsOn == string(FormSent) {
				if got, want := contactsOf(r, late), onTheTable(r, like, spec, forms, talks); got != want {
					r.Fatalf("%s: forms %v, talks %v: %s, want %s", name, forms, talks, got, want)
				}
			}
		})
	}
}

func numbers(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// seen is a case in which forms arrived and talks were held: each written down at once,
// or all talks at one later moment in another order.
func seen(like *Case, forms, talks []time.Time, days []string, order []int, written time.Time) *Case {
	c := New(like.Workspace, like.Procedure, like.Calendar, like.Roster)
	received := time.Date(2026, 3, 5, 10, 0, 0, 0, c.Zone())
	c.record(Received, member(lotte), received, received, Data{Via: "phone"}, c.put(Filing{Name: "Anna"}))
	talk := func(i int, recorded time.Time) {
		c.record(Contacted, member(mees), talks[i], recorded, Data{}, 0)
		if days[i] != "" {
			c.record(PlanAgreed, member(mees), talks[i], recorded, Data{Day: days[i]}, 0)
		}
	}
	form := func(at time.Time) {
		c.record(HandlerAssigned, member(sanne), at, at, Data{User: mees}, 0)
		c.record(FormSent, Clock, at, at, Data{User: mees}, 0)
	}
	next := 0
	for _, at := range forms {
		for ; order == nil && next < len(talks) && talks[next].Before(at); next++ {
			talk(next, talks[next])
		}
		form(at)
	}
	for ; order == nil && next < len(talks); next++ {
		talk(next, talks[next])
	}
	for _, i := range order {
		talk(i, written)
	}
	return c
}

// ledgerOf is everything that a case owes or owed, a line each.
func ledgerOf(r *rapid.T, c *Case) string {
	duties, err := c.Duties()
	if err != nil {
		r.Fatal(err)
	}
	var lines []string
	for _, d := range duties {
		lines = append(lines, fmt.Sprint(d.Kind, d.Round, d.Past, " ", fate(d), " ", d.Start.UTC(), d.Due.UTC(), d.Done.UTC(), d.Ended.UTC(), d.Was))
	}
	return strings.Join(lines, "\n")
}

func contactsOf(r *rapid.T, c *Case) string {
	duties, err := c.Duties()
	if err != nil {
		r.Fatal(err)
	}
	var list []string
	for _, d := range duties {
		if d.Kind == DutyContact {
			list = append(list, fate(d))
		}
	}
	return strings.Join(list, " ")
}

// onTheTable is what became of each contact, form by form: done by the first talk before
// the next form, missed when that came too late or not at all, and without a trace when
// the next form came in time.
func onTheTable(r *rapid.T, c *Case, spec *procedure.Duty, forms, talks []time.Time) string {
	var list []string
	for i, form := range forms {
		due, err := c.Calendar.Due(form, *spec.Within, spec.Roll)
		if err != nil {
			r.Fatal(err)
		}
		last := i == len(forms)-1
		first := slices.IndexFunc(talks, func(at time.Time) bool { return !at.Before(form) && (last || at.Before(forms[i+1])) })
		switch {
		case first >= 0 && talks[first].Before(due.Due):
			list = append(list, "met")
		case first >= 0:
			list = append(list, "late")
		case last:
			list = append(list, "owed")
		case !forms[i+1].Before(due.Due):
			list = append(list, "missed")
		}
	}
	return strings.Join(list, " ")
}

// misses counts, by kind and round, what was missed by a moment.
func misses(r *rapid.T, c *Case, now time.Time) map[string]int {
	duties, err := c.Duties()
	if err != nil {
		r.Fatal(err)
	}
	n := map[string]int{}
	for _, d := range duties {
		if d.missed(now) {
			n[fmt.Sprint(d.Kind, ":", d.Round)]++
		}
	}
	return n
}

// Nothing that is done in a case takes away that something was missed before: no other
// start of its clock, no more time, no third party, no end of the case.
func TestAMissIsForGood(t *testing.T) {
	missed := 0
	for _, name := range procedure.Presets() {
		like := presetPartner(presetCase(t, name, zoneOf(name)))
		rapid.Check(t, func(r *rapid.T) {
			c := New(like.Workspace, like.Procedure, like.Calendar, like.Roster)
			c.Number = "K-2026-0001"
			clock := time.Date(2026, 3, 5, 10, 20, 0, 0, like.Calendar.Zone())
			form := registration(t)
			form.ReceivedAt, form.Wish = clock.Add(-20*time.Minute), "the fine back"
			form.Street, form.Postcode, form.Town = "Markt 1", "1234 AB", "Utrecht"
			if err := c.Register(form, member(lotte), clock); err != nil {
				r.Fatal(err)
			}
			for _, step := range slices.Concat(roadOf(c), besides(c), againOf(r, c), besides(c)) {
				if rapid.IntRange(0, 9).Draw(r, "left out") < 2 {
					continue
				}
				clock = clock.Add(time.Duration(rapid.IntRange(1, 90).Draw(r, "hours")) * time.Hour)
				before, seq := misses(r, c, clock), len(c.Events)
				_ = step(clock) // refused, or not
				after := misses(r, c, clock)
				for key, n := range before {
					if missed++; after[key] < n {
						r.Fatalf("%s: of %s %d were missed, and %d after %+v", name, key, n, after[key], kindsSince(c, seq))
					}
				}
			}
		})
	}
	if missed == 0 {
		t.Error("nothing was missed at all")
	}
}

func kindsSince(c *Case, seq int) []Kind {
	var kinds []Kind
	for _, e := range c.Events[seq:] {
		kinds = append(kinds, e.Kind)
	}
	return kinds
}

// besides is what may happen to a case besides its road.
func besides(c *Case) []func(time.Time) error {
	day := func(now time.Time, n int) string { return calendar.DayOf(now, c.Zone()).AddDays(n).String() }
	other := func(now time.Time) string {
		for _, u := range c.Candidates(now) {
			if u != c.Handler {
				return u
			}
		}
		return sanne
	}
	return []func(time.Time) error{
		func(now time.Time) error {
			return c.Reassign(c.Handler, Assignment{Handler: other(now), Name: "Somebody", Title: "adviser", Why: "other", WhyText: "ill"}, member(sanne), now)
		},
		func(now time.Time) error { return c.Delivered(FormSent, c.Handler, now, now) },
		func(now time.Time) error {
			return c.Extend(ExtensionForm{Day: day(now, 20), Reason: "an expert is ill", Via: "phone", At: now}, member(sanne), now)
		},
		func(now time.Time) error { return c.AgreeExtension(len(c.Extensions), member(mees), now) },
		func(now time.Time) error {
			return c.Extend(ExtensionForm{Via: "phone", At: now}, member(sanne), now)
		},
		func(now time.Time) error {
			return c.Correct(CorrectForm{Fact: Fact{Seq: 1, Code: FactStory}, Text: "The accounts were promised for October, in writing.", Reason: "she said so"}, member(sanne), now)
		},
		func(now time.Time) error {
			return c.HandOver(DisputeForm{Name: "Committee", Binding: "no", AskedBy: "Anna", At: now, Day: day(now, 30)}, member(sanne), now)
		},
		func(now time.Time) error {
			return c.RecordRuling(Ruling{Undecided: true, Text: "not taken up", At: now}, member(sanne), now)
		},
		func(now time.Time) error { return c.GoOn("never there", member(sanne), now) },
		func(now time.Time) error { return c.Withdraw(withdrawal(now), member(sanne), now) },
		func(now time.Time) error { return c.UndoEnd(member(sanne), now) },
	}
}
