package complaint

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ombud/procedure"
)

// lateAsked is a case in which Lotte was asked then. Its answer is due four weeks after
// Thursday 5 March, which Easter moves to Tuesday 7 April: the last day of work before it is
// Wednesday 1 April.
func lateAsked(t testing.TB, when, held string) *walk {
	t.Helper()
	w := danish(t, "phone")
	w.handled()
	w.do("consult", w.c.Consult(Consultation{With: lotte, At: at(t, held), Said: "She was promised September"}, member(sanne), at(t, when)))
	return w
}

// Whoever was consulted has one business day from when that was noted, as a house rule,
// and never more time than the answer that waits for it (OK-13).
func TestWhenAConsultationIsToBeConfirmed(t *testing.T) {
	for _, tc := range []struct{ name, noted, held, due, capped string }{
		{"the next business day", "2026-03-09 12:00", "2026-03-09 12:00", "2026-03-10", ""},
		{"held before it was noted", "2026-03-09 12:00", "2026-03-05 14:00", "2026-03-10", ""},
		{"on a Friday", "2026-03-13 16:00", "2026-03-13 16:00", "2026-03-16", ""},
		{"on the day of the answer", "2026-04-01 10:00", "2026-04-01 10:00", "2026-04-01", "decision"},
		{"on its evening", "2026-04-01 20:00", "2026-04-01 20:00", "2026-04-07", ""},
		{"on its very last day", "2026-04-07 10:00", "2026-04-07 10:00", "2026-04-07", "decision"},
		{"the day before", "2026-03-31 16:00", "2026-03-31 16:00", "2026-04-01", ""},
		{"when the answer is late", "2026-04-08 10:00", "2026-04-08 10:00", "2026-04-09", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := lateAsked(t, tc.noted, tc.held).c
			d := dutyOf(t, c, DutyHearing)
			if text(c.Calendar.LastDay(d.Due)) != tc.due || !d.House || d.User != lotte || d.Round != 1 || !d.Start.Equal(at(t, tc.noted)) || d.From != Consulted {
				t.Errorf("due %s, want %s: %+v", text(c.Calendar.LastDay(d.Due)), tc.due, d)
			}
			last := d.Steps[len(d.Steps)-1]
			if capped := last.Code == StepCapped; capped != (tc.capped != "") || capped && last.Name != tc.capped {
				t.Errorf("counted %+v", d.Steps)
			}
		})
	}
}

// The calendar of a case ends: a consultation can be noted and confirmed all the same.
func TestAConsultationBeyondTheCalendar(t *testing.T) {
	w := danish(t, "phone")
	w.handled()
	p := *w.c.Procedure
	p.Duties = slices.DeleteFunc(slices.Clone(p.Duties), func(d procedure.Duty) bool { return d.Kind == DutySilence })
	w.c.Procedure, w.c.derived = &p, nil
	now := time.Date(2032, 12, 31, 10, 0, 0, 0, w.c.Zone())
	w.do("consult", w.c.Consult(Consultation{With: lotte, At: now, Said: "again"}, member(sanne), now))
	if d := dutyOf(t, w.c, DutyHearing); !d.Open() || !d.Due.After(now) {
		t.Errorf("%+v", d)
	}
}

