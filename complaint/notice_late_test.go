package complaint

import (
	"slices"
	"testing"
	"time"
)

// Whether a notice of more time came within the three weeks follows the record: put
// the receipt or an earlier notice right, and it is judged again (KG-28).
func TestLateNoticesAreJudgedByTheRecord(t *testing.T) {
	const first, moved, again = "2026-04-04 00:00", "2026-04-18 00:00", "2026-04-25 00:00"
	for _, tc := range []struct {
		name  string
		told  []string // when the customer heard of 17 April, and of 24 April
		fix   func(c *Case) CorrectForm
		late  []bool
		due   string
		after []bool
		then  string
	}{
		{"the receipt was sooner", []string{"2026-03-26 12:00"}, receivedOn(t, "2026-03-02 09:00"), []bool{false}, moved, []bool{true}, "2026-03-31 00:00"},
		{"the receipt was as soon as in time", []string{"2026-03-26 12:00"}, receivedOn(t, "2026-03-05 09:00"), []bool{false}, moved, []bool{false}, moved},
		{"the notice was sooner", []string{"2026-03-28 12:00"}, noticeOn(t, 0, "2026-03-27 17:00"), []bool{true}, first, []bool{false}, moved},
		{"the first notice was late, so the second is", []string{"2026-03-26 12:00", "2026-03-30 12:00"}, noticeOn(t, 0, "2026-03-28 12:00"), []bool{false, false}, again, []bool{true, true}, first},
		{"the first notice was in time, so the second is", []string{"2026-03-30 11:00", "2026-03-30 12:00"}, noticeOn(t, 0, "2026-03-26 12:00"), []bool{true, true}, first, []bool{false, false}, again},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := dutch(t)
			c := w.c
			w.do("ask early", c.Extend(ExtensionForm{Day: "2026-04-17", Reason: "een deskundige is ziek"}, member(sanne), at(t, "2026-03-20 12:00")))
			w.do("agree early", c.AgreeExtension(1, member(mees), at(t, "2026-03-20 13:00")))
			for i, told := range tc.told {
				when := at(t, told)
				if i == 1 {
					w.extended(ExtensionForm{Day: "2026-04-24", Reason: "de deskundige is nog ziek", Via: "phone", At: when}, sanne, mees, when)
					continue
				}
				written := at(t, "2026-03-29 12:00")
				if written.Before(when) {
					written = when
				}
				w.do("tell", c.Extend(ExtensionForm{Via: "phone", At: when}, member(sanne), written))
			}
			judged := func(c *Case) (late []bool) {
				for _, x := range c.Extensions {
					late = append(late, x.Late)
				}
				return late
			}
			if d := dutyOf(t, c, "decision"); !slices.Equal(judged(c), tc.late) || !d.Due.Equal(at(t, tc.due)) {
				t.Fatalf("late %v, due %s", judged(c), d.Due.In(c.Zone()))
			}
			now := at(t, "2026-04-01 10:00")
			f := tc.fix(c)
			foreseen := c.Preview(f, now)
			w.do("correct", c.Correct(f, member(sanne), now))
			for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
				d := dutyOf(t, c, "decision")
				if !slices.Equal(judged(c), tc.after) || !d.Due.Equal(at(t, tc.then)) {
					t.Errorf("%s: late %v, due %s", how, judged(c), d.Due.In(c.Zone()))
				}
				if told := find(t, c, Extended); c.ToldLate(told) != tc.after[len(tc.after)-1] {
					t.Errorf("%s: the line says late %v", how, c.ToldLate(told))
				}
			}
			said := slices.ContainsFunc(foreseen, func(m Move) bool { return m.After != nil && m.After.Kind == "decision" })
			if said != (tc.due != tc.then) {
				t.Errorf("foretold %v, and it moves from %s to %s", foreseen, tc.due, tc.then)
			}
		})
	}
}

func receivedOn(t *testing.T, when string) func(*Case) CorrectForm {
	return func(*Case) CorrectForm {
		return CorrectForm{Fact: Fact{FactReceived, 1}, At: at(t, when), Reason: "the note on the desk says so"}
	}
}

