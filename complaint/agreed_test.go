package complaint

import (
	"slices"
	"strings"
	"testing"
)

// shown is a promised day as a line: its round, its end, when it was done, what it was
// before.
func shownDay(c *Case, d Duty) string {
	const layout = "01-02"
	parts := []string{c.Calendar.LastDay(d.Due).String()[5:]}
	if !d.Done.IsZero() {
		parts = append(parts, "done "+d.Done.In(c.Zone()).Format(layout))
		if !d.Done.Before(d.Due) {
			parts = append(parts, "missed")
		}
	}
	if d.Left {
		parts = append(parts, "missed, over "+d.Ended.In(c.Zone()).Format(layout))
	}
	for _, was := range d.Was {
		parts = append(parts, "was "+c.Calendar.LastDay(was).String()[5:])
	}
	return strings.Join(parts, " ")
}

// The day that the customer was promised: agreed anew, put off by more time, missed, and
// kept for the figures whatever is agreed afterwards (KG-06, KG-30, EX-15).
func TestTheDayThatTheCustomerWasPromised(t *testing.T) {
	agree := func(on, day string) func(w *walk) {
		return func(w *walk) {
			f := talk(w.t)
			f.At, f.Day, f.KeepUnadvised = at(w.t, on), day, true
			w.do("agree", w.c.LogContact(f, member(sanne), at(w.t, on)))
		}
	}
	more := func(on, day string) func(w *walk) {
		return func(w *walk) {
			w.extended(ExtensionForm{Day: day, Reason: "een deskundige is ziek", Via: "phone", At: at(w.t, on)}, sanne, mees, at(w.t, on))
		}
	}
	told := func(on string) func(w *walk) {
		return func(w *walk) {
			now, d := at(w.t, on), draft()
			d.Promises = nil
			w.do("draft", w.c.Prepare(d, member(sanne), now))
			w.do("approve", w.c.Approve(len(w.c.Answers), member(mees), now))
			w.do("deliver", w.c.Deliver(Delivery{At: now, Via: "phone"}, member(sanne), now))
		}
	}
	again := func(on string) func(w *walk) {
		return func(w *walk) {
			f := FollowUpForm{Result: Dissatisfied, At: at(w.t, on), Via: "phone", Note: "not yet", Why: "she asked for me"}
			w.do("not satisfied", w.c.RecordFollowUp(f, member(lotte), at(w.t, on)))
		}
	}
	for _, tc := range []struct {
		name  string
		steps []func(w *walk)
		want  []string // the newest last
	}{
		{"agreed", []func(*walk){agree("2026-03-09 10:00", "2026-03-20")}, []string{"03-20"}},
		{"agreed twice the same", []func(*walk){agree("2026-03-09 10:00", "2026-03-20"), agree("2026-03-10 10:00", "2026-03-20")}, []string{"03-20"}},
		{"put off before it was over", []func(*walk){agree("2026-03-09 10:00", "2026-03-20"), agree("2026-03-18 10:00", "2026-03-27")}, []string{"03-27 was 03-20"}},
		{"put off on its last day", []func(*walk){agree("2026-03-09 10:00", "2026-03-20"), agree("2026-03-20 23:00", "2026-03-27")}, []string{"03-27 was 03-20"}},
		{
			"agreed anew when it was over",
			[]func(*walk){agree("2026-03-09 10:00", "2026-03-20"), agree("2026-03-27 10:00", "2026-03-31")},
			[]string{"03-20 missed, over 03-27", "03-31"},
		},
		{"more time, told in time", []func(*walk){agree("2026-03-09 10:00", "2026-03-20"), more("2026-03-19 10:00", "2026-04-17")}, []string{"04-17 was 03-20"}},
		{
			"more time, told when the day was over",
			[]func(*walk){agree("2026-03-09 10:00", "2026-03-20"), more("2026-03-26 10:00", "2026-04-17")},
			[]string{"03-20 missed, over 03-26", "04-17"},
		},
		{"more time, told too late for that", []func(*walk){agree("2026-03-09 10:00", "2026-04-02"), more("2026-03-30 10:00", "2026-04-17")}, []string{"04-02"}},
		{"more time, less than was promised", []func(*walk){agree("2026-03-09 10:00", "2026-04-22"), more("2026-03-26 10:00", "2026-04-17")}, []string{"04-22"}},
		{
			"more time, and a sooner day after that",
			[]func(*walk){agree("2026-03-09 10:00", "2026-03-20"), more("2026-03-19 10:00", "2026-04-17"), agree("2026-03-23 10:00", "2026-04-10")},
			[]string{"04-10 was 03-20 was 04-17"},
		},
		{"kept", []func(*walk){agree("2026-03-09 10:00", "2026-03-20"), told("2026-03-12 10:00")}, []string{"03-20 done 03-12"}},
		{"missed", []func(*walk){agree("2026-03-09 10:00", "2026-03-20"), told("2026-03-23 10:00")}, []string{"03-20 done 03-23 missed"}},
		{
			"another in another round, the first kept",
			[]func(*walk){agree("2026-03-09 10:00", "2026-03-20"), told("2026-03-12 10:00"), again("2026-03-16 10:00"), agree("2026-03-17 10:00", "2026-03-25")},
			[]string{"03-20 done 03-12", "03-25"},
		},
		{
			"another in another round, the first missed",
			[]func(*walk){agree("2026-03-09 10:00", "2026-03-20"), told("2026-03-23 10:00"), again("2026-03-24 10:00"), agree("2026-03-25 10:00", "2026-03-31"), told("2026-03-30 10:00")},
			[]string{"03-20 done 03-23 missed", "03-31 done 03-30"},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := dutch(t)
			w.do("details", w.c.CheckDetails(checked(t), member(lotte), at(t, "2026-03-09 10:10")))
			for i, step := range tc.steps {
				if step(w); i == 0 {
					w.do("assign", w.c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "adviseur", Why: "process"}, member(sanne), at(t, "2026-03-09 11:00")))
				}
			}
			for how, c := range map[string]*Case{"at hand": w.c, "loaded": reload(w.c)} {
				duties, err := c.Duties()
				if err != nil {
					t.Fatal(err)
				}
				var got []string
				past := map[int]bool{}
				for _, d := range duties {
					if d.Kind == DutyPromised {
						got = append(got, shownDay(c, d))
						past[d.Past] = true
					}
				}
				if !slices.Equal(got, tc.want) || len(past) != len(got) || !past[0] {
					t.Errorf("%s: %q of runs %v, want %q", how, got, past, tc.want)
				}
			}
		})
	}
}