// What they say ends it, whatever it is; another consultation, that it was not possible, the
// answer and the end of the case have it fall away; and once it concerns them nobody asks.
func TestWhatEndsThatAConsultationIsToBeConfirmed(t *testing.T) {
	soon, late := at(t, "2026-03-09 13:00"), at(t, "2026-03-12 10:00")
	for _, tc := range []struct {
		name string
		end  func(w *walk, seq int, now time.Time) error
		fate string // in time
		late string
	}{
		{"a yes", func(w *walk, seq int, now time.Time) error { return w.c.ConfirmHeard(seq, member(lotte), now) }, "met", "late"},
		{"a no", func(w *walk, seq int, now time.Time) error { return w.c.DenyHeard(seq, "no", member(lotte), now) }, "met", "late"},
		{"asked anew", func(w *walk, _ int, now time.Time) error {
			return w.c.Consult(Consultation{With: lotte, At: now, Said: "again"}, member(sanne), now)
		}, "void", "missed"},
		{"not possible", func(w *walk, _ int, now time.Time) error {
			return w.c.Consult(Consultation{With: lotte, At: now, Said: "ill", Impossible: true}, member(sanne), now)
		}, "void", "missed"},
		{"withdrawn", func(w *walk, _ int, now time.Time) error { return w.c.EndCase(withdrawal(now), member(sanne), now) }, "void", "missed"},
		{"filed in error", func(w *walk, _ int, now time.Time) error { return w.c.MarkFiledInError("a test", member(sanne), now) }, "void", "void"},
		{"it concerns them", func(w *walk, _ int, now time.Time) error {
			return w.c.DeclareInterest(Interest{Users: []string{lotte}, How: "it is about her"}, member(sanne), now)
		}, "void", "void"},
		{"the customer has the answer", func(w *walk, _ int, now time.Time) error { // of whoever received it themselves
			w.c.record(Told, member(sanne), now, now, Data{Round: 1}, 0)
			return nil
		}, "void", "missed"},
	} {
		for when, want := range map[time.Time]string{soon: tc.fate, late: tc.late} {
			t.Run(fmt.Sprint(tc.name, " ", want), func(t *testing.T) {
				w, seq := asked(t)
				w.do(tc.name, tc.end(w, seq, when))
				duties, err := w.c.Duties()
				must(t, err)
				i := slices.IndexFunc(duties, func(d Duty) bool { return d.Is(DutyHearing, 1) })
				if got := fate(duties[i]); got != want {
					t.Errorf("%s, want %s: %+v", got, want, duties[i])
				}
				if turn, theirs := w.c.TurnOf(member(lotte), when); theirs && turn.Duty.Kind == DutyHearing && tc.name != "asked anew" {
					t.Errorf("it is still her turn: %+v", turn)
				}
			})
		}
	}
}

// It is undone that the case ended, or that somebody is kept out of it: they are asked again.
func TestAConsultationIsOwedAgain(t *testing.T) {
	now := at(t, "2026-03-09 13:00")
	w, _ := asked(t)
	w.do("end", w.c.EndCase(withdrawal(now), member(sanne), now))
	w.do("undo", w.c.UndoEnd(member(sanne), now.Add(time.Hour)))
	if d := dutyOf(t, w.c, DutyHearing); !d.Open() {
		t.Errorf("the case goes on, and it is not owed: %+v", d)
	}
	if _, theirs := w.c.TurnOf(member(lotte), now); !theirs {
		t.Error("nor is it her turn")
	}
}

// The turn is theirs alone: neither whoever stands in for them, nor who handles the case
// while they are there, nor anybody with a role. While they are away it waits for who
// handles it, who asks anew or notes that it is not possible; whoever left has it no more.
func TestWhoseTurnAConsultationIs(t *testing.T) {
	now := at(t, "2026-03-10 10:00")
	away := []Absence{{User: lotte, From: at(t, "2026-03-10 00:00"), Until: at(t, "2026-03-17 00:00"), Deputy: joost}}
	for _, tc := range []struct {
		name   string
		set    func(*Case)
		turns  []string // of everybody, with the step
		owning string   // who hears of it
	}{
		{"all are there", func(*Case) {}, []string{lotte + " "}, lotte},
		{"she is away", func(c *Case) { c.Roster.Away = away }, []string{sanne + " consult", lotte + " "}, sanne},
		{"she left", func(c *Case) { c.Roster.Left = map[string]time.Time{lotte: now.Add(-time.Hour)} }, []string{sanne + " consult", lotte + " "}, sanne},
		{"the officer is away too", func(c *Case) {
			c.Roster.Away = append(slices.Clone(away), Absence{User: sanne, From: now.Add(-time.Hour), Until: now.AddDate(0, 0, 3), Deputy: fatima})
		}, []string{fatima + " consult", lotte + " "}, fatima},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w, _ := asked(t)
			c := w.c
			kept := c.AwaitedBy()
			tc.set(c)
			var turns []string
			for _, user := range []string{sanne, fatima, mees, milan, joost, lotte, "U0OTHER"} {
				turn, theirs := c.TurnOf(member(user), now)
				if theirs && turn.Duty != nil && turn.Duty.Kind == DutyHearing {
					turns = append(turns, user+" "+string(turn.Step))
					if !awaits(c, kept, user, now) {
						t.Errorf("nothing finds it for %s: %+v", user, kept)
					}
				}
			}
			if diff := cmp.Diff(tc.turns, turns); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			d := dutyOf(t, c, DutyHearing)
			if got := c.Recipients(&d, "", now); !slices.Equal(got, []string{tc.owning}) {
				t.Errorf("heard of by %v", got)
			}
		})
	}
}