// noticeOn corrects when the customer heard of the nth extension.
func noticeOn(t *testing.T, n int, when string) func(*Case) CorrectForm {
	return func(c *Case) CorrectForm {
		return CorrectForm{Fact: Fact{FactAt, c.Extensions[n].told}, At: at(t, when), Reason: "told sooner or later"}
	}
}

// A duplicate that came in earlier makes a notice late that was in time, and taking the
// merge back makes it in time again.
func TestADuplicateMovesTheNotice(t *testing.T) {
	w := dutch(t)
	c := w.c
	c.Number = "M-2026-0001"
	told := at(t, "2026-03-26 12:00")
	w.extended(ExtensionForm{Day: "2026-04-17", Reason: "een deskundige is ziek", Via: "phone", At: told}, sanne, mees, told)
	other, r := presetCase(t, "kerngroep", "Europe/Amsterdam"), reported(t)
	other.Number = "M-2026-0002"
	r.ReceivedAt = at(t, "2026-03-02 09:00")
	w.do("register", other.Register(r, member(lotte), at(t, "2026-03-26 13:00")))
	w.do("merge", Merge(other, c, "one matter", member(sanne), at(t, "2026-03-26 14:00")))
	if !c.Extensions[0].Late {
		t.Error("received four days sooner, the notice is in time still")
	}
	w.do("unmerge", Unmerge(other, c, member(sanne), at(t, "2026-03-26 15:00")))
	if c.Extensions[0].Late {
		t.Error("two cases again, the notice is late still")
	}
}

// The three weeks for more time end as the four weeks of the answer do: a last day on
// which nobody works rolls to the next working day. What asks in time whether the day
// stands counts from the day as it was before that.
func TestTheThreeWeeksRollAsTheFourDo(t *testing.T) {
	for _, tc := range []struct{ received, last, answer, asked string }{
		{"2026-03-01 10:00", "2026-03-24 00:00", "2026-03-31 00:00", "2026-03-16 09:00"}, // a Sunday: Monday
		{"2026-03-07 10:00", "2026-03-31 00:00", "2026-04-08 00:00", "2026-03-23 09:00"}, // a Saturday: Monday
		{"2026-03-16 10:00", "2026-04-08 00:00", "2026-04-14 00:00", "2026-03-30 09:00"}, // Easter Monday: Tuesday
		{"2026-03-06 16:00", "2026-03-28 00:00", "2026-04-04 00:00", "2026-03-20 09:00"}, // a Friday stays
	} {
		t.Run(tc.received, func(t *testing.T) {
			tell := func(when time.Time) *Case {
				c, r := presetCase(t, "kerngroep", "Europe/Amsterdam"), reported(t)
				r.ReceivedAt = at(t, tc.received)
				w := &walk{t, c}
				w.do("register", c.Register(r, member(lotte), r.ReceivedAt.Add(time.Hour)))
				answer := dutyOf(t, c, "decision")
				if by := c.AnnounceBy(&answer); !by.Equal(at(t, tc.last)) || !answer.Due.Equal(at(t, tc.answer)) {
					t.Fatalf("tell by %s, answer by %s", by.In(c.Zone()), answer.Due.In(c.Zone()))
				}
				if asked, applies, err := c.moment(&answer, StageOnTrack); err != nil || !applies || !asked.Equal(at(t, tc.asked)) {
					t.Errorf("asked at %s (%v, %v)", asked.In(c.Zone()), applies, err)
				}
				w.extended(ExtensionForm{Day: "2026-04-24", Reason: "een deskundige is ziek", Via: "phone", At: when}, sanne, mees, when)
				return c
			}
			if c := tell(at(t, tc.last).Add(-time.Minute)); c.Extensions[0].Late {
				t.Error("told on the last day, it is late")
			}
			if c := tell(at(t, tc.last)); !c.Extensions[0].Late {
				t.Error("told a day later, it is in time")
			}
		})
	}
}