// They are reminded as the ladder says, each time with nobody in their place; once it is
// late whoever handles the case hears of it, and then the officer.
func TestTheLadderOfAConsultation(t *testing.T) {
	handed := func(w *walk) {
		w.do("hand on", w.c.Assign(Assignment{Handler: fatima, Name: "Fatima", Title: "stedfortræder", Why: "other", WhyText: "knows her"}, member(sanne), at(t, "2026-03-09 12:05")))
	}
	for _, tc := range []struct {
		name string
		set  func(*walk)
		want []string
	}{
		{"who stays silent", handed, []string{
			"2026-03-09 16:30 half [U0LOTTE]", "2026-03-10 15:30 two_hours [U0LOTTE]", "2026-03-11 08:30 overdue [U0LOTTE U0FATIMA]",
			"2026-03-12 09:00 overdue_1 [U0FATIMA U0SANNE]", "2026-03-16 09:00 overdue_3 [U0SANNE]",
		}},
		{"who goes away", func(w *walk) {
			handed(w)
			w.c.Roster.Away = []Absence{{User: lotte, From: at(t, "2026-03-10 00:00"), Until: at(t, "2026-03-12 00:00"), Deputy: joost}}
		}, []string{
			"2026-03-09 16:30 half [U0LOTTE]", "2026-03-10 08:30 half [U0FATIMA]", "2026-03-10 15:30 two_hours [U0FATIMA]", "2026-03-11 08:30 overdue [U0FATIMA]",
			"2026-03-12 08:30 overdue [U0LOTTE]", "2026-03-12 09:00 overdue_1 [U0FATIMA U0SANNE]", "2026-03-16 09:00 overdue_3 [U0SANNE]",
		}},
		{"who works in New York", func(w *walk) {
			handed(w)
			w.c.Roster.People[lotte] = Profile{Zone: "America/New_York"}
		}, []string{
			"2026-03-09 17:30 half [U0LOTTE]", "2026-03-10 15:30 two_hours [U0LOTTE]", "2026-03-11 08:30 overdue [U0FATIMA]", "2026-03-11 13:30 overdue [U0LOTTE]",
			"2026-03-12 09:00 overdue_1 [U0FATIMA U0SANNE]", "2026-03-16 09:00 overdue_3 [U0SANNE]",
		}},
		{"whom it concerns", func(w *walk) {
			handed(w)
			w.do("interest", w.c.DeclareInterest(Interest{Users: []string{lotte}, How: "about her"}, member(sanne), at(t, "2026-03-09 15:00")))
		}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w, _ := asked(t)
			tc.set(w)
			for now := at(t, "2026-03-09 12:05"); now.Before(at(t, "2026-03-17 12:00")); now = now.Add(5 * time.Minute) {
				w.c.Lapse(now)
				must(t, w.c.Remind(now))
				if wake, err := w.c.WakeAt(now); err != nil || !wake.After(now) {
					t.Fatalf("at %s it wakes at %v, %v", now, wake, err)
				}
			}
			if diff := cmp.Diff(tc.want, told(w.c, DutyHearing)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Nobody can be handed it; whoever handles the case may ask for it once it is late, and
// then it is asked of them and nobody else.
func TestAConsultationIsNotHandedOn(t *testing.T) {
	w, _ := asked(t)
	c := w.c
	c.Roster.People[lotte] = Profile{Deputy: joost}
	tick(t, c, at(t, "2026-03-09 12:05"), at(t, "2026-03-11 09:00"))
	now := at(t, "2026-03-11 09:00")
	if got := refusalOf(c.PassOn(DutyHearing, 1, member(lotte), now)); got != "error.hearing_not_yours" {
		t.Errorf("handed on: %q", got)
	}
	must(t, c.Chase(DutyHearing, 1, member(mees), now))
	if last := c.Events[len(c.Events)-1]; last.Kind != Reminded || last.Data.Stage != string(StageChased) || !slices.Equal(last.Data.Users, []string{lotte}) {
		t.Errorf("asked for it: %+v", last)
	}
}

// Once they answered, who was reminded reads so, and what they see of it in Home is drawn
// anew; the same when another took its place.
func TestWhoHearsThatAConsultationIsConfirmed(t *testing.T) {
	for _, tc := range []struct {
		name string
		end  func(c *Case, seq int, now time.Time) error
	}{
		{"a yes", func(c *Case, seq int, now time.Time) error { return c.ConfirmHeard(seq, member(lotte), now) }},
		{"a no", func(c *Case, seq int, now time.Time) error { return c.DenyHeard(seq, "no", member(lotte), now) }},
		{"not possible", func(c *Case, _ int, now time.Time) error {
			return c.Consult(Consultation{With: lotte, At: now, Said: "ill", Impossible: true}, member(sanne), now)
		}},
		{"withdrawn", func(c *Case, _ int, now time.Time) error { return c.EndCase(withdrawal(now), member(sanne), now) }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w, seq := asked(t)
			tick(t, w.c, at(t, "2026-03-09 12:05"), at(t, "2026-03-11 09:00"))
			before := len(w.c.Events)
			must(t, tc.end(w.c, seq, at(t, "2026-03-11 09:30")))
			got := strings.Join(noticesSince(w.c, before, NoticeReminder, NoticeHome), "\n")
			for _, want := range []string{"home " + lotte, "reminder " + lotte + " hearing:1", "reminder " + sanne + " hearing:1"} {
				if !strings.Contains(got, want) {
					t.Errorf("no %q in\n%s", want, got)
				}
			}
		})
	}
}

// Whoever was asked knows the number of the case and that question, whatever else they may
// see; nobody else does by it, and they neither once it concerns them.
func TestWhatWhoWasAskedMaySee(t *testing.T) {
	w, seq := asked(t)
	c, now := w.c, at(t, "2026-03-09 13:00")
	c.Filer, c.receiver = sanne, "" // so that Lotte has no part in the case but this
	sees := func(user string) string {
		var parts []string
		for _, part := range []Part{PartAsked, PartState, PartCard, PartFiling, PartAnswer, PartPromise, PartReaders} {
			if c.MaySee(member(user), part, now) {
				parts = append(parts, string(part))
			}
		}
		return strings.Join(parts, " ")
	}
	if got := sees(lotte); got != "asked" {
		t.Errorf("she sees %q", got)
	}
	if got := sees("U0OTHER"); got != "" {
		t.Errorf("somebody else sees %q", got)
	}
	if turn, theirs := c.TurnOf(member(lotte), now); !theirs || turn.Duty.Kind != DutyHearing || turn.Step != "" {
		t.Errorf("her turn: %v %+v", theirs, turn)
	}
	w.do("confirm", c.ConfirmHeard(seq, member(lotte), now))
	if got := sees(lotte); got != "asked" { // what she was told says so
		t.Errorf("once she answered she sees %q", got)
	}
	must(t, c.DeclareInterest(Interest{Users: []string{lotte}, How: "about her"}, member(sanne), now))
	if got := sees(lotte); got != "" {
		t.Errorf("kept out, she sees %q", got)
	}
}

// Who left or is kept out of the case is waited for no more: whoever handles it reads that
// the consultation is missing, and notes that it was not possible.
func TestNobodyWaitsForWhoIsLost(t *testing.T) {
	now := at(t, "2026-03-09 13:00")
	for name, set := range map[string]func(*walk){
		"left": func(w *walk) { w.c.Roster.Left = map[string]time.Time{lotte: now} },
		"kept out": func(w *walk) {
			w.do("interest", w.c.DeclareInterest(Interest{Users: []string{lotte}, How: "about her"}, member(sanne), now))
		},
	} {
		t.Run(name, func(t *testing.T) {
			w, _ := asked(t)
			set(w)
			if next, _ := w.c.Next(); next != StepConsult || w.c.ConsultMissing(sanne, now) != RoleFiler {
				t.Errorf("next is %s, missing %q", next, w.c.ConsultMissing(sanne, now))
			}
			if got := refusedFor(w.c.Prepare(inWriting(), member(sanne), now)); got != "said error.consult_missing" {
				t.Errorf("the answer: %q", got)
			}
			w.do("impossible", w.c.Consult(Consultation{With: lotte, At: now, Said: "gone", Impossible: true}, member(sanne), now))
			w.do("answer", w.c.Prepare(inWriting(), member(sanne), now))
		})
	}
}
